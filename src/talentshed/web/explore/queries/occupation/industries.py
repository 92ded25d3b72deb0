"""Which industries employ the occupation, in the region or in the nation?"""

from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.words import figure_words
from talentshed.labor.measures import occupation_profile
from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.occupation.scope import Case, Row
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn


def industries(case: Case) -> Draft:
    """Which industries employ it: in the region if one was chosen, else in the nation?"""
    table = case.store.table
    pattern, place = table("staffing_pattern"), case.place or _("the nation")
    base = table("national_industry")
    if case.counties:
        county = table("county_industry")
        base = regional_industry(
            county.filter(county.year == case.year), table("state_industry"), case.counties, level=4
        )
    found = occupation_profile.employing_industries(pattern, base, soc=case.soc, year=case.year)
    rows = sorted(case.rows(found), key=lambda row: -row["jobs"])[:25]
    titles = lookup.industry_titles(case.edition)
    rows = [{**row, "title": titles.get(row["naics"], row["naics"])} for row in rows if row["jobs"] >= 0.5]
    if not rows:
        heading = _("No industry in {place} is known to employ it").format(place=place)
    else:
        heading = _("{industry} employs most of them in {place}, about {jobs}").format(
            industry=rows[0]["title"], place=place, jobs=write(round(rows[0]["jobs"]))
        )
    picture = _industries_picture(case, rows, place) if rows else None
    figure = Figure(
        key="industries",
        heading=heading,
        sentence=picture.sentence if picture else _("Its jobs stand in industries that have no staffing pattern."),
        receipt=receipt_of(
            case.store,
            occupation_profile.METHOD,
            filled=_("jobs of each industry x the nation’s share of the occupation in it"),
            status="estimated",
            parameters={_("year"): str(case.year)},
        ),
        grid=_industries_grid(case, rows, place) if rows else None,
        notes=(_("An estimate: it assumes that industries staff themselves here as they do in the nation."),),
    )
    return draft(figure, picture)


def _industries_picture(case: Case, rows: list[Row], place: str) -> Picture:
    bars = [
        Bar(row["title"], row["jobs"], figure_words(row["jobs"], status="estimated", locale=case.locale, _=_))
        for row in rows[:10]
    ]
    listed = "; ".join(f"{bar.name} {bar.text}" for bar in bars[:3])
    return bar_picture(
        bars,
        title=_("Jobs of {title} by industry, {place}").format(title=case.title, place=place),
        sentences=[_("Most jobs, estimated: {list}.").format(list=listed)],
        source=case.sources("staffing_pattern", "county_industry"),
        locale=case.locale,
        _=_,
    )


def _industries_grid(case: Case, rows: list[Row], place: str) -> Grid:
    keys = ("naics", "title", "jobs", "jobs_low", "jobs_high", "jobs_share", "status")
    return Grid(
        caption=_("Industries that employ {title}, {place}").format(title=case.title, place=place),
        columns=(
            GridColumn("title", _("Industry")),
            GridColumn("naics", _("NAICS"), "code"),
            GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
            GridColumn("jobs_share", _("Share of the industry’s jobs"), "percent"),
        ),
        rows=tuple({**{key: row[key] for key in keys}, "jobs_share_status": "reported"} for row in rows),
        sortable=True,
    )
