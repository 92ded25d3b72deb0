"""How are two figures of one row drawn: before and after, here and there, or against a reference?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import PLOT_WIDTH, name_axis, name_layers, row_step, zero_line
from talentshed.labor.charts.rows import Row, labels

_LETTER = 7.2


@dataclass(frozen=True)
class Pair:
    """One row of two dots: before and after, or here and there. A missing figure shows its words, no dot."""

    name: str
    first: float | None
    second: float | None
    first_text: str
    second_text: str

    @property
    def known(self) -> list[float]:
        """The figures that exist."""
        return [value for value in (self.first, self.second) if value is not None]


def dumbbells(items: Sequence[Pair], *, names: tuple[str, str], reference: float | None = None) -> vl.Chart:
    """Draw each pair as two dots on a line from a common zero, each with its figure; a dashed line at the reference."""
    wrapped = labels([item.name for item in items])
    data = [_pair_row(item, label, names) for item, label in zip(items, wrapped, strict=True)]
    dots = [dot for item, label in zip(items, wrapped, strict=True) for dot in _dots(item, label, names)]
    scale = _scale(items, names, reference)
    size: dict[str, Any] = {"width": PLOT_WIDTH, "height": row_step(wrapped) * max(len(items), 1)}
    base = vl.chart(vl.inline(data), **size).encode(y=name_axis(wrapped))
    return vl.layer(
        zero_line(scale),
        *([zero_line(scale, at=reference, dash=(4, 3))] if reference is not None else []),
        base.filter("isValid(datum.least)")
        .mark("rule", color=theme.CONTEXT, strokeWidth=2.5)
        .encode(x=vl.field("least:Q", scale=scale, axis=None), x2="most:Q"),
        _dot_layer(dots, scale, names, wrapped),
        *_words(base, scale),
        *name_layers(base),
    )


def _dot_layer(dots: list[Row], scale: Any, names: tuple[str, str], order_of_rows: Sequence[str]) -> Any:
    """First: hollow circle; second: full diamond. Shape and fill differ, so that no color is needed."""
    order = list(names)
    legend = dict(symbolStrokeColor=theme.MAIN, symbolStrokeWidth=2, symbolType="circle")
    return (
        vl.chart(vl.inline(dots))
        .mark("point", size=95, strokeWidth=2, stroke=theme.MAIN, opacity=1, filled=True)
        .encode(
            x=vl.field("value:Q", scale=scale, axis=None),
            y=name_axis(order_of_rows),
            fill=vl.field("who:N", scale=dict(domain=order, range=[theme.PAPER, theme.MAIN]), legend=legend),
            shape=vl.field("who:N", scale=dict(domain=order, range=["circle", "diamond"])),
            tooltip=vl.tooltips("name:N", "who:N", "text:N"),
        )
    )


def _words(base: Any, scale: Any) -> list[Any]:
    least, most = vl.field("least:Q", scale=scale, axis=None), vl.field("most:Q", scale=scale, axis=None)
    alone = vl.field("alone_at:Q", scale=scale, axis=None)
    return [
        base.mark("text", baseline="middle", align=align, dx=dx, color=color, **edge).encode(x=x, text=f"{words}:N")
        for edge in vl.EDGES
        for align, dx, color, x, words in (
            ("right", -11, theme.INK, least, "left"),
            ("left", 11, theme.INK, most, "right"),
            ("left", 11, theme.MISSING, alone, "alone"),
        )
    ]


def _pair_row(item: Pair, label: str, names: tuple[str, str]) -> Row:
    """Words at the outer side of each dot; where a figure is missing, both figures stand in words at the right."""
    row: Row = {"label": label, "least": None, "most": None, "left": "", "right": "", "alone": "", "alone_at": None}
    if len(item.known) == 2:
        assert item.first is not None
        assert item.second is not None
        rising = item.second >= item.first
        left, right = (item.first_text, item.second_text) if rising else (item.second_text, item.first_text)
        return {**row, "least": min(item.known), "most": max(item.known), "left": left, "right": right}
    return {**row, "alone": _alone(item, names), "alone_at": max([0.0, *item.known])}


def _alone(item: Pair, names: tuple[str, str]) -> str:
    if item.first_text == item.second_text:
        return item.first_text
    return f"{names[0]}: {item.first_text}; {names[1]}: {item.second_text}"


def _dots(item: Pair, label: str, names: tuple[str, str]) -> list[Row]:
    both = ((names[0], item.first, item.first_text), (names[1], item.second, item.second_text))
    return [
        {"label": label, "name": item.name, "who": who, "value": value, "text": text}
        for who, value, text in both
        if value is not None
    ]


def _scale(items: Sequence[Pair], names: tuple[str, str], reference: float | None) -> Any:
    """Zero to the greatest figure, with room for the words at both sides."""
    ends = [0.0, *([reference] if reference is not None else []), *(value for item in items for value in item.known)]
    span = (max(ends) - min(ends)) or 1.0
    right = max([span, *(_right_need(item, names, min(ends)) for item in items)])
    left = max((_left_need(item, right) for item in items), default=0.0)
    return dict(domain=[min(ends) - left, min(ends) + right], nice=False)


def _right_need(item: Pair, names: tuple[str, str], least: float) -> float:
    """How far the words at the right of this row reach, in units of the scale."""
    words = item.second_text if len(item.known) == 2 else _alone(item, names)
    share = min(0.75, (len(words) * _LETTER + 20) / PLOT_WIDTH)
    return (max([0.0, *item.known]) - least) / (1 - share)


def _left_need(item: Pair, span: float) -> float:
    """How far left of zero the words of a small figure would reach, in units of the scale."""
    if len(item.known) < 2:
        return 0.0
    words = max(len(item.first_text), len(item.second_text)) * _LETTER + 24
    return max(0.0, words / PLOT_WIDTH * span * 1.15 - min(item.known))


def lollipops(items: Sequence[Pair], *, reference: float, reference_text: str) -> vl.Chart:
    """Draw one dot a row (the second figure) on a stem from the reference, whose line is named."""
    wrapped = labels([item.name for item in items])
    data = [
        {
            "label": label,
            "value": item.second,
            "from": reference,
            "right": max(reference, item.second or 0.0) if item.second is not None else 0.0,
            "text": item.second_text,
            "ink": theme.MISSING if item.second is None else theme.INK,
        }
        for item, label in zip(items, wrapped, strict=True)
    ]
    most = max([reference, *(value for item in items for value in item.known)])
    room = min(0.6, max((len(item.second_text) * _LETTER + 20 for item in items), default=20.0) / PLOT_WIDTH)
    scale = dict(domain=[0, most / (1 - room)], nice=False)
    size: dict[str, Any] = {"width": PLOT_WIDTH, "height": row_step(wrapped) * max(len(items), 1)}
    base = vl.chart(vl.inline(data), **size).encode(y=name_axis(wrapped))
    known = base.filter("isValid(datum.value)")
    x = vl.field("value:Q", scale=scale, axis=None)
    named = vl.chart(vl.inline([{"at": reference, "text": reference_text}]))
    return vl.layer(
        zero_line(scale),
        zero_line(scale, at=reference, dash=(4, 3)),
        known.mark("rule", color=theme.CONTEXT, strokeWidth=2.5).encode(x=x, x2="from:Q"),
        known.mark("circle", size=110, color=theme.MAIN, opacity=1).encode(x=x),
        base.mark("text", align="left", dx=11, baseline="middle").encode(
            x=vl.field("right:Q", scale=scale, axis=None), text="text:N", color=vl.field("ink:N", scale=None)
        ),
        named.mark("text", baseline="bottom", color=theme.MUTED, fontSize=12).encode(
            x=vl.field("at:Q", scale=scale, axis=None), y=vl.value(-3), text="text:N"
        ),
        *name_layers(base),
    )
