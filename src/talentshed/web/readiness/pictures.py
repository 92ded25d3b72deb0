"""What do readiness results look like: component profile, item heat table, perception gap, change between rounds?

Each is a picture with its sentence and the table that says the same; the table is also the file to take away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.readiness.pictures_svg import Mark, Row, drawing
from talentshed.web.ui.formats import MINUS, written
from talentshed.web.ui.values import Grid, GridColumn, Value

TOP = 4
"""The highest value of the scale."""
VALUES = ("0", "1", "2", "3", "4", "dk", "na")
"""What an item can be answered with, in the order of the heat table."""


@dataclass(frozen=True)
class Picture:
    """A picture, the sentence that says what it shows, and the table of the same numbers."""

    sentence: str
    grid: Grid
    svg: SafeString = field(default_factory=lambda: SafeString(""))


@dataclass(frozen=True)
class Component:
    """How one component stands."""

    code: str
    name: str
    score: float | None
    """0 to 100; None where nobody gave a number."""
    rated: int = 0
    """Items on which the score rests."""
    items: int = 0
    lowest: str = ""
    """Id of the lowest item."""
    lowest_value: float | None = None
    evidence: float | None = None
    """Share of the items at 3 or 4 that have an evidence link; None where no item is that high."""


@dataclass(frozen=True)
class HeatRow:
    """How often each answer was given to one item."""

    item: str
    text: str
    is_critical: bool
    counts: tuple[int, ...]
    """In the order of VALUES."""
    median: float | None = None
    agreement: float | None = None
    flagged: bool = False
    """Whether people see it differently, or too many don't know."""
    consensus: str = ""

    @property
    def total(self) -> int:
        """All answers to the item."""
        return sum(self.counts)

    @property
    def cells(self) -> tuple["HeatCell", ...]:
        """The counts with their shade."""
        return tuple(HeatCell(count, shade(count, self.total)) for count in self.counts)


@dataclass(frozen=True)
class HeatCell:
    """One count and its shade."""

    count: int
    shade: int


@dataclass(frozen=True)
class Heat:
    """The item heat table: rows with shaded counts, the sentence, and the same as a plain table."""

    sentence: str
    rows: tuple[HeatRow, ...]
    grid: Grid
    heads: tuple[str, ...] = ()


def profile(components: Sequence[Component], *, indicative: bool = False) -> Picture:
    """Return the scores of the components as bars, the lowest item of each as a diamond. There is no total."""
    tag = _("indicative score, 0 to 100") if indicative else _("score, 0 to 100")
    rows = [_profile_row(each, indicative) for each in components]
    legend = [
        Row(tag, (Mark("bar", 1),), ""),
        Row(_("its lowest item, on the same scale (0 to 4 becomes 0 to 100)"), (Mark("diamond", 0),), ""),
    ]
    said = _profile_sentence(components)
    svg = drawing(rows, ends=("0", "100"), steps=4, alt=said, legend=legend)
    return Picture(said, _profile_grid(components, indicative), svg)


def _profile_row(each: Component, indicative: bool) -> Row:
    marks = [Mark("bar", each.score / 100)] if each.score is not None else []
    if each.lowest_value is not None:
        marks.append(Mark("diamond", each.lowest_value / TOP))
    words = _("no number") if each.score is None else written(round(each.score, 1), "number")
    return Row(f"{each.code} {each.name}", tuple(marks), words, _beneath(each, indicative))


def _beneath(each: Component, indicative: bool) -> str:
    if each.score is None:
        return _("Nobody gave a number here: only “don’t know” or “not applicable”.")
    parts = [_("{rated} of {items} items rated").format(rated=each.rated, items=each.items)]
    if each.lowest:
        parts.append(_("lowest: {item} at {value}").format(item=each.lowest, value=number(each.lowest_value)))
    if not indicative and each.evidence is not None:
        parts.append(_("evidence for {share} of items at 3 or 4").format(share=written(each.evidence, "percent")))
    elif not indicative:
        parts.append(_("no item at 3 or 4 yet"))
    return " · ".join(parts)


