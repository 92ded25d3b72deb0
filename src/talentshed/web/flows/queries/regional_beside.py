"""Do firms find their people where the region's sector does: what firms told beside what wage records show?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from talentshed.labor.disclosure.hierarchy import TOTAL as ALL
from talentshed.labor.flows.back_mapping import GROUP_WORDS, GROUPS, NOT_COMPARABLE, SOURCES
from talentshed.web.flows import periods
from talentshed.web.flows.models import BackMapPublication
from talentshed.web.flows.queries import drawing
from talentshed.web.flows.queries.cells import Cells, cells_of
from talentshed.web.flows.queries.pooling import BY_JOB, DIRECT, JOB
from talentshed.web.flows.queries.regional_reading import Reading
from talentshed.web.flows.queries.regional_receipts import receipt_of
from talentshed.web.flows.queries.regional_words import status_in_words
from talentshed.web.flows.release_sheets import REPORTED, SECONDARY
from talentshed.web.releases.queries.ledger import release_page
from talentshed.web.ui import formats
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.partnerships.policies import Standing

KEY = "beside"


@dataclass(frozen=True)
class Group:
    """A group of sources that both can tell apart: counts (None where a part is hidden) and shares."""

    words: str
    hires: float | None
    share: float | None
    regional: float | None
    regional_share: float | None


def beside(standing: "Standing", reading: Reading) -> Figure | None:
    """Return the figure, from what was published of both; None where one of them is missing."""
    region = _regional(reading)
    if region is None:
        return None
    for each in BackMapPublication.objects.filter(partnership=standing.partnership):
        page = release_page(standing.person, each.release_id)
        if not page.closed:
            cells = cells_of(page, BY_JOB, JOB, DIRECT)
            return _figure(reading, _groups(_told(cells), region), periods.in_words(each.period), page.name)
    return None


Side = tuple[dict[str, float | None], float | None]
"""Hires by group, None where a part is hidden, and the hires that both can show: None where these aren't known."""


def _told(cells: Cells) -> Side:
    """Return what all firms told together."""
    found: dict[str, float | None] = dict.fromkeys(GROUPS, 0.0)
    for source in SOURCES:
        cell, before = cells.get((ALL, source.code)), found[source.group]
        if cell is not None:
            found[source.group] = None if before is None or cell.value is None else before + cell.value
    every, apart = cells.get((ALL, ALL)), found[NOT_COMPARABLE]
    known = every is not None and every.value is not None and apart is not None
    return found, (every.value or 0.0) - (apart or 0.0) if known and every is not None else None


def _regional(reading: Reading) -> Side | None:
    """Return who joined the sector by the wage records; None where the release doesn't tell it of this year."""
    sheet = reading.sheet("inflow")
    every = None if sheet is None else sheet.find(sector=reading.sector, time=reading.year)
    if sheet is None or every is None:
        return None
    found: dict[str, float | None] = {}
    for group, sources in GROUPS.items():
        cells = [sheet.find(sector=reading.sector, time=reading.year, source=each) for each in sources]
        values = [cell.value for cell in cells if cell is not None]
        known = [value for value in values if value is not None]
        found[group] = sum(known) if len(known) == len(values) else None
    return found, every.value


def _groups(told: Side, region: Side) -> list[Group]:
    """Return each group that can be compared, with shares of the hires that both can show."""
    return [
        Group(
            _(GROUP_WORDS[name]),
            told[0][name],
            _share(told[0][name], told[1]),
            region[0][name],
            _share(region[0][name], region[1]),
        )
        for name in GROUPS
        if name != NOT_COMPARABLE
    ]


def _share(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole


def _figure(reading: Reading, groups: list[Group], period: str, name: str) -> Figure:
    from talentshed.labor.charts.marks import Bar

    title = _("Where hires come from: our firms, {period}, beside the region, {year}").format(
        period=period, year=reading.year
    )
    sentence = _sentence(groups)
    bars = [
        Bar(
            _("{group}: {who}").format(group=each.words, who=who),
            share,
            formats.in_words(share, "percent", status=_status(share)),
            tone=tone,
        )
        for each in groups
        for who, share, tone in _sides(each)
    ]
    is_drawn = any(each.value is not None for each in bars)
    svg, spec = drawing.bars(bars if is_drawn else [], title=title, sentence=sentence)
    notes = [
        _("Firms told of critical jobs (release {name}); wage records count the whole sector.").format(name=name),
        _("Shares are of the hires that both can show. Where a part is hidden, its share can’t be told."),
    ]
    if reading.release.is_demo:
        notes.append(_("These records are simulated: no person and no firm stands behind them."))
    return Figure(
        key=KEY,
        heading=title,
        sentence=sentence,
        receipt=receipt_of(reading.release, reading.held, reading.receipts, ("inflow",), title),
        grid=_grid(title, groups),
        spec=spec,
        svg=svg,
        notes=tuple(notes),
        addresses={kind: reading.address(KEY, kind) for kind in ("csv", "xlsx")},
    )


def _sides(group: Group) -> list[tuple[str, float | None, Literal["accent", "main"]]]:
    return [(_("our firms"), group.share, "accent"), (_("region"), group.regional_share, "main")]


def _sentence(groups: list[Group]) -> str:
    both = [each for each in groups if each.share is not None and each.regional_share is not None]
    if not both:
        return _("Too much is hidden on one side to compare the two.")
    widest = max(both, key=lambda each: abs((each.share or 0) - (each.regional_share or 0)))
    return _("They differ most in “{group}”: {firms} of our firms’ hires, {region} of the region’s.").format(
        group=widest.words,
        firms=formats.written(widest.share, "percent"),
        region=formats.written(widest.regional_share, "percent"),
    )


def _status(value: float | None) -> str:
    return status_in_words(REPORTED if value is not None else SECONDARY)


def _grid(title: str, groups: list[Group]) -> Grid:
    columns = (
        GridColumn("group", _("Source")),
        GridColumn("hires", _("Hires, our firms"), "count"),
        GridColumn("share", _("Share, our firms"), "percent"),
        GridColumn("regional", _("Hires, region"), "count"),
        GridColumn("regional_share", _("Share, region"), "percent"),
    )
    rows: list[dict[str, Value]] = []
    for each in groups:
        row: dict[str, Value] = {"group": each.words}
        for key in ("hires", "share", "regional", "regional_share"):
            row |= {key: getattr(each, key), f"{key}_status": _status(getattr(each, key))}
        rows.append(row)
    return Grid(title, columns, tuple(rows))
