"""How far is each cell to hide known to be able to move, and what is still missing?

One departure that moves many cells at once proves something of each of them, so a few random directions prove nearly
all; what they leave open is settled cell by cell.
"""

from dataclasses import dataclass, field

import numpy as np

from talentshed.labor.kernels.cell_relations import Mask, Real
from talentshed.labor.kernels.suppression_moves import Moves, farthest, in_whole_numbers
from talentshed.labor.kernels.suppression_room import NEAR, Index, Room

_ENOUGH = 1e-6


@dataclass(slots=True, eq=False)
class Reached:
    """How far each cell of a room was seen to move, and the departures that showed something new."""

    down: Real
    up: Real
    departures: list[Real] = field(default_factory=list)
    programs: int = 0
    unsettled: int = 0
    """How often the search for whole numbers ended before it was known whether there are any."""

    def support(self) -> Mask:
        """Return the cells that any of the departures moves."""
        moved = np.zeros(len(self.down), dtype=np.bool_)
        for departure in self.departures:
            moved |= departure != 0
        return moved


def nothing_reached(room: Room) -> Reached:
    """Return what is known at the start: nothing."""
    return Reached(np.zeros(room.size), np.zeros(room.size))


def missing(room: Room, reached: Reached) -> Mask:
    """Say which primary cells haven't been seen to move as far as demanded."""
    fair = 1.0 - _ENOUGH
    each_way = (reached.down >= room.need_down * fair) & (reached.up >= room.need_up * fair)
    is_missing: Mask = room.is_primary & ~(each_way & (reached.down + reached.up >= room.need_width * fair))
    return is_missing


def take(room: Room, reached: Reached, departure: Real) -> Mask:
    """Count what a departure shows, forward and as far as possible backward; return the cells that it moves.

    Of counts only those groups of cells count that move by whole numbers.
    """
    departure = np.where(np.abs(departure) < NEAR, 0.0, departure)
    if not departure.any():
        return np.zeros(room.size, dtype=np.bool_)
    forward, backward = _both_ways(room, departure)
    for each in (forward, backward):
        further = (each > reached.up * (1 + _ENOUGH)) | (-each > reached.down * (1 + _ENOUGH))
        if (further & room.is_primary).any():
            np.maximum(reached.up, each, out=reached.up)
            np.maximum(reached.down, -each, out=reached.down)
            reached.departures.append(each)
    is_moved: Mask = forward != 0
    return is_moved


def _both_ways(room: Room, departure: Real) -> tuple[Real, Real]:
    at = np.flatnonzero(departure)
    by = departure[at]
    room_back = np.where(by > 0, room.down[at], room.up[at]) / np.abs(by)
    is_whole = (by == np.rint(by)) if room.is_whole else np.ones(len(at), dtype=bool)
    if is_whole.all() and room_back.min() >= 1.0:
        return departure, -departure
    group = _groups(room, at)
    count = int(group.max()) + 1
    share, kept = np.full(count, 1e6), np.ones(count)
    np.minimum.at(share, group, room_back)
    np.minimum.at(kept, group, is_whole.astype(float))
    share = (np.floor(share + NEAR) if room.is_whole else share) * kept
    forward, backward = np.zeros(room.size), np.zeros(room.size)
    forward[at] = by * kept[group]
    backward[at] = -by * share[group]
    return forward, backward


def _groups(room: Room, at: Index) -> Index:
    """Number the groups of moved cells: two cells of one relation are of one group."""
    from scipy.sparse import block_array
    from scipy.sparse.csgraph import connected_components

    ties = room.matrix[:, at]
    _, label = connected_components(block_array([[None, ties], [ties.T, None]]), directed=False)
    _, group = np.unique(label[ties.shape[0] :], return_inverse=True)
    numbers: Index = group
    return numbers


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """A direction: what a unit upward is worth (-1, 0 or 1 a cell), and how far each cell may go."""

    gain: Real
    down: Real
    up: Real


def aimed(room: Room, reached: Reached, is_open: Mask, sign: Real, *, both_ways: bool) -> Aim:
    """Return the direction in which the open cells go where `sign` says, no farther than is missing.

    With `both_ways` no cell goes farther than it could go the other way too, so that the departure counts twice.
    """
    if both_ways:
        near = np.minimum(room.down, room.up)
        half = np.maximum(np.maximum(room.need_down, room.need_up), room.need_width / 2.0)
        reach = np.where(is_open, np.minimum(near, np.ceil(half) if room.is_whole else half), near)
        return Aim(np.where(is_open, sign, 0.0), reach, reach)
    ups = np.maximum(room.need_up, room.need_width - reached.down)
    downs = np.maximum(room.need_down, room.need_width - reached.up)
    up = np.where(is_open & (sign > 0), np.minimum(room.up, ups), room.up)
    down = np.where(is_open & (sign < 0), np.minimum(room.down, downs), room.down)
    return Aim(np.where(is_open, sign, 0.0), down, up)


