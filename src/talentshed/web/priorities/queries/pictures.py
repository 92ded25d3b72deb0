"""How does a share look beside its number? Bars of plain values, drawn by a template."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One stretch of a bar."""

    share: float
    """0 to 100."""
    start: float
    shade: str
    """First, second or third: the shades of the legend."""


@dataclass(frozen=True)
class Bar:
    """One row of a picture: its words, its parts, its number in words."""

    label: str
    parts: tuple[Part, ...]
    words: str


@dataclass(frozen=True)
class Bars:
    """A picture with its sentence. The table beside it holds the same numbers."""

    sentence: str
    rows: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()
    """Shade and what it means."""


SHADES = ("first", "second", "third")


def bar(label: str, counts: tuple[float, ...], whole: float, words: str) -> Bar:
    """Return one row: each count as a part of the whole, one after the other."""
    parts, start = [], 0.0
    for shade, count in zip(SHADES, counts, strict=False):
        share = round(100 * count / whole, 2) if whole else 0.0
        if share:
            parts.append(Part(share, round(start, 2), shade))
        start += share
    return Bar(label, tuple(parts), words)
