"""How are scores, gaps and changes drawn, so that they read well on a phone, on paper and without color?

Drawn as SVG text without styles or scripts. One row a line of words and beneath it a scale: long names stay whole.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from talentshed.labor.charts import theme

WIDTH = 460
_LETTERS = 62
"""Letters of a name on one line."""
_LINE = 17
_LEFT, _RIGHT = 8, 62
"""Room at the left of a scale for the first mark, and at the right for the number."""
_SCALE = WIDTH - _LEFT - _RIGHT


@dataclass(frozen=True)
class Mark:
    """One mark on a scale: a bar from the left, a filled or an open dot, or a diamond."""

    kind: str
    """bar, dot, ring or diamond."""
    share: float
    """Where, from 0 at the left to 1 at the right end."""


@dataclass(frozen=True)
class Row:
    """One row: its name, what is marked on its scale, the number in words, a line beneath."""

    label: str
    marks: tuple[Mark, ...]
    words: str
    beneath: str = ""


def drawing(
    rows: Sequence[Row], *, ends: tuple[str, str], steps: int, alt: str, legend: Sequence[Row] = ()
) -> SafeString:
    """Return rows on a common scale as SVG. steps: parts of the scale; ends: words beneath its two ends."""
    parts: list[str] = []
    top = 4
    for each in legend:
        parts += _legend(each, top)
        top += 20
    for each in rows:
        drawn, top = _row(each, top + 6, steps)
        parts += drawn
    parts.append(_text(_LEFT, top + 8, ends[0], size=11, fill=theme.MUTED))
    parts.append(_text(_LEFT + _SCALE, top + 8, ends[1], size=11, fill=theme.MUTED, anchor="end"))
    high = top + 14
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" '
        f'viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" height="{high}" font-family="{theme.FONT}">'
    )
    # Every word in it went through escape(); the rest is this module's own.
    return mark_safe(f"{head}{''.join(parts)}</svg>")


def _row(row: Row, top: int, steps: int) -> tuple[list[str], int]:
    parts = []
    for line in textwrap.wrap(row.label, _LETTERS):
        top += _LINE
        parts.append(_text(_LEFT, top, line, size=13, weight=600))
    middle = top + 15
    parts += _scale(middle, steps)
    parts += _marks(row.marks, middle)
    parts.append(_text(WIDTH - 4, middle + 5, row.words, size=14, weight=600, anchor="end"))
    top = middle + 10
    for line in textwrap.wrap(row.beneath, _LETTERS + 10):
        top += 15
        parts.append(_text(_LEFT, top, line, size=11.5, fill=theme.MUTED))
    return parts, top + 6


def _scale(middle: int, steps: int) -> list[str]:
    track = f'<rect x="{_LEFT}" y="{middle - 6}" width="{_SCALE}" height="12" fill="{theme.BAND}" fill-opacity="0.45"/>'
    ticks = [
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{middle - 8}" y2="{middle + 8}" '
        f'stroke="{theme.CONTEXT}" stroke-width="0.8"/>'
        for x in (_LEFT + _SCALE * step / steps for step in range(steps + 1))
    ]
    return [track, *ticks]


def _marks(marks: Iterable[Mark], middle: int) -> list[str]:
    listed = list(marks)
    parts = [_MARKS[each.kind](_x(each.share), middle) for each in listed if each.kind == "bar"]
    dots = [each for each in listed if each.kind in ("dot", "ring")]
    if len(dots) == 2:
        first, second = (_x(each.share) for each in dots)
        parts.append(
            f'<line x1="{first:.1f}" x2="{second:.1f}" y1="{middle}" y2="{middle}" '
            f'stroke="{theme.MAIN}" stroke-width="2.5"/>'
        )
    # The open one is drawn last: where both stand on one place, a ring is seen around the dot.
    order = {"dot": 0, "diamond": 1, "ring": 2}
    others = sorted((each for each in listed if each.kind != "bar"), key=lambda each: order[each.kind])
    return parts + [_MARKS[each.kind](_x(each.share), middle) for each in others]


def _x(share: float) -> float:
    return _LEFT + _SCALE * min(max(share, 0.0), 1.0)


def _bar(x: float, middle: int) -> str:
    return f'<rect x="{_LEFT}" y="{middle - 6}" width="{x - _LEFT:.1f}" height="12" fill="{theme.MAIN}"/>'


def _dot(x: float, middle: int) -> str:
    return f'<circle cx="{x:.1f}" cy="{middle}" r="6" fill="{theme.MAIN}"/>'


def _ring(x: float, middle: int) -> str:
    return f'<circle cx="{x:.1f}" cy="{middle}" r="7.5" fill="none" stroke="{theme.ACCENT}" stroke-width="2.5"/>'


def _diamond(x: float, middle: int) -> str:
    points = f"{x:.1f},{middle - 9} {x + 7:.1f},{middle} {x:.1f},{middle + 9} {x - 7:.1f},{middle}"
    return f'<polygon points="{points}" fill="{theme.PAPER}" stroke="{theme.ACCENT}" stroke-width="2.5"/>'


_MARKS = {"bar": _bar, "dot": _dot, "ring": _ring, "diamond": _diamond}


def _legend(row: Row, top: int) -> list[str]:
    middle = top + 9
    sign = {"bar": f'<rect x="{_LEFT}" y="{middle - 5}" width="16" height="10" fill="{theme.MAIN}"/>'}
    kind = row.marks[0].kind
    return [sign.get(kind) or _MARKS[kind](_LEFT + 8.0, middle), _text(_LEFT + 24, middle + 4, row.label, size=12)]


def _text(
    x: float, y: float, words: str, *, size: float, weight: int = 400, fill: str = theme.INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
