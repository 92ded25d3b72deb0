"""Which tables do results make, to read and to take away?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.shipped import Crosswalk
from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import KindOfPartner
from talentshed.web.readiness.queries.results import Outcome, Since
from talentshed.web.readiness.scoring import OTHER_KINDS, ItemResult
from talentshed.web.ui.formats import MINUS
from talentshed.web.ui.values import Grid, GridColumn, Value


@dataclass(frozen=True)
class Bar:
    """How many gave one answer."""

    name: str
    anchor: str
    count: int
    width: int
    """In tenths of the longest, 0 to 10."""


def bars(instrument: Instrument, result: ItemResult) -> tuple[Bar, ...]:
    """Return how often each answer was given, from the lowest value up."""
    counted = [(f"{each.value} {each.name}", str(each.anchor)) for each in instrument.scale]
    named = [*counted, (_("Don’t know"), ""), (_("Not applicable"), "")]
    counts = [*result.counts, result.dont_know, result.not_applicable]
    longest = max(*counts, 1)
    return tuple(
        Bar(name, anchor, count, round(10 * count / longest))
        for (name, anchor), count in zip(named, counts, strict=True)
    )


def group_words(group: str) -> str:
    """Return a group of raters in words."""
    return _("Other kinds") if group == OTHER_KINDS else str(KindOfPartner(group).label)


def lens_grid(found: Outcome) -> Grid:
    """Return the means by kind of partner, where they may be shown."""
    lens = found.lens
    groups = tuple(
        GridColumn(group, f"{group_words(group)} ({count})", "ratio") for group, count in lens.groups.items()
    )
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("text", _("Statement")),
        *groups,
        GridColumn("gap", _("Industry minus public side"), "ratio"),
    )
    rows: list[dict[str, Value]] = []
    for key, each in lens.items.items():
        row: dict[str, Value] = {"item": key, "text": found.instrument.by_key[key].text}
        for group in lens.groups:
            row[group] = _rounded(each.means.get(group))
            row[f"{group}_status"] = "reported" if group in each.means else "suppressed_primary"
        row["gap"] = _rounded(each.perception_gap)
        row["gap_status"] = "reported" if each.perception_gap is not None else "suppressed_primary"
        rows.append(row)
    return Grid(_("Means by kind of partner, 0 to 4"), columns, tuple(rows), head="item")


def change_grid(found: Outcome, since: Since) -> Grid:
    """Return each item's agreed value in both rounds, and how far it moved."""
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("text", _("Statement")),
        GridColumn("before", str(since.before)),
        GridColumn("after", str(found.round)),
        GridColumn("step", _("Change")),
    )
    rows = tuple(
        {
            "item": each.item,
            "text": found.instrument.by_key[each.item].text,
            "before": value_words(each.before),
            "after": value_words(each.after),
            "step": _step(each.step),
        }
        for each in since.changes
    )
    return Grid(_("Change by item"), columns, rows, head="item")


def agreed_grid(found: Outcome) -> Grid:
    """Return what the room agreed on, with rationale, dissent and evidence."""
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("text", _("Statement")),
        GridColumn("value", _("Agreed value")),
        GridColumn("rationale", _("Why this value")),
        GridColumn("dissent", _("What others think")),
        GridColumn("evidence", _("Evidence link")),
    )
    rows = tuple(
        {
            "item": item.key,
            "text": item.text,
            "value": value_words(each.value),
            "rationale": each.rationale,
            "dissent": each.dissent,
            "evidence": each.evidence,
        }
        for item in found.instrument.items
        if (each := found.agreed.get(item.key)) is not None
    )
    return Grid(_("What the room agreed on"), columns, rows, head="item")


def roll_up_grid(found: Outcome, crosswalk: Crosswalk) -> Grid:
    """Return the scores in another framework."""
    columns = (
        GridColumn("name", _("Element")),
        GridColumn("score", _("Score, 0 to 100"), "number"),
        GridColumn("rated", _("Items rated"), "count"),
        GridColumn("items", _("Items"), "count"),
    )
    rows = tuple(
        {
            "name": each.name,
            "score": None if each.score is None else round(each.score, 1),
            "score_status": "not_available" if each.score is None else "reported",
            "rated": each.rated,
            "items": each.items,
        }
        for each in found.rolled_up(crosswalk.key)
        if each.items
    )
    return Grid(str(crosswalk.name), columns, rows, head="name")


def value_words(value: str) -> str:
    """Return an answer in words."""
    return {"dk": _("don’t know"), "na": _("not applicable"), "": _("not rated")}.get(value, value)


def _step(step: int | None) -> str:
    if step is None:
        return _("can’t be compared")
    return _("same") if step == 0 else (f"+{step}" if step > 0 else f"{MINUS}{-step}")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
