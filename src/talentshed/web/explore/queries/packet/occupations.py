"""Which jobs do people enter the sector by, which can they rise to, and what education do they take?"""

from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.occupations import ladder_chart
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import write as written_in_picture
from talentshed.labor.measures import typical_education, wage_ladder
from talentshed.labor.measures.wage_area import wage_area_words
from talentshed.web.explore.queries.packet import demand
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.openings import coverage_notes, unavailable
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

_SHOWN = 30
_EACH = 3
"""Occupations of each rung in the picture."""
_WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd")


def figures(case: Case) -> list[Draft]:
    """Return key data point nine: occupations with the ladder, and the education that they take."""
    if not demand.has_occupations(case):
        return [draft(unavailable(case, "occupations", _("occupations")))]
    return [ladder(case), education(case)]


def rung_words(rung: str | None) -> str:
    """Return the name of a rung in the reader's language."""
    return {"entry": _("Entry"), "middle": _("Middle"), "advanced": _("Advanced")}.get(rung or "", _("Not rated"))


def ladder(case: Case) -> Draft:
    """Which occupations stand on which rung, and what does each pay?"""
    rows: list[Row] = sorted(demand.ladder(case).to_pylist(), key=lambda row: -row["jobs"])
    picture = _picture(case, rows)
    levels = demand.levels(case)
    figure = Figure(
        key="occupations",
        heading=_heading(case, levels),
        sentence=" ".join([*_rungs(levels), picture.sentence]),
        receipt=receipt_of(
            case.store,
            wage_ladder.METHOD,
            filled=_filled(levels),
            status="estimated",
            parameters={_("wages of"): _area_name(case)},
        ),
        grid=_grid(case, rows),
        notes=(*_area_notes(case), *coverage_notes(case)),
        questions=(
            _("Which of these jobs are hardest to fill, and which are hardest to keep filled?"),
            _("How do people here really move from one rung to the next?"),
        ),
    )
    return draft(figure, picture)


def _picture(case: Case, rows: list[Row]) -> Picture:
    """The occupations with most jobs of each rung, so that every rung is seen."""
    from pyarrow import Table

    largest: list[Row] = []
    for rung in wage_ladder.RUNGS:
        largest += [row for row in rows if row["rung"] == rung][:_EACH]
    keys = ["soc", "title", "rung", *_WAGES, "status"]
    schema = demand.ladder(case).select(keys).schema
    return ladder_chart(
        Table.from_pylist([{key: row[key] for key in keys} for row in largest], schema=schema),
        sector=case.sector,
        place=_area_name(case),
        source=case.sources("oews_area", "onet_occupation", "staffing_pattern"),
        locale=case.locale,
        _=_,
    )


def _heading(case: Case, levels: list[Row]) -> str:
    said_of = {"sector": case.sector, "place": case.place}
    total = sum(row["jobs"] for row in levels)
    entry = next((row for row in levels if row["rung"] == "entry"), None)
    steps = {row["rung"]: row["wage_usd"] for row in levels if row["wage_usd"]}
    if {"entry", "advanced"} <= set(steps) and total:
        text = _("In {sector} the ladder leads from about {entry} a year at entry to {advanced} at the top")
        return text.format(
            entry=write(_rounded(steps["entry"]), "usd"), advanced=write(_rounded(steps["advanced"]), "usd"), **said_of
        )
    if entry is not None and total:
        text = _("{share} of the jobs in {sector} are entry jobs")
        return text.format(share=write(entry["jobs"] / total, "percent"), **said_of)
    return _("Occupations in {sector}, {place}").format(**said_of)


def _rounded(usd: float) -> int:
    """A mean over many occupations is no more exact than a hundred dollars."""
    return int(round(usd, -2))


def _rungs(levels: list[Row]) -> list[str]:
    total = sum(row["jobs"] for row in levels)
    said = []
    for row in levels:
        if not row["jobs"] or not total:
            continue
        text = _("{rung}: {share} of the jobs, typically {education}.")
        education_words = row["education"] or _("no typical education stated")
        share = write(row["jobs"] / total, "percent")
        said.append(text.format(rung=rung_words(row["rung"]), share=share, education=education_words))
    return said


