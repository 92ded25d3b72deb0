"""Somebody who tries to work out hidden cells by going through every table of whole numbers that fits: slow, and sure.

Written by itself: plain Python, no solver and nothing of the engine, so that the audit has something to be held
against. Cells are numbers, a relation is (total, parts), a table is a tuple of whole numbers.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

Relation = tuple[int, tuple[int, ...]]
Shape = tuple[list[tuple[str, ...]], tuple[Relation, ...]]
"""The cells of a table and what adds up among them."""
Tree = Mapping[str, Sequence[str]]
"""Children of each code that has any; the top is `Total`."""


@dataclass(frozen=True)
class Puzzle:
    """A table with hidden cells: what is true, what adds up, what is hidden, and what anybody knows beforehand."""

    truth: tuple[int, ...]
    relations: tuple[Relation, ...]
    hidden: frozenset[int]
    most: tuple[int, ...]
    """What everybody knows each cell to be at most."""
    gave: tuple[Mapping[str, int], ...] = ()
    """For each cell, what each contributor gave to it; empty where contributors aren't looked at."""


@dataclass(frozen=True)
class Knowledge:
    """What an attacker knows beside the published cells."""

    least: tuple[int, ...]
    known: frozenset[int]


def outsider(puzzle: Puzzle) -> Knowledge:
    """Return what everybody knows: no cell is below zero."""
    return Knowledge((0,) * len(puzzle.truth), frozenset())


def insiders(puzzle: Puzzle, names: Sequence[str]) -> Knowledge:
    """Return what contributors know together: no cell is below what they gave, and theirs alone are known."""
    least = tuple(sum(given.get(name, 0) for name in names) for given in puzzle.gave)
    known = frozenset(cell for cell, given in enumerate(puzzle.gave) if given and set(given) <= set(names))
    return Knowledge(least, known)


def coalitions(puzzle: Puzzle) -> list[tuple[str, ...]]:
    """Return every contributor, and every two."""
    names = sorted({name for given in puzzle.gave for name in given})
    return [(name,) for name in names] + list(combinations(names, 2))


def tables(puzzle: Puzzle, knowledge: Knowledge) -> Iterator[tuple[int, ...]]:
    """Yield every table of whole numbers that fits what is published and what is known."""
    low, high = list(puzzle.truth), list(puzzle.truth)
    for cell in puzzle.hidden - knowledge.known:
        low[cell], high[cell] = knowledge.least[cell], puzzle.most[cell]
    yield from _search(puzzle.relations, low, high)


