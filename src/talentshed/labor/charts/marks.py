"""How is a row of bars or a pair of dots drawn, with its range, its label and its zero line?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, labels
from talentshed.labor.charts.words import Locale, Translate, leader_sentences, missing_sentence

Tone = Literal["main", "accent", "context"]
PLOT_WIDTH = theme.WIDTH - theme.LABEL_WIDTH
_COLORS: dict[str, str] = {"main": theme.MAIN, "accent": theme.ACCENT, "context": theme.CONTEXT}
_REACH = 2.5
"""Ranges are drawn up to this many times the longest bar."""
_LEAST_SPAN = 1e-9
_LETTER = 7.2
"""Pixels that a letter of a label takes on average, a little generous."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its figure with the range, and the words beside it. No figure draws no bar, only words."""

    name: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    tone: Tone = "main"

    @property
    def shows_range(self) -> bool:
        """Whether there is a range worth drawing."""
        return self.low is not None and self.high is not None and self.high > self.low

    @property
    def end(self) -> float:
        """Where the words beside the bar begin."""
        return max(0.0, self.value or 0.0, (self.high or 0.0) if self.shows_range else 0.0)

    @property
    def start(self) -> float:
        """The least that the bar or its range reaches, zero at most."""
        return min(0.0, self.value or 0.0, (self.low or 0.0) if self.shows_range else 0.0)


def bars(items: Sequence[Bar]) -> vl.Chart:
    """Draw horizontal bars from a zero line, ranges as thin brackets, words at the end of each bar."""
    items = [within(item, reach(items)) for item in items]
    data = _bar_rows(items)
    height = row_step([row["label"] for row in data]) * max(len(data), 1)
    scale = dict(domain=bar_domain(items), nice=False)
    base = vl.chart(vl.inline(data), width=PLOT_WIDTH, height=height).encode(
        y=name_axis([row["label"] for row in data])
    )
    x = vl.field("value:Q", scale=scale, axis=None)
    tip = vl.tooltips("name:N", "text:N")
    return vl.layer(
        base.mark("bar", height={"band": 0.62}).encode(x=x, color=vl.field("color:N", scale=None), tooltip=tip),
        *_ranges(base, data, scale),
        base.mark("text", align="left", dx=7, baseline="middle").encode(
            x=vl.field("end:Q", scale=scale, axis=None), text="text:N", color=vl.field("ink:N", scale=None)
        ),
        *name_layers(base),
        zero_line(scale),
    )


