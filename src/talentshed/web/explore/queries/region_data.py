"""Which numbers of a region do its pages rest on? Read once, used by every figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import gettext as _

from talentshed.labor.measures.pay import per_job
from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.labor.measures.sector import Sector
from talentshed.labor.measures.sector_ranking import sector_ranking
from talentshed.labor.ranking import Measured, RankingError, measure_sectors
from talentshed.web.explore.queries.drawing import language
from talentshed.web.explore.queries.lookup import definitions
from talentshed.web.explore.queries.places import Place
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.shown import rows, store_of

Row = dict[str, Any]


@dataclass(frozen=True)
class Years:
    """Latest year, two years earlier, and the first with a national benchmark."""

    year: int
    before: int
    first: int


@dataclass(frozen=True)
class RegionData:
    """The region's totals by year and its industries of one year."""

    edition: str
    place: Place
    years: Years
    history: tuple[Row, ...]
    """All industries, one row a year: year, jobs with bounds, establishments, pay, status."""
    sectors: tuple[Row, ...]
    """Two-digit sectors, largest first; columns of `sector_ranking`."""
    industries: tuple[Row, ...]
    """Four-digit industries, largest first; columns of `sector_ranking`."""

    @property
    def total(self) -> Row:
        """The row of all industries in the latest year."""
        return next(row for row in self.history if row["year"] == self.years.year)


@lru_cache(maxsize=8)
def years_of(edition: str) -> Years:
    """Return the years of this edition that have a national benchmark."""
    with plainly():
        nation = store_of(edition).table("national_industry")
    found = sorted(row["year"] for row in rows(nation.select("year").distinct()))
    year = found[-1]
    before = year - 2 if year - 2 in found else found[0]
    return Years(year, before, found[0])


def region_data(edition: str, place: Place) -> RegionData:
    """Read what a region's page shows; `NotHere` where the edition lacks the industry tables."""
    return _region_data(edition, place, language())


@lru_cache(maxsize=64)
def _region_data(edition: str, place: Place, _language: str) -> RegionData:
    years = years_of(edition)
    with plainly():
        return RegionData(
            edition=edition,
            place=place,
            years=years,
            history=totals(edition, place.counties),
            sectors=_sectors(edition, place, years),
            industries=_by_size(measured(edition, place.counties, "4", None).rows),
        )


def totals(edition: str, counties: tuple[str, ...]) -> tuple[Row, ...]:
    """Return jobs with bounds, establishments and pay of all industries in these counties, one row a year."""
    store = store_of(edition)
    with plainly():
        local = regional_industry(store.table("county_industry"), store.table("state_industry"), counties, level=0)
    found = rows(local.mutate(pay=per_job(local.payroll_usd, local.jobs_with_pay)).order_by("year"))
    if not found:
        raise NotHere(_("These counties have no figures in this edition."))
    return tuple(found)


def _sectors(edition: str, place: Place, years: Years) -> tuple[Row, ...]:
    """All sectors, those too that a ranking leaves out because no establishment of theirs is published here."""
    store = store_of(edition)
    names = ("county_industry", "state_industry", "national_industry", "industry")
    county, state, nation, industry = (store.table(name) for name in names)
    table = sector_ranking(
        county,
        state,
        nation,
        industry,
        place.counties,
        year=years.year,
        before=years.before,
        first=years.first,
        level=2,
    )
    return _by_size(rows(table))


def _by_size(found: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    return tuple(sorted((dict(row) for row in found), key=lambda row: (-row["jobs"], row["naics"])))


def measured(edition: str, counties: tuple[str, ...], level: str, year: int | None) -> Measured:
    """Return the measured industries of a region, kept while weights are tried; `NotHere` says what can't be ranked."""
    known = definitions() if level == "sectors" else ()
    return _measured(edition, counties, level, year, known, language())


def measured_sector(edition: str, counties: tuple[str, ...], sector: Sector) -> Row | None:
    """Return the measured row of one sector; None where it can't be in these counties."""
    try:
        return dict(_measured(edition, counties, "sectors", None, (sector,), language()).rows[0])
    except NotHere:
        return None


@lru_cache(maxsize=128)
def _measured(
    edition: str, counties: tuple[str, ...], level: str, year: int | None, known: tuple[Sector, ...], _language: str
) -> Measured:
    asked: int | Literal["sectors"] = "sectors" if level == "sectors" else int(level)
    try:
        with plainly():
            return measure_sectors(store_of(edition), counties, level=asked, year=year, definitions=known, _=_)
    except RankingError as error:
        raise NotHere(str(error), status=400) from error
