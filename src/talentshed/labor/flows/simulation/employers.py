"""Which employers does the invented state have, where are they, and who gets the next hire?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.settings import Settings

Places = NDArray[np.int32]
Generator = np.random.Generator

FIRST_ID = 5_000_000_000
_WORKERS_PER_EMPLOYER, _LEAST_PER_CELL = 15, 3
_TAIL, _LARGEST = 1.15, 400.0
_TWO_CODES, _NO_COUNTY = 0.05, 0.004
_EVENT_WORKERS, _CANARY_WORKERS, _MOST_OF_CELL = 60.0, 14.0, 0.4
_EVENT_SHARE = 0.02

COUNTY_CODES: tuple[str | None, ...] = (*world.COUNTIES, *world.UNKNOWN_COUNTY)
INDUSTRY_CODES: tuple[str | None, ...] = (
    *(code for sector in world.SECTORS for code in sector.industries),
    *world.MALFORMED,
)


@dataclass(slots=True)
class Employers:
    """Every employer at a place from 0 on, those of one sector and side of the region's border together.

    `cell` = sector x 2 + (1 in the focus region); `first[cell]` to `first[cell + 1]` are the places of a cell.
    """

    ids: NDArray[np.int64]
    cell: NDArray[np.int8]
    first: NDArray[np.int64]
    industry: NDArray[np.int16]
    second_industry: NDArray[np.int16]
    county: NDArray[np.int16]
    weight: NDArray[np.float64]
    summed: NDArray[np.float64]
    layoff: int
    predecessor: int
    successor: int
    canary: int
    closed: int = -1

    def close(self, place: int) -> None:
        """Let an employer hire nobody from now on."""
        self.closed = place
        self.weight[place] = 0.0
        self.summed = np.concatenate(([0.0], np.cumsum(self.weight)))

    def hiring(self, cells: NDArray[np.int64], random: Generator) -> Places:
        """Return for each hire into a cell which of its employers hires, the larger the more often."""
        low, high = self.summed[self.first[cells]], self.summed[self.first[cells + 1]]
        found = np.searchsorted(self.summed, low + random.random(len(cells)) * (high - low), side="right") - 1
        return np.clip(found, self.first[cells], self.first[cells + 1] - 1).astype(np.int32)

    def another(self, chosen: Places, taken: Places) -> Places:
        """Return the choice, or the next employer of its cell where the choice is taken or closed."""
        chosen = chosen.copy()
        for _ in range(2):
            wrong = np.flatnonzero((chosen == taken) | (chosen == self.closed))
            cells = self.cell[chosen[wrong]].astype(np.int64)
            first, last = self.first[cells], self.first[cells + 1]
            chosen[wrong] = (first + (chosen[wrong] + 1 - first) % (last - first)).astype(np.int32)
        return chosen


def draw_employers(settings: Settings, random: Generator) -> Employers:
    """Return employers of all sectors, few of them large, with those that the planted events need."""
    numbers = _numbers(settings.workers)
    n = int(numbers.sum())
    cell = np.repeat(np.arange(len(numbers), dtype=np.int8), numbers)
    first = np.concatenate(([0], np.cumsum(numbers)))
    weight = np.minimum(random.pareto(_TAIL, n) + 1.0, _LARGEST)
    place = {code: int(first[world.PLACE[code] * 2]) for code in world.CODES}
    made = Employers(
        ids=FIRST_ID + random.permutation(n).astype(np.int64),
        cell=cell,
        first=first,
        industry=_industries(cell, random),
        second_industry=np.full(n, -1, dtype=np.int16),
        county=_counties(cell, random),
        weight=weight,
        summed=np.zeros(n + 1),
        layoff=place[world.LAYOFF_SECTOR],
        predecessor=place[world.MERGER_SECTOR],
        successor=place[world.MERGER_SECTOR] + 1,
        canary=place[world.CANARY_SECTOR],
    )
    _size(made, settings.workers)
    _place_canary(made)
    _give_second_codes(made, random)
    made.summed = np.concatenate(([0.0], np.cumsum(made.weight)))
    return made


def cell_shares() -> NDArray[np.float64]:
    """Return the long-run share of jobs of each cell."""
    jobs = world.standing_jobs()
    here = np.array([sector.here for sector in world.SECTORS]) * world.HERE_SHARE
    here = np.minimum(here, 0.5)
    return np.column_stack((jobs * (1 - here), jobs * here)).ravel()


def _numbers(workers: int) -> NDArray[np.int64]:
    wanted = cell_shares() * workers / _WORKERS_PER_EMPLOYER
    return np.maximum(np.round(wanted), _LEAST_PER_CELL).astype(np.int64)


def _industries(cell: NDArray[np.int8], random: Generator) -> NDArray[np.int16]:
    codes = np.zeros(len(cell), dtype=np.int16)
    begins = 0
    for place, sector in enumerate(world.SECTORS):
        n_codes = len(sector.industries) or len(world.MALFORMED)
        mine = np.flatnonzero(cell // 2 == place)
        codes[mine] = begins + random.integers(n_codes, size=len(mine))
        begins += n_codes
    return codes


def _counties(cell: NDArray[np.int8], random: Generator) -> NDArray[np.int16]:
    """Return the place of each employer's county in COUNTY_CODES; a few outside the region have none."""
    at = {code: place for place, code in enumerate(COUNTY_CODES)}
    inside = np.array([at[code] for code in world.REGION])
    outside = np.array([at[code] for code in world.OUTSIDE])
    weights = np.array([world.LARGE_COUNTIES.get(code, 0.25) for code in world.OUTSIDE])
    is_here = cell % 2 == 1
    county = random.choice(outside, size=len(cell), p=weights / weights.sum())
    lost = ~is_here & (random.random(len(cell)) < _NO_COUNTY)
    county[lost] = len(world.COUNTIES) + random.integers(len(world.UNKNOWN_COUNTY), size=int(lost.sum()))
    county[is_here] = random.choice(inside, size=int(is_here.sum()), p=world.REGION_WEIGHTS)
    return county.astype(np.int16)


