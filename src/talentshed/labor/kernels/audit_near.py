"""Which departures from the truth disturb the fewest other cells? Looked for near a cell first, then farther out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_goals import WHOLE
from talentshed.labor.kernels.audit_program import UndecidedError, solver, unit_of
from talentshed.labor.kernels.audit_unknowns import NEAR, Unknowns
from talentshed.labor.kernels.cell_relations import Real

Index = NDArray[np.int64]
Bounds = Callable[[Index], tuple[Real, Real]]
"""What a set of unknowns may depart by: least and most."""

SIZES = (60, 400)
"""How many unknowns around a cell are looked at before all of its group are."""
_BRANCHES = 12
_FARTHEST = 1e6
"""Of fractions: no unknown needs to move by more than this times what the one in question moves."""
_LOCAL_SECONDS, _GROUP_SECONDS = 5.0, 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Departure:
    """A departure from the truth: the unknowns that move, and by how much."""

    at: Index
    by: Real


class Surroundings:
    """The unknowns around each unknown, the cheapest to move first."""

    def __init__(self, system: Unknowns, cost: Real) -> None:
        self.system, self.cost = system, cost
        self._columns = system.matrix.tocsc()
        self._rows = system.matrix.tocsr()
        self._known: dict[tuple[int, int], Index] = {}
        self._groups: dict[int, Index] = {}
        self.n_solved = 0

    def group(self, at: int) -> Index:
        """Return all unknowns of the group of `at`."""
        number = int(self.system.group[at])
        if number not in self._groups:
            self._groups[number] = np.flatnonzero(self.system.group == number)
        return self._groups[number]

    def near(self, at: int, size: int) -> Index:
        """Return about `size` unknowns around `at`, itself first; all of its group where that is no more."""
        if len(self.group(at)) <= size:
            return self.group(at)
        if (at, size) not in self._known:
            self._known[at, size] = self._walk(at, size)
        return self._known[at, size]

    def _walk(self, at: int, size: int) -> Index:
        found, seen_rows, place = {at: None}, set(), 0
        order = [at]
        while place < len(order) and len(order) < size:
            column = order[place]
            place += 1
            for row in self._columns.indices[self._columns.indptr[column] : self._columns.indptr[column + 1]].tolist():
                if row in seen_rows:
                    continue
                seen_rows.add(row)
                entries = self._rows.indices[self._rows.indptr[row] : self._rows.indptr[row + 1]]
                cheap = entries[np.argsort(self.cost[entries], kind="stable")[:_BRANCHES]]
                for each in cheap.tolist():
                    if each not in found:
                        found[each] = None
                        order.append(each)
        return np.array(order, dtype=np.int64)

    def smallest(
        self, at: int, by: float, bounds: list[Bounds], *, whole: bool, anywhere: bool = True
    ) -> Departure | None:
        """Return a cheap departure that moves `at` by `by` or farther that way, or None where there is none at all.

        `bounds` are tried in turn, those that ask for more first; the last ones decide. Unless `anywhere`, None only
        means that there is none nearby. Raises `UndecidedError`.
        """
        everything = self.group(at)
        for size in SIZES:
            columns = self.near(at, size)
            if len(columns) == len(everything):
                break
            for each in bounds:
                found = self._solved(columns, at, by, each, whole, is_last=False)
                if found is not None:
                    return found
        for each in bounds if anywhere or len(everything) <= SIZES[-1] else ():
            found = self._solved(everything, at, by, each, whole, is_last=each is bounds[-1])
            if found is not None:
                return found
        return None

    def _solved(
        self, columns: Index, at: int, by: float, bounds: Bounds, whole: bool, *, is_last: bool
    ) -> Departure | None:
        low, high = bounds(columns)
        place = int(np.flatnonzero(columns == at)[0])
        slack = NEAR * max(1.0, abs(by))
        if not low[place] - slack <= by <= high[place] + slack:
            return None
        unit = 1.0
        if not whole:
            low, high = np.maximum(low, -_FARTHEST * abs(by)), np.minimum(high, _FARTHEST * abs(by))
            unit = unit_of(low, high)
        program, status = self._program(columns, low / unit, high / unit, place, by / unit, whole)
        self.n_solved += 1
        answer = _run(program, status)
        if answer is not None and whole and np.abs(answer - np.rint(answer)).max() > WHOLE:
            answer = self._in_whole_numbers(program, status, is_last)
        if answer is None:
            return None
        count = len(columns)
        departure = (answer[:count] - answer[count:]) * unit
        departure = np.rint(departure) if whole else departure
        if not self._cancels(columns, departure, whole):
            raise UndecidedError("the solver's answer doesn't add up")
        moved = np.flatnonzero(np.abs(departure) > (0.0 if whole else WHOLE * abs(by) * 1e-3))
        return Departure(columns[moved], departure[moved])

    def _cancels(self, columns: Index, departure: Real, whole: bool) -> bool:
        start, index, entry, n_rows = _slices(self._columns, columns)
        amounts = entry * np.repeat(departure, np.diff(start))
        left = np.abs(np.bincount(index, amounts, minlength=n_rows))
        size = np.bincount(index, np.abs(amounts), minlength=n_rows)
        return bool((left <= (0.0 if whole else 1e-7) * np.maximum(1.0, size)).all())

    def _in_whole_numbers(self, program: Any, status: Any, is_last: bool) -> Real | None:
        import highspy

        count = program.getNumCol()
        kinds = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        program.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        program.setOptionValue("time_limit", _GROUP_SECONDS if is_last else _LOCAL_SECONDS)
        program.setOptionValue("mip_rel_gap", 0.5)  # any cheap departure will do
        self.n_solved += 1
        try:
            return _run(program, status)
        except UndecidedError:
            if is_last:
                raise
            return None

    def _program(self, columns: Index, low: Real, high: Real, place: int, by: float, whole: bool) -> tuple[Any, Any]:
        """Return the program of least summed cost; each unknown stands twice, for its way up and its way down."""
        import highspy

        count = len(columns)
        start, index, entry, n_rows = _slices(self._columns, columns)
        up_low, down_low = np.zeros(count), np.zeros(count)
        up_high, down_high = np.maximum(high, 0.0), np.maximum(-low, 0.0)
        up_low[place], down_low[place] = max(by, 0.0), max(-by, 0.0)
        up_high[place] = max(up_high[place], by) if by > 0 else 0.0
        down_high[place] = max(down_high[place], -by) if by < 0 else 0.0
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = 2 * count, n_rows
        program.col_cost_ = np.tile(self.cost[columns], 2)
        program.col_lower_ = np.concatenate([up_low, down_low])
        program.col_upper_ = np.concatenate([up_high, down_high])
        program.row_lower_ = program.row_upper_ = np.zeros(n_rows)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.concatenate([start, start[1:] + start[-1]]).astype(np.int32)
        program.a_matrix_.index_ = np.tile(index, 2).astype(np.int32)
        program.a_matrix_.value_ = np.concatenate([entry, -entry])
        made = solver(whole=whole)
        made.passModel(program)
        return made, highspy.HighsModelStatus


def _slices(matrix: Any, columns: Index) -> tuple[Index, Index, Real, int]:
    """Return start, row and entry of the columns, with the rows that they touch numbered anew, and how many these are.

    Every relation of the chosen columns is kept, so that what holds here holds with all others unmoved.
    """
    sizes = matrix.indptr[columns + 1] - matrix.indptr[columns]
    start = np.concatenate([[0], np.cumsum(sizes)])
    where = np.arange(start[-1]) - np.repeat(start[:-1] - matrix.indptr[columns], sizes)
    rows, index = np.unique(matrix.indices[where], return_inverse=True)
    return start, index, matrix.data[where], len(rows)


def _run(program: Any, status: Any) -> Real | None:
    """Return the answer, None where there is provably none; raise `UndecidedError` where time ran out."""
    program.run()
    found = program.getModelStatus()
    if found == status.kOptimal:
        return np.asarray(program.getSolution().col_value, dtype=np.float64)
    if found in (status.kInfeasible, status.kUnboundedOrInfeasible):  # costs are positive: there is an end
        return None
    answer = program.getInfo()
    if answer.primal_solution_status == 2:
        return np.asarray(program.getSolution().col_value, dtype=np.float64)
    raise UndecidedError(f"the solver stopped: {program.modelStatusToString(found)}")
