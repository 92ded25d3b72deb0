"""What do employers say the partnership is worth, this time and over time? Closed pulses only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Pulse, PulseAnswer, PulsePass, PulseValue
from talentshed.web.readiness.pictures import Picture, number, signed
from talentshed.web.readiness.pictures_compared import Changed, change
from talentshed.web.readiness.pictures_svg import Mark, Row, drawing
from talentshed.web.readiness.pulse_reckoning import (
    FEWEST_ANSWERS,
    PEER,
    PulseFigures,
    PulseItem,
    PulseSheet,
    pulse_figures,
)
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class PulseResult:
    """The results of one closed pulse, as far as they may be shown."""

    pulse: Pulse
    figures: PulseFigures
    picture: Picture
    peer_sentence: str
    groups: Grid | None
    group_sentence: str
    wishes: tuple[str, ...]


@dataclass(frozen=True)
class Trend:
    """How the figures moved from pulse to pulse."""

    picture: Picture | None
    """Change of the medians between the last two pulses that may be shown; None where there are not two."""
    grid: Grid
    sentence: str


def pulses_of(partnership: "Partnership") -> tuple[Pulse, ...]:
    """Return the pulses of a partnership, newest first."""
    found = Pulse.objects.filter(partnership=partnership).select_related("instrument_version")
    pulses = tuple(found)
    for each in pulses:
        each.partnership = partnership
    return pulses


def pulse_of(partnership: "Partnership", pulse_id: int) -> Pulse:
    """Return one pulse of a partnership.

    Raises:
        Http404: there is none of that number in this partnership.
    """
    found = Pulse.objects.filter(partnership=partnership, pk=pulse_id).select_related("instrument_version").first()
    if found is None:
        raise Http404
    found.partnership = partnership
    return found


def passes_of(pulse: Pulse) -> tuple[PulsePass, ...]:
    """Return the links of a pulse, by company. Who answered is not asked: that is nobody's affair."""
    return tuple(pulse.passes.defer("is_used").select_related("organization"))


def answered(pulse: Pulse) -> int:
    """Return how many companies have answered so far."""
    return pulse.answers.count()


def figures_of(pulses: Sequence[Pulse]) -> dict[int, PulseFigures]:
    """Return the figures of closed pulses by id, in two queries."""
    closed = {each.pk: each for each in pulses if each.is_over}
    sheets: dict[int, list[PulseSheet]] = {pk: [] for pk in closed}
    values = Prefetch("values", PulseValue.objects.only("answer_id", "item", "value"))
    for answer in PulseAnswer.objects.filter(pulse_id__in=closed).prefetch_related(values):
        said = {each.item: each.value for each in answer.values.all()}
        sheets[answer.pulse_id].append(PulseSheet(answer.size, said))
    return {pk: pulse_figures(each.instrument, sheets[pk]) for pk, each in closed.items()}


def pulse_result(pulse: Pulse, figures: PulseFigures | None = None) -> PulseResult:
    """Return the results of a closed pulse."""
    found = figures or figures_of([pulse])[pulse.pk]
    groups, group_sentence = _groups(pulse.instrument, found)
    wishes = tuple(each.text for each in pulse.wishes.all()) if found.is_shown else ()
    picture = item_picture(pulse.instrument, found)
    return PulseResult(pulse, found, picture, peer_words(found), groups, group_sentence, wishes)


def item_picture(instrument: Instrument, figures: PulseFigures) -> Picture:
    """Return the medians of the items as dots, with how many agree, the sentence, and the table of all counts."""
    texts = {item.key: item.text for item in instrument.items}
    scaled = [each for each in figures.items if each.key != PEER]
    shown = [each for each in scaled if each.median is not None]
    rows = [
        Row(
            f"{each.key} {texts[each.key]}", (Mark("dot", (each.median or 0) / 4),), number(each.median), _beneath(each)
        )
        for each in shown
    ]
    said = _sentence(figures, texts)
    ends = (str(instrument.scale[0].name), str(instrument.scale[-1].name))
    svg = drawing(rows, ends=ends, steps=4, alt=said) if rows else SafeString("")
    return Picture(said, _item_grid(figures, texts), svg)


def _beneath(each: PulseItem) -> str:
    return _("{agree} agree, {disagree} disagree, {none} without an opinion").format(
        agree=each.agree, disagree=each.disagree, none=each.no_opinion
    )


def _sentence(figures: PulseFigures, texts: dict[str, str]) -> str:
    said = ngettext("{count} company answered.", "{count} companies answered.", figures.answered)
    words = said.format(count=figures.answered)
    if not figures.is_shown:
        hidden = _("With fewer than {least} answers nothing is shown, so that nobody can be recognized.")
        return f"{words} {hidden.format(least=FEWEST_ANSWERS)}"
    if figures.value_of_time is None:
        return words
    value = _("Worth of their time: the middle answer is {median} on a scale from 0 to 4.")
    ranked = [(each.median, each.key) for each in figures.items if each.median is not None and each.key != PEER]
    low = _("Lowest: {statement}").format(statement=texts[min(ranked)[1]])
    return f"{words} {value.format(median=number(figures.value_of_time))} {low}"


