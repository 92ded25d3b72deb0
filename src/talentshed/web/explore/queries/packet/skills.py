"""Which skills, knowledge and technologies matter most in the sector, and which set it apart?"""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed.labor.charts.talent import skills_chart, technologies_chart
from talentshed.labor.measures import key_skills, key_technologies
from talentshed.web.explore.queries import reference
from talentshed.web.explore.queries.packet import demand
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.scope import Case, Row
from talentshed.web.explore.queries.packet.words import write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn

_SHOWN = 25
_COMMON = 0.25
"""Share of the jobs from which a technology may stand in the heading."""


def figures(case: Case) -> list[Draft]:
    """Return what people in the sector must be able to do and which tools they use; nothing without occupations."""
    if not demand.has_occupations(case):
        return []
    return [skills(case), technologies(case)]


def skills(case: Case) -> Draft:
    """Which skills and knowledge set the sector's jobs apart?"""
    table = case.arrow(
        "skills",
        _skills,
        demand.occupations(case),
        reference.held(case.store, "skills"),
        reference.held(case.store, "knowledge"),
    )
    picture = skills_chart(
        table, sector=case.sector, source=case.sources("onet_skill", "staffing_pattern"), locale=case.locale, _=_
    )
    rows: list[Row] = sorted(table.to_pylist(), key=lambda row: -(row["distinctive"] or 0))
    names = ", ".join(row["element"] for row in rows[:3])
    rated = rows[0]["rated_share"] if rows else None
    figure = Figure(
        key="skills",
        heading=_("What sets jobs in {sector} apart: {skills}").format(sector=case.sector, skills=names),
        sentence=picture.sentence,
        receipt=receipt_of(case.store, key_skills.METHOD, status="estimated"),
        grid=_skills_grid(case, rows),
        notes=(
            _("Ratings cover {share} of the sector’s jobs here; they describe occupations in the nation.").format(
                share=write(rated, "percent")
            ),
        ),
        questions=(_("Which of these do employers here find hardest to get, and which do they teach themselves?"),),
    )
    return draft(figure, picture)


def _skills(people: ir.Table, rated_skills: ir.Table, rated_knowledge: ir.Table) -> ir.Table:
    parts = [
        key_skills.key_skills(people, rated).mutate(kind=ibis.literal(kind))
        for rated, kind in ((rated_skills, "skill"), (rated_knowledge, "knowledge"))
    ]
    both = parts[0].union(parts[1])
    return both.order_by([ibis.desc("distinctive"), "element"])


def _skills_grid(case: Case, rows: list[Row]) -> Grid:
    kinds = {"skill": _("Skill"), "knowledge": _("Knowledge")}
    keys = ("element", "distinctive", "importance", "level")
    return Grid(
        caption=_("Skills and knowledge in {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("element", _("Skill or knowledge")),
            GridColumn("kind", _("Kind")),
            GridColumn("distinctive", _("Standard deviations above the average occupation"), "number"),
            GridColumn("importance", _("Importance (1 to 5)"), "number"),
            GridColumn("level", _("Level (0 to 7)"), "number"),
        ),
        rows=tuple({**{key: row[key] for key in keys}, "kind": kinds[row["kind"]]} for row in rows[:_SHOWN]),
        sortable=True,
    )


def technologies(case: Case) -> Draft:
    """Which software and tools do people in the sector use?"""
    table = case.arrow(
        "technologies",
        _technologies,
        *(demand.occupations(case), "onet_occupation", "onet_technology", reference.held(case.store, "codes")),
    )
    picture = technologies_chart(
        table,
        sector=case.sector,
        limit=10,
        source=case.sources("onet_technology", "staffing_pattern"),
        locale=case.locale,
        _=_,
    )
    rows: list[Row] = table.to_pylist()
    apart = sorted((row for row in rows if row["jobs_share"] >= _COMMON), key=lambda row: -(row["distinctive"] or 0))
    names = ", ".join(row["technology"] for row in apart[:3])
    heading = (
        _("Technologies more common in {sector} than elsewhere: {names}")
        if names
        else _("No technology is listed for the occupations of {sector}")
    )
    figure = Figure(
        key="technologies",
        heading=heading.format(sector=case.sector, names=names),
        sentence=picture.sentence,
        receipt=receipt_of(case.store, key_technologies.METHOD, status="estimated"),
        grid=_technologies_grid(case, rows),
        notes=(_("That an occupation lists a technology doesn’t mean that everybody in it uses it."),),
        questions=(_("Which tools will people here need in three years that they don’t use today?"),),
    )
    return draft(figure, picture)


def _technologies(people: ir.Table, occupation: ir.Table, technology: ir.Table, codes: ir.Table) -> ir.Table:
    found = key_technologies.key_technologies(people, occupation, technology, codes)
    return found.order_by([ibis.desc("jobs_share"), "technology"])


def _technologies_grid(case: Case, rows: list[Row]) -> Grid:
    keys = ("technology", "commodity", "jobs_share", "distinctive", "in_demand_share")
    return Grid(
        caption=_("Technologies in {sector}, {place}").format(sector=case.sector, place=case.place),
        columns=(
            GridColumn("technology", _("Technology")),
            GridColumn("commodity", _("Kind")),
            GridColumn("jobs_share", _("Share of the jobs"), "percent"),
            GridColumn("distinctive", _("Against all occupations"), "ratio"),
            GridColumn("hot_words", _("Often named in postings")),
        ),
        rows=tuple(
            {**{key: row[key] for key in keys}, "hot_words": _("yes") if row["hot"] else _("no")}
            for row in rows[:_SHOWN]
        ),
        sortable=True,
    )
