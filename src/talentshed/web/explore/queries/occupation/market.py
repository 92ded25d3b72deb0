"""Where are the occupation's jobs, what do they pay there, and how many open up?"""

import ibis
from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import figure_words
from talentshed.labor.measures import occupation_profile, openings, wage_area
from talentshed.web.explore.queries.occupation.scope import Case, Row
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.words import change, said, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

_WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd")


def areas(case: Case) -> list[Row]:
    """Return the occupation's jobs and wages in every area of the edition, the region's own areas first."""
    found = case.rows(occupation_profile.occupation_areas(case.store.table("oews_area"), soc=case.soc))
    first = {code: place for place, code in enumerate(case.area_codes)} if case.counties else {wage_area.NATION: 0}
    return sorted(found, key=lambda row: (first.get(row["area_code"], 99), -(row["jobs"] or 0), row["area_code"]))


def figures(case: Case, found: list[Row]) -> list[Draft]:
    """Return jobs and pay by area, and the outlook."""
    return [pay(case, found), outlook(case, found)]


def own(case: Case, found: list[Row]) -> Row | None:
    """Return the row of the first of the region's areas that publishes the occupation's jobs or pay."""
    best = case.area_codes if case.counties else [wage_area.NATION]
    by_code = {row["area_code"]: row for row in found}
    held = [by_code[code] for code in best if code in by_code]
    return next((row for row in held if row["annual_p50_usd"] is not None), held[0] if held else None)


def pay(case: Case, found: list[Row]) -> Draft:
    """Where are the jobs, and what do they pay?"""
    row = own(case, found)
    if row is None:
        figure = Figure(
            key="pay",
            heading=_("Jobs and pay: not available"),
            sentence=_("The wage survey publishes no figure for this occupation in the areas of this edition."),
            receipt=receipt_of(case.store, occupation_profile.METHOD, status="not_available"),
        )
        return draft(figure)
    picture = _pay_picture(case, found, row)
    figure = Figure(
        key="pay",
        heading=_pay_heading(case, row),
        sentence=" ".join([_range(row), picture.sentence]),
        receipt=receipt_of(
            case.store,
            occupation_profile.METHOD,
            filled=_("jobs = {jobs}; median = {median}").format(
                jobs=said(row, "jobs"), median=write(row["annual_p50_usd"], "usd")
            ),
            status=str(row["status"]),
            bounds=_survey_bounds(row),
            parameters={_("area"): str(row["area_name"])},
        ),
        grid=_pay_grid(case, found),
        notes=_pay_notes(case, row),
        questions=(_("Is this what employers here really pay to hire, and to keep people?"),),
    )
    return draft(figure, picture)


def _pay_heading(case: Case, row: Row) -> str:
    said_of = {"area": row["area_name"], "median": write(row["annual_p50_usd"], "usd"), "jobs": write(row["jobs"])}
    if row["annual_p50_usd"] is None:
        return _("{jobs} jobs in {area}; the median pay is not published").format(**said_of)
    if row["jobs"] is None:
        return _("Half of the people in it earn {median} a year or more in {area}").format(**said_of)
    return _("{jobs} jobs in {area}, half of them paying {median} a year or more").format(**said_of)


def _range(row: Row) -> str:
    low, high = row["annual_p10_usd"], row["annual_p90_usd"]
    if low is None or high is None:
        return _("The range of pay is not published for {area}.").format(area=row["area_name"])
    return _("In {area} the lowest-paid tenth earns up to {low} a year, the best-paid tenth {high} or more.").format(
        area=row["area_name"], low=write(low, "usd"), high=write(high, "usd")
    )


def _survey_bounds(row: Row) -> str:
    if row["jobs_low"] is None or row["jobs_low"] == row["jobs_high"]:
        return ""
    return _("90 percent interval of the survey: {low} to {high} jobs").format(
        low=write(round(row["jobs_low"])), high=write(round(row["jobs_high"]))
    )


def _pay_notes(case: Case, row: Row) -> tuple[str, ...]:
    notes = [_("The wage survey leaves out the self-employed and most farm workers.")]
    if case.area is not None:
        notes.insert(
            0,
            wage_area.wage_area_words(case.area["area_name"], case.area["kind"], case.area["jobs_share"], _=_),
        )
    if case.asked:
        notes.insert(
            0, _("{asked} is published only together with others, as {soc}.").format(asked=case.asked, soc=case.soc)
        )
    return tuple(notes)


