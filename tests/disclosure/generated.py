"""Which invented tables do the tests and benchmarks of hidden cells run on?

Counts by hierarchical geography and industry with a long tail: few large cells, many of one or two, many zeros. All is
drawn from a seed, nothing is real.
"""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.kernels.cell_relations import CellRelations, Demand

SIZES: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {
    462: ((4, 16), (3, 6, 12)),
    1_517: ((6, 30), (4, 12, 24)),
    4_536: ((6, 56), (5, 20, 46)),
    12_705: ((8, 96), (10, 30, 80)),
    58_311: ((14, 156), (20, 80, 240)),
}
"""For each number of cells: regions and counties of one state; sectors, three-digit and four-digit industries."""


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A hierarchy: node 0 is the total, `parent` of node 0 is -1, nodes stand level by level."""

    parent: NDArray[np.int32]
    level: NDArray[np.int32]

    @property
    def size(self) -> int:
        """How many nodes there are, the total included."""
        return len(self.parent)

    def leaves(self) -> NDArray[np.intp]:
        """Return the nodes that have no children."""
        return np.setdiff1d(np.arange(self.size), self.parent)


@dataclass(frozen=True, slots=True, eq=False)
class Generated:
    """An invented table: every combination of nodes of its trees is a cell, the first tree varying slowest."""

    trees: tuple[Tree, ...]
    leaf_nodes: NDArray[np.int32]
    """(finest cells, trees): the node of each tree that a finest cell stands for."""
    leaf_values: NDArray[np.float64]
    values: NDArray[np.float64]
    relations: CellRelations


def tree(levels: tuple[int, ...], dice: np.random.Generator) -> Tree:
    """Return a tree with `levels` nodes on each level below the total; every node above the last has at least two."""
    parents, depths, above = [np.array([-1])], [np.array([0])], np.array([0])
    first = 1
    for depth, count in enumerate(levels, start=1):
        surplus = dice.choice(above, size=count - 2 * len(above))
        parents.append(np.sort(np.concatenate([above, above, surplus])))
        depths.append(np.full(count, depth))
        above = np.arange(first, first + count)
        first += count
    return Tree(np.concatenate(parents).astype(np.int32), np.concatenate(depths).astype(np.int32))


def additive(trees: tuple[Tree, ...]) -> CellRelations:
    """Return all relations of a table: along each tree, a parent is the sum of its children, all else equal."""
    sizes = [each.size for each in trees]
    numbers = np.arange(prod(sizes)).reshape(sizes)
    totals, parts = [], []
    for axis, each in enumerate(trees):
        along = np.moveaxis(numbers, axis, 0).reshape(each.size, -1)
        for node in np.setdiff1d(np.unique(each.parent), [-1]):
            totals.append(along[node])
            parts.append(list(along[each.parent == node].T))
    flat = [row for rows in parts for row in rows]
    start = np.concatenate([[0], np.cumsum([len(row) for row in flat])]).astype(np.int64)
    return CellRelations(
        prod(sizes), np.concatenate(totals).astype(np.int32), start, np.concatenate(flat).astype(np.int32)
    )


def filled(trees: tuple[Tree, ...], leaf_values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return every cell of the table whose finest cells (one axis a tree, leaves in order) hold `leaf_values`."""
    values = leaf_values
    for axis, each in enumerate(trees):
        leaves = each.leaves()
        inside = np.zeros((each.size, len(leaves)))
        for column, leaf in enumerate(leaves):
            node = int(leaf)
            while node >= 0:
                inside[node, column] = 1.0
                node = int(each.parent[node])
        values = np.moveaxis(np.tensordot(inside, values, axes=(1, axis)), 0, axis)
    return values.ravel()


def counts(levels: tuple[tuple[int, ...], ...], *, seed: int = 0, scale: float = 3.0) -> Generated:
    """Return an invented table of counts; `scale` is the middle of what its finest cells hold."""
    dice = np.random.default_rng(seed)
    trees = tuple(tree(each, dice) for each in levels)
    shape = [len(each.leaves()) for each in trees]
    expected = np.full(shape, scale)
    for axis, length in enumerate(shape):
        spread = dice.lognormal(0.0, 1.0, size=length)
        expected = expected * spread.reshape([-1 if axis == other else 1 for other in range(len(shape))])
    expected = expected * dice.lognormal(0.0, 1.0, size=shape)
    leaf_values = dice.poisson(expected).astype(np.float64)
    nodes = np.array(list(product(*(each.leaves() for each in trees))), dtype=np.int32)
    return Generated(trees, nodes, leaf_values.ravel(), filled(trees, leaf_values), additive(trees))


def flat(values: list[list[int]]) -> Generated:
    """Return a two-way table from its inner cells; totals are row and column 0 of the table that the cells make."""
    leaf = np.array(values, dtype=np.float64)
    trees = tuple(tree((length,), np.random.default_rng(0)) for length in leaf.shape)
    return Generated(
        trees,
        np.array(list(product(*(each.leaves() for each in trees))), dtype=np.int32),
        leaf.ravel(),
        filled(trees, leaf),
        additive(trees),
    )


def sized(cells: int, *, seed: int = 0) -> Generated:
    """Return the table of one of `SIZES`."""
    return counts(SIZES[cells], seed=seed)


def minimum_count(
    values: NDArray[np.float64],
    threshold: int,
    *,
    protect_zeros: bool = False,
    weight: NDArray[np.float64] | None = None,
) -> Demand:
    """Return what the minimum-count rule demands: cells under the threshold hide, with room for threshold - 1."""
    n = len(values)
    is_zero = values == 0
    is_primary = (values < threshold) & (protect_zeros | ~is_zero)
    nothing = np.zeros(n)
    return Demand(
        value=values,
        is_primary=is_primary,
        need_low=nothing,
        need_high=nothing,
        need_width=np.where(is_primary, threshold - 1.0, 0.0),
        lower=nothing,
        upper=np.full(n, np.inf),
        may_hide=protect_zeros | ~is_zero,
        weight=values if weight is None else weight,
        is_integer=True,
    )
