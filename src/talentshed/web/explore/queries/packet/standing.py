"""Where is the sector more concentrated than the nation, is that rising, and what moved its jobs?"""

import ibis.expr.types as ir
import pyarrow as pa
from django.utils.translation import gettext as _

from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.shift_share import shift_share_chart, signed
from talentshed.labor.charts.standing import quotient_chart
from talentshed.labor.measures import location_quotient as lq
from talentshed.labor.measures import shift_share
from talentshed.labor.sources.compute import pc
from talentshed.web.explore.queries.packet import inside
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.forms import form_row
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import bounds, is_sure, said, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView

_DRAWN = 9
"""Industries in the picture of quotients, the largest that are steady."""


def figures(case: Case) -> list[Draft]:
    """Return key data point four and the shift-share: location quotient now and before, and what moved the jobs."""
    return [concentration(case), moved(case)]


def quotient_row(case: Case, year: int | None) -> Row | None:
    """Return the sector's location quotient in a year, with bounds; None where it can't be formed."""
    every = case.rows("quotients", lq.location_quotient, case.series(), case.national_series())
    found = next((row for row in every if row["year"] == year and row["naics"] == case.scope.sector.key), None)
    return found if found is not None and found["lq"] is not None else None


def concentration(case: Case) -> Draft:
    """How concentrated is the sector here, now and in the first year?"""
    now, before = quotient_row(case, case.scope.year), quotient_row(case, _first(case))
    picture = _quotients(case)
    figure = Figure(
        key="concentration",
        heading=_heading(case, now, before),
        sentence=" ".join([_quotient_sentence(case, now, before), *([picture.sentence] if picture else [])]),
        receipt=_quotient_receipt(case, now),
        grid=_quotient_grid(case),
        notes=_quotient_notes(case, now),
        questions=(
            _("What made the region strong in this, or kept it from being so?"),
            _("Which of the industries inside belong at the table first?"),
        ),
    )
    return draft(figure, picture)


def _first(case: Case) -> int | None:
    earlier = [year for year in case.scope.national_years if year < case.scope.year]
    return min(earlier) if earlier else None


def _heading(case: Case, now: Row | None, before: Row | None) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    if now is None or now["jobs"] == 0:
        return _("{sector} in {place}: no concentration to measure").format(**said_of)
    value = now["lq"]
    if value >= 1.05:
        text = _("{sector} is {times} times as concentrated in {place} as in the nation")
    elif value > 0.95:
        text = _("{sector} is about as concentrated in {place} as in the nation")
    else:
        text = _("{sector} is less concentrated in {place} than in the nation (location quotient {times})")
    heading = text.format(times=write(value, "ratio"), **said_of)
    if before is not None and (now["status"] == "reported" or _moved(now, before)):
        words = {1: _("and rising"), -1: _("and falling"), 0: _("and steady")}
        heading = f"{heading}, {words[_direction(value - before['lq'])]}"
    return heading if now["status"] == "reported" else _("{finding}, by our estimate").format(finding=heading)


def _direction(points: float) -> int:
    return 0 if abs(points) < 0.05 else 1 if points > 0 else -1


def _moved(now: Row, before: Row) -> bool:
    """Say whether the bounds of both years leave only one direction."""
    if None in (now["lq_low"], now["lq_high"], before["lq_low"], before["lq_high"]):
        return False
    return bool(now["lq_low"] > before["lq_high"] or now["lq_high"] < before["lq_low"])


def _quotient_sentence(case: Case, now: Row | None, before: Row | None) -> str:
    if now is None:
        return _("The region or the nation has no figure for this industry in {year}.").format(year=case.scope.year)
    text = _("Location quotient in {year}: {now}.").format(year=case.scope.year, now=said(now, "lq", "ratio"))
    if before is None:
        return text
    earlier = _("In {year} it was {before}.").format(year=before["year"], before=said(before, "lq", "ratio"))
    if _direction(now["lq"] - before["lq"]) and not _moved(now, before) and now["status"] != "reported":
        earlier += " " + _("The bounds overlap, so it isn’t sure that it moved.")
    return f"{text} {earlier}"


def _quotient_notes(case: Case, now: Row | None) -> tuple[str, ...]:
    notes = list(case.pandemic(_first(case)))
    if now is not None and now["unstable"]:
        notes.insert(0, _("Small base: with fewer than 50 jobs or 3 establishments one employer moves this figure."))
    return tuple(notes)


def _quotient_receipt(case: Case, now: Row | None) -> ReceiptView:
    filled = ""
    if now is not None:
        every: list[Row] = case.national_series().to_pylist()
        nation = {row["naics"]: row for row in every if row["year"] == case.scope.year}
        mine, everything = nation.get(case.scope.sector.key), nation.get("00")
        area = case.year_row(case.scope.year, "00")
        if mine and everything and area:
            filled = (
                f"({write(now['jobs'])} / {write(area['jobs'])}) / ({write(mine['jobs'])} / "
                f"{write(everything['jobs'])}) = {write(now['lq'], 'ratio')}"
            )
    return receipt_of(
        case.store,
        lq.METHOD,
        filled=filled,
        status=str(now["status"]) if now else "not_available",
        bounds=bounds(now, "lq", "ratio"),
        parameters={_("year"): str(case.scope.year)},
    )


