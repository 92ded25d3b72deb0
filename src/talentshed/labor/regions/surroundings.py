"""Which places around here could be in a region, and how are they tied to each other?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers, Workers
from talentshed.labor.regions.neighbors import Neighbors

FAR = 1 << 20
"""Borders to cross to a place that can't be reached."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """A seed and the places around it, as small full matrices.

    `numbers` are positions in the flows, ascending; everything else is in their order. `ties` counts workers who
    commute between two places in either direction; its diagonal those who live and work in one place. `residents` and
    `jobs` count everyone, also those who commute beyond the places here. `complete` says that no
    place within the borders asked for was left out.
    """

    numbers: Numbers
    seed: NDArray[np.bool_]
    ties: Workers
    residents: Workers
    jobs: Workers
    adjacent: NDArray[np.bool_]
    complete: bool

    def codes(self, flows: CommutingFlows, members: NDArray[np.bool_]) -> tuple[str, ...]:
        """Return the codes of places marked in the order of `numbers`."""
        return tuple(flows.places[number] for number in self.numbers[members].tolist())


def surroundings(flows: CommutingFlows, borders: Neighbors, seed: Numbers, *, most: int, hops: int) -> Surroundings:
    """Return the places within `hops` borders of the seed's places, the nearest `most` of them."""
    distance = borders_between(borders, seed, most=most, hops=hops)
    near = np.flatnonzero(distance < FAR)
    order = near[np.argsort(distance[near], kind="stable")]
    order = order[distance[order] <= hops]
    numbers = np.sort(order[: max(most, len(seed))]).astype(np.int32)
    place = np.full(len(flows.places), -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    held = np.zeros(len(numbers), dtype=bool)
    held[place[seed]] = True
    return Surroundings(
        numbers=numbers,
        seed=held,
        ties=_ties(flows, place, len(numbers)),
        residents=flows.residents[numbers],
        jobs=flows.jobs[numbers],
        adjacent=_adjacent(borders, numbers, place),
        complete=len(numbers) == len(order),
    )


def borders_between(
    borders: Neighbors, seed: Numbers, *, most: int | None = None, hops: int = FAR
) -> NDArray[np.int64]:
    """Return how many borders lie between each place and the nearest of the seed's.

    `FAR` where no way leads, where it takes more than `hops`, and once more than `most` places are nearer.
    """
    distance = np.full(len(borders.places), FAR, dtype=np.int64)
    distance[seed] = 0
    edge, steps, seen = [int(number) for number in seed], 0, len(seed)
    while edge and steps < hops and (most is None or seen <= most):
        steps += 1
        found = {other for number in edge for other in borders.of(number).tolist() if distance[other] == FAR}
        edge = sorted(found)
        distance[edge] = steps
        seen += len(edge)
    return distance


def joined(borders: Neighbors, seed: Numbers) -> Numbers:
    """Return the seed's places, and where they aren't in one piece the fewest places found that link them.

    Raises `FlowError` where no chain of shared borders does.
    """
    held = [int(seed[0])]
    missing = [int(number) for number in seed[1:]]
    while missing:
        distance = borders_between(borders, np.array(held, dtype=np.int32))
        nearest = min(missing, key=lambda number: (distance[number], number))
        if distance[nearest] == FAR:
            first, last = borders.places[held[0]], borders.places[nearest]
            raise FlowError(f"No chain of shared borders leads from {first} to {last}: start from one of them.")
        here = nearest
        while here not in held:
            held.append(here)
            here = min(borders.of(here).tolist(), key=lambda number: (distance[number], number))
        missing = [number for number in missing if number not in held]
    return np.array(sorted(held), dtype=np.int32)


def in_one_piece(borders: Neighbors, members: Sequence[int]) -> bool:
    """Say whether a chain of shared borders inside the set leads from each place to each other."""
    left = set(members)
    edge = [left.pop()] if left else []
    while edge:
        step = left & set(borders.of(edge.pop()).tolist())
        left -= step
        edge.extend(step)
    return not left


def _ties(flows: CommutingFlows, place: NDArray[np.int64], size: int) -> Workers:
    home, work = place[flows.home], place[flows.work]
    both = (home >= 0) & (work >= 0)
    one_way = added(home[both] * size + work[both], flows.commuters[both], size * size)
    return both_ways(one_way.reshape(size, size))


def added(positions: NDArray[np.integer], workers: Workers, size: int) -> Workers:
    """Return the sum of workers at each of so many positions."""
    return np.bincount(positions, workers, size).astype(np.float64, copy=False)


def both_ways(one_way: Workers) -> Workers:
    """Return the ties of a full matrix of flows: both directions added up, the diagonal as it is."""
    ties: Workers = one_way + one_way.T
    np.fill_diagonal(ties, np.diag(one_way))
    return ties


def _adjacent(borders: Neighbors, numbers: Numbers, place: NDArray[np.int64]) -> NDArray[np.bool_]:
    adjacent = np.zeros((len(numbers), len(numbers)), dtype=bool)
    for row, number in enumerate(numbers.tolist()):
        others = place[borders.of(number)]
        adjacent[row, others[others >= 0]] = True
    return adjacent
