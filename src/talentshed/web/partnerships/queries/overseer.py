"""How do the partnerships of a state do: where, in which phase and sector, and which gates were overridden?

Counts, phases and reasons only: nothing that an employer answered, and no employer's name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.labor.charts.maps import MapPaths, map_paths
from talentshed.web.access.models import State
from talentshed.web.explore.queries import places
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.region_page import shapes
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import AT_THE_TABLE, Partnership, PartnershipCounty, PhaseChange, Role
from talentshed.web.partnerships.phases import PHASES
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

MAP_WIDTH = 420
STEPS = 3
"""Shades of the map: phases 1 to 3, 4 and 5, 6 to 8."""


@dataclass(frozen=True)
class Tile:
    """One county of the map."""

    name: str
    path: str
    shade: int
    """0 for none, 1 to 3 by the furthest phase of a partnership there."""


@dataclass(frozen=True)
class PhaseMap:
    """The counties of a state, shaded by the furthest phase."""

    width: float
    height: float
    tiles: tuple[Tile, ...]
    outline: str


@dataclass(frozen=True)
class Overview:
    """All partnerships of a state, for those who oversee it."""

    state: State
    sentence: str
    listed: Grid
    matrix: Grid
    overrides: tuple[PhaseChange, ...]
    map: PhaseMap | None
    counties_sentence: str


def state_for(person: "Person", code: str) -> State:
    """Return a state that somebody may oversee; 404 for others, and for none."""
    state = State.objects.filter(code=code.upper()).first()
    if state is None or not policies.may_oversee_state(person, state):
        raise Http404
    return state


def partnerships_in(state: State) -> list[Partnership]:
    """Return the partnerships of a state, as home or as taking part, with counts of members."""
    seated = Q(members__stage__in=AT_THE_TABLE)
    employer = Q(members__organization__kind="employer")
    ids = Partnership.objects.filter(Q(home_state=state) | Q(participations__state=state)).values("pk")
    found = Partnership.objects.filter(pk__in=ids).select_related("home_state")
    counted = found.annotate(
        employers=Count("members", filter=seated & employer, distinct=True),
        supporters=Count("members", filter=seated & ~employer, distinct=True),
        overrides=Count("phase_changes", filter=~Q(phase_changes__override_reason=""), distinct=True),
    )
    return list(counted.order_by("-phase", "name"))


def overview(state: State) -> Overview:
    """Return the state's overview. Four queries, whatever the number of partnerships."""
    found = partnerships_in(state)
    open_ones = [each for each in found if each.is_open]
    changes = PhaseChange.objects.filter(partnership_id__in=[each.pk for each in found]).exclude(override_reason="")
    counties = _counties(open_ones)
    return Overview(
        state=state,
        sentence=_sentence(state, found, open_ones),
        listed=_list(state, found),
        matrix=_matrix(open_ones),
        overrides=tuple(changes.select_related("partnership", "by")[:50]),
        map=_map(state, counties),
        counties_sentence=_counties_sentence(state, counties),
    )


def _sentence(state: State, found: list[Partnership], open_ones: list[Partnership]) -> str:
    if not found:
        return _("No partnership of {state} is here yet.").format(state=state)
    launched = sum(each.phase > 5 for each in open_ones)
    text = _("{open} partnerships are open in {state}; {launched} have launched; {closed} were closed.")
    return text.format(open=len(open_ones), state=state, launched=launched, closed=len(found) - len(open_ones))


def _list(state: State, found: list[Partnership]) -> Grid:
    columns = (
        GridColumn("name", _("Partnership"), link="address"),
        GridColumn("industry", _("Industry")),
        GridColumn("region", _("Region")),
        GridColumn("phase", _("Phase"), "number"),
        GridColumn("since", _("Since")),
        GridColumn("employers", _("Employers"), "count"),
        GridColumn("supporters", _("Support partners"), "count"),
        GridColumn("overrides", _("Gates overridden"), "count"),
        GridColumn("home", _("Home state")),
        GridColumn("status", _("Status")),
    )
    return Grid(_("Partnerships of {state}").format(state=state), columns, tuple(map(_row, found)), sortable=True)


def _row(each: Partnership) -> Mapping[str, Value]:
    counts: dict[str, int] = {key: getattr(each, key) for key in ("employers", "supporters", "overrides")}
    return {
        "name": each.name,
        "address": reverse("partnerships:overview", args=[each.pk]),
        "industry": each.industry,
        "region": each.region_name,
        "phase": each.phase,
        "since": each.phase_since.isoformat(),
        "home": each.home_state.name,
        "status": str(each.get_status_display()),
        **counts,
    }


