"""Which places share a border, so that a region can be in one piece?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Neighbors:
    """Neighbors of each place of a list: `others[start[k]:start[k + 1]]` are the positions next to place k."""

    places: tuple[str, ...]
    start: NDArray[np.int64]
    others: NDArray[np.int32]

    def of(self, number: int) -> NDArray[np.int32]:
        """Return the positions that share a border with a place, ascending."""
        return self.others[self.start[number] : self.start[number + 1]]


def neighbors(county_neighbor: ir.Table, places: Sequence[str]) -> Neighbors:
    """Return who shares a border with whom among `places`, from the table county_neighbor (both directions)."""
    rows = county_neighbor.select("county_fips", "neighbor_fips").to_pyarrow()
    return from_borders(
        zip(rows["county_fips"].to_pylist(), rows["neighbor_fips"].to_pylist(), strict=True), tuple(places)
    )


def from_borders(borders: Iterable[tuple[str, str]], places: tuple[str, ...]) -> Neighbors:
    """Return the neighbors given as pairs of codes; a pair counts both ways, others than `places` are left out."""
    position = {place: number for number, place in enumerate(places)}
    pairs = {(position[a], position[b]) for a, b in borders if a in position and b in position and a != b}
    both = sorted(pairs | {(b, a) for a, b in pairs})
    counts = np.bincount([a for a, _b in both], minlength=len(places)) if both else np.zeros(len(places), np.int64)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Neighbors(places, start, np.array([b for _a, b in both], dtype=np.int32))
