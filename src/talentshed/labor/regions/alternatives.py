"""What would a region gain or lose with one county more, one fewer, another instead, or another containment?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.regions.commuting_flows import CommutingFlows
from talentshed.labor.regions.containment import Containment, containment
from talentshed.labor.regions.neighbors import Neighbors
from talentshed.labor.regions.surroundings import Surroundings, in_one_piece, surroundings

Kind = Literal["without", "with", "swap", "smaller_target", "larger_target"]
Members = NDArray[np.bool_]
Shares = NDArray[np.float64]

TARGETS = (0.6, 0.75, 0.9)
"""Containments that conveners know; the sets of those next to the chosen one are alternatives."""

MOST: Mapping[Kind, int] = {"without": 2, "with": 3, "swap": 1}
"""Alternatives of each kind that are worth a convener's time; with the two targets eight at most."""


@dataclass(frozen=True)
class Alternative:
    """Another set, what it adds to and takes from the suggested one, and what that does.

    `change` is the containment less that of the suggested set (share); `workers` the workers who live inside less
    those who do so in the suggested set; `target` is the one that was wanted (another only for the two target kinds).
    """

    kind: Kind
    members: tuple[str, ...]
    containment: Containment
    added: tuple[str, ...]
    removed: tuple[str, ...]
    target: float
    reached: bool
    proved_smallest: bool
    """Of the two target kinds: no smaller set reaches that target."""
    change: float
    workers: float


def alternatives(
    flows: CommutingFlows,
    borders: Neighbors,
    seed: Sequence[str],
    suggested: Containment,
    target: float,
    others: Iterable[tuple[float, tuple[str, ...], bool]],
) -> tuple[Alternative, ...]:
    """Return the few sets that a convener would weigh against the suggested one, in this order: without a county
    (least loss first), with one (greatest gain first), one instead of another, for the targets next to this one.

    `others` are further targets, their sets, and whether those are proved to be the smallest. Sets are in one piece and
    keep the seed.
    """
    inside = flows.numbers(suggested.members)
    around = surroundings(flows, borders, inside, most=len(flows.places), hops=1)
    fixed = np.isin(around.numbers, flows.numbers(seed))
    found: list[tuple[Kind, float, tuple[str, ...], bool]] = []
    for kind, shares in _shares(around, around.seed & ~fixed).items():
        for each in islice(_in_order(borders, around, shares, target if kind == "swap" else 0.0), MOST[kind]):
            found.append((kind, target, around.codes(flows, each), False))
    for other, codes, proved in others:
        if codes != suggested.members:
            found.append(("smaller_target" if other < target else "larger_target", other, codes, proved))
    # a set that another target asks for is shown once, under that target
    wanted = {codes for kind, _target, codes, _proved in found if kind.endswith("target")}
    kept = [each for each in found if each[0].endswith("target") or each[2] not in wanted]
    return tuple(_alternative(flows, suggested, *each) for each in kept)


def next_targets(target: float) -> tuple[float, ...]:
    """Return the known containment below and the one above a target."""
    below = [each for each in TARGETS if each < target - 1e-9]
    above = [each for each in TARGETS if each > target + 1e-9]
    return tuple(below[-1:] + above[:1])


def _alternative(
    flows: CommutingFlows, suggested: Containment, kind: Kind, target: float, codes: Sequence[str], proved: bool
) -> Alternative:
    held = containment(flows, codes)
    now, before = held.containment or 0.0, suggested.containment or 0.0
    return Alternative(
        kind=kind,
        members=held.members,
        containment=held,
        added=tuple(sorted(set(held.members) - set(suggested.members))),
        removed=tuple(sorted(set(suggested.members) - set(held.members))),
        target=target,
        reached=now >= target * (1 - 1e-9),
        proved_smallest=proved,
        change=now - before,
        workers=held.residents - suggested.residents,
    )


def _shares(around: Surroundings, free: Members) -> dict[Kind, Shares]:
    """Containment of the region without the place of a row, with that of a column, or both; NaN where it can't be.

    The last row stands for no place leaving, the last column for none joining.
    """
    inside, size = around.seed, len(around.seed)
    tied = around.ties[:, inside].sum(axis=1)
    own = np.diag(around.ties)
    stay = (tied[inside].sum() + own[inside].sum()) / 2
    leaves, joins = np.append(tied, 0.0), np.append(own + tied, 0.0)
    both = np.pad(around.ties, (0, 1))
    held = stay - leaves[:, None] + joins[None, :] - both
    wholes = []
    for workers in (around.residents, around.jobs):
        change = np.append(workers, 0.0)
        wholes.append(workers[inside].sum() - change[:, None] + change[None, :])
    fewest, whole = np.minimum(*wholes), np.maximum(*wholes)
    share = np.divide(held, whole, out=np.zeros_like(held), where=fewest > 0)
    share[~np.append(free, True), :] = np.nan
    share[:, ~np.append(~inside, True)] = np.nan
    share[size, size] = np.nan
    kinds: dict[Kind, Shares] = {}
    rows, columns = np.arange(size + 1)[:, None], np.arange(size + 1)[None, :]
    for kind, leaving, joining in (("without", True, False), ("with", False, True), ("swap", True, True)):
        chosen = ((rows < size) == leaving) & ((columns < size) == joining)
        kinds[cast(Kind, kind)] = np.where(chosen, share, np.nan)
    return kinds


def _in_order(borders: Neighbors, around: Surroundings, shares: Shares, least: float) -> Iterator[Members]:
    """Sets in one piece, the greatest containment first, down to the least."""
    size = len(around.seed)
    for cell in np.argsort(-shares, axis=None, kind="stable").tolist():
        leaves, joins = divmod(cell, size + 1)
        if not shares[leaves, joins] >= least:
            return
        members = np.append(around.seed, False)
        members[leaves] = False
        members[joins] = joins < size
        if in_one_piece(borders, around.numbers[members[:size]].tolist()):
            yield members[:size]