def bar_picture(
    items: Sequence[Bar],
    *,
    title: str,
    sentences: Sequence[str],
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Return bars with their title, sentence and alternative text."""
    beyond = any(within(item, reach(items)) != item for item in items)
    arrows = [_("An arrow marks a range that reaches beyond the picture.")] if beyond else []
    sentence = " ".join([*sentences, *arrows])
    return finish(
        bars(items),
        title=title,
        sentence=sentence,
        description=_("Bar chart: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def reach(items: Sequence[Bar]) -> float:
    """Return how far from zero the picture reaches: a range many times as long as every bar would flatten them all."""
    longest = max((abs(item.value) for item in items if item.value is not None), default=0.0)
    return _REACH * longest if longest else float("inf")


def within(item: Bar, limit: float) -> Bar:
    """Return the bar with its range cut at the limit; an arrow before its words says that the range goes on."""
    if not item.shows_range or item.low is None or item.high is None:
        return item
    low, high = max(item.low, -limit), min(item.high, limit)
    if (low, high) == (item.low, item.high):
        return item
    arrow = "← " if low != item.low and high == item.high else "→ "
    return replace(item, low=low, high=high, text=arrow + item.text)


def bar_sentences(
    items: Sequence[Bar], *, first: str, tied: str, also: Sequence[str] = (), _: Translate = str
) -> list[str]:
    """Say which bar leads and which is next, then what else there is to say, then how many bars have no figure."""
    known = [(item.name, item.text) for item in items if item.value is not None]
    return [
        *leader_sentences(known, first=first, tied=tied, second=_("Next: {name}, {value}."), _=_),
        *([_("The ranges overlap, so the first place isn't certain.")] if _open_lead(items) else []),
        *also,
        *missing_sentence(len(items) - len(known), len(items), _),
    ]


def _open_lead(items: Sequence[Bar]) -> bool:
    """Whether the range of another bar reaches above the least that the longest bar can be."""
    known = [item for item in items if item.value is not None]
    if not known:
        return False
    leader = max(known, key=lambda item: item.value or 0.0)
    least = leader.low if leader.shows_range else leader.value
    return any(item.shows_range and (item.high or 0.0) > (least or 0.0) for item in items if item is not leader)


def _bar_rows(items: Sequence[Bar]) -> list[Row]:
    return [
        {
            "label": label,
            "name": item.name,
            "value": item.value,
            "low": item.low if item.shows_range else None,
            "high": item.high if item.shows_range else None,
            "end": item.end,
            "text": item.text,
            "color": _COLORS[item.tone],
            "ink": theme.INK if item.value is not None else theme.MISSING,
        }
        for label, item in zip(labels([item.name for item in items]), items, strict=True)
    ]


def _ranges(base: Any, data: Sequence[Row], scale: Any) -> list[Any]:
    """Brackets from the least to the most that the figure can be; white beneath so that they show on dark bars."""
    if not any(row["low"] is not None for row in data):
        return []
    ranged = base.filter("isValid(datum.low)")
    x, x2 = vl.field("low:Q", scale=scale, axis=None), {"field": "high"}
    ends = [
        ranged.mark("tick", thickness=thickness, size=size, color=color).encode(
            x=vl.field(f"{end}:Q", scale=scale, axis=None)
        )
        for thickness, size, color in ((4, 13, theme.PAPER), (1.5, 11, theme.RANGE_MARK))
        for end in ("low", "high")
    ]
    return [
        ranged.mark("rule", strokeWidth=4, color=theme.PAPER).encode(x=x, x2=x2),
        *ends,
        ranged.mark("rule", strokeWidth=1.5, color=theme.RANGE_MARK).encode(x=x, x2=x2),
    ]


def bar_domain(items: Sequence[Bar]) -> list[float]:
    """Return the ends of the scale so that the longest words still fit beside their bar."""
    least = min((item.start for item in items), default=0.0)
    most = max((item.end for item in items), default=0.0)
    span = max(most - least, _LEAST_SPAN)
    widest = span
    for item in items:
        room = min(0.6, (len(item.text) * _LETTER + 12) / PLOT_WIDTH)
        widest = max(widest, (item.end - least) / (1 - room))
    return [least, least + widest]


def row_step(names: Sequence[str]) -> int:
    """Return the height of a row: taller where a name takes two lines."""
    return 38 if any("\n" in name for name in names) else 28


def name_axis(order: Sequence[str]) -> dict[str, Any]:
    """Rows in their order, with room for their names at the left; `name_layers` writes the names."""
    room = dict(title=None, labels=False, grid=False, minExtent=theme.LABEL_WIDTH, maxExtent=theme.LABEL_WIDTH)
    return vl.field("label:N", scale=dict(domain=list(order)), axis=room)


def name_layers(base: Any) -> list[Any]:
    """Write the names of the rows at the left edge, two-line names centered on their row."""
    two_lines = "indexof(datum.label, '\\n') > 0"
    kinds = (
        (f"datum.head && !({two_lines})", 0, 600),
        (f"!datum.head && !({two_lines})", 0, 400),
        (two_lines, -7, 400),
    )
    return [
        base.filter(test)
        .mark(
            "text",
            align="left",
            baseline="middle",
            lineBreak="\n",
            lineHeight=14,
            fontSize=12,
            dy=dy,
            fontWeight=weight,
        )
        .encode(x=vl.value(-theme.LABEL_WIDTH), text="label:N")
        for test, dy, weight in kinds
    ]


def zero_line(scale: Any, at: float = 0.0, dash: Sequence[int] = ()) -> vl.Chart:
    """Draw the line that bars start from, or another value to compare with."""
    return (
        vl.chart(vl.inline([{"at": at}]))
        .mark("rule", color=theme.INK, strokeWidth=1, strokeDash=list(dash))
        .encode(x=vl.field("at:Q", scale=scale, axis=None))
    )
