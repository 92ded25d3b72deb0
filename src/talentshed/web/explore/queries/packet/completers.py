"""Who finishes programs here that lead to the sector's occupations, and is that enough for the openings?"""

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import gettext as _

from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.talent import completers_chart
from talentshed.labor.measures import local_completers, occupation_demand, supply_gap
from talentshed.web.explore.queries import reference
from talentshed.web.explore.queries.packet import demand
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.openings import unavailable
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn

_SHOWN = 30


def figures(case: Case) -> list[Draft]:
    """Return local completers in related programs beside the openings of the occupations that they lead to."""
    if not demand.has_occupations(case):
        return [draft(unavailable(case, "completers", _("local completers")))]
    rows = programs(case)
    gap = totals(case)
    picture = _picture(case, rows) if rows else None
    figure = Figure(
        key="completers",
        heading=_heading(case, rows, gap),
        sentence=" ".join([_gap_words(case, gap), *([picture.sentence] if picture else [])]),
        receipt=receipt_of(
            case.store,
            supply_gap.METHOD,
            filled=_filled(gap),
            status="estimated",
            bounds=_bounds(gap),
            parameters={
                _("share who stay"): f"{write(_STAY.low, 'percent')}–{write(_STAY.high, 'percent')}",
                _("occupations"): _("common in the sector and more common than in the whole economy"),
            },
        ),
        grid=_grid(case, rows),
        notes=(
            _("Awards, not people: who earns two counts twice. Noncredit training and apprenticeships aren’t in."),
            _("One completion is divided among the occupations it leads to, so that it never counts twice."),
        ),
        questions=(
            _("Which of these programs do the employers here hire from, and which would they miss?"),
            _("Which training outside these figures matters as much?"),
        ),
    )
    return [draft(figure, picture)]


_STAY = supply_gap.Stay()


def _year(case: Case) -> int:
    return int(case.everywhere(_newest, "completion")["year"][0].as_py())


def _newest(completion: ir.Table) -> ir.Table:
    return completion.agg(year=completion.year.max())


def _completions(case: Case) -> pa.Table:
    counties = case.scope.counties
    return case.arrow("completions", local_completers.completions_here, "completion", "institution", counties=counties)


def _weights(case: Case) -> pa.Table:
    return reference.held(case.store, "weights")


def programs(case: Case) -> list[Row]:
    """Return the related programs here by institution and award level, most related completions first."""
    found = case.rows(
        "programs",
        _programs,
        *(_completions(case), _weights(case), demand.occupations(case), "program_title"),
    )
    return sorted(found, key=lambda row: (-row["related_completions"], row["cip"], row["unitid"], row["award_level"]))


def _programs(completions: ir.Table, weights: ir.Table, occupations: ir.Table, titles: ir.Table) -> ir.Table:
    key = occupation_demand.key_occupations(occupations)
    return local_completers.local_completers(completions, weights, key, titles)


def totals(case: Case) -> Row:
    """Return openings and completers of the sector's key occupations in one row, with the gap and its bounds."""
    tables = (_completions(case), _weights(case), demand.occupations(case), demand.by_occupation(case))
    return case.rows("gap", _gap, *tables)[0]


def _gap(completions: ir.Table, weights: ir.Table, occupations: ir.Table, openings: ir.Table) -> ir.Table:
    led = local_completers.completers_by_occupation(completions, weights)
    key = openings.semi_join(occupation_demand.key_occupations(occupations), "soc")
    by_occupation = supply_gap.supply_gap(key, led)
    return by_occupation.agg(
        demand=by_occupation.demand.sum(),
        completers=by_occupation.completers.sum(),
        gap=by_occupation.demand.sum() - by_occupation.supply.sum().coalesce(0.0),
        gap_low=by_occupation.gap_low.sum(),
        gap_high=by_occupation.gap_high.sum(),
        occupations=by_occupation.count(),
    )


def _heading(case: Case, rows: list[Row], gap: Row) -> str:
    said_of = {"sector": case.sector, "place": case.place, "year": _year(case)}
    if not rows:
        return _("No institution in {place} reports completions in programs that lead to {sector}").format(**said_of)
    completers = sum(row["related_completions"] for row in rows)
    text = _(
        "Programs in {place} completed about {completers} awards in {year} that lead to key occupations of {sector}"
    )
    return text.format(completers=write(round(completers)), **said_of)


def _gap_words(case: Case, gap: Row) -> str:
    if gap["demand"] is None:
        return _("The sector has no key occupations with openings to compare them with.")
    return supply_gap.supply_gap_words(gap["demand"], gap["completers"] or 0.0, stay=_STAY, _=_)


def _filled(gap: Row) -> str:
    if gap["demand"] is None:
        return ""
    supply = (gap["completers"] or 0.0) * _STAY.likely
    return (
        f"{write(round(gap['demand']))} − {write(round(gap['completers'] or 0))} × {write(_STAY.likely, 'percent')} = "
        f"{write(round(gap['demand'] - supply))}"
    )


def _bounds(gap: Row) -> str:
    if gap["gap_low"] is None or gap["gap_high"] is None:
        return ""
    text = _(
        "where programs exist, between {low} and {high} people a year (a negative gap is more people than openings)"
    )
    return text.format(low=write(round(gap["gap_low"])), high=write(round(gap["gap_high"])))


def _picture(case: Case, rows: list[Row]) -> Picture:
    from pyarrow import Table

    by_program: dict[str, Row] = {}
    for row in rows:
        known = by_program.setdefault(
            row["cip"], {"cip": row["cip"], "program": row["program"], "completions": 0.0, "status": "estimated"}
        )
        known["completions"] += row["related_completions"]
    largest = sorted(by_program.values(), key=lambda row: -row["completions"])[:10]
    return completers_chart(
        Table.from_pylist(largest),
        place=case.place,
        year=_year(case),
        source=case.sources("completion", "cip_soc"),
        locale=case.locale,
        _=_,
    )


def _grid(case: Case, rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Completions in related programs, {place}, {year}").format(place=case.place, year=_year(case)),
        columns=(
            GridColumn("program", _("Program")),
            GridColumn("institution", _("Institution")),
            GridColumn("award", _("Award")),
            GridColumn("completions", _("Awards"), "count"),
            GridColumn("related_completions", _("Leading to the sector’s key occupations"), "number"),
        ),
        rows=tuple(
            {
                **{key: row[key] for key in ("program", "institution", "cip", "completions")},
                "related_completions": round(row["related_completions"], 1),
                "award": award_words(row["award_level"]),
            }
            for row in rows[:_SHOWN]
        ),
        sortable=True,
    )


def award_words(level: str) -> str:
    """Return an IPEDS award level in words."""
    words = {
        "20": _("certificate under 12 weeks"),
        "21": _("certificate, 12 weeks to 1 year"),
        "1": _("certificate under 1 year"),
        "2": _("certificate, 1 to 2 years"),
        "3": _("associate degree"),
        "4": _("certificate, 2 to 4 years"),
        "5": _("bachelor’s degree"),
        "6": _("certificate after the bachelor’s"),
        "7": _("master’s degree"),
        "8": _("certificate after the master’s"),
    }
    return words.get(level.lstrip("0"), _("doctorate") if level.lstrip("0") in ("17", "18", "19") else level)
