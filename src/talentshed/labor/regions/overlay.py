"""Whose borders does this region cross, who has to be at its one table, and who should be told?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from talentshed.labor.kernels.smallest_cover import smallest_cover
from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.bodies import ROLES, STATISTICAL, Body, Role
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Workers

METHOD = Method(
    name=gettext_noop("Who has to be at the table"),
    question=gettext_noop("Whose borders does this region cross, and which bodies have to be at its one table?"),
    formula=gettext_noop(
        "fewest bodies such that each county has one body for workforce, one for economic development and one for "
        "education (integer program, exact); share = workers of the counties in both / workers of the region"
    ),
    unit=gettext_noop("bodies; shares of workers"),
    citation="Smallest set cover as an integer program, solved with HiGHS; workers: U.S. Census Bureau, ACS flows",
    tables=("county", "county_area", "institution", "commuting"),
    misses=(
        gettext_noop(
            "Residents and jobs are the workers of the commuting flows: people without a job are not counted, and "
            "county codes are those of 2010."
        ),
        gettext_noop(
            "Shares are counted by whole counties. A college stands in its home county until districts are loaded."
        ),
        gettext_noop("Being at the smallest table says who serves the counties, not who has the best ideas."),
    ),
)

Need = tuple[Role, str]
"""What has to be covered: a role and a county (5-digit FIPS)."""


@dataclass(frozen=True)
class Touch:
    """One body that the region touches. Shares are 0-1, of workers in the commuting flows."""

    body: Body
    inside: tuple[str, ...]
    """Its counties that are in the region."""
    resident_share: float
    """Of the workers who live in the region, the share who live in its counties."""
    job_share: float
    """Of the workers who work in the region, the share who work in its counties."""
    own_share: float | None
    """Of the workers who live in all its counties, the share who live in the region; None if the flows have none."""
    at_table: bool
    whole: bool
    """Whether all its counties are in the region."""


@dataclass(frozen=True)
class Overlay:
    """A region against the political map."""

    members: tuple[str, ...]
    touched: tuple[Touch, ...]
    """Every body that shares a county with the region, in the order of the bodies given."""
    table: tuple[Body, ...]
    """The fewest bodies that serve every county in every role that any known body serves."""
    told: tuple[Body, ...]
    """Touched bodies with an office that don't have to be at the table: they should hear of it."""
    uncovered: tuple[Need, ...]
    """(role, county) that no known body serves; `uncovered_because` says why."""
    instead: Mapping[str, tuple[Body, ...]] = field(default_factory=dict)
    """Key of a body at the table to the bodies that could sit there in its place, with nobody missing."""
    without_flows: tuple[str, ...] = ()
    """Counties of the region that the flows don't have: they count for the table, not for the shares."""


@dataclass(frozen=True)
class Uncovered:
    """Counties of one state that nobody known serves in a role, with a sentence on why and what to do."""

    role: Role
    counties: tuple[str, ...]
    sentence: str


def overlay(flows: CommutingFlows, members: Sequence[str], bodies: Sequence[Body]) -> Overlay:
    """Return every body that a set of counties touches, the smallest table, whom to tell, and what nobody serves.

    Raises `FlowError` where the flows have no worker in any of the counties.
    """
    counties = tuple(sorted(set(members)))
    residents, jobs = _counted(flows, flows.residents), _counted(flows, flows.jobs)
    live, work = (sum(held.get(code, 0.0) for code in counties) for held in (residents, jobs))
    if not counties or live <= 0 or work <= 0:
        raise FlowError(f"These flows have no workers in {', '.join(counties) or 'a region without counties'}.")
    region = set(counties)
    touched = [body for body in bodies if not region.isdisjoint(body.counties)]
    needs = [(role, code) for role in ROLES for code in counties]
    served = {(body.role, code) for body in touched if body.role for code in body.counties}
    table = smallest_table([need for need in needs if need in served], touched, residents)
    seated = {body.key for body in table}

    def touch(body: Body) -> Touch:
        inside = tuple(code for code in body.counties if code in region)
        here = sum(residents.get(code, 0.0) for code in inside)
        own = sum(residents.get(code, 0.0) for code in body.counties)
        return Touch(
            body=body,
            inside=inside,
            resident_share=here / live,
            job_share=sum(jobs.get(code, 0.0) for code in inside) / work,
            own_share=here / own if own > 0 else None,
            at_table=body.key in seated,
            whole=len(inside) == len(body.counties),
        )

    return Overlay(
        members=counties,
        touched=tuple(touch(body) for body in touched),
        table=table,
        told=tuple(body for body in touched if body.key not in seated and body.kind not in STATISTICAL),
        uncovered=tuple(need for need in needs if need not in served),
        instead=_instead(table, touched, region),
        without_flows=tuple(code for code in counties if code not in flows.position),
    )


