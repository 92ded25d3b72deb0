"""What does a group take home from a round? The report: scores with lowest items, gaps, what was agreed, change."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.readiness.documents.book import Sheet, as_xlsx
from talentshed.web.readiness.documents.values import (
    Block,
    Cell,
    Column,
    Paper,
    grid_table,
    heading,
    page_break,
    picture,
    table,
    text,
)
from talentshed.web.readiness.pictures import Heat, Picture, heads, number
from talentshed.web.readiness.pictures_of_rounds import change_of, heat_of, item_gaps_of, perception_of, profile_of
from talentshed.web.readiness.queries.results import Outcome, Since
from talentshed.web.readiness.queries.tables import agreed_grid, change_grid, lens_grid, value_words
from talentshed.web.readiness.scoring import GateLine, ItemResult

MOST_DIFFERENT = 5
"""Items in the picture of where industry and the public side differ, on paper."""
MOST_TALK = 10
"""Items of the talk order on paper; the heat table has all of them."""


def report_paper(found: Outcome, since: Since | None) -> Paper:
    """Return the report of a revealed round. What is not agreed yet says so."""
    round, instrument = found.round, found.instrument
    return Paper(
        title=_("Readiness report: {round}").format(round=round.title),
        subtitle=_whose(found),
        blocks=(
            *_scores(found),
            *_gate(found),
            *_decision(found),
            *_gaps(found),
            *_talk(found),
            *_agreed(found),
            *_pictured(_("How industry and the public side see it"), perception_of(instrument, found.lens)),
            *_pictured(
                _("Where they differ most"),
                item_gaps_of(instrument, found.lens, MOST_DIFFERENT) if found.lens.is_cut else None,
            ),
            *_changed(found, since),
            *_heat(heat_of(instrument, list(found.results.values()), found.settled)),
        ),
        foot=str(instrument.about),
        language=(get_language() or "en").split("-")[0],
        slug=f"readiness-report-{round.pk}",
    )


def report_book(found: Outcome, since: Since | None) -> bytes:
    """Return the same as a workbook: one sheet a table."""
    instrument = found.instrument
    components = profile_of(instrument, found.settled)
    items = heat_of(instrument, list(found.results.values()), found.settled)
    talk = heat_of(instrument, found.order, found.settled)
    sheets = [
        Sheet(_("Components"), components.sentence, components.grid),
        Sheet(_("Items"), items.sentence, items.grid),
        Sheet(_("Talk order"), _("Gap times disagreement, the largest first."), talk.grid),
        Sheet(_("Agreed"), _("One value for each item, with the reason and what others think."), agreed_grid(found)),
    ]
    if found.lens.is_cut:
        seen = perception_of(instrument, found.lens)
        sheets.append(Sheet(_("Industry and public side"), seen.sentence, seen.grid))
        sheets.append(Sheet(_("By kind of partner"), _("Means, 0 to 4."), lens_grid(found)))
    if since is not None:
        sheets.append(Sheet(_("Change"), since.note, change_grid(found, since)))
    return as_xlsx(_("Readiness report: {round}").format(round=found.round.title), sheets)


def _whose(found: Outcome) -> str:
    whose = found.round.partnership or found.round.state
    return _("{whose}. {count} raters, each alone and without a name.").format(
        whose=whose, count=found.round.raters_count
    )


def _scores(found: Outcome) -> tuple[Block, ...]:
    if not found.settled:
        words = _(
            "Nothing is agreed yet. Scores are made from what the room agrees on, never from the average of votes."
        )
        return heading(_("Scores by component")), text(words)
    made = profile_of(found.instrument, found.settled)
    widths = (0.6, 3.4, 0.9, 0.9, 0.8, 1.6, 0.9, 1.2)
    note = _("There is no single number: whether to go ahead is never decided by one score.")
    return (
        heading(_("Scores by component")),
        picture(made.svg, made.sentence),
        grid_table(made.grid, widths),
        text(note),
    )


def _gate(found: Outcome) -> tuple[Block, ...]:
    gate = found.gate
    if not gate.lines or not found.settled:
        return ()
    words = _("{met} of {all} statements that a launch needs are at 2 or more.").format(
        met=gate.met, all=len(gate.lines)
    )
    rows = tuple(
        (
            Cell(each.item, strong=True),
            Cell(found.instrument.by_key[each.item].text),
            Cell(gate_words(each), strong=not each.passes),
            Cell(each.reason),
        )
        for each in gate.lines
    )
    columns = (Column(_("Item"), 0.6), Column(_("Statement"), 3.4), Column(_("State"), 1.5), Column(_("Reason"), 2.6))
    return heading(_("Launch gate")), text(words), table(_("Launch gate"), columns, rows)


def gate_words(line: GateLine) -> str:
    """Return how one critical item stands at the gate."""
    words = {
        "met": _("met, at {value}"),
        "below": _("below 2, at {value}"),
        "dont_know": _("don’t know: not met"),
        "not_applicable": _("not applicable, with a reason"),
        "no_reason": _("not applicable without a reason: not met"),
        "open": _("not agreed yet: not met"),
    }
    return words[line.state].format(value=line.value)


def _decision(found: Outcome) -> tuple[Block, ...]:
    if not found.round.decision:
        return ()
    words = f"{found.round.get_decision_display()}: {found.round.decision_reason}"
    return heading(_("Decision")), text(words)


def _gaps(found: Outcome) -> tuple[Block, ...]:
    if not found.top_gaps:
        return ()
    rows = tuple(
        (
            Cell(each.key, strong=True),
            Cell(found.instrument.by_key[each.key].text),
            Cell(number(each.median)),
            Cell(number(each.gap)),
        )
        for each in found.top_gaps
    )
    columns = (
        Column(_("Item"), 0.6),
        Column(_("Statement"), 5),
        Column(_("Median"), 0.8, "right"),
        Column(_("Gap"), 0.8, "right"),
    )
    return heading(_("Largest gaps")), table(_("Largest gaps"), columns, rows)


def _talk(found: Outcome) -> tuple[Block, ...]:
    known = [each for each in found.order if each.weight][:MOST_TALK]
    if not known:
        return ()
    words = _("Gap times disagreement, the largest first: where people are far from the top and see it differently.")
    rows = tuple(_talk_row(found, place, each) for place, each in enumerate(known, start=1))
    columns = (
        Column(_("Place"), 0.6, "right"),
        Column(_("Item"), 0.6),
        Column(_("Statement"), 4.6),
        Column(_("Gap"), 0.7, "right"),
        Column(_("Agreement"), 0.95, "right"),
    )
    return heading(_("Talk order")), text(words), table(_("Talk order"), columns, rows)


def _talk_row(found: Outcome, place: int, each: ItemResult) -> tuple[Cell, ...]:
    statement = found.instrument.by_key[each.key].text
    agreement = "" if each.agreement is None else f"{each.agreement:.2f}"
    return Cell(str(place)), Cell(each.key, strong=True), Cell(statement), Cell(number(each.gap)), Cell(agreement)


def _agreed(found: Outcome) -> tuple[Block, ...]:
    rows = tuple(_agreed_row(found, item.key) for item in found.instrument.items if item.key in found.agreed)
    if not rows:
        return ()
    columns = (
        Column(_("Item"), 0.6),
        Column(_("Statement"), 2.9),
        Column(_("Agreed value"), 0.8),
        Column(_("Why this value"), 2.6),
        Column(_("What others think"), 1.9),
    )
    return heading(_("What the room agreed on")), table(_("What the room agreed on"), columns, rows)


def _agreed_row(found: Outcome, key: str) -> tuple[Cell, ...]:
    each = found.agreed[key]
    evidence = _("Evidence: {link}").format(link=each.evidence) if each.evidence else ""
    return (
        Cell(key, strong=True),
        Cell(found.instrument.by_key[key].text),
        Cell(value_words(each.value), strong=True),
        Cell(" ".join(part for part in (each.rationale, evidence) if part)),
        Cell(each.dissent or _("nobody dissented")),
    )


def _pictured(title: str, made: Picture | None) -> Sequence[Block]:
    if made is None:
        return ()
    if not made.svg:
        return heading(title), text(made.sentence)
    return heading(title), picture(made.svg, made.sentence)


def _changed(found: Outcome, since: Since | None) -> Sequence[Block]:
    if since is None:
        return ()
    made = change_of(found.instrument, since.settled, found.settled, since.note)
    moved = grid_table(change_grid(found, since), (0.6, 4, 1.1, 1.1, 1.1))
    return (*_pictured(_("Change since the last round"), made), moved)


def _heat(made: Heat) -> tuple[Block, ...]:
    counts = tuple(Column(head, 0.5, "center") for head in heads())
    columns = (Column(_("Item"), 0.75), Column(_("Statement"), 4.2), *counts, Column(_("Median"), 0.8, "right"))
    rows = tuple(
        (
            Cell(f"{row.item}{' ★' if row.is_critical else ''}", strong=row.flagged),
            Cell(row.text, strong=row.flagged),
            *(Cell(str(cell.count), cell.shade) for cell in row.cells),
            Cell(_("none") if row.median is None else number(row.median)),
        )
        for row in made.rows
    )
    note = _(
        "The darker a cell, the more raters gave this answer. In bold: people see it differently. ★: needed for launch."
    )
    return (
        page_break(),
        heading(_("Answers by item")),
        text(f"{made.sentence} {note}"),
        table(_("Answers by item"), columns, rows),
    )
