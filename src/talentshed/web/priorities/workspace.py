"""What do priorities add to a partnership's workspace: ways in, gates, blocks, roles, what is asked, who leads?"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.organizations.queries import organizations_of
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.registries import Address, Asked, LeadFigure
from talentshed.web.priorities.models import ActionItem, ActionTeam
from talentshed.web.priorities.models.work import OPEN_ITEMS
from talentshed.web.priorities.queries import board, items, requests, systems
from talentshed.web.priorities.queries.listing import live_priorities
from talentshed.web.ui.reading import once_a_page

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

MOST = 5
"""Lines of a block on the workspace's home."""


def _at(name: str) -> Address:
    return lambda partnership: reverse(f"priorities:{name}", args=[partnership.pk])


def register() -> None:
    """Make all of it known to the workspace."""
    registries.register_tab("priorities", 30, gettext_lazy("Priorities"), _at("list"), group="work")
    registries.register_tab("table", 40, gettext_lazy("Single table"), _at("table"), group="work")
    registries.register_tab("items", 50, gettext_lazy("Action items"), _at("items"), group="work")
    registries.register_tab("changes", 60, gettext_lazy("Changes and services"), _at("changes"), group="work")
    registries.register_panel("overdue", 30, overdue_panel, "priorities/panels/overdue.html")
    registries.register_panel("unclaimed", 40, unclaimed_panel, "priorities/panels/unclaimed.html")
    registries.register_roles("action_teams", team_roles)
    registries.register_asked("priorities", asked_of)
    registries.register_lead_figure("priority_led", 60, lead_figure)
    for phase, key, words, check, page in (
        (6, "teams_led", gettext_lazy("Each voted priority has an action team with an industry lead"), all_led, "list"),
        (
            6,
            "teams_accompanied",
            gettext_lazy("Each action team has a liaison of a support partner"),
            all_accompanied,
            "list",
        ),
        (6, "teams_planned", gettext_lazy("Each action team has a plan with measure and target"), all_planned, "list"),
        (7, "items_done", gettext_lazy("At least half of the action items that came due are done"), half_done, "items"),
        (7, "needs_claimed", gettext_lazy("No need on the single table is unclaimed"), all_claimed, "table"),
        (
            7,
            "results_logged",
            gettext_lazy("A result is logged: an offer delivered, or a change made"),
            has_result,
            "table",
        ),
    ):
        registries.register_gate(phase, key, words, check, _at(page))


@once_a_page
def _teams(partnership: "Partnership") -> list[ActionTeam]:
    return list(ActionTeam.objects.filter(priority__partnership=partnership, status=ActionTeam.Status.OPEN))


def all_led(partnership: "Partnership") -> bool:
    """Whether each voted priority has a team; a team always has a lead from industry."""
    team = ActionTeam.objects.filter(priority=OuterRef("pk"), status=ActionTeam.Status.OPEN)
    led = live_priorities(partnership).order_by().annotate(is_led=Exists(team)).values_list("is_led", flat=True)
    # Distinct: at most a yes and a no come back.
    return set(led.distinct()) == {True}


def all_accompanied(partnership: "Partnership") -> bool:
    """Whether each team has a liaison."""
    teams = _teams(partnership)
    return bool(teams) and all(each.liaison_id is not None for each in teams)


def all_planned(partnership: "Partnership") -> bool:
    """Whether each team has a plan with measure and target."""
    teams = _teams(partnership)
    return bool(teams) and all(each.has_plan for each in teams)


def half_done(partnership: "Partnership") -> bool:
    """Whether at least half of what came due is done; nothing due is no result."""
    from django.utils import timezone

    from talentshed.web.priorities.reckoning import Task, pace

    found = items.all_items(partnership)
    kept = pace((Task(each.due_date, each.done_on, each.status == "dropped") for each in found), timezone.localdate())
    return kept.completion is not None and kept.completion >= 0.5


def all_claimed(partnership: "Partnership") -> bool:
    """Whether there are needs on the table, or were, and none is unclaimed."""
    found = board.on_the_table(partnership)
    return bool(found["needs"]) and not found["unclaimed"]


def has_result(partnership: "Partnership") -> bool:
    """Whether something was delivered or changed."""
    delivered = board.on_the_table(partnership)["delivered"]
    return bool(delivered) or partnership.systemic_changes.filter(status="done").exists()


def overdue_panel(standing: "Standing") -> Mapping[str, Any] | None:
    """Show what is overdue and what is due next, and who owes it; nothing where nothing is open."""
    from django.utils import timezone

    today = timezone.localdate()
    found = [each for each in items.all_items(standing.partnership) if each.is_open]
    if not found:
        return None
    late = [each for each in found if each.due_date < today]
    return {
        "late": [(each, items.owner_words(each), (today - each.due_date).days) for each in late[:MOST]],
        "late_count": len(late),
        "next": [(each, items.owner_words(each)) for each in found if each.due_date >= today][:MOST],
        "href": reverse("priorities:items", args=[standing.partnership.pk]),
    }


def unclaimed_panel(standing: "Standing") -> Mapping[str, Any] | None:
    """Show how many needs nobody has answered; nothing where the table is empty."""
    found = board.on_the_table(standing.partnership)
    if not found["needs"]:
        return None
    return {"count": found["unclaimed"], "href": reverse("priorities:table", args=[standing.partnership.pk])}


def team_roles(person: "Person", partnership: "Partnership") -> Iterable[str]:
    """Return the roles that follow from action teams at work, in one query."""
    for team in _teams(partnership):
        if team.lead_id == person.pk:
            yield "action_team_lead"
        if team.liaison_id == person.pk:
            yield "action_team_liaison"


def asked_of(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Return somebody's open items, proposals that wait for their firm, and requests that wait for their body."""
    mine = ActionItem.objects.filter(partnership_id__in=partnerships, owner=person, status__in=OPEN_ITEMS)
    for each in mine.order_by("due_date")[:20]:
        where = str(partnerships[each.partnership_id])
        yield Asked(each.title, reverse("priorities:item", args=[each.partnership_id, each.pk]), each.due_date, where)
    for place in requests.waiting_for(person):
        words = _("Say whether your firm shares a need: {topic}").format(topic=place.shared.get_topic_display())
        yield Asked(words, reverse("priorities:shared", args=[place.pk]), None, str(place.shared.partnership))
    waiting = requests.readable(person).filter(status="open", routes__body__in=organizations_of(person))
    waiting = waiting.prefetch_related(None)  # the bodies are not named here
    for request in waiting[:10]:
        words = _("Answer a request of {firm}: {topic}").format(firm=request.organization, topic=request)
        yield Asked(words, request.get_absolute_url())


def lead_figure(partnership: "Partnership") -> LeadFigure | None:
    """Return how much of the recorded work follows priorities; nothing where no service is recorded."""
    led, every = systems.priority_led(partnership)
    if not every:
        return None
    sentence = _("{led} of {all} recorded services were asked for by a priority.").format(led=led, all=every)
    return LeadFigure("priority_led", _("Services led by a priority"), sentence, 2 * led > every, led / every)
