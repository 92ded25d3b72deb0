"""Which other answers are there: the zones that others published, and areas made by other methods?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from talentshed.labor.method import Method, gettext_noop
from talentshed.web.explore.queries.finder import words
from talentshed.web.explore.queries.finder.found import Found
from talentshed.web.explore.queries.shown import receipt_of, rows, store_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

METHOD = Method(
    name=gettext_noop("Agreement with other answers"),
    question=gettext_noop("Do others draw the labor market around here alike?"),
    formula=gettext_noop("agreement = counties in both / counties in either"),
    unit=gettext_noop("share of counties"),
    citation="Jaccard's index of two sets",
    tables=("published_zone", "labor_market_area", "area_membership"),
    misses=(
        gettext_noop("It counts counties, large and small alike."),
        gettext_noop("Those areas divide the nation; a region here grows from one county and may overlap others."),
    ),
)


@dataclass(frozen=True)
class Other:
    """One other answer: the area that the first county is in."""

    key: str
    name: str
    counties: tuple[str, ...]
    sure: float | None = None
    """Share of the redraws in which the first county is in it, where that was worked out."""


def others(edition: str, seed: str) -> tuple[Other, ...]:
    """Return the areas of other makers that a county is in; none where this edition has none of them."""
    return tuple(
        Other(key, _name(key), members, _sure(edition, seed) if key == "coombes-bond" else None)
        for key, members in _areas(edition, seed)
    )


@lru_cache(maxsize=512)
def _areas(edition: str, seed: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    store = store_of(edition)
    found: list[tuple[str, tuple[str, ...]]] = []
    if store.has("published_zone"):
        zone = store.table("published_zone")
        own = zone.filter(zone.county_fips == seed).select("zones", "zone_code").distinct()
        found += _grouped(rows(zone.semi_join(own, ["zones", "zone_code"])), "zones")
    if store.has("labor_market_area"):
        area = store.table("labor_market_area")
        mine = area.filter(area.county_fips == seed).select("method", "area_fips").distinct()
        found += _grouped(rows(area.semi_join(mine, ["method", "area_fips"])), "method")
    return tuple(found)


def _grouped(listed: Iterable[dict[str, Value]], by: str) -> list[tuple[str, tuple[str, ...]]]:
    groups: dict[str, set[str]] = {}
    for row in listed:
        groups.setdefault(str(row[by]), set()).add(str(row["county_fips"]))
    return [(key, tuple(sorted(members))) for key, members in sorted(groups.items())]


@lru_cache(maxsize=512)
def _sure(edition: str, seed: str) -> float | None:
    store = store_of(edition)
    if not (store.has("area_membership") and store.has("labor_market_area")):
        return None
    share, area = store.table("area_membership"), store.table("labor_market_area")
    own = area.filter((area.county_fips == seed) & (area.method == "coombes-bond")).select("county_fips", "area_fips")
    found = rows(share.semi_join(own, ["county_fips", "area_fips"]).select("probability"))
    return float(found[0]["probability"]) if found else None


def _name(key: str) -> str:
    known = {
        "coombes-bond": _("Labor-market area (Coombes and Bond’s method, these flows)"),
        "tolbert-sizer": _("Commuting zone (Tolbert and Sizer’s method, these flows)"),
    }
    return known.get(key) or _("Published commuting zone of {year}").format(year=key)


def others_figure(found: Found) -> Figure | None:
    """Return how far other answers agree with this region; None where this edition has no other answers."""
    known = others(found.edition, found.asked.seed)
    if not known:
        return None
    columns = (
        GridColumn("name", _("Other answer"), link="address"),
        GridColumn("counties", _("Counties"), "count"),
        GridColumn("agreement", _("Agreement"), "percent"),
        GridColumn("only_here", _("Only in this region")),
        GridColumn("only_there", _("Only in that area")),
    )
    listed = tuple(_row(found, each) for each in known)
    return Figure(
        key="others",
        heading=_heading(found, known),
        sentence=_sentence(found, known),
        receipt=receipt_of(
            store_of(found.edition),
            METHOD,
            filled="; ".join(f"{each.name}: {_filled(found, each)}" for each in known[:3]),
        ),
        grid=Grid(_("Other answers for the same county"), columns, listed, sortable=True),
    )


def _agreement(found: Found, other: Other) -> float:
    return len(set(found.members) & set(other.counties)) / len(set(found.members) | set(other.counties))


def _filled(found: Found, other: Other) -> str:
    both = len(set(found.members) & set(other.counties))
    return f"{both} / {len(set(found.members) | set(other.counties))}"


def _row(found: Found, other: Other) -> dict[str, Value]:
    here, there = set(found.members), set(other.counties)
    return {
        "answer": other.key,
        "name": other.name,
        "counties": len(other.counties),
        "agreement": _agreement(found, other),
        "only_here": words.short_names(found, sorted(here - there)) or _("none"),
        "only_there": words.short_names(found, sorted(there - here)) or _("none"),
        "members": "-".join(other.counties),
        "address": found.with_members(other.counties),
    }


def _heading(found: Found, known: tuple[Other, ...]) -> str:
    same = sum(set(each.counties) == set(found.members) for each in known)
    if same:
        return _("{same} of {all} other answers are the same").format(same=same, all=len(known))
    best = max(_agreement(found, each) for each in known)
    return _("No other answer is quite the same; the nearest shares {share} of the counties").format(
        share=words.percent(best)
    )


def _sentence(found: Found, known: tuple[Other, ...]) -> str:
    best = max(known, key=lambda each: (_agreement(found, each), each.key))
    text = _("Nearest is “{name}”: it has {count} counties, {both} of them in this region.")
    said = text.format(
        name=best.name, count=len(best.counties), both=len(set(best.counties) & set(found.members))
    )  # fmt: skip
    sure = next((each.sure for each in known if each.sure is not None), None)
    if sure is not None:
        more = _("{county} stays in its labor-market area in {share} of 100 redraws of the flows.")
        said += " " + more.format(county=found.seed_name(), share=words.in_hundred(sure))
    return said
