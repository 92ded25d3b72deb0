"""Which place belongs to which labor-market area?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from talentshed.labor.regions.commuting_flows import CommutingFlows, Numbers


@dataclass(frozen=True, eq=False)
class Areas:
    """A partition: every place in exactly one area.

    `area[k]` is the number of the area of `places[k]`, 0 … n - 1 in the order of `names`; an area's name is the code of
    its place with the most resident workers (ties: the lowest code), so it doesn't depend on how places are numbered.
    """

    places: tuple[str, ...]
    area: Numbers
    names: tuple[str, ...]
    method: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    reserve: tuple[str, ...] = ()
    """Places that no valid area wanted at first; they were placed at the end, by cohesion alone."""
    set_aside: Mapping[str, str] = field(default_factory=dict)
    """Places left out of the delineation (code to reason): no residents, no jobs; placed last, or an area apart."""
    invalid: tuple[str, ...] = ()
    """Names of areas that fell under validity 1 when reserve places were placed."""

    def members(self, name: str) -> tuple[str, ...]:
        """Return the codes of an area's places, sorted."""
        number = self.names.index(name)
        return tuple(self.places[k] for k in np.flatnonzero(self.area == number))

    def mapping(self) -> dict[str, str]:
        """Return place code to area name."""
        return {place: self.names[number] for place, number in zip(self.places, self.area.tolist(), strict=True)}


def named(flows: CommutingFlows, labels: Sequence[int] | Numbers) -> tuple[Numbers, tuple[str, ...]]:
    """Return (area, names) as `Areas` wants them, from any labels of the flows' places."""
    found, numbers = np.unique(np.asarray(labels), return_inverse=True)
    order = np.lexsort((np.arange(len(flows.places)), -flows.residents))
    largest: dict[int, str] = {}
    for place in order.tolist():
        largest.setdefault(int(numbers[place]), flows.places[place])
    names = sorted(largest.values())
    rank = {name: number for number, name in enumerate(names)}
    renumber = np.array([rank[largest[label]] for label in range(len(found))], dtype=np.int32)
    return renumber[numbers], tuple(names)
