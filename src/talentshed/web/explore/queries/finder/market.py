"""What do the commuting flows say around one county? Each answer of the engine is asked for once and kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from talentshed.labor.regions.bodies import Body, bodies
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, from_table
from talentshed.labor.regions.containment import Containment, containment, weighted
from talentshed.labor.regions.membership import Membership, region_membership
from talentshed.labor.regions.neighbors import Neighbors, neighbors
from talentshed.labor.regions.overlay import Overlay, overlay
from talentshed.labor.regions.sheds import Shed, commute_shed, labor_shed
from talentshed.labor.regions.suggestion import Suggestion, suggest_region
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.drawing import language
from talentshed.web.explore.queries.finder.kept import Kept
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.shown import rows, store_of

DRAWS = 200
PROOF_SECONDS = 0.25
"""How long a page waits for the proof that no smaller region does; nine of ten counties take a fifth of it."""
LONGER_SECONDS = 2.0
"""How long it may take where somebody waits anyway."""
_MEMBERSHIPS = Kept(256)
_SUGGESTIONS = Kept(512)


@dataclass(frozen=True)
class Named:
    """A county anywhere in the nation: a region may reach beyond the counties that have industry figures."""

    fips: str
    name: str
    state: str

    @property
    def label(self) -> str:
        """Its name with the state."""
        return f"{self.name}, {self.state}"


@contextmanager
def read_plainly() -> Iterator[None]:
    """Turn the engine's refusals into `NotHere` with the engine's own sentence."""
    try:
        with plainly():
            yield
    except FlowError as error:
        raise NotHere(str(error), status=400) from error


@lru_cache(maxsize=4)
def flows_of(edition: str) -> CommutingFlows:
    """Return the commuting flows of an edition, all counties; `NotHere` where it has none."""
    store = store_of(edition)
    if not (store.has("commuting") and store.has("county_neighbor")):
        raise NotHere(_("This edition has no commuting flows, and a labor market can’t be found without them."))
    with read_plainly():
        return from_table(store.table("commuting"), _=_)


@lru_cache(maxsize=4)
def borders_of(edition: str) -> Neighbors:
    """Return which counties of the flows share a border."""
    return neighbors(store_of(edition).table("county_neighbor"), flows_of(edition).places)


@lru_cache(maxsize=4)
def period_of(edition: str) -> str:
    """Return the years of the flows, as 2009–2013."""
    found = rows(store_of(edition).table("commuting").select("period").distinct())
    return max(str(row["period"]) for row in found).replace("-", "–")


def county_names(edition: str) -> Mapping[str, Named]:
    """Return the name of every county of the nation; counties of the flows that have since ended keep their code."""
    return _county_names(edition, language())


@lru_cache(maxsize=8)
def _county_names(edition: str, _language: str) -> Mapping[str, Named]:
    found = rows(store_of(edition).table("county").select("county_fips", "name", "state"))
    named = {row["county_fips"]: Named(row["county_fips"], row["name"], row["state"]) for row in found}
    old = {code: Named(code, _("County {code}").format(code=code), "") for code in flows_of(edition).places}
    return old | named


def zip_counties(edition: str, code: str) -> tuple[str, ...]:
    """Return the counties of a ZIP Code; none where this edition doesn't know it."""
    store = store_of(edition)
    if not store.has("zip_county"):
        return ()
    table = store.table("zip_county")
    return tuple(sorted({row["county_fips"] for row in rows(table.filter(table.zip == code).select("county_fips"))}))


@lru_cache(maxsize=32)
def weights_of(edition: str, sector: str) -> Mapping[str, float] | None:
    """Return the sector's share of each county's jobs; None where no sector was chosen."""
    if not sector:
        return None
    with plainly():
        jobs = store_of(edition).table("county_industry")
    chosen = lookup.sector(edition, sector)
    year = lookup.years(edition).latest
    held = jobs.filter((jobs.year == year) & jobs.naics.isin([*chosen.naics, "00"]))
    total: dict[str, float] = {}
    part: dict[str, float] = {}
    for row in rows(held.select("county_fips", "naics", "jobs")):
        into = total if row["naics"] == "00" else part
        into[row["county_fips"]] = into.get(row["county_fips"], 0.0) + (row["jobs"] or 0)
    return {code: min(jobs_here / total[code], 1.0) for code, jobs_here in part.items() if total.get(code)}


def weights_in(edition: str, sector: str, county: str) -> float:
    """Return the sector's share of one county's jobs; 0 where none is known."""
    return (weights_of(edition, sector) or {}).get(county, 0.0)


