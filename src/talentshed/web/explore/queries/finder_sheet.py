"""What stands on the one page that a convener hands out of a found region?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.explore.queries.finder import market, words
from talentshed.web.explore.queries.finder.asked import Asked
from talentshed.web.explore.queries.finder.bodies import table_figure
from talentshed.web.explore.queries.finder.counties import contested_figure, suggestion_receipt
from talentshed.web.explore.queries.finder.found import Found, found
from talentshed.web.explore.queries.finder_export import map_figure, sources
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

MOST_MEMBERS = 14
"""Counties that the sheet names one by one; the workbook has them all."""
MOST_SEATS = 12
MOST_TOLD = 10
LONGEST_NOTE = 320


@dataclass(frozen=True)
class Sheet:
    """A found region on one page of paper: what a convener hands out. All of it is in the reader's language."""

    title: str
    subtitle: str
    edition: str
    permalink: str
    answer: tuple[str, ...]
    map: Figure | None
    kept: Grid
    """Who stays, comes and leaves, with margins of error, and the shares."""
    members: Grid
    more_members: str
    contested: tuple[str, str]
    """Heading and sentence."""
    seats: tuple[str, Grid | None]
    """Heading and table of who has to be at the table."""
    told: str
    missing: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    receipt: str
    """Formula of the containment, with the numbers filled in."""


def sheet(asked: Asked) -> Sheet:
    """Return a found region as one page of paper."""
    answered = found(asked, wait=True)
    table, sure = table_figure(answered), contested_figure(answered)
    receipt = suggestion_receipt(answered)
    more = len(answered.members) - MOST_MEMBERS
    return Sheet(
        title=asked.name or _("The labor market around {county}").format(county=answered.seed_name()),
        subtitle=_("The labor market that commuting makes, {period}").format(period=market.period_of(asked.edition)),
        edition=asked.edition,
        permalink=asked.address(always_edition=True),
        answer=tuple(filter(None, (*words.answer(answered), words.by_hand(answered)))),
        map=map_figure(answered),
        kept=_kept(answered),
        members=_members(answered),
        more_members=_more(more),
        contested=(sure.heading, sure.sentence) if sure is not None else ("", ""),
        seats=(table.heading, _seats(table)),
        told=_told(table),
        missing=_missing(table),
        cautions=(*_named(answered), *words.cautions(answered)),
        sources=(sources(answered),),
        receipt=f"{receipt.formula}: {receipt.filled}",
    )


def _named(answered: Found) -> tuple[str, ...]:
    if not answered.asked.name:
        return ()
    text = _("The name “{name}” was given by whoever made this link; the region is {counties}.")
    counties = words.short_names(answered, answered.members)
    return (text.format(name=answered.asked.name, counties=counties),)


def _kept(answered: Found) -> Grid:
    held = answered.containment
    workers: list[tuple[str, float, float | None]] = [
        (_("live and work in the region"), held.stay, held.stay_moe),
        (_("live elsewhere, work in it"), held.into, held.into_moe),
        (_("live in it, work elsewhere"), held.out, held.out_moe),
    ]
    shares = [
        (_("of the workers who live there, work there"), held.resident_share, held.resident_share_moe),
        (_("of the people who work there, live there"), held.job_share, held.job_share_moe),
    ]
    rows = [
        {"what": what, "value": written(round(number), "count"), "margin": margin_words(margin, "count")}
        for what, number, margin in workers
    ]
    rows += [
        {"what": what, "value": words.percent(share), "margin": margin_words(margin, "percent")}
        for what, share, margin in shares
    ]
    columns = (
        GridColumn("what", _("Workers who")),
        GridColumn("value", _("Number or share")),
        GridColumn("margin", _("Margin of error, 90 percent")),
    )
    return Grid(_("Who stays, comes and goes"), columns, tuple(rows))


def margin_words(margin: float | None, kind: Literal["count", "percent"]) -> str:
    """Return a 90 percent margin of error as it is written: workers, or points for a share."""
    if margin is None:
        return _("none published")
    if kind == "percent":
        points = round(margin * 100, 1)
        text = _("± {number} points") if points else _("less than {number} points")
        return text.format(number=written(points or 0.1, "number"))
    return _("± {number}").format(number=written(round(margin), "count"))


def _members(answered: Found) -> Grid:
    flows = market.workers_of(answered.edition, answered.asked.sector)
    order = sorted(answered.members, key=lambda code: (-(answered.probability(code) or 0.0), code))
    columns = (
        GridColumn("name", _("County")),
        GridColumn("probability", _("Redraws that hold it"), "percent"),
        GridColumn("residents", _("Resident workers"), "count"),
        GridColumn("jobs", _("People who work there"), "count"),
    )
    rows: list[Mapping[str, Value]] = [
        {
            "name": answered.name(code),
            "probability": answered.probability(code),
            "residents": round(float(flows.residents[flows.position[code]])),
            "jobs": round(float(flows.jobs[flows.position[code]])),
        }
        for code in order[:MOST_MEMBERS]
    ]
    return Grid(_("The counties, and how sure each is"), columns, tuple(rows))


def _more(count: int) -> str:
    if count <= 0:
        return ""
    text = ngettext("{count} more county is in the workbook.", "{count} more counties are in the workbook.", count)
    return text.format(count=count)


def _seats(table: Figure) -> Grid | None:
    seated = [row for row in table.grid.rows if row["seat"] == "table"] if table.grid else []
    if not seated:
        return None
    columns = (
        GridColumn("name", _("Body")),
        GridColumn("kind", _("Kind")),
        GridColumn("residents", _("Share of the region’s resident workers"), "percent"),
    )
    return Grid(_("Who has to be at the table"), columns, tuple(seated[:MOST_SEATS]))


def _missing(table: Figure) -> tuple[str, ...]:
    """What isn't known of the bodies; sentences that name dozens of counties are left to the workbook."""
    short = tuple(note for note in table.notes if len(note) <= LONGEST_NOTE)
    if len(short) == len(table.notes):
        return short
    return (*short, _("Counties that no known body serves are listed in the workbook."))


def _told(table: Figure) -> str:
    rows = table.grid.rows if table.grid else ()
    told = [str(row["name"]) for row in rows if row["seat"] == "told"]
    more = sum(row["seat"] == "table" for row in rows) - MOST_SEATS
    said = []
    if more > 0:
        text = ngettext(
            "{count} more at the table is in the workbook.", "{count} more at the table are in the workbook.", more
        )
        said.append(text.format(count=more))
    if told:
        shown = told[:MOST_TOLD]
        rest = len(told) - len(shown)
        names = words.listed(shown) if not rest else ", ".join(shown)
        text = _("Should be told: {names} and {rest} more.") if rest else _("Should be told: {names}.")
        said.append(text.format(names=names, rest=rest))
    return " ".join(said)
