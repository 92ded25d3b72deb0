"""Which occupations fit the words that somebody typed, also when they are misspelt?"""

import difflib
import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures import wage_area
from talentshed.web.explore.queries import lookup, reference
from talentshed.web.explore.queries.occupation.scope import all_occupations
from talentshed.web.explore.queries.places import edition_of, pinned, place_of
from talentshed.web.explore.queries.shown import rows, store_of
from talentshed.web.ui.values import Grid, GridColumn, Value

_MOST = 40
_LIKE = 0.78
"""How alike two words must be to count as a misspelling of each other (0 to 1)."""


def search_view(text: str, region_key: str, asked: str) -> dict[str, Any]:
    """Return what the search page shows: the question, and the occupations that fit it as a table."""
    edition = edition_of(asked)
    place = place_of(edition, region_key) if region_key.strip() else None
    wanted = " ".join(text.split())[:80]
    found = search(edition, wanted) if wanted else largest(edition)
    return {
        "edition": edition,
        "q": wanted,
        "region": place.key if place else "",
        "place": place.name if place else "",
        "pin": pinned(edition, asked),
        "asked": asked,
        "count": len(found),
        "grid": _grid(edition, found[:_MOST], place.key if place else "", wanted),
        "more": max(0, len(found) - _MOST),
    }


def search(edition: str, text: str) -> list[str]:
    """Return the codes of the occupations that fit, best first: by code, by title, by O*NET title, by near spelling."""
    code = re.fullmatch(r"(\d{2})-?(\d{0,4})(\.\d\d)?", text.strip())
    names = _names(edition)
    if code:
        begin = f"{code[1]}-{code[2]}"
        return sorted(soc for soc in names if soc.startswith(begin))
    words = _words(text)
    if not words:
        return []
    marks = {soc: _mark(words, titles) for soc, titles in names.items()}
    found = [soc for soc, mark in marks.items() if mark > 0]
    if not found:
        known = sorted({word for titles in names.values() for title in titles for word in _words(title)})
        mended = [next(iter(difflib.get_close_matches(word, known, 1, _LIKE)), word) for word in words]
        marks = {soc: _mark(mended, titles) for soc, titles in names.items()}
        found = [soc for soc, mark in marks.items() if mark > 0]
    return sorted(found, key=lambda soc: (-marks[soc], soc))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9*+#]{2,}", text.casefold())


def _mark(words: list[str], titles: tuple[str, ...]) -> float:
    """Return how well words fit the titles of an occupation; 0 where a word fits none. The first title counts most."""
    best = 0.0
    for place, title in enumerate(titles):
        own = _words(title)
        if all(
            any(part.startswith(word) or (word.startswith(part) and len(part) > 3) for part in own) for word in words
        ):
            exact = sum(word in own for word in words)
            best = max(best, (2.0 if place == 0 else 1.0) + exact / (len(own) + 1))
    return best


@lru_cache(maxsize=8)
def _names(edition: str) -> dict[str, tuple[str, ...]]:
    """Return the titles of every surveyed occupation: its own first, then those of its O*NET occupations."""
    store = store_of(edition)
    titles = all_occupations(edition)
    onet = store.table("onet_occupation").join(reference.codes(store), "soc").select("survey_soc", "title")
    also: dict[str, list[str]] = {}
    for row in rows(onet):
        also.setdefault(row["survey_soc"], []).append(row["title"])
    return {soc: (title, *also.get(soc, ())) for soc, title in titles.items()}


@lru_cache(maxsize=8)
def largest(edition: str) -> list[str]:
    """Return the occupations with most jobs in the nation, to begin with."""
    projection = store_of(edition).table("projection")
    items = projection.filter(projection.level.lower() == "line item")
    found = items.order_by([items.jobs_base.desc(), items.soc]).limit(20).select("soc")
    return [row["soc"] for row in rows(found)]


@lru_cache(maxsize=64)
def _facts(edition: str, region_key: str) -> dict[str, dict[str, Any]]:
    """Return jobs and median pay of every occupation, in the region's wage area (or the nation where it has none)."""
    store = store_of(edition)
    areas = [wage_area.NATION]
    if region_key:
        counties = lookup.region(edition, region_key).counties
        found = wage_area.wage_area(
            *(store.table(name) for name in ("county_industry", "county_area", "oews_area")),
            counties=counties,
            year=lookup.years(edition).latest,
        )
        areas = [*(row["area_code"] for row in rows(found)), *areas]
    wages = wage_area.occupation_wages(store.table("oews_area"), areas=areas)
    return {row["soc"]: row for row in rows(wages)}


def _grid(edition: str, found: list[str], region_key: str, text: str) -> Grid:
    titles, facts = all_occupations(edition), _facts(edition, region_key)
    query = f"?{urlencode({'region': region_key})}" if region_key else ""
    shown: list[dict[str, Value]] = []
    for soc in found:
        known = facts.get(soc, {})
        jobs, pay = known.get("area_jobs"), known.get("annual_p50_usd")
        shown.append(
            {
                "title": titles[soc],
                "soc": soc,
                "link": reverse("explore:occupation", kwargs={"soc": soc}) + query,
                "area": known.get("wage_area_name") or _("none"),
                "jobs": jobs,
                "jobs_status": "reported" if jobs is not None else "not_available",
                "pay": pay,
                "pay_status": "reported" if pay is not None else "not_available",
            }
        )
    caption = _("Occupations that fit “{text}”").format(text=text) if text else _("The occupations with most jobs")
    return Grid(
        caption=caption,
        columns=(
            GridColumn("title", _("Occupation"), link="link"),
            GridColumn("area", _("Area of the figures")),
            GridColumn("jobs", _("Jobs"), "count"),
            GridColumn("pay", _("Median pay"), "usd"),
            GridColumn("soc", _("Code"), "code"),
        ),
        rows=tuple(shown),
    )
