"""What does a room without internet rate on? The blank form: on paper, in Word, and as a workbook to type into."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.readiness.documents.book import Choices, Sheet, as_xlsx
from talentshed.web.readiness.documents.values import (
    BOX,
    Block,
    Cell,
    Column,
    Paper,
    bullets,
    heading,
    lines,
    table,
    text,
)
from talentshed.web.readiness.instruments.values import Instrument, Item
from talentshed.web.readiness.models import KindOfPartner
from talentshed.web.ui.values import Grid, GridColumn, Value


def ratings() -> tuple[str, ...]:
    """Return the answers as the form writes them."""
    return ("0", "1", "2", "3", "4", _("DK"), _("NA"))


def blank_form(instrument: Instrument, whose: str = "", *, asks_side: bool = True) -> Paper:
    """Return the form to rate on. whose: partnership and round, if it is for one. asks_side: where others rate, too."""
    return Paper(
        title=_("Rating form: {title}").format(title=instrument.title),
        subtitle=whose or _("Rate alone, before you talk. Write no name."),
        blocks=(
            heading(_("How to rate")),
            bullets(
                _("Rate alone. Tick one box for each statement."),
                _("“Don’t know” (DK) is a good answer: it is never counted as zero."),
                _("“Not applicable” (NA) needs a reason: write it beneath, with the number of the statement."),
                _("For 3 or 4, name the evidence, if you can."),
            ),
            _scale(instrument),
            *(_side() if asks_side else ()),
            *(block for part in instrument.parts for block in _part(instrument, part.key, str(part.name))),
        ),
        foot=f"{instrument.about} {_('Version {version}.').format(version=instrument.version)}",
        language=(get_language() or "en").split("-")[0],
        slug=f"readiness-form-{instrument.key}",
    )


def _scale(instrument: Instrument) -> Block:
    rows = [
        (Cell(str(each.value), strong=True), Cell(str(each.name)), Cell(str(each.anchor))) for each in instrument.scale
    ]
    rows.append((Cell(_("DK"), strong=True), Cell(_("Don’t know")), Cell(_("never averaged"))))
    rows.append((Cell(_("NA"), strong=True), Cell(_("Not applicable")), Cell(_("with a reason; left out of the mean"))))
    columns = (Column(_("Value"), 0.6, "center"), Column(_("Name"), 1.6), Column(_("You know it by this"), 5))
    return table(_("The scale"), columns, tuple(rows))


def _side() -> tuple[Block, ...]:
    kinds = tuple((Cell(BOX), Cell(str(label))) for label in KindOfPartner.labels)
    columns = (Column(_("Tick"), 0.6, "center"), Column(_("I rate from the side of"), 6.6))
    note = _(
        "The side shows where industry and the public side differ. A side with fewer than three is never shown alone."
    )
    return heading(_("Your side of the table")), table(_("Your side of the table"), columns, kinds), text(note)


def _part(instrument: Instrument, key: str, name: str) -> tuple[Block, ...]:
    boxes = tuple(Column(label, 0.55, "center") for label in ratings())
    columns = (Column(_("No."), 0.75), Column(_("Statement"), 5.4), *boxes)
    rows = tuple(_row(item) for item in instrument.of_part(key))
    title = f"{key} {name}"
    return heading(title), table(title, columns, rows), lines(_("Reasons, evidence, comments, each with its number"), 3)


def _row(item: Item) -> tuple[Cell, ...]:
    star = " ★" if item.is_critical else ""
    return (Cell(f"{item.key}{star}", strong=True), Cell(item.text), *(Cell(BOX) for _rating in ratings()))


def form_book(instrument: Instrument, whose: str = "") -> bytes:
    """Return the form as a workbook: the column of ratings takes only answers that exist."""
    columns = (
        GridColumn("item", _("No."), "code"),
        GridColumn("part", _("Component")),
        GridColumn("text", _("Statement")),
        GridColumn("critical", _("Needed for launch")),
        GridColumn("rating", _("Rating")),
        GridColumn("reason", _("Reason, where not applicable")),
        GridColumn("evidence", _("Evidence link")),
        GridColumn("comment", _("Comment")),
    )
    names = {part.key: str(part.name) for part in instrument.parts}
    rows: tuple[dict[str, Value], ...] = tuple(
        {
            "item": item.key,
            "part": names[item.part],
            "text": item.text,
            "critical": _("yes") if item.is_critical else _("no"),
        }
        for item in instrument.items
    )
    allowed = ", ".join(ratings())
    problem = _("Write one of: {allowed}.").format(allowed=allowed)
    title = _("Rating form: {title}").format(title=instrument.title)
    form = Sheet(_("Form"), whose or _("Rate alone, before you talk. Write no name."), Grid(title, columns, rows))
    return as_xlsx(
        title,
        (form, Sheet(_("Scale"), _("How to rate"), _scale_grid(instrument))),
        (Choices("rating", ratings(), problem),),
    )


def _scale_grid(instrument: Instrument) -> Grid:
    columns = (
        GridColumn("value", _("Value")),
        GridColumn("name", _("Name")),
        GridColumn("anchor", _("You know it by this")),
    )
    rows: list[dict[str, Value]] = [
        {"value": str(each.value), "name": str(each.name), "anchor": str(each.anchor)} for each in instrument.scale
    ]
    rows.append({"value": _("DK"), "name": _("Don’t know"), "anchor": _("never averaged")})
    rows.append({"value": _("NA"), "name": _("Not applicable"), "anchor": _("with a reason; left out of the mean")})
    return Grid(_("The scale"), columns, tuple(rows))
