"""Why can a cell be worked out although it's hidden, and of which cells would one more have to be hidden to stop that?

Whoever computes a cell weighs relations and adds them up. The weights are the dual solution of the program that moves
the cell as far as it goes; the cells that the sum leaves over say what limits it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from talentshed.labor.kernels.cell_relations import Real
from talentshed.labor.kernels.suppression_cover import Conditions, Cover, covered, solved
from talentshed.labor.kernels.suppression_moves import Moves, open_moves
from talentshed.labor.kernels.suppression_reach import missing, nothing_reached
from talentshed.labor.kernels.suppression_room import NEAR, Index, Room

_VIOLATED = 1e-4
_SLOW_ROUNDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Siege:
    """A program in which every cell may move as far as the share says to which it is hidden."""

    moves: Moves
    transposed: Any
    down: Real
    up: Real


def besiege(room: Room) -> Siege:
    """Return the program, with nothing hidden."""
    farthest_need = float(max(room.need_width.max(initial=0.0), 1.0))
    moves = open_moves(room, np.ones(room.size, dtype=np.bool_))
    return Siege(moves, room.matrix.T.tocsr(), np.minimum(room.down, farthest_need), np.minimum(room.up, farthest_need))


def conditions_against(siege: Siege, share: Real, cells: Index, conditions: Conditions, *, blur: float = 0.0) -> int:
    """Add a condition for each of the `cells` that can't move far enough while others are hidden to a `share`.

    With `blur` every cell may move a little, which makes conditions name few cells. Cells that were seen to move far
    enough while others were attacked are passed over. Returns how many conditions were added.
    """
    room, added = siege.moves.room, 0
    hidden = np.where(room.is_primary, 1.0, np.minimum(share + blur, 1.0))
    down, up = siege.down * hidden, siege.up * hidden
    solver = siege.moves.solver
    every = np.arange(room.size, dtype=np.int32)
    solver.changeColsCost(room.size, every, np.zeros(room.size))
    solver.changeColsBounds(room.size, every, -down, up)
    seen = nothing_reached(room)
    for cell in cells:
        if not missing(room, seen)[cell]:
            continue
        ends = []
        for sign in (1.0, -1.0):
            departure, left = _attacked(siege, int(cell), sign, down, up)
            ends.append((sign * departure[cell], left))
            np.maximum(seen.up, departure, out=seen.up)
            np.maximum(seen.down, -departure, out=seen.down)
        added += _limits(room, int(cell), ends, share, conditions)
    return added


def against_shares(
    siege: Siege, cells: Index, conditions: Conditions, *, rounds: int, is_over: Callable[[], bool] = lambda: False
) -> Cover:
    """Add conditions against shares of cells as long as that lifts the bound: that is quicker than whole cells."""
    room, slow = siege.moves.room, 0
    cover = solved(room, conditions, relaxed=True)
    for _round in range(rounds):
        if is_over() or slow >= _SLOW_ROUNDS or not conditions_against(siege, cover.share, cells, conditions):
            break
        before, cover = cover.bound, solved(room, conditions, relaxed=True)
        slow = slow + 1 if cover.bound - before < 1e-3 * cover.bound else 0
    return cover


def _attacked(siege: Siege, cell: int, sign: float, down: Real, up: Real) -> tuple[Real, Real]:
    """Return the farthest departure of a cell, and what is left of each cell in the sum of relations that limits it."""
    room, solver = siege.moves.room, siege.moves.solver
    solver.changeColCost(cell, -sign)
    low, high = siege.down[cell], siege.up[cell]
    solver.changeColBounds(cell, -low, high)
    solver.run()
    solution = solver.getSolution()
    departure = np.asarray(solution.col_value).copy()
    weights = np.zeros(room.matrix.shape[0])
    weights[: len(solution.row_dual)] = solution.row_dual
    solver.changeColCost(cell, 0.0)
    solver.changeColBounds(cell, -float(down[cell]), float(up[cell]))
    unit = np.zeros(room.size)
    unit[cell] = sign
    left = unit + siege.transposed @ weights
    left[np.abs(left) < 1e-9] = 0.0
    return departure, left


def _limits(room: Room, cell: int, ends: list[tuple[float, Real]], share: Real, conditions: Conditions) -> int:
    """Add the conditions for the demands of a cell that aren't met where its farthest moves end."""
    (above, left_up), (below, left_down) = ends
    rise, fall = _reach(room, left_up), _reach(room, left_down)
    demands = []
    if above < room.need_up[cell] - NEAR:
        demands.append((rise, room.need_up[cell]))
    if below < room.need_down[cell] - NEAR:
        demands.append((fall, room.need_down[cell]))
    if above + below < room.need_width[cell] - NEAR:
        demands.append((rise + fall, room.need_width[cell]))
    added = 0
    for reach, least in demands:
        own = float(min(reach[cell], 1e12))
        others = np.flatnonzero(reach > NEAR)
        others = others[others != cell]
        covering = covered(room, others, reach[others], float(least) - own)
        if covering is None or covering[1].sum() < 1.0 - NEAR:  # nothing that may be hidden would help
            continue
        if covering[1] @ share[covering[0]] < 1.0 - _VIOLATED:
            conditions.add(np.zeros(len(covering[0]), dtype=np.int64), *covering, np.ones(1))
            added += 1
    return added


def _reach(room: Room, left: Real) -> Real:
    """Return how far each cell, hidden, could carry the attacked cell in the direction in which its rest counts."""
    most_up = np.where(np.isfinite(room.up), room.up, 1e12)
    most_down = np.where(np.isfinite(room.down), room.down, 1e12)
    reach: Real = np.maximum(left, 0.0) * most_up + np.maximum(-left, 0.0) * most_down
    return reach
