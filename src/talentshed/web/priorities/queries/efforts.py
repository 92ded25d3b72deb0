"""Which sector efforts are there already: by industry, county and purpose, as a list and on the map?"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.organizations.queries import places, visible_states
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import Initiative, Priority
from talentshed.web.priorities.queries.pictures import Bars, bar
from talentshed.web.ui.values import Grid, GridColumn, ShapeMap

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.policies import Standing
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Wanted:
    """How the list is narrowed."""

    naics: str = ""
    county: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class Shape:
    """A county of the map with how many efforts work there."""

    path: str
    words: str
    count: int


@dataclass(frozen=True)
class Map:
    """The state's counties, drawn; the table of counties says the same."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    outlines: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """The list with its picture and map."""

    efforts: tuple[Initiative, ...]
    picture: Bars
    counties: Grid
    map: Map | None
    grid: Grid


def states_for(who: "Person | Standing") -> "QuerySet[State]":
    """Return the states whose inventory somebody may read."""
    return visible_states(who).order_by("name")


def effort_for(person: "Person", pk: int) -> Initiative:
    """Return an effort to those who may read the state's inventory; 404 to the others."""
    found = Initiative.objects.select_related("state").filter(pk=pk).first()
    if found is None or not policies.may_see_efforts(person, found.state):
        raise Http404
    return found


def inventory(state: "State", wanted: Wanted, *, with_map: bool = True) -> Inventory:
    """Return a state's efforts, narrowed, in three queries."""
    return _shown(_narrowed(Initiative.objects.filter(state=state), wanted), state.fips if with_map else "")


def around(partnership: "Partnership", opened: frozenset[int] | None = None) -> Inventory:
    """Return the efforts that meet a partnership's counties, and its industries where both name any.

    opened: states, by id, whose efforts the reader may open; without it all are linked.
    """
    counties = list(partnership.counties.values_list("county_fips", flat=True))
    states = [partnership.home_state_id, *partnership.participations.values_list("state_id", flat=True)]
    found = Initiative.objects.filter(state__in=states, counties__county_fips__in=counties).distinct()
    shown = [each for each in found.prefetch_related("counties", "employers") if _meets(each, partnership.naics_codes)]
    return _of(tuple(shown), "", opened)


def _meets(effort: Initiative, codes: tuple[str, ...]) -> bool:
    if not codes or not effort.naics_codes:
        return True
    spelled = [part for code in codes for part in _spelled(code)]
    return any(one.startswith(two) or two.startswith(one) for one in effort.naics_codes for two in spelled)


def _spelled(code: str) -> list[str]:
    """A range such as 31-33 written out."""
    first, dash, last = code.partition("-")
    return (
        [str(each) for each in range(int(first), int(last) + 1)]
        if dash and first.isdigit() and last.isdigit()
        else [code]
    )


def _narrowed(found: "QuerySet[Initiative]", wanted: Wanted) -> "QuerySet[Initiative]":
    if wanted.purpose:
        found = found.filter(purpose=wanted.purpose)
    if wanted.county:
        found = found.filter(counties__county_fips=wanted.county)
    if wanted.naics:
        found = found.filter(Q(naics__startswith=wanted.naics) | Q(naics__contains=f",{wanted.naics}"))
    return found.distinct()


def _shown(found: "QuerySet[Initiative]", state_fips: str) -> Inventory:
    return _of(tuple(found.prefetch_related("counties", "employers")), state_fips)


def _of(efforts: tuple[Initiative, ...], state_fips: str, opened: frozenset[int] | None = None) -> Inventory:
    counts = Counter(county.county_fips for each in efforts for county in each.counties.all())
    return Inventory(
        efforts,
        _picture(efforts, counts),
        _counties(counts),
        _map(state_fips, counts) if state_fips else None,
        _grid(efforts, opened),
    )


def _picture(efforts: tuple[Initiative, ...], counties: Counter[str]) -> Bars:
    purposes = Counter(each.purpose for each in efforts)
    most = max(purposes.values(), default=0)
    rows = tuple(
        bar(
            str(label),
            (purposes[key],),
            most,
            ngettext("{n} effort", "{n} efforts", purposes[key]).format(n=purposes[key]),
        )
        for key, label in Priority.Kind.choices
    )
    if not efforts:
        return Bars(_("No effort is listed here yet: that says nothing of what there is."), ())
    sentence = ngettext("{n} effort in {counties} counties.", "{n} efforts in {counties} counties.", len(efforts))
    said = sentence.format(n=len(efforts), counties=len(counties))
    asked = Counter(name for each in efforts for name in {row.name.casefold() for row in each.employers.all()})
    often = sum(count >= 3 for count in asked.values())
    if often:
        text = ngettext("{n} employer takes part in three or more.", "{n} employers take part in three or more.", often)
        said += " " + text.format(n=often)
    return Bars(said, rows)


def _counties(counts: Counter[str]) -> Grid:
    return Grid(
        caption=_("Efforts by county"),
        columns=(GridColumn("county", _("County")), GridColumn("efforts", _("Efforts"), "count")),
        rows=tuple(
            {"county": places.county_name(code), "efforts": count}
            for code, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ),
    )


def _map(state_fips: str, counts: Counter[str]) -> Map | None:
    drawn = _drawing()
    if drawn is None:
        return None
    inside = [shape for shape in drawn.shapes if shape.key.startswith(state_fips)]
    if not inside:
        return None
    words = _("{county}: {n} efforts")
    shapes = tuple(
        Shape(each.path, words.format(county=each.name, n=counts[each.key]), counts[each.key]) for each in inside
    )
    return Map(drawn.width, drawn.height, shapes, drawn.outlines)


def _drawing() -> ShapeMap | None:
    """The map of the current public data; none where none are loaded, and the table says the same."""
    from talentshed.labor.store import StoreError
    from talentshed.web.explore.queries.chooser import map_of
    from talentshed.web.explore.queries.shown import current_edition

    try:
        return map_of(current_edition(), ())
    except StoreError:
        return None


def _grid(efforts: tuple[Initiative, ...], opened: frozenset[int] | None) -> Grid:
    labels = (
        ("name", _("Effort")),
        ("lead", _("Lead organization")),
        ("purpose", _("Purpose")),
        ("counties", _("Counties")),
        ("naics", _("Industry codes")),
        ("employers", _("Employers")),
        ("meets", _("Meets")),
        ("funding", _("Funding")),
        ("ends", _("Ends")),
        ("outputs", _("Outputs")),
        ("contact", _("Contact")),
    )
    return Grid(
        caption=_("Existing efforts"),
        columns=tuple(GridColumn(key, label, link="href" if key == "name" else "") for key, label in labels),
        rows=tuple(
            {
                "name": each.name,
                "href": each.get_absolute_url() if opened is None or each.state_id in opened else "",
                "lead": each.lead,
                "purpose": str(each.get_purpose_display()),
                "counties": places.county_names(county.county_fips for county in each.counties.all()),
                "naics": ", ".join(each.naics_codes) or _("not given"),
                "employers": ", ".join(row.name for row in each.employers.all()) or _("not given"),
                "meets": each.meets or _("not given"),
                "funding": each.funding or _("not given"),
                "ends": each.ends_on.isoformat() if each.ends_on else _("no end given"),
                "outputs": each.outputs or _("not given"),
                "contact": each.contact or _("not given"),
            }
            for each in efforts
        ),
        sortable=True,
    )