def _matrix(open_ones: list[Partnership]) -> Grid:
    """Industry by phase: how many open partnerships."""
    counted = Counter((each.industry, each.phase) for each in open_ones)
    columns = (
        GridColumn("industry", _("Industry")),
        *(GridColumn(f"phase{each.number}", f"{each.number}", "count", help=str(each.name)) for each in PHASES),
        GridColumn("all", _("All"), "count"),
    )
    rows: list[dict[str, Value]] = []
    for industry in sorted({each.industry for each in open_ones}):
        row: dict[str, Value] = {"industry": industry}
        row |= {f"phase{each.number}": counted[industry, each.number] for each in PHASES}
        row["all"] = sum(counted[industry, each.number] for each in PHASES)
        rows.append(row)
    return Grid(_("Open partnerships by industry and phase"), columns, tuple(rows))


def _counties(open_ones: list[Partnership]) -> dict[str, list[Partnership]]:
    by_id = {each.pk: each for each in open_ones}
    found: dict[str, list[Partnership]] = defaultdict(list)
    pairs = PartnershipCounty.objects.filter(partnership_id__in=by_id).values_list("county_fips", "partnership_id")
    for fips, pk in pairs:
        found[fips].append(by_id[pk])
    return found


def _counties_sentence(state: State, counties: Mapping[str, list[Partnership]]) -> str:
    mine = [fips for fips in counties if fips[:2] == state.fips]
    several = sum(len(counties[fips]) > 1 for fips in mine)
    text = _("{count} counties of {state} are in a partnership, {several} of them in more than one.")
    return text.format(count=len(mine), state=state, several=several)


def shade_of(phases: Iterable[int]) -> int:
    """Return the shade of a county: 0 for none, 1 for phases 1 to 3, 2 for 4 and 5, 3 for 6 to 8."""
    furthest = max(phases, default=0)
    return 0 if furthest == 0 else 1 if furthest <= 3 else 2 if furthest <= 5 else STEPS


def _map(state: State, counties: Mapping[str, list[Partnership]]) -> PhaseMap | None:
    drawing = state_map(state.fips)
    if drawing is None:
        return None
    tiles = tuple(
        Tile(
            _tile_name(county.name, counties.get(county.fips, [])),
            county.d,
            shade_of(each.phase for each in counties.get(county.fips, [])),
        )
        for county in drawing.counties
    )
    return PhaseMap(drawing.width, drawing.height, tiles, drawing.state_borders)


def _tile_name(name: str, there: list[Partnership]) -> str:
    return f"{name}: {'; '.join(each.name for each in there)}" if there else name


def state_map(fips: str) -> MapPaths | None:
    """Return the counties of a state to draw; None where no public data hold them."""
    try:
        return _state_map(places.edition_of(), fips)
    except NotHere:
        return None


@lru_cache(maxsize=16)
def _state_map(edition: str, fips: str) -> MapPaths | None:
    drawing = shapes(edition)
    if not drawing:
        return None
    try:
        return map_paths(drawing, [fips], MAP_WIDTH)
    except ValueError:
        return None  # the file has no county of this state


@dataclass(frozen=True)
class Insight:
    """One partnership, for those who oversee its state."""

    partnership: Partnership
    facts: tuple[tuple[str, str], ...]
    changes: tuple[PhaseChange, ...]
    conveners: tuple[str, ...]
    states: tuple[str, ...]


def insight(partnership: Partnership) -> Insight:
    """Return what the state sees of one partnership: phase and dates, counts, who convenes, overrides."""
    counted = Partnership.objects.filter(pk=partnership.pk).aggregate(
        employers=_seated(Q(members__organization__kind="employer")),
        supporters=_seated(~Q(members__organization__kind="employer")),
        core=_seated(Q(members__core_team=True)),
    )
    convening = Role.objects.filter(partnership=partnership, until__isnull=True, role__in=policies.CONVENING)
    bodies = convening.filter(organization__isnull=False).values_list("organization__name", flat=True)
    phase = partnership.current_phase
    days = (timezone.localdate() - partnership.phase_since).days
    return Insight(
        partnership=partnership,
        facts=(
            (_("Industry"), partnership.industry),
            (_("Region"), partnership.region_name),
            (_("Phase"), _("{number} of 8, {name}").format(number=phase.number, name=phase.name)),
            (_("In this phase"), _("{days} days, since {date}").format(days=days, date=partnership.phase_since)),
            (_("Started"), partnership.started_on.isoformat()),
            (_("Employers at the table"), str(counted["employers"])),
            (_("Support partners at the table"), str(counted["supporters"])),
            (_("In the core team"), str(counted["core"])),
            (_("Status"), str(partnership.get_status_display())),
        ),
        changes=tuple(partnership.phase_changes.select_related("by")[:50]),
        conveners=tuple(sorted(set(bodies))),
        states=tuple(each.state.name for each in partnership.participations.select_related("state")),
    )


def _seated(which: Q) -> Count:
    return Count("members", filter=Q(members__stage__in=AT_THE_TABLE) & which, distinct=True)
