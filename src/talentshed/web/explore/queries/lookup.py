"""Which region, sector and occupation does an address name, and for which years are there figures?"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.labor.measures.region import Region, resolve_region
from talentshed.labor.measures.sector import Sector, resolve_sector
from talentshed.labor.sectors import load_sectors
from talentshed.labor.store import Store, home
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.shown import store_of


@dataclass(frozen=True)
class Years:
    """The years for which jobs are counted in counties and in the nation, in order."""

    local: tuple[int, ...]
    national: tuple[int, ...]

    @property
    def latest(self) -> int:
        """The newest year that both have."""
        return max(set(self.local) & set(self.national))


def run(store: Store, expression: ir.Table) -> pa.Table:
    """Run an expression on the calling thread's own backend, also where it is made of tables in memory only."""
    found: pa.Table = store.table("county").get_backend().to_pyarrow(expression)
    return found


def region(edition: str, key: str) -> Region:
    """Return the region that a key names, in the reader's words. Raises `NotHere` with the nearest names."""
    return _region(edition, key, get_language() or "en")


@lru_cache(maxsize=256)
def _region(edition: str, key: str, language: str) -> Region:
    with plainly():
        store = store_of(edition)
        found = resolve_region(key, counties=store.table("county"), areas=store.table("county_area"), _=_)
        _check_covered(store, found)
    return found


def _check_covered(store: Store, found: Region) -> None:
    """Refuse regions of which no county has figures: an empty packet would read as a region without jobs."""
    held = _covered_counties(store.edition)
    missing = [code for code in found.counties if code not in held]
    if missing:
        text = _("No industry figures are loaded for {counties} of this region (loaded: {states}).")
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        raise NotHere(text.format(counties=shown, states=", ".join(_covered_states(store.edition))))


@lru_cache(maxsize=8)
def _covered_counties(edition: str) -> frozenset[str]:
    counties = store_of(edition).table("county_industry").select("county_fips").distinct()
    return frozenset(counties.to_pyarrow()["county_fips"].to_pylist())


@lru_cache(maxsize=8)
def _covered_states(edition: str) -> tuple[str, ...]:
    county = store_of(edition).table("county")
    names = county.filter(county.county_fips.isin(sorted(_covered_counties(edition)))).select("state_name").distinct()
    return tuple(sorted(names.to_pyarrow()["state_name"].to_pylist()))


def sector(edition: str, key: str) -> Sector:
    """Return the sector that a key names. Raises `NotHere` with the nearest codes or names."""
    return _sector(edition, key, get_language() or "en")


@lru_cache(maxsize=512)
def _sector(edition: str, key: str, language: str) -> Sector:
    with plainly():
        store = store_of(edition)
        clusters = store.table("cluster") if store.has("cluster") else None
        return resolve_sector(
            key, industries=store.table("industry"), definitions=definitions(), clusters=clusters, _=_
        )


def definitions() -> tuple[Sector, ...]:
    """Return the sector definitions: those that come with the package, and the state's own in <home>/sectors."""
    folder = home() / "sectors"
    stamp = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.y*ml")))
    with plainly():
        return _definitions(folder if stamp else None, stamp)


@lru_cache(maxsize=4)
def _definitions(folder: Path | None, stamp: tuple[tuple[str, int], ...]) -> tuple[Sector, ...]:
    return load_sectors([folder] if folder else [], _=_)


def sector_title(found: Sector) -> str:
    """Return a sector's title in the reader's language; official NAICS titles stay as they are."""
    return _(found.title) if found.kind == "definition" else found.title


def sector_note(found: Sector) -> str:
    """Return what a definition says of itself, in the reader's language; empty for a plain code."""
    return _(found.note) if found.note else ""


def sector_functions(found: Sector) -> str:
    """Return the business functions that a definition names, in the reader's language; empty for a plain code."""
    return ", ".join(_(function.name) for function in found.functions)


@lru_cache(maxsize=8)
def years(edition: str) -> Years:
    """Return the years at hand. Raises `NotHere` where the edition has no industry figures."""
    with plainly():
        store = store_of(edition)
        local, national = store.table("county_industry"), store.table("national_industry")
    found = Years(_years(local), _years(national))
    if not set(found.local) & set(found.national):
        raise NotHere(_("This edition has no year with figures for both counties and the nation."))
    return found


def _years(table: ir.Table) -> tuple[int, ...]:
    return tuple(sorted(table.select("year").distinct().to_pyarrow()["year"].to_pylist()))


@lru_cache(maxsize=8)
def industry_titles(edition: str) -> dict[str, str]:
    """Return the official title of every NAICS 2017 code."""
    industry = store_of(edition).table("industry")
    found = industry.filter(industry.vintage == "2017").select("naics", "title").to_pyarrow()
    return dict(zip(found["naics"].to_pylist(), found["title"].to_pylist(), strict=True))