def _filled(levels: list[Row]) -> str:
    return "; ".join(
        f"{rung_words(row['rung'])}: {write(_rounded(row['wage_usd']), 'usd')}" for row in levels if row["wage_usd"]
    )


def _area_name(case: Case) -> str:
    found = demand.area(case)
    return str(found["area_name"]) if found else _("the nation")


def _area_notes(case: Case) -> tuple[str, ...]:
    found = demand.area(case)
    if found is None:
        return ()
    return (wage_area_words(found["area_name"], found["kind"], found["jobs_share"], _=_),)


def _grid(case: Case, rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Occupations in {sector}, {place}: the {count} with most jobs").format(
            sector=case.sector, place=case.place, count=min(len(rows), _SHOWN)
        ),
        columns=(
            GridColumn("title", _("Occupation"), link="link"),
            GridColumn("rung", _("Rung")),
            GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
            GridColumn("openings", _("Openings a year"), "count"),
            GridColumn("annual_p10_usd", _("10th percentile pay"), "usd"),
            GridColumn("annual_p50_usd", _("Median pay"), "usd"),
            GridColumn("annual_p90_usd", _("90th percentile pay"), "usd"),
            GridColumn("education", _("Typical education")),
        ),
        rows=tuple(_shown(case, row) for row in rows[:_SHOWN]),
        sortable=True,
    )


def _shown(case: Case, row: Row) -> dict[str, Value]:
    def known(key: str) -> str:
        return "reported" if row[key] is not None else "not_available"

    numbers = ("openings", "annual_p10_usd", "annual_p50_usd", "annual_p90_usd")
    return {
        **{key: row[key] for key in ("soc", "title", "jobs", "jobs_low", "jobs_high", "education", *numbers)},
        "rung": rung_words(row["rung"]),
        "jobs_status": "estimated",
        "status": row["status"],
        "link": case.occupation_link(row["soc"]),
        **{f"{key}_status": known(key) for key in numbers},
    }


def education(case: Case) -> Draft:
    """What education do the sector's jobs typically take?"""
    every = case.rows("education", typical_education.entry_education, demand.occupations(case), "projection")
    rows = sorted(every, key=lambda row: -row["jobs_share"])
    picture = _education_picture(case, rows)
    top = rows[0]
    named = top["education"] or _("no level that is typical")
    text = _("{share} of the jobs in {sector} typically ask for: {education}")
    figure = Figure(
        key="education",
        heading=text.format(share=write(top["jobs_share"], "percent"), sector=case.sector, education=named),
        sentence=picture.sentence,
        receipt=receipt_of(case.store, typical_education.METHOD, status="estimated"),
        grid=_education_grid(case, rows),
        notes=(_("Typical for entry in the nation; employers here may ask for more or for less."),),
        questions=(_("Which of these requirements are needed for the work, and which only sort applicants?"),),
    )
    return draft(figure, picture)


def _education_picture(case: Case, rows: list[Row]) -> Picture:
    bars = [
        Bar(
            row["education"] or _("No level stated"),
            row["jobs_share"],
            written_in_picture(row["jobs_share"], "percent", case.locale),
        )
        for row in rows
    ]
    listed = "; ".join(f"{bar.name} {bar.text}" for bar in bars[:4])
    return bar_picture(
        bars,
        title=_("Typical education for entry, percent of the jobs in {sector}").format(sector=case.sector),
        sentences=[_("By share of the sector’s jobs: {list}.").format(list=listed)],
        source=case.sources("projection", "staffing_pattern"),
        locale=case.locale,
        _=_,
    )


def _education_grid(case: Case, rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Typical education for entry, {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("education", _("Education")),
            GridColumn("jobs", _("Jobs"), "count"),
            GridColumn("jobs_share", _("Share of the jobs"), "percent"),
            GridColumn("occupations", _("Occupations"), "count"),
        ),
        rows=tuple(
            {
                "education": row["education"] or _("No level stated"),
                **{key: row[key] for key in ("jobs", "jobs_share", "occupations")},
            }
            for row in rows
        ),
    )
