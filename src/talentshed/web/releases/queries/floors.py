"""Which floors are lowered in a state, which wait for a second person, and which can be asked for?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from talentshed.web.access.models import State
from talentshed.web.releases import policies, rules
from talentshed.web.releases.models import LoweredFloor
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@dataclass(frozen=True)
class FloorLine:
    """One lowered floor, and what the reader may do about it."""

    lowered: LoweredFloor
    may_agree: bool
    why_not: str
    may_end: bool


@dataclass(frozen=True)
class FloorsPage:
    """The floors of a state."""

    state: State
    lines: tuple[FloorLine, ...]
    grid: Grid
    """What each policy asks for."""


def state_for(person: "Person", code: str) -> State:
    """Return a state that somebody administers; 404 for others, and for none."""
    state = State.objects.filter(code=code.upper()).first()
    if state is None or not policies.may_ask_to_lower(person, state):
        raise Http404
    return state


def floors_page(person: "Person", code: str) -> FloorsPage:
    """Return the floors of a state; 404 for those who don't administer it."""
    state = state_for(person, code)
    found = LoweredFloor.objects.filter(state=state).select_related("state", "asked_by", "approved_by")[:100]
    return FloorsPage(state, tuple(_line(person, each) for each in found), _grid())


def _line(person: "Person", each: LoweredFloor) -> FloorLine:
    verdict = policies.may_agree_to_lower(person, each)
    waits = each.approved_at is None and each.ended_at is None
    return FloorLine(each, waits and bool(verdict), verdict.reason if waits else "", each.ended_at is None)


def lowered_for(person: "Person", pk: int) -> LoweredFloor:
    """Return one of the floors of a state that somebody administers; 404 for others."""
    found = LoweredFloor.objects.select_related("state", "asked_by").filter(pk=pk).first()
    if found is None or not policies.may_ask_to_lower(person, found.state):
        raise Http404
    return found


def _grid() -> Grid:
    rows: list[dict[str, Value]] = []
    for key in rules.policy_keys():
        policy = rules.shipped(key)
        rows += [
            {"policy": policy.title, "key": key, "setting": setting, "floor": floor} for setting, floor in policy.floors
        ]
    columns = (
        GridColumn("policy", _("Policy")),
        GridColumn("key", _("Key"), "code"),
        GridColumn("setting", _("Setting"), "code"),
        GridColumn("floor", _("Guard-rail"), "number"),
    )
    return Grid(_("Guard-rails of each policy"), columns, tuple(rows), head="policy")


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the policies and the settings that have a floor, as choices of a form."""
    policies_ = [(key, rules.shipped(key).title) for key in rules.policy_keys()]
    settings = sorted({name for key in rules.policy_keys() for name, _floor in rules.shipped(key).floors})
    words = {
        "minimum_persons": _("least number of persons"),
        "minimum_contributors": _("least number of employers"),
        "largest_share": _("greatest share of the largest employer, percent"),
        "p_percent": _("p percent"),
    }
    return policies_, [(name, words.get(name, name)) for name in settings]
