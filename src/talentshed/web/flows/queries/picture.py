"""Where did the hires of all firms come from, as far as it was published? Pictures, sentences, tables, receipts.

All of it is read from a release: what the door hid is hidden here, too, with its reason and the range that is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.flows.back_mapping import CODES, METHOD, NOT_REPORTED, source_words
from talentshed.web.flows import periods
from talentshed.web.flows.models import BackMapPublication
from talentshed.web.flows.queries import drawing
from talentshed.web.flows.queries.cells import Cell, Cells, cells_of
from talentshed.web.flows.queries.pooling import BY_JOB, BY_WAY, DIRECT, EARLIER, JOB
from talentshed.web.flows.queries.receipts import receipt_of
from talentshed.web.releases.queries.ledger import ReleasePage, release_page
from talentshed.web.ui import formats
from talentshed.web.ui.values import Figure, Grid, GridColumn, Link, ReceiptLine, ReceiptView, Value

if TYPE_CHECKING:
    from talentshed.web.partnerships.policies import Standing

MOST_BARS = 14
_ALL_JOBS = TOTAL


@dataclass(frozen=True)
class Picture:
    """What the page shows of the firms together."""

    publication: int
    period: str
    name: str
    """Name of the release, for example IL-7."""
    release: str
    """Its address."""
    summary: str
    figures: tuple[Figure, ...]
    periods: tuple[Link, ...]
    """Further periods that were published."""


def picture(standing: "Standing", period: str = "") -> Picture | None:
    """Return the latest published picture of a period, or of any; None where there is none that still stands."""
    found = list(BackMapPublication.objects.filter(partnership=standing.partnership))
    for each in found:
        if period and each.period != period:
            continue
        page = release_page(standing.person, each.release_id)
        if not page.closed:
            return _picture(standing, each, page, found)
    return None


def figure_of(standing: "Standing", publication: int, key: str) -> Grid:
    """Return the table of one figure, for its file; 404 where there is none or it was taken back."""
    found = BackMapPublication.objects.filter(partnership=standing.partnership, pk=publication).first()
    if found is None:
        raise Http404
    page = release_page(standing.person, found.release_id)
    if page.closed:
        raise Http404
    figure = next((each for each in _figures(standing, found, page) if each.key == key), None)
    if figure is None or figure.grid is None:
        raise Http404
    return figure.grid


def _picture(
    standing: "Standing", found: BackMapPublication, page: ReleasePage, every: list[BackMapPublication]
) -> Picture:
    others = dict.fromkeys(each.period for each in every if each.period != found.period)
    address = reverse("flows:hires", args=[standing.partnership.pk])
    return Picture(
        publication=found.pk,
        period=periods.in_words(found.period),
        name=page.name,
        release=page.release.get_absolute_url(),
        summary=_summary(cells_of(page, BY_JOB, JOB, DIRECT), periods.in_words(found.period)),
        figures=_figures(standing, found, page),
        periods=tuple(Link(f"{address}?period={each}", periods.in_words(each)) for each in others),
    )


def _summary(cells: Cells, period: str) -> str:
    whole = cells.get((_ALL_JOBS, TOTAL))
    if whole is None or whole.value is None:
        return _("The sum of the hires of {period} is hidden, so that no firm’s answer can be worked out.").format(
            period=period
        )
    known = [(code, cell) for code, cell in _by_source(cells, _ALL_JOBS) if code != NOT_REPORTED and cell.value]
    said = [
        _("Firms told of {hires} hires in {period}.").format(hires=formats.written(whole.value, "count"), period=period)
    ]
    if known:
        share = formats.written(known[0][1].share_of(whole).value, "percent")
        sentence = _("The greatest source that can be shown is “{source}” with {share} of them.")
        said.append(sentence.format(source=source_words(known[0][0], _=_), share=share))
    rest = cells.get((_ALL_JOBS, NOT_REPORTED))
    share_open = (rest or Cell(0.0, "reported")).share_of(whole)
    words = formats.in_words(
        share_open.value, "percent", status=share_open.status, low=share_open.low, high=share_open.high
    )
    said.append(_("Source not reported: {share}.").format(share=words))
    return " ".join(said)


def _by_source(cells: Cells, job: str) -> list[tuple[str, Cell]]:
    found = [(code, cells[job, code]) for code in CODES if (job, code) in cells and cells[job, code].occurs]
    return sorted(found, key=lambda each: (each[0] == NOT_REPORTED, each[1].order))


def _figures(standing: "Standing", found: BackMapPublication, page: ReleasePage) -> tuple[Figure, ...]:
    by_job, by_way = cells_of(page, BY_JOB, JOB, DIRECT), cells_of(page, BY_WAY, DIRECT, EARLIER)
    whole, period = by_job.get((_ALL_JOBS, TOTAL)), periods.in_words(found.period)
    receipt = _receipt(standing, found, page, whole)
    sources = [({"source": source_words(code, _=_)}, cell) for code, cell in _by_source(by_job, _ALL_JOBS)]
    jobs = [
        ({"job": job, "source": source_words(code, _=_)}, cell)
        for job in dict.fromkeys(one for one, _other in by_job if one != TOTAL)
        for code, cell in _by_source(by_job, job)
    ]
    titles = {
        "sources": _("Where hires came from directly, {period}").format(period=period),
        "ways": _("What came before: the ways on which hires came, {period}").format(period=period),
        "jobs": _("Sources of each critical job, {period}").format(period=period),
    }
    ways = [({"before": source_words(two, _=_), "source": source_words(one, _=_)}, c) for one, two, c in _ways(by_way)]
    made = {
        "sources": (sources, {}),
        "ways": (ways, {}),
        "jobs": (jobs, {job: by_job.get((job, TOTAL)) for job in {words["job"] for words, _cell in jobs}}),
    }
    return tuple(
        _figure(found, key, titles[key], rows, wholes or {"": whole}, receipt)
        for key, (rows, wholes) in made.items()
        if rows
    )


def _ways(cells: Cells) -> Iterator[tuple[str, str, Cell]]:
    """Yield direct source, earlier source and cell of what is a way; the greatest first."""
    found = [(one, two, cell) for (one, two), cell in cells.items() if TOTAL not in (one, two) and cell.occurs]
    yield from sorted(found, key=lambda each: (each[0] == NOT_REPORTED, each[2].order, each[0], each[1]))


_LABELS = ("job", "before", "source")


def _figure(
    found: BackMapPublication,
    key: str,
    title: str,
    rows: list[tuple[dict[str, str], Cell]],
    wholes: Mapping[str, Cell | None],
    receipt: ReceiptView,
) -> Figure:
    shares = [(words, cell, cell.share_of(wholes.get(words.get("job", "")))) for words, cell in rows]
    sentence = _sentence(shares)
    svg, spec = _drawn(key, title, sentence, shares[:MOST_BARS], wholes.get(""))
    address = {
        kind: reverse("flows:hires_file", args=[found.partnership_id, found.pk, key, kind]) for kind in ("csv", "xlsx")
    }
    notes = []
    if len(rows) > MOST_BARS:
        notes.append(_("The picture shows the first {n} rows; the table has all.").format(n=MOST_BARS))
    if any(cell.status != "reported" for _words, cell in rows):
        notes.append(_("Some numbers are hidden, so that no firm’s answer can be worked out. Hidden is not zero."))
    return Figure(
        key=key,
        heading=title,
        sentence=sentence,
        receipt=receipt,
        grid=_grid(title, shares),
        spec=spec,
        svg=svg,
        notes=tuple(notes),
        addresses=address,
    )


def _drawn(
    key: str,
    title: str,
    sentence: str,
    shares: Sequence[tuple[dict[str, str], Cell, Cell]],
    whole: Cell | None,
) -> tuple[str, str]:
    """Draw direct sources as streams into the hires, the others as bars."""
    from talentshed.labor.charts.marks import Bar

    if key == "sources":
        return drawing.streams(_streams(shares, whole), title=title, middle=_("recent hires"))
    items = [Bar(_name_of(words), each.value, _bar_words(cell, each)) for words, cell, each in shares]
    return drawing.bars(items, title=title, sentence=sentence)


def _streams(
    shares: Sequence[tuple[dict[str, str], Cell, Cell]], whole: Cell | None
) -> list[tuple[str, float | None, str]]:
    """Return each shown source, and the hidden ones as one stream: together they are what the shown ones leave."""
    told: list[tuple[str, float | None, str]] = [
        (words["source"], cell.value, cell.status) for words, cell, _share in shares if cell.value is not None
    ]
    hidden = [cell for _words, cell, _share in shares if cell.value is None]
    if not hidden:
        return told
    rest = None if whole is None or whole.value is None else whole.value - sum(n or 0 for _name, n, _status in told)
    status = hidden[0].status if rest is None else "reported"
    return [*told, (_("Hidden sources, together"), rest, status)]


def _name_of(words: Mapping[str, str]) -> str:
    return " → ".join(words[label] for label in _LABELS if label in words)


def _bar_words(cell: Cell, share: Cell) -> str:
    if cell.value is None and cell.low is not None and cell.high is not None:
        # The table says why; beside a bar there is no room for it.
        return _("hidden, {range}").format(range=formats.between(cell.low, cell.high, "count"))
    hires = formats.in_words(cell.value, "count", status=cell.status)
    if share.value is None:
        return hires
    return _("{share} ({hires})").format(share=formats.written(share.value, "percent"), hires=hires)


def _sentence(shares: list[tuple[dict[str, str], Cell, Cell]]) -> str:
    shown = [each for each in shares if each[1].value is not None]
    if not shown:
        return _("None of these numbers can be shown without telling of single firms.")
    open_words = source_words(NOT_REPORTED, _=_)
    words, cell, _share = max(shown, key=lambda each: (each[0]["source"] != open_words, each[1].value or 0))
    sentence = _("Most hires: {name}, {hires}. {shown} of {all} numbers can be shown.")
    hires = formats.written(cell.value, "count")
    return sentence.format(name=_name_of(words), hires=hires, shown=len(shown), all=len(shares))


def _grid(title: str, shares: list[tuple[dict[str, str], Cell, Cell]]) -> Grid:
    labels = {"job": _("Critical job"), "before": _("Before that"), "source": _("Direct source")}
    has = [label for label in _LABELS if label in shares[0][0]]
    columns = (
        *(GridColumn(label, labels[label]) for label in has),
        GridColumn("hires", _("Hires"), "count", low="low", high="high"),
        GridColumn("share", _("Share of hires"), "percent", low="share_low", high="share_high"),
    )
    return Grid(title, columns, tuple(_row(*each) for each in shares))


def _row(words: dict[str, str], cell: Cell, share: Cell) -> dict[str, Value]:
    row: dict[str, Value] = {**words, "hires": cell.value, "hires_status": cell.status}
    row |= {"share": share.value, "share_status": share.status}
    for key, bound in (("low", cell.low), ("high", cell.high), ("share_low", share.low), ("share_high", share.high)):
        if bound is not None:
            row[key] = bound
    return row


def _receipt(standing: "Standing", found: BackMapPublication, page: ReleasePage, whole: Cell | None) -> ReceiptView:
    total = whole.value if whole is not None else None
    filled = "" if total is None else _("all hires = {n}").format(n=formats.written(total, "count"))
    told = ReceiptLine(
        title=_("What firms told of their recent hires, release {name}").format(name=page.name),
        agency=str(standing.partnership),
        vintage=periods.in_words(found.period),
        license=_("For members of the partnership"),
        url=page.release.get_absolute_url(),
        digest=page.release.table_digest,
    )
    rules = {_("Rules of disclosure"): page.release.policy}
    return receipt_of(METHOD, edition=page.name, filled=filled, sources=(told,), parameters=rules)
