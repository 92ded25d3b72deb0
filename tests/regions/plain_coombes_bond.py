"""The method of Coombes and Bond in plain words: every sum is added up again at every step. For comparison in tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from talentshed.labor.regions.coombes_bond import Thresholds

Flows = Mapping[tuple[str, str], float]


@dataclass
class Plain:
    """One delineation: `areas` are by the place that each began with, `before` is the same before the reserve."""

    areas: dict[str, set[str]] = field(default_factory=dict)
    before: dict[str, set[str]] = field(default_factory=dict)
    reserve: set[str] = field(default_factory=set)
    set_aside: set[str] = field(default_factory=set)

    @property
    def partition(self) -> set[frozenset[str]]:
        """Return the areas without names."""
        return {frozenset(members) for members in self.areas.values()}


def total(flows: Flows, homes: Iterable[str], works: Iterable[str]) -> float:
    """Add up the workers who live in some places and work in others."""
    lives, goes = set(homes), set(works)
    return sum(workers for (a, b), workers in flows.items() if a in lives and b in goes)


def valid(flows: Flows, places: set[str], members: set[str], bars: Thresholds) -> float:
    """Score one area."""
    residents, jobs = total(flows, members, places), total(flows, places, members)
    return score(total(flows, members, members), residents, jobs, bars)


def score(stay: float, residents: float, jobs: float, bars: Thresholds) -> float:
    """Score the three sums of an area."""
    contained = min(stay / residents, stay / jobs)
    if contained == 1:
        return 1.0
    small = max((bars.target_size - residents) / (bars.target_size - bars.min_size), 0.0)
    relief = 1 - (1 - bars.min_self_containment / bars.target_self_containment) * small
    reached = min(contained / bars.target_self_containment, 1.0)
    return reached * relief * (bars.target_self_containment / bars.min_self_containment)


def plain(all_flows: Flows, all_places: Iterable[str], bars: Thresholds, *, package: bool = False) -> Plain:
    """Find the areas."""
    everyone = set(all_places)
    places, flows = left_in(all_flows, everyone)
    found = Plain({p: {p} for p in sorted(places)}, set_aside=everyone - places)
    torn, rows = "", [0.0]
    while found.areas:
        values = {a: min(rows) if a == torn else valid(flows, places, m, bars) for a, m in found.areas.items()}
        least = min(values, key=lambda a: (values[a], a))
        if values[least] >= 1:
            break
        members = found.areas[least]
        leaver = min(members, key=lambda p: (-loose(flows, places, members, p), p))
        now = {a: max(rows) if a == torn else value for a, value in values.items()}
        joined = move(found, flows, places, leaver, least, now, bars)
        torn = ""
        if package and not joined and least in found.areas:
            dissolve(found, flows, places, least, bars)
        elif package and least in found.areas and len(found.areas[least]) > 1:
            torn, rows = least, row_by_row(flows, places, found.areas[least], bars)
    found.before = {area: set(members) for area, members in found.areas.items()}
    place_the_reserve(found, flows, places, package)
    place_the_rest(found, all_flows, everyone, everyone - set().union(*found.areas.values()))
    return found


def left_in(flows: Flows, places: set[str]) -> tuple[set[str], Flows]:
    """Leave out places without residents or jobs, with their flows, until none is left."""
    while True:
        here = {pair: n for pair, n in flows.items() if n > 0 and set(pair) <= places}
        empty = {p for p in places if not total(here, {p}, places) or not total(here, places, {p})}
        if not empty:
            return places, here
        places = places - empty


def loose(flows: Flows, places: set[str], members: set[str], p: str) -> float:
    """Workers who come from outside the area, and residents who work in any other place."""
    return total(flows, places - members, {p}) + total(flows, {p}, places - {p})


def candidates(found: Plain, flows: Flows, places: set[str], p: str, but: str) -> list[tuple[float, bool, str]]:
    """List (cohesion, sends nobody, number) of the areas that a place is tied to."""
    own_residents, own_jobs = total(flows, {p}, places), total(flows, places, {p})
    listed = []
    for area, members in found.areas.items():
        came, went = total(flows, members, {p}), total(flows, {p}, members)
        if area == but or not (came or went):
            continue
        residents, jobs = total(flows, members, places), total(flows, places, members)
        strength = came / residents * came / own_jobs + went / own_residents * went / jobs
        listed.append((strength, came == 0, area))
    return listed


def move(found: Plain, flows: Flows, places: set[str], p: str, out_of: str, now: dict[str, float], bars: Thresholds):
    """Take a place out of its area; return whether it was tied to another."""
    tied = candidates(found, flows, places, p, out_of)
    found.areas[out_of].discard(p)
    if not found.areas[out_of]:
        del found.areas[out_of]
    other = max(tied)[2] if tied else ""
    if tied and valid(flows, places, found.areas[other] | {p}, bars) >= now[other]:
        found.areas[other].add(p)
    else:
        found.reserve.add(p)
    return bool(tied)


def dissolve(found: Plain, flows: Flows, places: set[str], area: str, bars: Thresholds) -> None:
    """Try every place of an area by itself, the least valid first, ties highest first."""
    while area in found.areas:
        order = sorted(found.areas[area], reverse=True)
        p = min(order, key=lambda each: valid(flows, places, {each}, bars))
        move(found, flows, places, p, area, {a: valid(flows, places, m, bars) for a, m in found.areas.items()}, bars)


def row_by_row(flows: Flows, places: set[str], members: set[str], bars: Thresholds) -> list[float]:
    """Score the margins of each place of an area with each flow inside it."""
    inside = [n for pair, n in flows.items() if set(pair) <= members] or [0.0]
    margins = [(total(flows, {p}, places), total(flows, places, {p})) for p in members]
    return [score(flow, residents, jobs, bars) for flow in inside for residents, jobs in margins]


def place_the_reserve(found: Plain, flows: Flows, places: set[str], package: bool) -> None:
    """Place the reserve by cohesion: most commuters first, ties highest first; the package: highest first."""
    order = sorted(found.reserve, reverse=True)
    if not package:
        order.sort(key=lambda p: -total(flows, {p}, places - {p}) - total(flows, places - {p}, {p}))
    moved = True
    while moved:
        moved = False
        for p in order:
            waits = not any(p in members for members in found.areas.values())
            if waits and (tied := candidates(found, flows, places, p, "")):
                found.areas[max(tied)[2]].add(p)
                moved = True


def place_the_rest(found: Plain, flows: Flows, everyone: set[str], lone: set[str]) -> None:
    """Place what was set aside with the area of most commuters; those tied only to one another are an area."""
    while joins := {p: best for p in lone if (best := most_commuters(found, flows, everyone, p))}:
        for p, area in joins.items():
            found.areas[area].add(p)
        lone = lone - set(joins)
    while lone:
        group = {min(lone)}
        while more := {p for p in lone - group if total(flows, {p}, group) or total(flows, group, {p})}:
            group |= more
        found.areas[min(group)] = group
        lone = lone - group


def most_commuters(found: Plain, flows: Flows, everyone: set[str], p: str) -> str:
    """Return the area with the most commuters to and from a place; ties: the lowest name."""
    named = {}
    for area, members in found.areas.items():
        name = min(members, key=lambda each: (-total(flows, {each}, everyone), each))
        named[area] = (-total(flows, {p}, members) - total(flows, members, {p}), name)
    best = min(named, key=lambda area: named[area], default="")
    return best if best and named[best][0] < 0 else ""