@lru_cache(maxsize=16)
def workers_of(edition: str, sector: str) -> CommutingFlows:
    """Return the flows of all workers, or, as an estimate, of one sector's."""
    with read_plainly():
        return weighted(flows_of(edition), weights_of(edition, sector), _)


def suggested(edition: str, seed: str, target: int, sector: str) -> Suggestion:
    """Return the smallest region in one piece around a county that reaches the target, proved where time allows.

    Where the proof isn't finished in time, the answer is the fast search's, which is the same each time it is asked.
    """
    asked = (edition, seed, target, sector)
    return _SUGGESTIONS.find(asked, lambda: _best_known(*asked, seconds=PROOF_SECONDS))


def proved(edition: str, seed: str, target: int, sector: str) -> Suggestion:
    """Return the same with more time for the proof, where there was too little."""
    asked = (edition, seed, target, sector)
    known = suggested(*asked)
    if not known.proved_smallest:
        known = _best_known(*asked, seconds=LONGER_SECONDS)
        _SUGGESTIONS.put(asked, known)
    return known


def _best_known(edition: str, seed: str, target: int, sector: str, *, seconds: float) -> Suggestion:
    exact = _suggestion(edition, seed, target, sector, seconds)
    if exact.proved_best:
        return exact
    fast = _suggestion(edition, seed, target, sector, None)
    if exact.reached and (not fast.reached or len(exact.members) < len(fast.members)):
        return exact
    return replace(fast, proved_smallest=exact.proved_smallest and fast.reached == exact.reached)


def _suggestion(edition: str, seed: str, target: int, sector: str, seconds: float | None) -> Suggestion:
    # a sector that nobody here works in is refused in the reader's language
    workers_of(edition, sector)
    with read_plainly():
        return suggest_region(
            flows_of(edition),
            borders_of(edition),
            seed,
            target=target / 100,
            job_weights=weights_of(edition, sector),
            exact=seconds is not None,
            seconds=seconds or 0.0,
        )


@lru_cache(maxsize=2048)
def contained(edition: str, members: tuple[str, ...], sector: str) -> Containment:
    """Return who stays in, comes into and leaves these counties."""
    with read_plainly():
        return containment(workers_of(edition, sector), members)


@lru_cache(maxsize=256)
def sheds(edition: str, seed: str, target: int, sector: str) -> tuple[Shed, ...]:
    """Return where the people who work in a county live, and where the people who live there work.

    One of them is missing where nobody of the sector works there, or lives there.
    """
    flows = workers_of(edition, sector)
    place = flows.position[seed]
    somebody = ((labor_shed, flows.jobs[place] > 0), (commute_shed, flows.residents[place] > 0))
    with read_plainly():
        return tuple(shed(flows, (seed,), target / 100) for shed, known in somebody if known)


@lru_cache(maxsize=256)
def partners(edition: str, members: tuple[str, ...]) -> tuple[Shed, Shed]:
    """Return where the people who work in these counties live, and where those who live there work, all counties."""
    flows = flows_of(edition)
    with read_plainly():
        return labor_shed(flows, members, 1.0), commute_shed(flows, members, 1.0)


@lru_cache(maxsize=4)
def _bodies_of(edition: str, _language: str) -> tuple[Body, ...]:
    store = store_of(edition)
    with plainly():
        institution = store.table("institution") if store.has("institution") else None
        return tuple(bodies(store.table("county"), store.table("county_area"), institution, _=_))


def bodies_of(edition: str) -> tuple[Body, ...]:
    """Return every workforce, planning and education body that this edition knows, in the reader's language."""
    return _bodies_of(edition, language())


def table_for(edition: str, members: tuple[str, ...]) -> Overlay:
    """Return the bodies that these counties touch: who must be at the table, and who should be told."""
    return _table_for(edition, members, language())


@lru_cache(maxsize=512)
def _table_for(edition: str, members: tuple[str, ...], _language: str) -> Overlay:
    with read_plainly():
        return overlay(flows_of(edition), members, bodies_of(edition))


def known_membership(edition: str, seed: str, target: int, sector: str) -> Membership | None:
    """Return how sure each county is, if that was worked out before; None where it takes a moment."""
    found: Membership | None = _MEMBERSHIPS.get((edition, seed, target, sector))
    return found


def membership(edition: str, seed: str, target: int, sector: str) -> Membership:
    """Return how sure each county is: the share of redraws of the flows in which the region holds it."""

    def drawn() -> Membership:
        with read_plainly():
            return region_membership(
                flows_of(edition),
                borders_of(edition),
                seed,
                target=target / 100,
                draws=DRAWS,
                job_weights=weights_of(edition, sector),
            )

    return _MEMBERSHIPS.find((edition, seed, target, sector), drawn)
