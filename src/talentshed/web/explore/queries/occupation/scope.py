"""Which occupation, and seen from which region?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.labor.charts.words import Locale
from talentshed.labor.measures import wage_area
from talentshed.labor.store import Store
from talentshed.web.explore.queries import lookup, reference
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.shown import store_of
from talentshed.web.explore.queries.wording import source_line

Row = dict[str, Any]


@dataclass(frozen=True)
class Occupation:
    """An occupation as the wage survey and the projections know it."""

    soc: str
    title: str
    asked: str = ""
    """The finer code that was asked for, where the survey publishes it only together with others."""


@lru_cache(maxsize=8)
def all_occupations(edition: str) -> dict[str, str]:
    """Return the title of every surveyed occupation by its code."""
    projection = store_of(edition).table("projection")
    found = projection.filter(projection.level.lower() == "line item").select("soc", "title").to_pyarrow()
    return dict(zip(found["soc"].to_pylist(), found["title"].to_pylist(), strict=True))


@lru_cache(maxsize=8)
def finer_codes(edition: str) -> dict[str, str]:
    """Return the surveyed code of every finer SOC code."""
    store = store_of(edition)
    found = lookup.run(store, reference.codes(store)).to_pylist()
    return {row["soc"]: row["survey_soc"] for row in found if row["soc"] != row["survey_soc"]}


def occupation_of(edition: str, code: str) -> Occupation:
    """Return the occupation of a code (51-4041, or O*NET's 51-4041.00). Raises `NotHere` with codes that come near."""
    wanted = code.strip().split(".")[0]
    titles = all_occupations(edition)
    if wanted in titles:
        return Occupation(wanted, titles[wanted])
    joint = finer_codes(edition).get(wanted)
    if joint is not None:
        return Occupation(joint, titles[joint], asked=wanted)
    near = sorted(titles, key=lambda soc: (-_shared(soc, wanted), soc))[:3]
    text = _("There is no occupation {code}. Near it: {near}. Or search by title.")
    raise NotHere(text.format(code=code, near=", ".join(f"{soc} {titles[soc]}" for soc in near)))


def _shared(soc: str, wanted: str) -> int:
    pairs = zip(soc, wanted, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(soc), len(wanted)))


class Case:
    """An occupation's page being put together for one reader."""

    def __init__(self, edition: str, occupation: Occupation, region_key: str) -> None:
        self.store: Store = store_of(edition)
        self.edition = edition
        self.soc, self.title, self.asked = occupation.soc, occupation.title, occupation.asked
        self.region_key = region_key
        self.place = place_of(edition, region_key).name if region_key else ""
        self.counties = lookup.region(edition, region_key).counties if region_key else ()
        self.year = lookup.years(edition).latest
        self.locale: Locale = "es" if (get_language() or "en").startswith("es") else "en"
        self.area = self._area()

    def rows(self, expression: ir.Table) -> list[Row]:
        """Run an expression and return its rows."""
        found: list[Row] = lookup.run(self.store, expression).to_pylist()
        return found

    def kept(self, expression: ir.Table) -> ir.Table:
        """Run an expression now and return it as a table for the next measures."""
        return ibis.memtable(lookup.run(self.store, expression))

    def sources(self, *tables: str) -> str:
        """Return the source line of a picture."""
        return source_line(self.store, tables)

    def _area(self) -> Row | None:
        """The wage survey's area of the region, or None without a region."""
        if not self.counties:
            return None
        table: Callable[[str], ir.Table] = self.store.table
        found = wage_area.wage_area(
            table("county_industry"), table("county_area"), table("oews_area"), counties=self.counties, year=self.year
        )
        return next(iter(self.rows(found)), None)

    @property
    def area_codes(self) -> list[str]:
        """The areas whose wages stand for the region, best first."""
        best = [self.area["area_code"]] if self.area else []
        states = [f"{fips}00000" for fips in sorted({county[:2] for county in self.counties})]
        return list(dict.fromkeys([*best, *states, wage_area.NATION]))
