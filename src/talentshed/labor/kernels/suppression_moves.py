"""Which departure from the true table goes farthest in a given direction? One program, solved again and again."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from talentshed.labor.kernels.cell_relations import Mask, Real
from talentshed.labor.kernels.suppression_room import Index, Room


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """A program over the departures of some cells of a room; the solver starts where it ended the last time."""

    room: Room
    column: Index
    """Which of the room's cells may move."""
    solver: Any
    is_priced: bool
    """True where going up and going down are two columns, so that moving can cost."""


def loaded(costs: Real, bounds: tuple[Real, Real], rows: tuple[Real, Real], columns: Any) -> Any:
    """Return a HiGHS model that minimises `costs`; `columns` is the matrix in compressed columns."""
    import highspy

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns.shape[1], columns.shape[0]
    program.col_cost_, program.col_lower_, program.col_upper_ = costs, bounds[0], bounds[1]
    program.row_lower_, program.row_upper_ = rows
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = columns.indptr
    program.a_matrix_.index_ = columns.indices
    program.a_matrix_.value_ = columns.data
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)  # several threads make answers depend on the machine
    solver.setOptionValue("random_seed", 0)
    solver.passModel(program)
    return solver


def open_moves(room: Room, allowed: Mask, *, is_priced: bool = False) -> Moves:
    """Return the program over the departures of the `allowed` cells."""
    from scipy.sparse import hstack

    column = np.flatnonzero(allowed)
    signs = room.matrix[:, column].tocsr()
    signs = signs[np.diff(signs.indptr) > 0].tocsc()
    columns = hstack([signs, -signs]).tocsc() if is_priced else signs
    still, balanced = np.zeros(columns.shape[1]), np.zeros(columns.shape[0])
    solver = loaded(still, (still, still), (balanced, balanced), columns)
    solver.setOptionValue("solver", "simplex")
    return Moves(room, column, solver, is_priced)


def farthest(moves: Moves, gain: Real, down: Real, up: Real, price: Real | None = None) -> Real:
    """Return the departure of all the room's cells that gains most, less its price.

    `gain` is what a unit upward is worth (negative: downward), `down` and `up` how far each cell may go at most,
    `price` what a unit either way costs; each has one entry for each of the room's cells.
    """
    at, solver = moves.column, moves.solver
    down, up = np.minimum(down, moves.room.cap)[at], np.minimum(up, moves.room.cap)[at]
    if moves.is_priced:
        paid = np.zeros(len(at)) if price is None else price[at]
        costs, low = np.concatenate([paid - gain[at], paid + gain[at]]), np.zeros(2 * len(at))
        high = np.concatenate([up, down])
    else:
        costs, low, high = -gain[at], -down, up
    every = np.arange(len(costs), dtype=np.int32)
    solver.changeColsCost(len(every), every, costs)
    solver.changeColsBounds(len(every), every, low, high)
    solver.run()
    return _departure(moves, np.asarray(solver.getSolution().col_value))


def _departure(moves: Moves, found: Real) -> Real:
    departure = np.zeros(moves.room.size)
    if len(found) == 0:
        return departure
    half = len(moves.column)
    departure[moves.column] = found[:half] - found[half:] if moves.is_priced else found
    near = np.rint(departure)
    return np.where(np.abs(departure - near) < 1e-6, near, departure) if moves.room.is_whole else departure


def in_whole_numbers(moves: Moves) -> tuple[Real, bool]:
    """Solve the last program once more, in whole numbers; say whether that was settled in the steps allowed."""
    import highspy

    solver = moves.solver
    count = solver.getNumCol()
    every = np.arange(count, dtype=np.int32)
    solver.changeColsIntegrality(count, every, np.full(count, highspy.HighsVarType.kInteger))
    solver.setOptionValue("solver", "choose")
    solver.setOptionValue("mip_max_nodes", 500)
    solver.run()
    found = np.asarray(solver.getSolution().col_value)
    is_found = len(found) == count and np.isfinite(solver.getInfo().objective_function_value)
    departure = _departure(moves, found) if is_found else np.zeros(moves.room.size)
    is_settled = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    solver.changeColsIntegrality(count, every, np.full(count, highspy.HighsVarType.kContinuous))
    solver.setOptionValue("solver", "simplex")
    solver.clearSolver()
    return np.rint(departure), is_settled