def _profile_sentence(components: Sequence[Component]) -> str:
    scored = [(round(each.score, 1), each.code, each.name) for each in components if each.score is not None]
    if not scored:
        return _("No component has a score yet: nobody gave a number.")
    low, high = min(scored), max(scored)
    if low[0] == high[0]:
        return _("All components with a score stand at {score} of 100.").format(score=number(low[0]))
    return _("{high} stands highest with {top} of 100, {low} lowest with {bottom}.").format(
        high=high[2], top=number(high[0]), low=low[2], bottom=number(low[0])
    )


def _profile_grid(components: Sequence[Component], indicative: bool) -> Grid:
    columns = (
        GridColumn("code", _("Code"), "code"),
        GridColumn("name", _("Component")),
        GridColumn("score", _("Score (indicative)") if indicative else _("Score"), "number"),
        GridColumn("rated", _("Items rated"), "count"),
        GridColumn("items", _("Items"), "count"),
        GridColumn("lowest", _("Lowest item")),
        GridColumn("lowest_value", _("Its value"), "number"),
        *(() if indicative else (GridColumn("evidence", _("Evidence coverage"), "percent"),)),
    )
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "code": each.code,
            "name": each.name,
            "score": None if each.score is None else round(each.score, 1),
            "rated": each.rated,
            "items": each.items,
            "lowest": each.lowest or _("none"),
            "lowest_value": each.lowest_value,
            "evidence": each.evidence,
            "evidence_status": "not_applicable" if each.evidence is None else "reported",
        }
        for each in components
    )
    return Grid(_("Scores by component"), columns, rows, head="name")


def heat(rows: Sequence[HeatRow], *, order: str = "") -> Heat:
    """Return the heat table of the items. order: the sentence on their order, where it isn't that of the form."""
    listed = tuple(rows)
    return Heat(" ".join(part for part in (_heat_sentence(listed), order) if part), listed, _heat_grid(listed), heads())


def heads() -> tuple[str, ...]:
    """Return the heads of the columns of answers: the values, then don't know and not applicable."""
    return ("0", "1", "2", "3", "4", _("DK"), _("NA"))


def shade(count: int, total: int) -> int:
    """Return the shade of a cell, 0 (nobody) to 4 (more than three quarters)."""
    if not count or not total:
        return 0
    return min(4, 1 + int(4 * count / total - 1e-9))


def _heat_sentence(rows: tuple[HeatRow, ...]) -> str:
    flagged = sum(each.flagged for each in rows)
    if not flagged:
        return _("On no item do the answers lie far apart.")
    sentence = ngettext(
        "On {count} of {all} items people see it differently, or too many don’t know.",
        "On {count} of {all} items people see it differently, or too many don’t know.",
        flagged,
    )
    return sentence.format(count=flagged, all=len(rows))


def _heat_grid(rows: tuple[HeatRow, ...]) -> Grid:
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("text", _("Statement")),
        GridColumn("critical", _("Needed for launch")),
        *(GridColumn(f"v{value}", head, "count") for value, head in zip(VALUES, heads(), strict=True)),
        GridColumn("median", _("Median"), "number"),
        GridColumn("agreement", _("Agreement"), "ratio"),
        GridColumn("flagged", _("To talk about")),
        *((GridColumn("consensus", _("Agreed value")),) if any(each.consensus for each in rows) else ()),
    )
    return Grid(_("Answers by item"), columns, tuple(_heat_cells(each) for each in rows), sortable=True, head="item")


def _heat_cells(each: HeatRow) -> dict[str, Value]:
    return {
        "item": each.item,
        "text": each.text,
        "critical": _("yes") if each.is_critical else _("no"),
        **{f"v{value}": count for value, count in zip(VALUES, each.counts, strict=True)},
        "median": each.median,
        "agreement": each.agreement,
        "flagged": _("yes") if each.flagged else _("no"),
        "consensus": each.consensus or _("none yet"),
    }


def number(value: float | None) -> str:
    """Write a rating: 2, or 2.5 where two values were in the middle."""
    return "" if value is None else written(value, "number")


def signed(value: float) -> str:
    """Write a difference with its sign."""
    rounded = round(value, 1)
    digits = written(abs(rounded), "number")
    if not rounded:
        return digits
    return f"+{digits}" if rounded > 0 else f"{MINUS}{digits}"