def peer_words(figures: PulseFigures) -> str:
    """Return whether companies would invite a peer; counts below ten answers."""
    peer = figures.peer
    if peer is None:
        return _("Too few companies said whether they would invite a peer.") if figures.is_shown else ""
    counts = _(
        "Would they invite a peer? {would} surely would (9 or 10), {unsure} may, {not_} would not (0 to 6)."
    ).format(would=peer.would, unsure=peer.unsure, not_=peer.would_not)
    if peer.index is None:
        return f"{counts} {_('With fewer than ten answers there are counts and no percentages.')}"
    return f"{counts} {_('Peer index: {index}.').format(index=signed(round(peer.index)))}"


def _item_grid(figures: PulseFigures, texts: dict[str, str]) -> Grid:
    percent = (GridColumn("agree_share", _("Agree, percent"), "percent"),) if figures.has_percent else ()
    columns = (
        GridColumn("item", _("Item"), "code"),
        GridColumn("text", _("Statement")),
        GridColumn("median", _("Median"), "number"),
        GridColumn("agree", _("Agree"), "count"),
        *percent,
        GridColumn("disagree", _("Disagree"), "count"),
        GridColumn("none", _("No opinion"), "count"),
    )
    return Grid(_("Answers by item"), columns, tuple(_item_row(each, texts) for each in figures.items), head="text")


def _item_row(each: PulseItem, texts: dict[str, str]) -> dict[str, Value]:
    is_peer = each.key == PEER
    share = None if each.agree is None or is_peer else each.agree / each.opinions
    return {
        "item": each.key,
        "text": texts[each.key],
        "median": each.median,
        "agree": None if is_peer else each.agree,
        "agree_share": share,
        "disagree": None if is_peer else each.disagree,
        "none": each.no_opinion,
        "none_status": "reported",
        "median_status": "reported" if each.is_shown else "suppressed_primary",
        "status": "not_applicable"
        if is_peer and each.is_shown
        else "reported"
        if each.is_shown
        else "suppressed_primary",
    }


def _groups(instrument: Instrument, figures: PulseFigures) -> tuple[Grid | None, str]:
    if not figures.groups:
        words = _("There are too few answers to tell small companies from large ones.") if figures.is_shown else ""
        return None, words
    names = {str(value): str(label) for value, label in PulseAnswer.Size.choices} | {"other": _("the others")}
    heads = tuple(GridColumn(key, f"{names[key]} ({count})", "number") for key, count in figures.groups.items())
    columns = (GridColumn("item", _("Item"), "code"), GridColumn("text", _("Statement")), *heads)
    rows: list[dict[str, Value]] = []
    for item in instrument.items:
        medians = figures.by_group.get(item.key, {})
        status = "reported" if medians else "suppressed_primary"
        cells: dict[str, Value] = {key: medians.get(key) for key in figures.groups}
        rows.append({"item": item.key, "text": item.text, "status": status, **cells})
    return Grid(_("Median by size of company"), columns, tuple(rows), head="text"), _(
        "How small and large companies see it."
    )


def trend(pulses: Sequence[Pulse], figures: dict[int, PulseFigures]) -> Trend:
    """Return how worth of time, peer index and the other medians moved. pulses: newest first."""
    closed = [each for each in pulses if each.is_over]
    shown = [each for each in closed if figures[each.pk].is_shown]
    picture = _moved(shown[1], shown[0], figures) if len(shown) > 1 else None
    if picture is not None:
        words = picture.sentence
    else:
        words = _("A trend needs two closed pulses with five answers or more each.")
    return Trend(picture, _trend_grid(closed, figures), words)


def _moved(before: Pulse, after: Pulse, figures: dict[int, PulseFigures]) -> Picture:
    was, now = figures[before.pk], figures[after.pk]
    moved = [
        Changed(item.key, item.text, _median(was, item.key), _median(now, item.key))
        for item in after.instrument.items
        if item.key != PEER
    ]
    note = _("{before} companies answered before, {after} now; they need not be the same ones.")
    made = change(moved, note=note.format(before=was.answered, after=now.answered), top=4)
    return replace(made, grid=replace(made.grid, caption=_("Median by item, before and now")))


def _median(figures: PulseFigures, key: str) -> float | None:
    found = figures.item(key)
    return found.median if found else None


def _trend_grid(closed: Sequence[Pulse], figures: dict[int, PulseFigures]) -> Grid:
    columns = (
        GridColumn("date", _("Closed on")),
        GridColumn("asked", _("Asked"), "count"),
        GridColumn("answered", _("Answered"), "count"),
        GridColumn("value", _("Worth of their time, median"), "number"),
        GridColumn("peer", _("Peer index"), "number"),
    )
    return Grid(_("Pulse by pulse"), columns, tuple(_trend_row(each, figures[each.pk]) for each in closed), head="date")


def _trend_row(pulse: Pulse, figures: PulseFigures) -> dict[str, Value]:
    index = figures.peer.index if figures.peer else None
    return {
        "date": pulse.closed_at.date().isoformat() if pulse.closed_at else "",
        "asked": pulse.asked,
        "answered": figures.answered,
        "value": figures.value_of_time,
        "value_status": "suppressed_primary" if figures.value_of_time is None else "reported",
        "peer": None if index is None else round(index, 1),
        "peer_status": "suppressed_primary" if index is None else "reported",
    }
