"""How many people live in one place and work in another: the matrix that every region is found in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray

from talentshed.labor.tables import TableError

Numbers = NDArray[np.int32]
"""Positions of places."""
Workers = NDArray[np.float64]
"""Numbers of workers."""


class FlowError(TableError):
    """Commuting flows that can't be used; the message says which rows, what is wrong, and how to mend them."""


@dataclass(frozen=True, eq=False)
class CommutingFlows:
    """An origin-destination matrix of workers, one entry a pair of places that somebody commutes between.

    `places` are codes as opaque text, sorted; `home` and `work` are positions in it. Entries are sorted by home, then
    work, and no pair occurs twice. `moe` is the 90 % margin of error of each entry (workers), or None where the source
    publishes none.
    """

    places: tuple[str, ...]
    home: Numbers
    work: Numbers
    commuters: Workers
    moe: Workers | None = None

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Return code to position."""
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def residents(self) -> Workers:
        """L: workers who live in each place, wherever in these flows they work."""
        return _added(self.home, self.commuters, len(self.places))

    @cached_property
    def jobs(self) -> Workers:
        """W: workers who work in each place, wherever in these flows they live."""
        return _added(self.work, self.commuters, len(self.places))

    @cached_property
    def stay(self) -> Workers:
        """F_aa: workers who live and work in the same place."""
        own = self.home == self.work
        return _added(self.home[own], self.commuters[own], len(self.places))

    def numbers(self, codes: Sequence[str]) -> Numbers:
        """Return the positions of codes; `FlowError` names those that these flows don't have."""
        if unknown := [code for code in codes if code not in self.position]:
            raise FlowError(f"These flows have no place {', '.join(unknown)}; check the code.")
        return np.array([self.position[code] for code in codes], dtype=np.int32)

    def with_commuters(self, commuters: Workers) -> "CommutingFlows":
        """Return the same pairs with other numbers of workers, for example one draw within the margins of error."""
        return CommutingFlows(self.places, self.home, self.work, commuters, self.moe)


def _added(places: Numbers, workers: Workers, count: int) -> Workers:
    return np.bincount(places, workers, count).astype(np.float64, copy=False)


def from_pairs(
    home: Sequence[str], work: Sequence[str], commuters: Workers, moe: Workers | None = None
) -> CommutingFlows:
    """Return the matrix of pairs of codes, in any order. Raises `FlowError` where a pair occurs twice."""
    codes, numbers = np.unique(np.array([*home, *work], dtype=object).astype(str), return_inverse=True)
    homes, works = numbers[: len(home)].astype(np.int32), numbers[len(home) :].astype(np.int32)
    order = np.lexsort((works, homes))
    homes, works = homes[order], works[order]
    twice = np.flatnonzero((np.diff(homes) == 0) & (np.diff(works) == 0))
    if twice.size:
        pair = codes[homes[twice[0]]], codes[works[twice[0]]]
        raise FlowError(f"The flow from {pair[0]} to {pair[1]} occurs more than once: add up or remove the repetition.")
    values = np.asarray(commuters, dtype=np.float64)[order]
    margins = None if moe is None else np.asarray(moe, dtype=np.float64)[order]
    return CommutingFlows(tuple(str(code) for code in codes), homes, works, values, margins)


def from_table(commuting: ir.Table, period: str = "", _: Callable[[str], str] = str) -> CommutingFlows:
    """Return the matrix of the table commuting for one period (the latest, if none is named), with its margins.

    This reads the table: it is the edge between tables and arrays, not a measure.
    """
    periods = sorted(str(each) for each in commuting.select("period").distinct().to_pyarrow()["period"].to_pylist())
    if not periods or (period and period not in periods):
        known = ", ".join(periods) or _("none")
        message = _("There are no commuting flows for {period}. Periods here: {known}.")
        raise FlowError(message.format(period=period or _("any period"), known=known))
    chosen = commuting.filter(commuting.period == (period or periods[-1]))
    rows = chosen.select("home_fips", "work_fips", "commuters", "moe").to_pyarrow()
    home, work = (rows[name].to_pylist() for name in ("home_fips", "work_fips"))
    values, margins = (rows[name].to_numpy().astype(np.float64) for name in ("commuters", "moe"))
    return from_pairs(home, work, values, margins)
