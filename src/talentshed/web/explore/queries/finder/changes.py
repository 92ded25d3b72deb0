"""What would each county bring or cost: who of its workers works in the region, and what is kept without it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.web.explore.queries.finder import market
from talentshed.web.explore.queries.finder.found import Found, next_to, reachable

MOST_OUTSIDE = 12
"""Counties around the region that the table names; the map has them all."""
LEAST_PROBABILITY = 0.1


@dataclass(frozen=True)
class Change:
    """One county, in the region or around it. Shares are 0 to 1; None where they can't be taken."""

    code: str
    name: str
    short: str
    """Its name without the state where that is the one of the county that the region starts from."""
    inside: bool
    is_seed: bool
    probability: float | None
    ties: float | None
    """Of the workers who live in it, the share who work in the region (itself included if it is inside)."""
    changed: float | None
    """Containment without it if it is inside, with it if it isn't; as it is now for the county that it starts from."""
    difference: float | None
    """`changed` less the containment now."""
    workers: float
    """Workers who commute between it and the rest of the region, both ways."""
    splits: bool
    """Whether the region would fall into pieces without it."""
    address: str
    """Where the region is with this county put in or taken out; empty for the county that it starts from."""

    shade: str = ""
    """How sure it is, as the map shades it; empty while that isn't known."""
    redraws: str = ""
    """In how many of 100 redraws the region holds it, in words."""
    effect: str = ""
    """What the region keeps without it, or with it, in words."""

    @property
    def toggle(self) -> str:
        """Name of the button that puts it in or takes it out; browsers keep the focus on it."""
        return f"toggle-{self.code}"


def changes(found: Found) -> tuple[Change, ...]:
    """Return the region's counties, then those around it that could belong to it, the surest first."""
    outside = _outside(found)
    codes = [*found.members, *outside]
    tied = _ties(found, codes)
    listed = [_change(found, code, *row) for code, row in zip(codes, tied, strict=True)]
    inside = sorted((each for each in listed if each.inside), key=_order)
    beyond = sorted((each for each in listed if not each.inside), key=_order)
    return (*inside, *beyond[:MOST_OUTSIDE])


def _order(each: Change) -> tuple[bool, float, float, str]:
    return not each.is_seed, -(each.probability or 0.0), -each.workers, each.code


def _outside(found: Found) -> list[str]:
    likely = set() if found.membership is None else {
        code for code, share in found.membership.probability.items() if share >= LEAST_PROBABILITY
    }  # fmt: skip
    left_out = set(found.left_out)
    return sorted((likely | left_out | next_to(found.edition, found.members)) - set(found.members))


Row = tuple[float | None, float | None, float, bool]


def _ties(found: Found, codes: Sequence[str]) -> list[Row]:
    """For each county: share of its residents who work in the region, containment with the change, workers, splits."""
    flows = market.workers_of(found.edition, found.asked.sector)
    inside = np.zeros(len(flows.places), dtype=bool)
    inside[flows.numbers(found.members)] = True
    into = _sums(flows.home, flows.commuters, inside[flows.work], len(inside))
    from_region = _sums(flows.work, flows.commuters, inside[flows.home], len(inside))
    now = found.containment
    rows: list[Row] = []
    for code in codes:
        number = flows.position[code]
        own, residents, jobs = (float(each[number]) for each in (flows.stay, flows.residents, flows.jobs))
        to, back = float(into[number]), float(from_region[number])
        is_in = bool(inside[number])
        # a county that is inside is among those that the sums went over
        apart = to + back - 2 * own if is_in else to + back
        sign = -1 if is_in else 1
        stay = now.stay + sign * (apart + own)
        kept = _smaller(stay, now.residents + sign * residents, now.jobs + sign * jobs)
        splits = is_in and code != found.asked.seed and _splits(found, code)
        rows.append((to / residents if residents else None, kept, apart, splits))
    return rows


def _sums(
    ends: NDArray[np.int32], commuters: NDArray[np.float64], chosen: NDArray[np.bool_], count: int
) -> NDArray[np.float64]:
    return np.bincount(ends[chosen], commuters[chosen], count).astype(np.float64)


def _smaller(stay: float, residents: float, jobs: float) -> float | None:
    return min(stay / residents, stay / jobs) if residents > 0 and jobs > 0 else None


def _splits(found: Found, code: str) -> bool:
    rest = [each for each in found.members if each != code]
    return len(reachable(found.edition, found.asked.seed, rest)) < len(rest)


def _short(found: Found, code: str) -> str:
    known = market.county_names(found.edition)
    here, each = known[found.asked.seed], known[code]
    return each.name if each.state == here.state else found.name(code)


def _change(found: Found, code: str, ties: float | None, changed: float | None, workers: float, splits: bool) -> Change:
    now: Any = found.containment.containment
    is_seed = code == found.asked.seed
    return Change(
        code=code,
        name=found.name(code),
        short=_short(found, code),
        inside=code in found.members,
        is_seed=is_seed,
        probability=found.probability(code),
        ties=ties,
        changed=now if is_seed else changed,
        difference=None if is_seed or changed is None or now is None else changed - now,
        workers=workers,
        splits=splits,
        address="" if is_seed else found.toggled(code),
    )
