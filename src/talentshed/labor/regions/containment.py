"""Of the people who live in these counties, how many also work in them, and how many come and go?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError

METHOD = Method(
    name=gettext_noop("Containment of a region"),
    question=gettext_noop("Of the people who live here, how many work here; of the jobs here, how many do they hold?"),
    formula=gettext_noop(
        "resident share = stay / residents; job share = stay / jobs; containment = the smaller of the two; "
        "margin of a sum = sqrt(sum of squared margins); "
        "margin of a share = sqrt(((1 - share) x margin of stay)^2 + (share x margin of the rest)^2) / whole"
    ),
    unit=gettext_noop("share of workers"),
    citation="U.S. Census Bureau, American Community Survey: county-to-county commuting flows and handbook on margins",
    tables=("commuting",),
    misses=(
        gettext_noop("It counts workers at their main workplace; a person with two jobs counts once."),
        gettext_noop("Margins suppose that the errors of different flows have nothing to do with each other."),
        gettext_noop("For one sector it supposes that its workers commute as all workers of their county do."),
    ),
)


@dataclass(frozen=True)
class Containment:
    """Who stays, comes and leaves, in workers, with 90 % margins of error (None where the flows have none).

    With weights for a sector's jobs, every number counts that sector's workers and is an estimate.
    """

    members: tuple[str, ...]
    residents: float
    """Workers who live inside."""
    jobs: float
    """Workers who work inside."""
    stay: float
    into: float
    out: float
    residents_moe: float | None
    jobs_moe: float | None
    stay_moe: float | None
    into_moe: float | None
    out_moe: float | None
    resident_share: float | None
    """stay / residents; None where nobody lives inside."""
    job_share: float | None
    """stay / jobs; None where nobody works inside."""
    resident_share_moe: float | None
    job_share_moe: float | None

    @property
    def containment(self) -> float | None:
        """The smaller of the two shares; None where one of them can't be taken."""
        if self.resident_share is None or self.job_share is None:
            return None
        return min(self.resident_share, self.job_share)


def containment(flows: CommutingFlows, members: Sequence[str]) -> Containment:
    """Return who stays in, comes into and leaves a set of places. Raises `FlowError` for no place or an unknown one."""
    codes = tuple(sorted(set(members)))
    if not codes:
        raise FlowError("A region needs at least one place.")
    inside = np.zeros(len(flows.places), dtype=bool)
    inside[flows.numbers(codes)] = True
    touching = np.flatnonzero(inside[flows.home] | inside[flows.work])
    lives, works = inside[flows.home[touching]], inside[flows.work[touching]]
    stay, stay_moe = _sum(flows, touching[lives & works])
    into, into_moe = _sum(flows, touching[works & ~lives])
    out, out_moe = _sum(flows, touching[lives & ~works])
    residents_moe, jobs_moe = _joined(stay_moe, out_moe), _joined(stay_moe, into_moe)
    return Containment(
        members=codes,
        residents=stay + out,
        jobs=stay + into,
        stay=stay,
        into=into,
        out=out,
        residents_moe=residents_moe,
        jobs_moe=jobs_moe,
        stay_moe=stay_moe,
        into_moe=into_moe,
        out_moe=out_moe,
        resident_share=share(stay, stay + out),
        job_share=share(stay, stay + into),
        resident_share_moe=share_moe(stay, out, stay_moe, out_moe),
        job_share_moe=share_moe(stay, into, stay_moe, into_moe),
    )


def weighted(
    flows: CommutingFlows, job_weights: Mapping[str, float] | None, _: Callable[[str], str] = str
) -> CommutingFlows:
    """Return the flows of one sector's workers: each flow times the sector's share of the jobs where it ends.

    A place that has no weight counts as 0: nothing of the sector is known there. No weights at all leave the flows as
    they are. Raises `FlowError` for weights that are negative or not a number, and where no job is left.
    """
    if job_weights is None:
        return flows
    share_of = np.array([job_weights.get(place, 0.0) for place in flows.places], dtype=np.float64)
    wrong = ~np.isfinite(share_of) | (share_of < 0)
    if wrong.any():
        raise FlowError(f"The weight of {flows.places[int(np.argmax(wrong))]} must be a number, 0 or more.")
    factor = share_of[flows.work]
    if not (factor * flows.commuters).any():
        raise FlowError(_("No place has a job of this sector: choose another sector."))
    margins = None if flows.moe is None else flows.moe * factor
    return CommutingFlows(flows.places, flows.home, flows.work, flows.commuters * factor, margins)


def share(part: float, whole: float) -> float | None:
    """Return part / whole, None where the whole is nothing."""
    return part / whole if whole > 0 else None


def share_moe(part: float, rest: float, part_moe: float | None, rest_moe: float | None) -> float | None:
    """Return the 90 % margin of part / (part + rest), their errors having nothing to do with each other.

    First-order propagation. The handbook's rule for proportions supposes that the part's error follows from the
    whole's; sums of many flows aren't like that, and it gave margins from a sixth to more than twice
    of what redraws of the flows give.
    """
    whole = part + rest
    if part_moe is None or rest_moe is None or whole <= 0:
        return None
    return float(np.hypot(rest / whole * part_moe, part / whole * rest_moe)) / whole


def _sum(flows: CommutingFlows, chosen: NDArray[np.int64]) -> tuple[float, float | None]:
    total = float(flows.commuters[chosen].sum())
    return total, None if flows.moe is None else float(np.sqrt(np.square(flows.moe[chosen]).sum()))


def _joined(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else float(np.hypot(first, second))