def _quotients(case: Case) -> Picture | None:
    first = _first(case)
    if first is None:
        return None
    # industries on a small base would fill the picture with quotients that one employer moves
    steady = [row["naics"] for row in inside.ranked(case).to_pylist() if not row["unstable"]][:_DRAWN]
    if not steady:
        return None
    table = case.arrow(
        "quotient-picture",
        _quotient_table,
        case.inside(),
        case.national_inside(),
        "industry",
        years=(case.scope.year, first),
    )
    return quotient_chart(
        table.filter(pc.is_in(table["naics"], pa.array(steady, pa.string()))),
        place=case.place,
        year_before=first,
        year=case.scope.year,
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _quotient_table(local: ir.Table, nation: ir.Table, industry: ir.Table, *, years: tuple[int, int]) -> ir.Table:
    quotients = lq.location_quotient(local, nation)
    moved = lq.location_quotient_change(quotients, *years)
    known = moved.filter(moved.lq.notnull())
    named = known.left_join(inside.titles(industry), "naics")
    return named.select("naics", "lq", "lq_before", "status", title=named.title.coalesce(named.naics))


def _quotient_grid(case: Case) -> Grid:
    rows = [
        {
            "year": row["year"],
            **{key: row[key] for key in ("lq", "lq_low", "lq_high", "jobs")},
            "lq_status": row["status"],
            "status": row["status"],
        }
        for year in case.scope.national_years
        if (row := quotient_row(case, year)) is not None
    ]
    return Grid(
        caption=_("Location quotient of {sector} in {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("year", _("Year"), "year"),
            GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(rows),
    )


def moved(case: Case) -> Draft:
    """How much of the change came from the nation, the industry, and the region itself?"""
    first = _first(case)
    row = form_row(case, "classic", first) if first is not None else None
    known = row is not None and row["competitive"] is not None
    picture = _waterfall(case, row, first) if row is not None and known and first is not None else None
    figure = Figure(
        key="shift-share",
        heading=_moved_heading(case, row if known else None, first),
        sentence=_moved_sentence(row if known else None, picture),
        receipt=_moved_receipt(case, row if known else None, first),
        grid=_moved_grid(case, first),
        notes=case.pandemic(first),
        questions=(_("What did this region do that others didn’t, or fail to do?"),),
    )
    return draft(figure, picture)


def _moved_heading(case: Case, row: Row | None, first: int | None) -> str:
    said_of = {"sector": case.sector, "place": case.place, "year": first}
    if row is None:
        return _("{sector} in {place}: the change can’t be split into its parts").format(**said_of)
    jobs = write(abs(row["competitive"]))
    if row["competitive"] > 0:
        text = _("{place} gained about {jobs} more jobs in {sector} since {year} than nation and industry explain")
    else:
        text = _("{place} has about {jobs} fewer jobs in {sector} than nation and industry since {year} would explain")
    return text.format(jobs=jobs, **said_of)


def _moved_sentence(row: Row | None, picture: Picture | None) -> str:
    if row is None or picture is None:
        return _("The change can’t be split: the region or the nation has no figure for one of the years.")
    low, high = row["competitive_low"], row["competitive_high"]
    if row["status"] == "reported" or is_sure(low, high):
        return picture.sentence
    unsure = _("The bounds of the part that is the region’s own allow either direction.")
    return f"{picture.sentence} {unsure}"


def _waterfall(case: Case, row: Row, first: int) -> Picture:
    from pyarrow import Table

    keys = ("national", "mix", "competitive", "change", "change_low", "change_high", "status")
    return shift_share_chart(
        Table.from_pylist([{key: row[key] for key in keys}]),
        sector=case.sector,
        place=case.place,
        first_year=first,
        last_year=case.scope.year,
        source=case.sources("county_industry", "national_industry"),
        locale=case.locale,
        _=_,
    )


def _moved_receipt(case: Case, row: Row | None, first: int | None) -> ReceiptView:
    filled = ""
    if row is not None:
        parts = " ".join(f"{signed(row[key], case.locale)}" for key in ("national", "mix", "competitive"))
        filled = f"{parts} = {signed(row['change'], case.locale)}"
    return receipt_of(
        case.store,
        shift_share.METHOD,
        filled=filled,
        status=str(row["status"]) if row else "not_available",
        bounds=bounds(row, "competitive"),
        parameters={_("years"): f"{first}–{case.scope.year}"},
    )


def _moved_grid(case: Case, first: int | None) -> Grid:
    names = {
        "classic": _("Classic (Dunn)"),
        "esteban": _("Esteban-Marquillas"),
        "dynamic": _("Dynamic, over {years}").format(years=", ".join(map(str, case.scope.national_years))),
    }
    rows = []
    for form, name in names.items():
        row = form_row(case, form, first) or {"status": "not_available"}
        shown = {key: row.get(key) for key in ("change", "national", "mix", "competitive", "allocation", "status")}
        alone = "not_applicable" if form != "esteban" else str(row["status"])
        rows.append({"name": name, **shown, "allocation_status": alone})
    count = [
        ("change", _("Change")),
        ("national", _("Nation")),
        ("mix", _("Industry mix")),
        ("competitive", _("Region itself")),
        ("allocation", _("Specialization")),
    ]
    return Grid(
        caption=_("What moved jobs in {sector}, {first} to {year} (jobs)").format(
            sector=case.sector, first=first, year=case.scope.year
        ),
        columns=(
            GridColumn("name", _("Method")),
            *(GridColumn(key, label, "count") for key, label in count),
            GridColumn("status", _("Standing"), "status"),
        ),
        rows=tuple(rows),
    )