def signs(room: Room, reached: Reached, is_open: Mask, dice: np.random.Generator) -> Real:
    """Return 1 or -1 for every cell: by chance, except where only one way can show what is missing."""
    chance = np.where(dice.random(room.size) < 0.5, -1.0, 1.0)
    lacks_up = reached.up < np.minimum(room.up, np.maximum(room.need_up, room.need_width - reached.down)) - NEAR
    lacks_down = reached.down < np.minimum(room.down, np.maximum(room.need_down, room.need_width - reached.up)) - NEAR
    only_up = is_open & lacks_up & (~lacks_down | (room.down < room.need_width - reached.up))
    only_down = is_open & lacks_down & ~only_up & (~lacks_up | (room.up < room.need_width - reached.down))
    return np.where(only_up, 1.0, np.where(only_down, -1.0, chance))


def random_rounds(moves: Moves, reached: Reached, dice: np.random.Generator, *, rounds: int) -> None:
    """Move all cells that are still open, each up or down by chance; end when all is shown or little new comes."""
    room, idle = moves.room, 0
    still = missing(room, reached)
    for number in range(rounds):
        if not still.any() or idle >= 3:
            return
        both_ways = number % 2 == 0 and _goes_both_ways(room, still)
        aim = aimed(room, reached, still, signs(room, reached, still, dice), both_ways=both_ways)
        take(room, reached, farthest(moves, aim.gain, aim.down, aim.up))
        reached.programs += 1
        before, still = still.sum(), missing(room, reached)
        idle = idle + 1 if still.sum() >= 0.98 * before else 0


def _goes_both_ways(room: Room, still: Mask) -> bool:
    """Say whether most open cells can show all that is demanded by going as far up as down."""
    near = np.minimum(room.down, room.up)[still]
    half = np.maximum(np.maximum(room.need_down, room.need_up), room.need_width / 2.0)[still]
    return bool((near >= half - NEAR).mean() > 0.5)


def priced_rounds(moves: Moves, reached: Reached, price: Real, dice: np.random.Generator) -> Real:
    """Move open cells where that is cheap, then where it is dearer; what moves once costs nothing afterwards.

    Returns the price of each cell that is left.
    """
    room, paid = moves.room, price[price > 0]
    price = price.copy()
    if not len(paid):
        return price
    worth, most = float(np.quantile(paid, 0.1)), float(paid.max()) * 10.0
    number = 0
    while worth < most:
        still = missing(room, reached)
        if not still.any():
            break
        both_ways = number % 2 == 0 and _goes_both_ways(room, still)
        aim = aimed(room, reached, still, signs(room, reached, still, dice), both_ways=both_ways)
        moved = take(room, reached, farthest(moves, aim.gain * worth, aim.down, aim.up, price))
        reached.programs += 1
        price[moved] = 0.0
        number += 1
        worth *= 2.0 if number % 2 == 0 else 1.0
    return price


def push(moves: Moves, reached: Reached, cell: int, price: Real) -> Mask:
    """Move one cell up and down as far as is missing, as cheaply as possible; return the cells that moved with it."""
    room = moves.room
    moved = np.zeros(room.size, dtype=np.bool_)
    free = np.zeros(room.size)
    prices = [price, free] if price.any() else [free]
    far_up, far_down = float(reached.up[cell]), float(reached.down[cell])
    for whole in (False, True) if room.is_whole else (False,):
        for each in prices:
            for sign in (1.0, -1.0):
                if missing(room, reached)[cell]:
                    with_it, by = _pushed(moves, reached, cell, sign, each, whole=whole)
                    moved |= with_it
                    far_up, far_down = max(far_up, by), max(far_down, -by)
        if not _is_far(room, cell, far_down, far_up):  # what fractions can't do, whole numbers can't either
            break
    return moved


def _is_far(room: Room, cell: int, down: float, up: float) -> bool:
    fair = 1.0 - _ENOUGH
    enough_each_way = down >= room.need_down[cell] * fair and up >= room.need_up[cell] * fair
    return bool(enough_each_way and down + up >= room.need_width[cell] * fair)


def _pushed(moves: Moves, reached: Reached, cell: int, sign: float, price: Real, *, whole: bool) -> tuple[Mask, float]:
    room = moves.room
    only = np.zeros(room.size, dtype=np.bool_)
    only[cell] = True
    aim = aimed(room, reached, only, np.where(only, sign, 0.0), both_ways=False)
    worth = 20.0 * float(price.max()) + 1.0
    departure = farthest(moves, aim.gain * worth, aim.down, aim.up, price)
    reached.programs += 1
    if whole and (departure != np.rint(departure)).any():
        departure, is_settled = in_whole_numbers(moves)
        reached.unsettled += not is_settled
        reached.programs += 1
    return take(room, reached, departure), float(departure[cell])
