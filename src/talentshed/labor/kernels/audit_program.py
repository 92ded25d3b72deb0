"""How far can some unknowns move while all relations hold? The solver, asked again and again from its last answer."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.audit_unknowns import Sparse
from talentshed.labor.kernels.cell_relations import Real

Index = NDArray[np.int32]

SECONDS = 20.0
"""How long one program may take before it is given up as undecided."""
NEARLY = 1e-6
"""How far from a whole number an answer may be and still be read as that number."""


class UndecidedError(RuntimeError):
    """The solver found neither an answer nor a proof that there is none within its time."""


class Program:
    """Departures y with `matrix @ y = 0` and `low <= y <= high`: a linear program that keeps its last answer.

    y = 0 must fit. Costs are zero until they are asked for. Fractions are reckoned in a unit that keeps the solver's
    error small beside the largest bound; departures of whole numbers are left as they are.
    """

    def __init__(self, matrix: Sparse, low: Real, high: Real, *, whole: bool, seconds: float = np.inf) -> None:
        import highspy

        self._kind, self._status = highspy.HighsVarType, highspy.HighsModelStatus
        self.n_solved = 0
        self._unit = 1.0 if whole else unit_of(low, high)
        self._low, self._high = low / self._unit, high / self._unit
        columns = matrix.tocsc()
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = matrix.shape[1], matrix.shape[0]
        program.col_cost_ = np.zeros(matrix.shape[1])
        program.col_lower_, program.col_upper_ = self._low, self._high
        program.row_lower_ = program.row_upper_ = np.zeros(matrix.shape[0])
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = columns.indptr.astype(np.int32)
        program.a_matrix_.index_ = columns.indices.astype(np.int32)
        program.a_matrix_.value_ = columns.data.astype(np.float64)
        self._solver = solver(seconds, whole=whole)
        self._solver.passModel(program)
        self._costly: Index = np.zeros(0, dtype=np.int32)

    def cheapest(self, at: Index, cost: Real) -> Real | None:
        """Return the departures of least summed `cost` of the unknowns `at`; None where they can go on for ever."""
        self._costs(at, cost)
        return self._run()

    def bound(self, at: int, low: float, high: float) -> None:
        """Let the unknown `at` move only between `low` and `high` from now on."""
        self._solver.changeColBounds(at, low / self._unit, high / self._unit)

    def release(self, at: int) -> None:
        """Give the unknown `at` its first bounds back."""
        self._solver.changeColBounds(at, float(self._low[at]), float(self._high[at]))

    def make_whole(self) -> None:
        """Let all unknowns move by whole numbers only."""
        count = len(self._low)
        kinds = np.full(count, int(self._kind.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)

    def _costs(self, at: Index, cost: Real) -> None:
        everywhere = np.union1d(self._costly, at).astype(np.int32)
        full = np.zeros(len(self._low))
        full[at] = cost
        self._solver.changeColsCost(len(everywhere), everywhere, full[everywhere])
        self._costly = np.asarray(at, dtype=np.int32)

    def _run(self) -> Real | None:
        self._solver.run()
        self.n_solved += 1
        status = self._solver.getModelStatus()
        if status == self._status.kOptimal:
            return np.asarray(self._solver.getSolution().col_value, dtype=np.float64) * self._unit
        if status in (self._status.kUnbounded, self._status.kUnboundedOrInfeasible):
            return None
        raise UndecidedError(f"the solver stopped: {self._solver.modelStatusToString(status)}")


def unit_of(low: Real, high: Real) -> float:
    """Return the unit in which the largest finite bound is about ten thousand: tolerances are far from rounding then.

    It is a power of two, so that changing to it and back alters no digit.
    """
    ends = np.abs(np.concatenate([low, high]))
    most = float(ends[np.isfinite(ends)].max(initial=0.0))
    return power_of_two(most / 1e4) if most > 0 else 1.0


def power_of_two(number: float) -> float:
    """Return the power of two nearest to a positive number."""
    return float(2.0 ** np.rint(np.log2(number)))


def solver(seconds: float = np.inf, *, whole: bool) -> Any:
    """Return a silent HiGHS model that works on one thread, exactly, for at most `seconds` a run."""
    import highspy

    made: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    options: Sequence[tuple[str, Any]] = (
        ("output_flag", False),
        ("threads", 1),
        ("primal_feasibility_tolerance", 1e-7 if whole else 1e-9),
        ("mip_feasibility_tolerance", 1e-7),
        ("mip_rel_gap", 0.0),
        ("random_seed", 0),
    )
    for name, setting in options:
        made.setOptionValue(name, setting)
    if np.isfinite(seconds):
        made.setOptionValue("time_limit", seconds)
    return made


def extreme(program: Program, at: int, direction: int, limit: float) -> tuple[float, Real]:
    """Return how far the unknown `at` can move in the `direction` (1 or -1), and the departures that do it.

    The distance is infinite where nothing stops it; the departures then move it by `limit`.
    """
    where, cost = np.array([at], dtype=np.int32), np.array([-float(direction)])
    found = program.cheapest(where, cost)
    if found is not None:
        return max(0.0, float(direction * found[at])), found
    program.bound(at, min(0.0, direction * limit), max(0.0, direction * limit))
    found = program.cheapest(where, cost)
    program.release(at)
    if found is None:
        raise UndecidedError("the solver finds no end to departures that are bounded")
    return np.inf, found


def furthest(matrix: Sparse, low: Real, high: Real, at: int, way: int, *, whole: bool, limit: float = np.inf) -> float:
    """Return how far the unknown `at` goes in the direction `way` (1 or -1), at most `limit`; infinite without end.

    With `whole`, only departures of whole numbers count. Raises `UndecidedError` where that isn't settled in time.
    """
    program = Program(matrix, low, high, whole=whole, seconds=SECONDS)
    far, found = extreme(program, at, way, 1.0)
    far = min(far, limit)
    if not whole or not np.isfinite(far):
        return far
    far = float(np.floor(far + NEARLY))
    if way * found[at] >= far - NEARLY and np.abs(found - np.rint(found)).max() <= NEARLY and far < limit:
        return far
    program.make_whole()
    program.bound(at, min(0.0, way * far), max(0.0, way * far))
    best = program.cheapest(np.array([at], dtype=np.int32), np.array([-float(way)]))
    if best is None:
        raise UndecidedError("the solver finds no end to departures that are bounded")
    return max(0.0, float(np.rint(way * best[at])))
