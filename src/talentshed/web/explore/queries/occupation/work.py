"""What do people in this occupation do, which tools do they use, and what must they be good at?"""

import ibis
from django.utils.translation import gettext as _

from talentshed.labor.charts.talent import skills_chart
from talentshed.labor.measures import key_skills, occupation_profile
from talentshed.web.explore.queries import lookup, reference
from talentshed.web.explore.queries.occupation.scope import Case, Row
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn


def members(case: Case) -> list[Row]:
    """Return the O*NET occupations that make up the occupation, with description and job zone."""
    found = occupation_profile.onet_members(
        case.store.table("onet_occupation"), reference.codes(case.store), soc=case.soc
    )
    return case.rows(found.order_by("onet_soc"))


def figures(case: Case, made_of: list[Row]) -> list[Draft]:
    """Return tasks, skills and technologies; nothing where O*NET doesn't describe the occupation."""
    if not made_of:
        return []
    return [each for each in (tasks(case, made_of), skills(case), technologies(case, made_of)) if each is not None]


def tasks(case: Case, made_of: list[Row]) -> Draft | None:
    """What do people in this occupation do?"""
    held = ibis.memtable(made_of, schema=_MEMBERS)
    rows = case.rows(occupation_profile.occupation_tasks(held, case.store.table("onet_task")).order_by("place"))
    if not rows:
        return None
    core = sum(bool(row["core"]) for row in rows)
    figure = Figure(
        key="tasks",
        heading=_("What people in it do: {core} core tasks").format(core=core),
        sentence=_("First of them: {task}").format(task=rows[0]["task"]),
        receipt=receipt_of(case.store, occupation_profile.METHOD),
        grid=Grid(
            caption=_("Tasks of {title}, core tasks first").format(title=case.title),
            columns=(
                GridColumn("task", _("Task")),
                GridColumn("kind", _("Kind")),
                GridColumn("title", _("O*NET title")),
            ),
            rows=tuple({"task": row["task"], "kind": _kind(row["core"]), "title": row["title"]} for row in rows[:25]),
        ),
        questions=(_("Which of these tasks are new here, and which have gone?"),),
    )
    return draft(figure)


_MEMBERS = ibis.schema({"onet_soc": "string", "title": "string", "description": "string", "job_zone": "int64"})


def _kind(core: bool | None) -> str:
    return {True: _("core"), False: _("supplemental")}.get(core, _("not rated")) if core is not None else _("not rated")


def skills(case: Case) -> Draft | None:
    """Which skills and knowledge does the occupation need more than others?"""
    parts = [
        rated.filter(rated.soc == case.soc).mutate(kind=ibis.literal(kind))
        for rated, kind in (
            (reference.rated_skills(case.store), "skill"),
            (reference.rated_knowledge(case.store), "knowledge"),
        )
    ]
    both = parts[0].union(parts[1])
    both = both.mutate(distinctive=both.z, status=ibis.literal("reported"))
    table = lookup.run(case.store, both.order_by([ibis.desc("distinctive"), "element"]))
    if table.num_rows == 0:
        return None
    rows: list[Row] = table.to_pylist()
    picture = skills_chart(table, sector=case.title, source=case.sources("onet_skill"), locale=case.locale, _=_)
    kinds = {"skill": _("Skill"), "knowledge": _("Knowledge")}
    keys = ("element", "distinctive", "importance", "level")
    figure = Figure(
        key="skills",
        heading=_("What sets it apart: {skills}").format(skills=", ".join(row["element"] for row in rows[:3])),
        sentence=picture.sentence,
        receipt=receipt_of(case.store, key_skills.METHOD),
        grid=Grid(
            caption=_("Skills and knowledge of {title}").format(title=case.title),
            columns=(
                GridColumn("element", _("Skill or knowledge")),
                GridColumn("kind", _("Kind")),
                GridColumn("distinctive", _("Standard deviations above the average occupation"), "number"),
                GridColumn("importance", _("Importance (1 to 5)"), "number"),
                GridColumn("level", _("Level (0 to 7)"), "number"),
            ),
            rows=tuple({**{key: row[key] for key in keys}, "kind": kinds[row["kind"]]} for row in rows[:25]),
            sortable=True,
        ),
    )
    return draft(figure, picture)


def technologies(case: Case, made_of: list[Row]) -> Draft | None:
    """Which software and tools do people in it use?"""
    held = ibis.memtable(made_of, schema=_MEMBERS)
    found = occupation_profile.occupation_technologies(held, case.store.table("onet_technology"))
    order = [ibis.desc("in_demand"), ibis.desc("hot"), "technology"]
    rows = case.rows(found.order_by(order))
    if not rows:
        return None
    wanted = [row["technology"] for row in rows if row["in_demand"]]
    named = ", ".join(wanted[:3]) or rows[0]["technology"]
    figure = Figure(
        key="technologies",
        heading=_("Tools often named in its postings: {names}").format(names=named)
        if wanted
        else _("Tools listed for it: {names}").format(names=named),
        sentence=_("{all} technologies are listed; postings for this occupation often name {wanted} of them.").format(
            all=len(rows), wanted=len(wanted)
        ),
        receipt=receipt_of(case.store, occupation_profile.METHOD),
        grid=Grid(
            caption=_("Technologies of {title}").format(title=case.title),
            columns=(
                GridColumn("technology", _("Technology")),
                GridColumn("commodity", _("Kind")),
                GridColumn("wanted", _("Often named in its postings")),
            ),
            rows=tuple(
                {
                    "technology": row["technology"],
                    "commodity": row["commodity"],
                    "wanted": _("yes") if row["in_demand"] else _("no"),
                }
                for row in rows[:40]
            ),
        ),
    )
    return draft(figure)