def _size(made: Employers, workers: int) -> None:
    """Make the employers of the planted events large enough to be seen, and the canary firm small."""
    shares = cell_shares()
    for place, wanted, least in (
        (made.layoff, _EVENT_WORKERS, _EVENT_SHARE),
        (made.predecessor, _EVENT_WORKERS, _EVENT_SHARE),
        (made.successor, _EVENT_WORKERS, _EVENT_SHARE),
        (made.canary, _CANARY_WORKERS, 0.0),
    ):
        cell = int(made.cell[place])
        others = made.weight[made.first[cell] : made.first[cell + 1]].sum() - made.weight[place]
        share = min(max(wanted / (shares[cell] * workers), least), _MOST_OF_CELL)
        made.weight[place] = others * share / (1 - share)


def _place_canary(made: Employers) -> None:
    """Let the canary firm be the only one of its sector in its county."""
    at = COUNTY_CODES.index(world.CANARY_COUNTY)
    peers = (made.cell // 2 == world.PLACE[world.CANARY_SECTOR]) & (made.county == at)
    made.county[peers] = COUNTY_CODES.index("17165")
    made.county[made.canary] = at


def _give_second_codes(made: Employers, random: Generator) -> None:
    """Give some employers a smaller unit with a code of its own: of the same sector, or in some sectors another."""
    begins = 0
    other = INDUSTRY_CODES.index("561320")
    for place, sector in enumerate(world.SECTORS):
        n_codes = len(sector.industries)
        mine = np.flatnonzero((made.cell // 2 == place) & (random.random(len(made.cell)) < _TWO_CODES))
        if n_codes > 1:
            made.second_industry[mine] = begins + (made.industry[mine] - begins + 1) % n_codes
        if sector.code in ("71", "81"):
            made.second_industry[mine] = other
        begins += n_codes or len(world.MALFORMED)
    special = [made.layoff, made.predecessor, made.successor, made.canary]
    made.second_industry[special] = -1
