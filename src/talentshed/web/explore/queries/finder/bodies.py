"""Who has to be at the table for these counties, who should be told, and whose bodies aren't known yet?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.regions import overlay as bodies
from talentshed.labor.regions.bodies import ROLES
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.finder import market, words
from talentshed.web.explore.queries.finder.found import Found
from talentshed.web.explore.queries.places import preset_label
from talentshed.web.explore.queries.region_ties import kind_words
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

_ROLES = (*ROLES, "")
_SEATED, _TOLD, _TOUCHED = "table", "told", "touched"


def table_figure(found: Found) -> Figure:
    """Return every body that the region touches, those at the table first, with the share of workers each covers."""
    over = market.table_for(found.edition, found.members)
    seated = {body.key for body in over.table}
    told = {body.key for body in over.told}
    rows = [_row(found, each, seated, told) for each in over.touched if each.body.kind != "county"]
    order = {_SEATED: 0, _TOLD: 1, _TOUCHED: 2}
    # a body's role, then its kind, as the engine orders them
    rows.sort(key=lambda row: (order[str(row["seat"])], -float(row["residents"] or 0)))
    rows.sort(key=lambda row: (order[str(row["seat"])], _ROLES.index(str(row["role"]))))
    return Figure(
        key="table",
        heading=_heading(len(over.table)),
        sentence=_sentence(found, over),
        receipt=receipt_of(
            store_of(found.edition),
            bodies.METHOD,
            filled=_("{bodies} of {touched} bodies touched").format(bodies=len(over.table), touched=len(over.touched)),
        ),
        grid=Grid(_("Public bodies that the region touches"), _columns(), tuple(rows), sortable=True),
        notes=_notes(found, over),
    )


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn("name", _("Body"), link="address"),
        GridColumn("kind", _("Kind")),
        GridColumn("place", _("What it should do")),
        GridColumn("residents", _("Share of the region’s resident workers"), "percent"),
        GridColumn("jobs", _("Share of its jobs"), "percent"),
        GridColumn("own", _("Of its own resident workers, in the region"), "percent"),
    )


def _row(found: Found, each: bodies.Touch, seated: set[str], told: set[str]) -> dict[str, Value]:
    seat = _SEATED if each.body.key in seated else _TOLD if each.body.key in told else _TOUCHED
    words_of = {
        _SEATED: _("be at the table"),
        _TOLD: _("be told"),
        _TOUCHED: _("nothing: it is drawn for statistics"),
    }
    return {
        "key": each.body.key,
        "name": _name(each),
        "kind": body_kind(each.body.kind),
        "role": each.body.role or "",
        "seat": seat,
        "place": words_of[seat],
        "residents": each.resident_share,
        "jobs": each.job_share,
        "own": each.own_share,
        "certainty": each.body.certainty,
    }


def _name(each: bodies.Touch) -> str:
    if each.body.kind in ("edr", "lwia", "metro", "micro"):
        return preset_label(each.body.kind, each.body.key, each.body.name)
    return each.body.name


def body_kind(kind: str) -> str:
    """Say what kind of body it is."""
    known = {
        "college": _("college"),
        "college_district": _("college district"),
        "school_district": _("school district"),
        "county": _("county"),
    }
    return known.get(kind) or kind_words(kind)


def _heading(count: int) -> str:
    if not count:
        return _("Nobody can be named for the table yet")
    return ngettext(
        "{count} public body has to be at the table", "{count} public bodies have to be at the table", count
    ).format(count=count)  # fmt: skip


def _sentence(found: Found, over: bodies.Overlay) -> str:
    said = []
    named = {each.body.key: _name(each) for each in over.touched}
    if over.table:
        text = _("The fewest bodies that together serve each of these counties: {names}.")
        said.append(text.format(names=words.listed([named[body.key] for body in over.table])))
        swaps = [(named[key], [named[body.key] for body in could]) for key, could in over.instead.items()]
        said += [
            _("{other} could sit there instead of {body}.").format(body=body, other=_either(others))
            for body, others in swaps[:2]
        ]
    told = [body for body in over.told if body.kind != "county"]
    if told:
        text = ngettext(
            "{count} more is touched and should be told.", "{count} more are touched and should be told.", len(told)
        )
        said.append(text.format(count=len(told)))
    return " ".join(said)


def _either(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:3][:-1]), last=names[:3][-1])


def _notes(found: Found, over: bodies.Overlay) -> tuple[str, ...]:
    missing = [each.sentence for each in bodies.uncovered_because(over, market.bodies_of(found.edition), _=_)]
    homes = any(body.kind == "college" for body in over.table)
    home = (_("A college counts for its home county only, until the districts that colleges serve are loaded."),)
    compiled = any(each.body.certainty == "compiled" for each in over.touched)
    return (*missing, *(home if homes else ()), *((wording.check_with_state(),) if compiled else ()))
