"""How much of the region's industry sits at the table? Shown, never required: a coalition of the willing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from talentshed.labor.measures.sector import Sector
from talentshed.web.explore.queries import lookup, places
from talentshed.web.explore.queries.packet.scope import Case
from talentshed.web.explore.queries.packet.scope import Scope as PacketScope
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.organizations.size_bands import SizeBand, bounds_of
from talentshed.web.partnerships.models import Partnership
from talentshed.web.partnerships.queries.facts import Facts
from talentshed.web.ui.formats import between, written
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization


@dataclass(frozen=True)
class Jobs:
    """Jobs between two bounds; `high` is None where the largest band is open."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Coverage:
    """What the page on coverage shows."""

    firms: int
    sentence: str
    notes: tuple[str, ...]
    grid: Grid
    member_jobs: Jobs
    region_jobs: Jobs | None
    """Jobs of the industry in the region, with the bounds that the public figures allow; None where unknown."""
    share: tuple[float, float | None] | None
    bars: tuple[tuple[float, float], ...] = ()
    """For the picture: start and end of the share, 0 to 1."""


def coverage(facts: Facts) -> Coverage:
    """Return the firms at the table by size band, and their jobs in the region against all of the industry there.

    Only size bands are used, never a firm's exact number, so that nothing confidential can show.
    """
    counties = frozenset(facts.partnership.counties.values_list("county_fips", flat=True))
    firms = _with_sites(facts)
    bands = [_bands_here(each, counties) for each in firms]
    held = _sum(band for found in bands for band in found)
    region, year, problem = region_jobs(facts.partnership)
    share = _share(held, region) if firms else None
    return Coverage(
        firms=len(firms),
        sentence=_sentence(len(firms), held, region, share, year),
        notes=tuple(_notes(bands, problem)),
        grid=_grid(bands),
        member_jobs=held,
        region_jobs=region,
        share=share,
        bars=((share[0], min(share[1] if share[1] is not None else 1.0, 1.0)),) if share else (),
    )


def _with_sites(facts: Facts) -> "list[Organization]":
    firms = [each.organization for each in facts.employers]
    prefetch_related_objects(firms, "sites")
    return firms


def _bands_here(firm: "Organization", counties: frozenset[str]) -> list[str]:
    """Return the size bands of a firm's sites in the region; the firm's own band where no site is on record."""
    sites = list(firm.sites.all())
    here = [site.size_band for site in sites if site.county_fips in counties]
    if here:
        return here
    return [firm.size_band] if not sites else []


def _sum(bands: Iterable[str]) -> Jobs:
    known = [bounds for band in bands if (bounds := bounds_of(band))]
    highs = [high for _low, high in known]
    total = None if None in highs else sum(high for high in highs if high is not None)
    return Jobs(sum(low for low, _high in known), total)


def region_jobs(partnership: Partnership) -> tuple[Jobs | None, int, str]:
    """Return the jobs of the industry in the region with their bounds, their year, and why they are unknown if so."""
    codes = partnership.naics_codes
    if not codes:
        return None, 0, _("The partnership names no NAICS codes, so there is nothing to compare with.")
    counties = tuple(partnership.counties.values_list("county_fips", flat=True))
    try:
        held, year = _jobs(places.edition_of(), counties, codes)
    except NotHere as problem:
        return None, 0, problem.sentence
    if held is None:
        return None, year, _("The public figures don't show how many jobs the industry has here.")
    return held, year, ""


@lru_cache(maxsize=256)
def _jobs(edition: str, counties: tuple[str, ...], codes: tuple[str, ...]) -> tuple[Jobs | None, int]:
    years = lookup.years(edition)
    sector = Sector(key="scope", title="", naics=codes, kind="naics")
    region = lookup.region(edition, "-".join(counties))
    scope = PacketScope(edition, region.key, region.counties, sector, years.latest, years.local, years.national)
    row = Case(scope).year_row(years.latest)
    if row is None or row["status"] == "withheld_by_source":
        return None, years.latest
    low = row["jobs_low"] if row["jobs_low"] is not None else row["jobs"]
    high = row["jobs_high"] if row["jobs_high"] is not None else row["jobs"]
    return Jobs(int(low), int(high)), years.latest


def _share(held: Jobs, region: Jobs | None) -> tuple[float, float | None] | None:
    if region is None or not region.high or not region.low:
        return None
    return min(held.low / region.high, 1.0), None if held.high is None else min(held.high / region.low, 1.0)


def _range(jobs: Jobs) -> str:
    if jobs.high is None:
        return _("at least {low}").format(low=written(jobs.low, "count"))
    return between(jobs.low, jobs.high, "count")


def _sentence(firms: int, held: Jobs, region: Jobs | None, share: tuple[float, float | None] | None, year: int) -> str:
    if not firms:
        return _("No employer has said yes yet.")
    values = {"firms": firms, "jobs": _range(held), "all": _range(region) if region else "", "year": year}
    if share is None or region is None:
        return _("{firms} employers are at the table, with {jobs} jobs in the region by their size bands.").format(
            **values
        )
    low, high = share
    part = _("at least {low}").format(low=written(low, "percent")) if high is None else between(low, high, "percent")
    text = _(
        "{firms} employers are at the table, with {jobs} jobs in the region by their size bands: {part} of the "
        "industry’s {all} jobs there in {year}."
    )
    return text.format(part=part, **values)


def _notes(bands: list[list[str]], problem: str) -> list[str]:
    notes = [_("No share of the market is needed to start or to launch. This figure is for information.")]
    unknown = sum(not any(found) for found in bands)
    if unknown:
        notes.append(
            _("The size or the site of {count} employers is not on record; they count as firms, not as jobs.").format(
                count=unknown
            )
        )
    return [*notes, problem] if problem else notes


def _grid(bands: list[list[str]]) -> Grid:
    counted = Counter(_largest(found) for found in bands)
    rows: list[dict[str, Value]] = [{"band": str(label), "firms": counted[key]} for key, label in SizeBand.choices]
    rows.append({"band": _("not on record"), "firms": counted[""]})
    return Grid(
        _("Employers at the table by the size of their largest site here"),
        (GridColumn("band", _("Size")), GridColumn("firms", _("Employers"), "count")),
        tuple(rows),
    )


def _largest(found: list[str]) -> str:
    order = {key: place for place, key in enumerate(SizeBand.values)}
    return max(found, key=lambda band: order.get(band, -1), default="")
