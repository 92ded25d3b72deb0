"""Which region, sector and years is a packet about, and what do the tables say of them?"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import ibis.expr.types as ir
import pyarrow as pa
from django.urls import reverse
from django.utils.translation import get_language

from talentshed.labor.charts.words import Locale
from talentshed.labor.measures.occupation_demand import under
from talentshed.labor.measures.regional_industry import as_sectors, regional_industry
from talentshed.labor.measures.sector import Sector
from talentshed.labor.store import Store
from talentshed.labor.store.asking import Measure, ask
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.packet.asking import ask_once
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.shown import store_of
from talentshed.web.explore.queries.wording import pandemic, source_line

Row = dict[str, Any]

NATION = "national_industry"
"""The table of all industries of the nation, its years."""


@dataclass(frozen=True)
class Scope:
    """A region, a sector and the years at hand; what was asked of the tables once is kept for the next reader."""

    edition: str
    region_key: str
    counties: tuple[str, ...]
    sector: Sector
    year: int
    years: tuple[int, ...]
    national_years: tuple[int, ...]
    kept: dict[str, pa.Table] = field(default_factory=dict, compare=False, repr=False)

    @property
    def not_counted(self) -> bool:
        """Whether the county figures leave out all of the sector by design: no row is not none then."""
        return set(self.sector.not_counted) == set(self.sector.naics)

    @property
    def missing_status(self) -> str:
        """What it means that a year has no row: there is none (reported), or nobody counted (not_available)."""
        return "not_available" if self.not_counted else "reported"

    @property
    def missing_count(self) -> int | None:
        """The count of a year without a row: zero, or unknown where nobody counted."""
        return None if self.not_counted else 0

    @property
    def short(self) -> int | None:
        """The year two years before, or None where there are no figures for it."""
        return self.year - 2 if self.year - 2 in self.years else None

    @property
    def long(self) -> int | None:
        """The first year at hand, or None where there is only one."""
        return min(self.years) if len(self.years) > 1 else None


@lru_cache(maxsize=64)
def scope_of(edition: str, region_key: str, sector_key: str) -> Scope:
    """Return what a packet is about. Raises `NotHere` where the region, sector or edition isn't known."""
    region = lookup.region(edition, region_key)
    sector = lookup.sector(edition, sector_key)
    years = lookup.years(edition)
    return Scope(edition, region.key, region.counties, sector, years.latest, years.local, years.national)


@lru_cache(maxsize=48)
def region_rows(edition: str, counties: tuple[str, ...]) -> pa.Table:
    """Return all industries of the region in all years, as `regional_industry` adds them up."""
    return ask(store_of(edition), regional_industry, "county_industry", "state_industry", counties=counties)


def as_sector(industries: ir.Table, *, sector: Sector) -> ir.Table:
    """Add up rows of NAICS codes to one sector and the row 00."""
    return as_sectors(industries, [sector])


def parts(industries: ir.Table, *, codes: tuple[str, ...]) -> ir.Table:
    """Keep a sector's four-digit industries, its longer codes, and the row 00."""
    short = [code for code in codes if len(code) <= 4 or "-" in code]
    long = [code for code in codes if code not in short]
    mine = ((industries["level"] == 4) & under(industries.naics, short)) | industries.naics.isin(long)
    return industries.filter(mine | (industries.naics == "00"))


def steady(value: Any) -> Any:
    """Return a number without the digits that depend on the order in which two threads add it up."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


class Case:
    """A packet being put together: one reader's language, one thread's way to the tables."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.store: Store = store_of(scope.edition)
        self.locale: Locale = "es" if (get_language() or "en").startswith("es") else "en"
        place = place_of(scope.edition, scope.region_key)
        self.whole_place, self.place = place.name, place.short
        self.sector = lookup.sector_title(scope.sector)

    def arrow(self, name: str, measure: Measure, *tables: str | pa.Table, **parameters: Hashable) -> pa.Table:
        """Return what a measure comes to by its name here, asked once for all readers of the scope."""
        if name not in self.scope.kept:
            self.scope.kept[name] = ask(self.store, measure, *tables, **parameters)
        return self.scope.kept[name]

    def rows(self, name: str, measure: Measure, *tables: str | pa.Table, **parameters: Hashable) -> list[Row]:
        """Return the same as rows of plain values."""
        found: list[Row] = self.arrow(name, measure, *tables, **parameters).to_pylist()
        return [{key: steady(value) for key, value in row.items()} for row in found]

    def everywhere(self, measure: Measure, *tables: str, **parameters: Hashable) -> pa.Table:
        """Return what a measure of the store's own tables comes to, asked once for all regions."""
        return ask_once(self.scope.edition, measure, tables, tuple(parameters.items()))

    def local(self) -> pa.Table:
        """All industries of the region, all years."""
        return region_rows(self.scope.edition, self.scope.counties)

    def series(self) -> pa.Table:
        """The sector and the row 00 in the region, one row a year."""
        return self.arrow("series", as_sector, self.local(), sector=self.scope.sector)

    def national_series(self) -> pa.Table:
        """The sector and the row 00 in the nation, one row a year."""
        return self.everywhere(as_sector, NATION, sector=self.scope.sector)

    def inside(self) -> pa.Table:
        """The four-digit industries of the sector in the region (longer codes stay whole), and the row 00."""
        return self.arrow("inside", parts, self.local(), codes=self.scope.sector.naics)

    def national_inside(self) -> pa.Table:
        """The same industries in the nation."""
        return self.everywhere(parts, NATION, codes=self.scope.sector.naics)

    def year_row(self, year: int | None, naics: str = "") -> Row | None:
        """Return the sector's row of a year (or the row 00), or None where it can't be here."""
        wanted = naics or self.scope.sector.key
        every: list[Row] = self.series().to_pylist()
        return next((row for row in every if row["year"] == year and row["naics"] == wanted), None)

    def sources(self, *tables: str) -> str:
        """Return the source line of a picture."""
        return source_line(self.store, tables)

    def pandemic(self, before: int | None) -> tuple[str, ...]:
        """Return the caution for a period that carries the pandemic."""
        return () if before is None else pandemic(self.scope.year, before)

    def occupation_link(self, soc: str) -> str:
        """Return the address of an occupation's page, asked for this region."""
        return f"{reverse('explore:occupation', kwargs={'soc': soc})}?{urlencode({'region': self.scope.region_key})}"
