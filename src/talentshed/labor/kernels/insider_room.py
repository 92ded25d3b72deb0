"""Which further cells must be hidden so that contributors, alone or two together, can't work out a primary cell?

A departure from the true table fools every pair of contributors at once if it leaves alone each cell that two could
know exactly, and takes from no cell so much that its two largest contributors would notice. For each primary cell the
cheapest such departure is looked for; the cells that it moves are hidden. That is enough, not always needed: who it
fails to help is for the audit to find.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.cell_relations import CellRelations, Demand, Mask, Real
from talentshed.labor.kernels.suppression_moves import Moves, farthest, open_moves
from talentshed.labor.kernels.suppression_room import NEAR, Room, room_of

Progress = Callable[[int, int, str], None]
_FREE = 1e-6
_LONGEST = 60
"""A departure that moves more cells of the dearest kind than this isn't looked for."""


def hidden_from_insiders(
    relations: CellRelations,
    demand: Demand,
    hidden: Mask,
    targets: Mask,
    held: Real,
    owners: NDArray[np.int64],
    *,
    progress: Progress | None = None,
    _: Callable[[str], str] = str,
) -> Mask:
    """Return `hidden` with the cells that protect the primary cells among `targets` from contributors.

    `held` is what the largest contributors of each cell gave, as many as act together; `owners` (two, n_cells) are the
    contributors of a cell that has no more than that, -1 elsewhere. Who owns the target isn't kept from it, so cells
    that hold all of its owners may move. A target for which no such departure exists keeps what it has.
    """
    room = room_of(relations, demand)
    moves = open_moves(room, np.ones(room.size, dtype=np.bool_), is_priced=True)
    down = np.minimum(room.down, _room_below(room, demand, held))
    of = owners[:, room.cell]
    pattern = hidden[room.cell].copy()
    chosen = np.flatnonzero(room.is_primary & targets[room.cell])
    for done, target in enumerate(chosen[np.argsort(-room.need_width[chosen], kind="stable")], start=1):
        fixed = (of[0] >= 0) & ~_holds_owners(of, int(target))
        bounds = np.where(fixed, 0.0, down), np.where(fixed, 0.0, room.up)
        for distance in _distances(room, int(target)):
            pattern |= _moved(moves, int(target), distance, bounds, pattern)
        if progress is not None:
            progress(done, len(chosen), _("cells hidden from contributors"))
    result = hidden.copy()
    result[room.cell[pattern]] = True
    return result


def _holds_owners(of: NDArray[np.int64], target: int) -> Mask:
    """Return which cells of one or two contributors have all of the target's; none where it has more than two."""
    holds = np.full(of.shape[1], of[0, target] >= 0)
    for owner in of[:, target]:
        if owner >= 0:
            holds &= (of == owner).any(axis=0)
    return holds


def _room_below(room: Room, demand: Demand, held: Real) -> Real:
    below = np.maximum(demand.value - held, 0.0)[room.cell] / room.unit
    return np.floor(below + NEAR) if room.is_whole else below


def _distances(room: Room, target: int) -> list[float]:
    """Return how far the target has to go: up by all its width if it may, and down by what is left."""
    upward = float(min(room.up[target], max(room.need_up[target], room.need_width[target])))
    downward = float(max(room.need_down[target], room.need_width[target] - upward))
    return [each for each in (upward, -min(downward, room.down[target])) if abs(each) > NEAR]


def _moved(moves: Moves, target: int, distance: float, bounds: tuple[Real, Real], pattern: Mask) -> Mask:
    """Return the cells that the cheapest departure moves in which the target goes `distance`; none if there is none."""
    room = moves.room
    down, up = (side.copy() for side in bounds)
    down[target], up[target] = max(0.0, -distance), max(0.0, distance)
    reach = np.maximum(1.0, np.minimum(room.down, abs(distance)))
    price = _FREE + np.where(pattern, 0.0, room.cost / reach)
    price[target] = 0.0
    gain = np.zeros(room.size)
    gain[target] = np.sign(distance) * (1.0 + _LONGEST * price.max())  # going there is worth any way to go
    departure = farthest(moves, gain, down, up, price)
    if abs(departure[target] - distance) > NEAR * max(1.0, abs(distance)):
        return np.zeros(room.size, dtype=np.bool_)
    broken = np.abs(room.matrix @ departure).max(initial=0.0)
    return np.abs(departure) > NEAR if broken <= NEAR * 10 else np.zeros(room.size, dtype=np.bool_)
