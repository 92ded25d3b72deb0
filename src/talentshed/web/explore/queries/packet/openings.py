"""How many openings a year will the sector have here, and how many of them only replace people who leave?"""

import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.charts.occupations import openings_chart
from talentshed.labor.measures import openings
from talentshed.web.explore.queries.packet import demand
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import not_counted, said, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn


def figures(case: Case) -> list[Draft]:
    """Return key data point eight: openings by their parts, an estimate with the nation's rates."""
    if not demand.has_occupations(case):
        return [draft(unavailable(case, "openings", _("openings")))]
    total = demand.all_openings(case)
    titled = case.arrow("openings_titled", _titled, demand.by_occupation(case), demand.occupations(case))
    picture = openings_chart(
        titled,
        sector=case.sector,
        place=case.place,
        limit=10,
        source=case.sources("county_industry", "staffing_pattern", "projection"),
        locale=case.locale,
        _=_,
    )
    figure = Figure(
        key="openings",
        heading=_heading(case, total),
        sentence=" ".join([*_parts(total), picture.sentence]),
        receipt=receipt_of(
            case.store,
            openings.METHOD,
            filled=_filled(total),
            status="estimated" if total else "not_available",
            bounds=_bounds(total),
            parameters={_("year of the jobs"): str(case.scope.year)},
        ),
        grid=_grid(case, titled.to_pylist()),
        notes=(
            _("An estimate: jobs here times the nation’s rates. No projection for this region is loaded."),
            *coverage_notes(case),
        ),
        questions=(
            _("Where do the employers here feel these openings already?"),
            _("How many people do they expect to retire in the next five years?"),
        ),
    )
    return [draft(figure, picture)]


def unavailable(case: Case, key: str, what: str) -> Figure:
    """Return the figure for a sector whose jobs here can't be split by occupation: says so, and why."""
    missing, _share = demand.covered(case)
    if case.scope.not_counted:
        reason = not_counted(case.sector)
    elif missing:
        reason = _("No staffing pattern of the same meaning is known for {codes}. Codes are never matched by number.")
    else:
        reason = _("The sector has no jobs here that could be split by occupation.")
    return Figure(
        key=key,
        heading=_("{sector} in {place}: {what} not available").format(sector=case.sector, place=case.place, what=what),
        sentence=reason.format(codes=", ".join(row["naics"] for row in missing)),
        receipt=receipt_of(case.store, openings.METHOD, status="not_available"),
    )


def coverage_notes(case: Case) -> tuple[str, ...]:
    """Return what part of the sector's jobs has no staffing pattern and so isn't in figures by occupation."""
    missing, share = demand.covered(case)
    if not missing:
        return ()
    text = _("No staffing pattern of the same meaning for {codes}; {share} of the sector’s jobs are covered.")
    codes = ", ".join(row["naics"] for row in missing[:6]) + (" …" if len(missing) > 6 else "")
    return (text.format(codes=codes, share=write(share, "percent")),)


def _titled(openings_here: ir.Table, occupations: ir.Table) -> ir.Table:
    return openings_here.join(occupations.select("soc", "title"), "soc")


def _heading(case: Case, total: Row | None) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    if total is None:
        return _("{sector} in {place}: openings not available").format(**said_of)
    text = _("{sector} has about {openings} openings a year in {place}; {share} replace people who leave")
    share = min(total["replacement_share"] or 0, 1)
    return text.format(openings=write(round(total["openings"])), share=write(share, "percent"), **said_of)


def _parts(total: Row | None) -> list[str]:
    if total is None:
        return []
    text = _(
        "Of {openings} openings a year, {exits} come from people who leave the labor force, {transfers} from those who "
        "change occupation, and {growth} from growth."
    )
    figures = {key: write(round(total[key])) for key in ("exits", "transfers", "growth")}
    return [text.format(openings=said(total, "openings"), **figures)]


def _filled(total: Row | None) -> str:
    if total is None:
        return ""
    parts = " + ".join(write(round(total[key])) for key in ("growth", "exits", "transfers"))
    return f"{parts} = {write(round(total['openings']))}"


def _bounds(total: Row | None) -> str:
    if total is None or total["openings_high"] is None:
        return ""
    text = _("between {low} and {high} openings a year, by the bounds of the jobs")
    return text.format(low=write(round(total["openings_low"])), high=write(round(total["openings_high"])))


def _grid(case: Case, rows: list[Row]) -> Grid:
    ordered = sorted(rows, key=lambda row: -(row["openings"] or 0))[:40]
    keys = ("soc", "title", "jobs", "openings", "openings_low", "openings_high", "growth", "exits", "transfers")
    shown = tuple(
        {
            **{key: row[key] for key in keys},
            "status": row["status"],
            "link": case.occupation_link(row["soc"]),
            **{f"{part}_status": _plain(row[part], row["status"]) for part in ("jobs", "growth", "exits", "transfers")},
        }
        for row in ordered
    )
    return Grid(
        caption=_("Openings a year by occupation, {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("title", _("Occupation"), link="link"),
            GridColumn("jobs", _("Jobs"), "count"),
            GridColumn("openings", _("Openings a year"), "count", low="openings_low", high="openings_high"),
            GridColumn("growth", _("Growth"), "count"),
            GridColumn("exits", _("Leave work"), "count"),
            GridColumn("transfers", _("Change occupation"), "count"),
        ),
        rows=shown,
        sortable=True,
    )


def _plain(value: float | None, status: str) -> str:
    """A part of an estimate stands as a number; without one its status stands in words."""
    return "reported" if value is not None else status
