"""Small sets of places for tests: drawn by hand or at random, and every set in one piece looked at one by one."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from talentshed.labor.regions.commuting_flows import CommutingFlows, from_pairs
from talentshed.labor.regions.containment import containment
from talentshed.labor.regions.neighbors import Neighbors, from_borders
from talentshed.labor.regions.surroundings import in_one_piece


def flows_of(drawn: str) -> CommutingFlows:
    """Read lines `home work commuters [moe]`; margins are known where the lines have them."""
    lines = [line.split() for line in drawn.strip().splitlines()]
    moe = np.array([float(line[3]) for line in lines]) if len(lines[0]) > 3 else None
    commuters = np.array([float(line[2]) for line in lines])
    return from_pairs([line[0] for line in lines], [line[1] for line in lines], commuters, moe)


def borders_of(flows: CommutingFlows, drawn: str) -> Neighbors:
    """Read borders written `A-B B-C`."""
    return from_borders([(pair.split("-")[0], pair.split("-")[1]) for pair in drawn.split()], flows.places)


@st.composite
def some_places(draw: st.DrawFn, most: int = 7) -> tuple[CommutingFlows, Neighbors]:
    """Some places with random flows (margins of a tenth) and random borders, not always in one piece."""
    codes = "ABCDEFGH"[: draw(st.integers(2, most))]
    workers = st.integers(0, 60)
    pairs = [(home, work, draw(workers) + (20 if home == work else 0)) for home in codes for work in codes]
    held = [pair for pair in pairs if pair[2] > 0]
    borders = draw(st.lists(st.sampled_from(list(combinations(codes, 2))), unique=True, max_size=12))
    commuters = np.array([float(pair[2]) for pair in held])
    flows = from_pairs([pair[0] for pair in held], [pair[1] for pair in held], commuters, commuters / 10)
    return flows, from_borders(borders, flows.places)


def every_region(
    flows: CommutingFlows, borders: Neighbors, seed: tuple[str, ...]
) -> list[tuple[int, float, tuple[str, ...]]]:
    """Every set in one piece that holds the seed, as (size, minus containment, members): the first is the best."""
    others = [place for place in flows.places if place not in seed]
    found = []
    for many in range(len(others) + 1):
        for more in combinations(others, many):
            members = tuple(sorted((*seed, *more)))
            if in_one_piece(borders, flows.numbers(members).tolist()):
                found.append((len(members), -(containment(flows, members).containment or 0.0), members))
    return sorted(found)