def _pay_picture(case: Case, found: list[Row], row: Row) -> Picture:
    shown = [each for each in found if each["annual_p50_usd"] is not None][:10]
    bars = [
        Bar(
            each["area_name"],
            each["annual_p50_usd"],
            figure_words(each["annual_p50_usd"], kind="usd", locale=case.locale, _=_),
            tone="main" if each["area_code"] == row["area_code"] else "context",
        )
        for each in shown
    ]
    nation = next((each for each in found if each["area_code"] == wage_area.NATION), None)
    sentences = []
    if nation and nation["annual_p50_usd"] and row["annual_p50_usd"] and nation is not row:
        gap = change(row["annual_p50_usd"] / nation["annual_p50_usd"] - 1, "percent")
        sentences.append(
            _("The nation’s median is {median}; {area} differs by {gap}.").format(
                median=write(nation["annual_p50_usd"], "usd"), area=row["area_name"], gap=gap
            )
        )
    return bar_picture(
        bars,
        title=_("Median pay of {title} by area, dollars a year").format(title=case.title),
        sentences=sentences,
        source=case.sources("oews_area"),
        locale=case.locale,
        _=_,
    )


def _pay_grid(case: Case, found: list[Row]) -> Grid:
    def shown(row: Row) -> dict[str, Value]:
        numbers = ("annual_p10_usd", "annual_p50_usd", "annual_p90_usd", "lq")
        return {
            **{key: row[key] for key in ("area_name", "jobs", *numbers)},
            "jobs_status": row["status"],
            **{f"{key}_status": "reported" if row[key] is not None else "not_available" for key in numbers},
        }

    return Grid(
        caption=_("{title}: jobs and pay by area").format(title=case.title),
        columns=(
            GridColumn("area_name", _("Area")),
            GridColumn("jobs", _("Jobs"), "count"),
            GridColumn("annual_p10_usd", _("10th percentile pay"), "usd"),
            GridColumn("annual_p50_usd", _("Median pay"), "usd"),
            GridColumn("annual_p90_usd", _("90th percentile pay"), "usd"),
            GridColumn("lq", _("Location quotient"), "ratio"),
        ),
        rows=tuple(shown(row) for row in found),
        sortable=True,
    )


def outlook(case: Case, found: list[Row]) -> Draft:
    """How many openings a year are expected, in the nation and here?"""
    row = case.rows(occupation_profile.occupation_outlook(case.store.table("projection"), soc=case.soc))[0]
    here = _openings_here(case, found)
    text = _("{change} jobs in the nation from {base} to {end} ({rate}); {openings} openings a year")
    heading = text.format(
        change=change(row["jobs_change"]),
        base=row["base_year"],
        end=row["end_year"],
        rate=change(row["change_share"], "percent"),
        openings=write(row["openings"]),
    )
    figure = Figure(
        key="outlook",
        heading=heading,
        sentence=_outlook_sentence(case, row, here),
        receipt=receipt_of(
            case.store,
            openings.METHOD,
            filled=f"{write(row['jobs_end'])} / {write(row['jobs_base'])} − 1 = "
            f"{change(row['change_share'], 'percent')}",
            status="estimated",
        ),
        grid=Grid(
            caption=_("Outlook of {title} in the nation").format(title=case.title),
            columns=(
                GridColumn("year", _("Years")),
                GridColumn("jobs_base", _("Jobs in the first year"), "count"),
                GridColumn("jobs_end", _("Jobs in the last year"), "count"),
                GridColumn("change_share", _("Change"), "percent"),
                GridColumn("openings", _("Openings a year"), "count"),
                GridColumn("education", _("Typical education")),
            ),
            rows=(
                {
                    "year": f"{row['base_year']}–{row['end_year']}",
                    **{key: row[key] for key in ("jobs_base", "jobs_end", "change_share", "openings", "education")},
                },
            ),
        ),
        notes=(_("A projection of the nation, not a forecast for the region."),),
        questions=(_("Do employers here expect more of these jobs, or other ones in their place?"),),
    )
    return draft(figure)


def _openings_here(case: Case, found: list[Row]) -> Row | None:
    """Return the openings a year in the region's wage area: its jobs times the nation's rates."""
    row = own(case, found)
    if row is None or row["jobs"] is None or row["area_code"] == wage_area.NATION:
        return None
    low, high = (row[key] if row[key] is not None else row["jobs"] for key in ("jobs_low", "jobs_high"))
    people = ibis.memtable(
        [{"soc": case.soc, "jobs": float(row["jobs"]), "jobs_low": float(low), "jobs_high": float(high)}]
    )
    here = case.rows(openings.openings(people, case.store.table("projection")))[0]
    return here if here["openings"] is not None else None


def _outlook_sentence(case: Case, row: Row, here: Row | None) -> str:
    parts = [
        _("Typically it takes: {education}; experience: {experience}; training on the job: {training}.").format(
            **{key: row[key] or _("none stated") for key in ("education", "experience", "training")}
        )
    ]
    if here is not None:
        parts.append(openings.openings_words(here["openings"], here["replacement_share"] or 0.0, _=_))
    return " ".join(parts)