def intervals(puzzle: Puzzle, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Return the least and the most that each cell is in any table that fits."""
    return spread(tables(puzzle, knowledge), len(puzzle.truth))


def spread(found: Iterable[tuple[int, ...]], count: int) -> list[tuple[int, int]]:
    """Return the least and the most of each of `count` cells over tables."""
    columns = list(zip(*found, strict=True))
    return [(min(column), max(column)) for column in columns] if columns else [(0, 0)] * count


def not_ruled_out(found: Iterable[tuple[int, ...]], puzzle: Puzzle, knowledge: Knowledge) -> Iterator[tuple[int, ...]]:
    """Yield those tables, of all that fit what is published, that also fit what an attacker knows."""
    known = sorted(knowledge.known & puzzle.hidden)
    given = [cell for cell in sorted(puzzle.hidden) if knowledge.least[cell]]
    for table in found:
        if all(table[cell] == puzzle.truth[cell] for cell in known) and all(
            table[cell] >= knowledge.least[cell] for cell in given
        ):
            yield table


def _search(relations: Sequence[Relation], low: list[int], high: list[int]) -> Iterator[tuple[int, ...]]:
    if not _narrowed(relations, low, high):
        return
    open_cells = [cell for cell in range(len(low)) if low[cell] < high[cell]]
    if not open_cells:
        yield tuple(low)
        return
    cell = min(open_cells, key=lambda each: high[each] - low[each])
    for number in range(low[cell], high[cell] + 1):
        next_low, next_high = low.copy(), high.copy()
        next_low[cell] = next_high[cell] = number
        yield from _search(relations, next_low, next_high)


def _narrowed(relations: Sequence[Relation], low: list[int], high: list[int]) -> bool:
    """Narrow the bounds by every sum until nothing moves; say whether they still hold together."""
    moved = True
    while moved:
        moved = False
        for total, parts in relations:
            least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
            for part in parts:
                rest_least, rest_most = least - low[part], most - high[part]
                moved |= _cut(low, high, part, low[total] - rest_most, high[total] - rest_least)
                least, most = rest_least + low[part], rest_most + high[part]
            moved |= _cut(low, high, total, least, most)
        if any(low[cell] > high[cell] for cell in range(len(low))):
            return False
    return True


def _cut(low: list[int], high: list[int], cell: int, least: int, most: int) -> bool:
    if least <= low[cell] and most >= high[cell]:
        return False
    low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
    return low[cell] <= high[cell]


def codes(tree: Tree, top: str = "Total") -> list[str]:
    """Return all codes of a tree, parents before children."""
    return [top] + [code for child in tree.get(top, ()) for code in codes(tree, child)]


def cube(trees: Sequence[Tree]) -> Shape:
    """Return the cells of a table over trees (one code a tree) and everything that adds up among them."""
    cells = list(product(*(codes(tree) for tree in trees)))
    place = {cell: number for number, cell in enumerate(cells)}
    found = []
    for cell in cells:
        for axis, tree in enumerate(trees):
            children = tree.get(cell[axis], ())
            if children:
                parts = tuple(place[(*cell[:axis], child, *cell[axis + 1 :])] for child in children)
                found.append((place[cell], parts))
    return cells, tuple(found)


def only(shape: Shape, kept: Callable[[tuple[str, ...]], bool]) -> Shape:
    """Return the part of a table whose cells are `kept`, with what adds up among them: so linked tables are made."""
    cells, relations = shape
    place = {number: new for new, number in enumerate(n for n, cell in enumerate(cells) if kept(cell))}
    inside = [(total, parts) for total, parts in relations if {total, *parts} <= place.keys()]
    moved = tuple((place[total], tuple(place[part] for part in parts)) for total, parts in inside)
    return [cells[number] for number in place], moved


def finest(relations: Sequence[Relation], count: int) -> list[int]:
    """Return the cells that are no total of anything."""
    totals = {total for total, _ in relations}
    return [cell for cell in range(count) if cell not in totals]


def filled(relations: Sequence[Relation], gave: Mapping[int, Mapping[str, int]], count: int) -> list[dict[str, int]]:
    """Return what each contributor gave to each cell, given what they gave to the finest ones.

    `relations` may name one total several times; the first time counts.
    """
    known: dict[int, dict[str, int]] = {cell: dict(gave.get(cell, {})) for cell in finest(relations, count)}
    while len(known) < count:
        for total, parts in relations:
            if total not in known and all(part in known for part in parts):
                names = sorted({name for part in parts for name in known[part]})
                known[total] = {name: sum(known[part].get(name, 0) for part in parts) for name in names}
    return [known[cell] for cell in range(count)]


LETTERS = {"Total": ("a", "b", "c")}
PAIR = {"Total": ("x", "y")}
NESTED = {"Total": ("N", "S"), "N": ("n1", "n2"), "S": ("s1", "s2")}
THREE_WAYS = {"Total": ("k", "l")}


def shapes() -> list[tuple[Shape, Shape]]:
    """Return small tables of every kind, each with the full table whose answers fill it.

    Flat, nested, nested both ways, three-dimensional; and two tables that share a margin, one by county and one by
    region and kind, without the table of county by kind.
    """
    full = [
        cube([LETTERS, LETTERS]),
        cube([NESTED, PAIR]),
        cube([NESTED, NESTED]),
        cube([PAIR, PAIR, THREE_WAYS]),
        cube([LETTERS, PAIR, PAIR]),
    ]
    nested = cube([NESTED, LETTERS])
    apart = only(nested, lambda cell: cell[1] == "Total" or cell[0] in ("Total", "N", "S"))
    return [(each, each) for each in full] + [(apart, nested)]


SHAPES = shapes()


def random_puzzle(dice: random.Random, *, hide: int = 12, firms: int = 0) -> Puzzle:
    """Return a small table of small numbers with about `hide` hidden cells; with `firms`, made of their answers."""
    (cells, relations), full = dice.choice(SHAPES)
    gave: dict[int, dict[str, int]] = {}
    for cell in finest(full[1], len(full[0])):
        names = dice.sample([f"f{number}" for number in range(firms or 9)], dice.choice([0, 1, 1, 2, 3]))
        gave[cell] = {name: dice.randint(1, 2) for name in names}
    everywhere = dict(zip(full[0], filled(full[1], gave, len(full[0])), strict=True))
    given = [everywhere[cell] for cell in cells]
    truth = tuple(sum(each.values()) for each in given)
    hidden = _hidden(dice, cells, truth, hide)
    most = tuple(number + 5 for number in truth)
    return Puzzle(truth, relations, frozenset(hidden), most, tuple(given) if firms else ())


def _hidden(dice: random.Random, cells: list[tuple[str, ...]], truth: Sequence[int], hide: int) -> set[int]:
    """Return cells to hide: now a block of rows and columns, which protects, now small cells, now any."""
    hidden: set[int] = set()
    if dice.random() < 0.7:
        sides = [sorted({cell[axis] for cell in cells}) for axis in range(len(cells[0]))]
        chosen = [dice.sample(side, min(len(side), dice.choice([2, 2, 3]))) for side in sides]
        hidden = {
            number
            for number, cell in enumerate(cells)
            if all(code in side for code, side in zip(cell, chosen, strict=True))
        }
    small = [cell for cell in range(len(cells)) if cell not in hidden and 0 < truth[cell] < 3]
    others = [cell for cell in range(len(cells)) if cell not in hidden and cell not in small]
    dice.shuffle(small)
    dice.shuffle(others)
    return hidden | set((small + others)[: max(0, dice.randint(0, hide) - len(hidden))])
