"""What education does the occupation take, who finishes programs for it here, and where can people go from it?"""

from urllib.parse import urlencode

import ibis
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.charts.words import write as written_in_picture
from talentshed.labor.measures import local_completers, occupation_profile, skill_distance, typical_education, wage_area
from talentshed.web.explore.queries import reference
from talentshed.web.explore.queries.occupation.scope import Case, Row
from talentshed.web.explore.queries.packet.completers import award_words
from talentshed.web.explore.queries.packet.figures import Draft, draft
from talentshed.web.explore.queries.packet.words import change, write
from talentshed.web.explore.queries.shown import receipt_of
from talentshed.web.ui.values import Figure, Grid, GridColumn

_MEMBERS = ibis.schema({"onet_soc": "string", "title": "string", "description": "string", "job_zone": "int64"})
_STEPS = 12


def figures(case: Case, made_of: list[Row]) -> list[Draft]:
    """Return education, next steps up, related occupations and programs."""
    found = [education(case, made_of), steps(case), related(case, made_of), programs(case)]
    return [each for each in found if each is not None]


def education(case: Case, made_of: list[Row]) -> Draft | None:
    """What education do people in it say that it requires?"""
    held = ibis.memtable(made_of, schema=_MEMBERS)
    answers = occupation_profile.occupation_education(held, case.store.table("onet_education"))
    rows = [row for row in case.rows(answers.order_by("category")) if row["share"] > 0]
    if not rows:
        return None
    most = max(rows, key=lambda row: row["share"])
    bars = [
        Bar(row["education"], row["share"], written_in_picture(row["share"], "percent", case.locale)) for row in rows
    ]
    picture = bar_picture(
        bars,
        title=_("Education that workers say {title} requires, percent of answers").format(title=case.title),
        sentences=[
            _("Most often: {education}, {share}.").format(
                education=most["education"], share=write(most["share"], "percent")
            )
        ],
        source=case.sources("onet_education"),
        locale=case.locale,
        _=_,
    )
    figure = Figure(
        key="education",
        heading=_("{share} of those in it say that it requires: {education}").format(
            share=write(most["share"], "percent"), education=most["education"]
        ),
        sentence=picture.sentence,
        receipt=receipt_of(case.store, typical_education.METHOD),
        grid=Grid(
            caption=_("Education required, by workers’ answers: {title}").format(title=case.title),
            columns=(GridColumn("education", _("Education")), GridColumn("share", _("Share of answers"), "percent")),
            rows=tuple({"education": row["education"], "share": row["share"]} for row in rows),
        ),
        questions=(_("Which of these requirements would employers here drop for somebody with the skills?"),),
    )
    return draft(figure, picture)


def steps(case: Case) -> Draft:
    """Which better-paid occupations are a near step up?"""
    store = case.store
    wages = case.kept(wage_area.occupation_wages(store.table("oews_area"), areas=case.area_codes))
    distance = case.kept(skill_distance.skill_distance(reference.rated_skills(store), soc=case.soc))
    near = skill_distance.next_steps(
        distance, reference.rungs(store), wages, store.table("projection"), soc=case.soc
    ).order_by([ibis.desc("similarity"), "soc"])
    rows = case.rows(near.limit(_STEPS))
    heading = (
        _("The nearest step up is {title}: {gain} more a year").format(
            title=rows[0]["title"], gain=write(rows[0]["wage_gain_usd"], "usd")
        )
        if rows
        else _("No near step up with better pay is found")
    )
    text = _("{title} asks for similar skills ({similarity} of 1) and pays {share} more at the median.")
    sentence = (
        text.format(
            title=rows[0]["title"],
            similarity=write(rows[0]["similarity"], "ratio"),
            share=change(rows[0]["wage_gain_share"], "percent"),
        )
        if rows
        else _("Near means: similar skills, at most one job zone more, and at least 5 percent more pay.")
    )
    figure = Figure(
        key="steps",
        heading=heading,
        sentence=sentence,
        receipt=receipt_of(store, skill_distance.METHOD, status="estimated"),
        grid=_steps_grid(case, rows) if rows else None,
        notes=(_("Similar skills don’t mean that a license, a degree or years of experience carry over."),),
        questions=(_("Which of these steps do people here take, and what stands in the way of the others?"),),
    )
    return draft(figure)


def _link(case: Case, soc: str) -> str:
    query = f"?{urlencode({'region': case.region_key})}" if case.region_key else ""
    return reverse("explore:occupation", kwargs={"soc": soc}) + query