def smallest_table(
    needs: Collection[Need], bodies: Sequence[Body], residents: Mapping[str, float] | None = None
) -> tuple[Body, ...]:
    """Return the fewest bodies that serve every need that any of them serves, by role and key.

    Ties go to the bodies that serve most `residents` (workers by county; those of the needs, a county served twice
    counts twice), then to the lowest keys. Exact: one integer program for each role, since no body has two.
    """
    return tuple(body for role in ROLES for body in _seats(role, needs, bodies, residents or {}))


def uncovered_because(
    found: Overlay, bodies: Sequence[Body], *, _: Callable[[str], str] = str
) -> tuple[Uncovered, ...]:
    """Return what nobody known serves, by role and state, each with one plain sentence: why, and how to mend it."""
    states = {code: body.name for body in bodies if body.kind == "state" for code in body.counties}
    names = {body.counties[0]: body.name for body in bodies if body.kind == "county"}
    loaded = {(body.kind, code[:2]) for body in bodies if body.role for code in body.counties}
    grouped: dict[tuple[Role, str], list[str]] = {}
    for role, code in found.uncovered:
        grouped.setdefault((role, code[:2]), []).append(code)
    return tuple(
        Uncovered(
            role,
            tuple(codes),
            _sentence(role, {kind for kind, place in loaded if place == state}, _).format(
                state=states.get(codes[0], state), counties="; ".join(names.get(code, code) for code in codes)
            ),
        )
        for (role, state), codes in grouped.items()
    )


def _sentence(role: Role, loaded: Collection[str], _: Callable[[str], str]) -> str:
    """The sentence for a role, by the kinds of bodies with a role that are loaded of the state."""
    if role == "workforce":
        return (
            _no_area(_)
            if "lwia" in loaded
            else _(
                "The workforce areas of {state} aren't loaded yet, so nobody can be named for {counties}. "
                "Ask the state for its list and add it with `talentshed data add districts FILE`."
            )
        )
    if role == "economic_development":
        return (
            _no_region(_)
            if "edr" in loaded
            else _(
                "The economic development regions of {state} aren't loaded yet, so nobody can be named for {counties}. "
                "Ask the state for its list and add it with `talentshed data add districts FILE`."
            )
        )
    if "college_district" in loaded:
        return _(
            "No college district that is loaded serves {counties}. Ask {state} which one does, and add it with "
            "`talentshed data add districts FILE`."
        )
    if "college" in loaded:
        return _(
            "No college that is loaded is at home in {counties}. Some college of {state} may serve it all the same: "
            "add the college districts with `talentshed data add districts FILE`."
        )
    return _(
        "The colleges of {state} aren't loaded yet, so nobody can be named for {counties}. Add its college districts "
        "with `talentshed data add districts FILE`."
    )


def _no_area(_: Callable[[str], str]) -> str:
    return _(
        "No workforce area that is loaded serves {counties}. Ask {state} which one does, and add it with "
        "`talentshed data add districts FILE`."
    )


def _no_region(_: Callable[[str], str]) -> str:
    return _(
        "No economic development region that is loaded serves {counties}. Ask {state} which one does, and add it with "
        "`talentshed data add districts FILE`."
    )


def _counted(flows: CommutingFlows, workers: Workers) -> dict[str, float]:
    return dict(zip(flows.places, workers.tolist(), strict=True))


def _seats(role: Role, needs: Collection[Need], bodies: Sequence[Body], residents: Mapping[str, float]) -> list[Body]:
    wanted = {code for need, code in needs if need == role}
    able = sorted((body for body in bodies if body.role == role), key=lambda body: body.key)
    able = [body for body in able if not wanted.isdisjoint(body.counties)]
    counties = sorted(wanted & {code for body in able for code in body.counties})
    if not counties:
        return []
    row = {code: number for number, code in enumerate(counties)}
    covers = np.zeros((len(counties), len(able)), dtype=bool)
    for column, body in enumerate(able):
        covers[[row[code] for code in body.counties if code in row], column] = True
    workers = np.array([round(residents.get(code, 0.0)) for code in counties], dtype=np.int64)
    return [able[column] for column in smallest_cover(covers, workers @ covers).tolist()]


def _instead(table: Sequence[Body], touched: Sequence[Body], region: set[str]) -> dict[str, tuple[Body, ...]]:
    """For each seat, who else serves every county that nobody else at the table serves in that role."""
    found: dict[str, tuple[Body, ...]] = {}
    seated = {body.key for body in table}
    for seat in table:
        others = {code for body in table if body.role == seat.role and body is not seat for code in body.counties}
        alone = (region & set(seat.counties)) - others
        able = [body for body in touched if body.role == seat.role and body.key not in seated]
        if could := tuple(body for body in able if alone <= set(body.counties)):
            found[seat.key] = could
    return found
