"""Where on the map is the region, how sure is each county, and what does a click on one do?"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from talentshed.labor.charts.maps import map_paths
from talentshed.web.explore.queries.finder import market, words
from talentshed.web.explore.queries.finder.changes import LEAST_PROBABILITY
from talentshed.web.explore.queries.finder.found import Found
from talentshed.web.explore.queries.region_page import shapes

WIDTH = 2000
"""Width of the whole drawing in its own units; the page shows the part around the region."""
_MARGIN = 0.4
"""Part of the region's size that is shown around it."""
_LEAST = 260.0
"""The page shows at least so many units each way, so that a small county has its surroundings."""
_LETTER = 0.026
"""Height of the names as part of the width shown."""
_NARROW = 0.6
"""Width of a letter of the names as part of its height."""
_MOST_NAMES = 18
_STEP = re.compile(r"-?\d*\.?\d+")

Point = tuple[int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in the drawing's units."""


@dataclass(frozen=True)
class Drawn:
    """One county as the drawing has it, at full width."""

    fips: str
    path: str
    box: Box
    middle: tuple[float, float]
    edges: frozenset[tuple[Point, Point]]
    """Its border as steps between two points, in tenths of a unit, each named the same from either side."""


@dataclass(frozen=True)
class County:
    """One county of the map: how it is shaded, what it says, and where a click leads."""

    fips: str
    path: str
    shade: str
    """One of `words.CLASSES`, or plain and chosen while it isn't known how sure each county is."""
    inside: bool
    words: str
    address: str
    """The same answer with the county put in or taken out; empty for the county that the region starts from."""


@dataclass(frozen=True)
class Name:
    """A county's name where it stands on the map."""

    text: str
    x: str
    y: str
    light: bool
    """Whether it stands on a dark shade."""


@dataclass(frozen=True)
class Map:
    """The part of the map around a region, drawn on the server."""

    view: str
    """The viewBox."""
    counties: tuple[County, ...]
    outline: str
    """One path around the chosen counties."""
    states: str
    names: tuple[Name, ...]
    letter: str
    """Height of the names. Numbers of the drawing are text: a page would group the digits of large ones."""
    hatch: str
    """Distance between the lines that hatch contested counties."""
    hatch_line: str
    legend: tuple[tuple[str, str], ...]
    """Shade and what it means."""


@lru_cache(maxsize=4)
def drawing(edition: str) -> tuple[Mapping[str, Drawn], str]:
    """Return every county of the edition's shapes with its box and border, and the state borders as one path."""
    shaped = shapes(edition)
    if not shaped:
        return {}, ""
    whole = map_paths(shaped, None, WIDTH)
    return {each.fips: _drawn(each.fips, each.d, (each.cx, each.cy)) for each in whole.counties}, whole.state_borders


def _drawn(fips: str, path: str, middle: tuple[float, float]) -> Drawn:
    rings = [_points(ring) for ring in path.split("Z") if ring]
    xs = [x / 10 for ring in rings for x, _y in ring]
    ys = [y / 10 for ring in rings for _x, y in ring]
    steps = ((a, b) for ring in rings for a, b in zip(ring, [*ring[1:], ring[0]], strict=True) if a != b)
    edges = frozenset((min(a, b), max(a, b)) for a, b in steps)
    return Drawn(fips, path, (min(xs), min(ys), max(xs), max(ys)), middle, edges)


def _points(ring: str) -> list[Point]:
    """The points of one ring of a path, in tenths of a unit: it begins at a place and goes on in steps."""
    numbers = [round(float(text) * 10) for text in _STEP.findall(ring)]
    x = y = 0
    points = []
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def finder_map(found: Found) -> Map | None:
    """Return the map around the answer; None where the edition has no shapes of these counties."""
    drawn, states = drawing(found.edition)
    shown = [drawn[code] for code in _shown(found) if code in drawn]
    if not shown:
        return None
    view = _view([each.box for each in shown])
    inside = [each for each in drawn.values() if _meets(each.box, view)]
    width = view[2] - view[0]
    return Map(
        view=f"{view[0]:.1f} {view[1]:.1f} {width:.1f} {view[3] - view[1]:.1f}",
        counties=tuple(_county(found, each) for each in inside),
        outline=_outline(drawn[code] for code in found.members if code in drawn),
        states=states,
        names=tuple(_names(found, drawn, width * _LETTER)),
        letter=f"{width * _LETTER:.1f}",
        hatch=f"{width / 90:.1f}",
        hatch_line=f"{width / 300:.1f}",
        legend=_legend(found),
    )


def _shown(found: Found) -> set[str]:
    likely = {} if found.membership is None else found.membership.probability
    return {*found.members, *(code for code, share in likely.items() if share >= LEAST_PROBABILITY)}


def _view(boxes: list[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide = max((right - left) * (1 + _MARGIN), _LEAST)
    high = max((bottom - top) * (1 + _MARGIN), _LEAST)
    # neither a banner nor a tower
    wide, high = max(wide, high * 0.9), max(high, wide * 0.75)
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _meets(box: Box, view: Box) -> bool:
    return box[0] <= view[2] and box[2] >= view[0] and box[1] <= view[3] and box[3] >= view[1]


def _outline(counties: Iterable[Drawn]) -> str:
    """The steps that only one of the counties passes: neighbors share theirs, so what is left goes around them."""
    passed = Counter(edge for county in counties for edge in county.edges)
    return "".join(
        f"M{a[0] / 10:g},{a[1] / 10:g}L{b[0] / 10:g},{b[1] / 10:g}"
        for (a, b), times in sorted(passed.items())
        if times == 1
    )


def _county(found: Found, each: Drawn) -> County:
    inside = each.fips in found.members
    share = found.probability(each.fips)
    shade = words.class_of(share) if share is not None else "chosen" if inside else "plain"
    return County(each.fips, each.path, shade, inside, _said(found, each.fips, share), _address(found, each.fips))


def _address(found: Found, code: str) -> str:
    if code == found.asked.seed or code not in market.flows_of(found.edition).position:
        return ""
    return found.toggled(code)


def _said(found: Found, code: str, share: float | None) -> str:
    name = found.name(code)
    if code == found.asked.seed:
        return _("{county}: the region starts here").format(county=name)
    click = _("click to take it out") if code in found.members else _("click to put it in")
    if share is None:
        return _("{county}: {click}").format(county=name, click=click)
    text = _("{county}: in the region in {share} of 100 redraws; {click}")
    return text.format(county=name, share=words.in_hundred(share), click=click)


def _names(found: Found, drawn: Mapping[str, Drawn], letter: float) -> list[Name]:
    """The names of the chosen counties, the largest first; one that would cover another is left to the table."""
    here = [drawn[code] for code in found.members if code in drawn]
    if len(here) > _MOST_NAMES:
        return []
    named: list[Name] = []
    taken: list[Box] = []
    for each in sorted(here, key=lambda county: (-_size(county.box), county.fips)):
        text = found.name(each.fips).partition(",")[0].removesuffix(" County")
        x, y = each.middle
        half = len(text) * letter * _NARROW / 2
        box = (x - half, y - letter, x + half, y + letter / 3)
        if any(_meets(box, other) for other in taken):
            continue
        taken.append(box)
        share = found.probability(each.fips)
        dark = share is None or words.class_of(share) in ("sure", "likely")
        named.append(Name(text, f"{x:.1f}", f"{y:.1f}", dark))
    return named


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _legend(found: Found) -> tuple[tuple[str, str], ...]:
    if found.membership is None:
        return (("chosen", _("in the region")), ("plain", _("around it")))
    return tuple(words.class_words().items())