def _steps_grid(case: Case, rows: list[Row]) -> Grid:
    keys = ("title", "similarity", "to_learn", "wage_usd", "wage_gain_share", "education")
    return Grid(
        caption=_("Near steps up from {title}").format(title=case.title),
        columns=(
            GridColumn("title", _("Occupation"), link="link"),
            GridColumn("similarity", _("Similarity of skills (at most 1)"), "ratio"),
            GridColumn("to_learn", _("Levels to learn, all skills"), "number"),
            GridColumn("wage_usd", _("Median pay"), "usd"),
            GridColumn("wage_gain_share", _("Pay gain"), "percent"),
            GridColumn("education", _("Typical education")),
        ),
        rows=tuple({**{key: row[key] for key in keys}, "link": _link(case, row["soc"])} for row in rows),
        sortable=True,
    )


def related(case: Case, made_of: list[Row]) -> Draft | None:
    """Which occupations does O*NET call related?"""
    held = ibis.memtable(made_of, schema=_MEMBERS)
    store = case.store
    found = occupation_profile.related_occupations(held, store.table("onet_related"), store.table("onet_occupation"))
    rows = case.rows(found.order_by("rank", "onet_soc").limit(15))
    if not rows:
        return None
    names = "; ".join(row["title"] for row in rows[:3])
    figure = Figure(
        key="related",
        heading=_("Related occupations: {names}").format(names=names),
        sentence=_("O*NET lists {count} occupations as related by work and skills, nearest first.").format(
            count=len(rows)
        ),
        receipt=receipt_of(store, occupation_profile.METHOD),
        grid=Grid(
            caption=_("Occupations related to {title}, nearest first").format(title=case.title),
            columns=(
                GridColumn("title", _("Occupation"), link="link"),
                GridColumn("onet_soc", _("O*NET code"), "code"),
            ),
            rows=tuple(
                {"title": row["title"], "onet_soc": row["onet_soc"], "link": _link(case, row["soc"])} for row in rows
            ),
        ),
    )
    return draft(figure)


def programs(case: Case) -> Draft:
    """Which programs lead to it, and how many people complete them here?"""
    store = case.store
    weights = reference.program_weights(store)
    mine = ibis.memtable([{"soc": case.soc}])
    if not case.counties:
        return draft(_programs_elsewhere(case))
    completions = local_completers.completions_here(
        store.table("completion"), store.table("institution"), counties=case.counties
    )
    found = local_completers.local_completers(completions, weights, mine, store.table("program_title"))
    rows = sorted(case.rows(found), key=lambda row: (-row["related_completions"], row["cip"], row["unitid"]))
    total = sum(row["related_completions"] for row in rows)
    if rows:
        text = _("Programs in {place} completed about {count} awards in {year} that lead to it")
        heading = text.format(place=case.place, count=write(round(total)), year=rows[0]["year"])
    else:
        heading = _("No institution in {place} reports completions in a program that leads to it").format(
            place=case.place
        )
    figure = Figure(
        key="programs",
        heading=heading,
        sentence=_("Each completion is divided among all the occupations that its program leads to."),
        receipt=receipt_of(store, local_completers.METHOD, status="estimated"),
        grid=_programs_grid(case, rows) if rows else None,
        questions=(_("Do employers here hire from these programs?"),),
    )
    return draft(figure)


def _programs_grid(case: Case, rows: list[Row]) -> Grid:
    keys = ("program", "institution", "completions")
    return Grid(
        caption=_("Completions in programs that lead to {title}, {place}").format(title=case.title, place=case.place),
        columns=(
            GridColumn("program", _("Program")),
            GridColumn("institution", _("Institution")),
            GridColumn("award", _("Award")),
            GridColumn("completions", _("Awards"), "count"),
            GridColumn("related", _("Leading to this occupation"), "number"),
        ),
        rows=tuple(
            {
                **{key: row[key] for key in keys},
                "award": award_words(row["award_level"]),
                "related": round(row["related_completions"], 1),
            }
            for row in rows[:30]
        ),
        sortable=True,
    )


def _programs_elsewhere(case: Case) -> Figure:
    """Without a region: the programs that lead to it, without completions."""
    store = case.store
    weights = reference.program_weights(store)
    titles = store.table("program_title").select("cip", "title")
    mine = weights.filter(weights.soc == case.soc).join(titles, "cip")
    rows = case.rows(mine.select("cip", "title", "weight").order_by([ibis.desc("weight"), "cip"]))
    return Figure(
        key="programs",
        heading=_("{count} kinds of programs lead to it").format(count=len(rows)),
        sentence=_("Choose a region to see who completes them there."),
        receipt=receipt_of(store, local_completers.METHOD, status="estimated"),
        grid=Grid(
            caption=_("Programs that lead to {title}").format(title=case.title),
            columns=(
                GridColumn("title", _("Program")),
                GridColumn("cip", _("CIP"), "code"),
                GridColumn("weight", _("Part of a completion that leads to it"), "percent"),
            ),
            rows=tuple({key: row[key] for key in ("title", "cip", "weight")} for row in rows[:30]),
        )
        if rows
        else None,
    )
