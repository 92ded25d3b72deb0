"""What is open to somebody after sign-in: what is asked of them, their partnerships, their state's?"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from talentshed.web.partnerships import policies, registries
from talentshed.web.partnerships.models import AT_THE_TABLE, Member, NeutralityAnswer, Partnership
from talentshed.web.partnerships.queries.finding import partnerships_of, partnerships_with_roles
from talentshed.web.partnerships.registries import Asked
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

Section = tuple[str, tuple[Link, ...]]


def asked_section(person: "Person") -> Section | None:
    """Return what is asked of somebody in all their partnerships, what is due first in front."""
    mine = {each.pk: each for each in partnerships_of(person) if each.is_open}
    found = (*registries.asked_of(person, mine), *_neutrality(person, mine))
    links = tuple(Link(each.href, each.words, _when(each)) for each in found[:12])
    return (_("What is asked of you"), links) if links else None


def _when(each: Asked) -> str:
    where = each.where
    if each.due is None:
        return where
    due = _("By {date}").format(date=formats.date_format(each.due, "DATE_FORMAT"))
    return f"{due} · {where}" if where else due


def _neutrality(person: "Person", mine: dict[int, Partnership]) -> tuple[Asked, ...]:
    """Return the open questions on the convener's neutrality, in one query."""
    answers = NeutralityAnswer.objects.filter(
        partnership_id=OuterRef("partnership_id"), organization_id=OuterRef("organization_id")
    )
    waiting = Member.objects.filter(
        ~Exists(answers),
        partnership_id__in=mine,
        stage__in=AT_THE_TABLE,
        organization__kind="employer",
        organization__merged_into__isnull=True,
        organization__spokespersons__person=person,
        organization__spokespersons__until__isnull=True,
    )
    words = _("Say for {firm} whether you accept the convener")
    return tuple(
        Asked(
            words.format(firm=each.organization),
            reverse("partnerships:neutrality", args=[each.partnership_id]),
            where=mine[each.partnership_id].name,
        )
        for each in waiting.select_related("organization")
    )


def partnerships_section(person: "Person") -> Section | None:
    """Return somebody's partnerships with their phase and roles, and the way to start one."""
    mine = partnerships_with_roles(person)
    links = [Link(each.get_absolute_url(), each.name, _about(each, roles)) for each, roles in mine]
    if states := tuple(policies.states_to_start_in(person).order_by("name")):
        words = _("From an industry and a region to a workspace, in two steps. For {states}.")
        named = ", ".join(state.name for state in states)
        links.append(Link(reverse("partnerships:start"), _("Start a partnership"), words.format(states=named)))
    return (_("My partnerships"), tuple(links)) if links else None


def _about(each: Partnership, roles: list[str]) -> str:
    phase = each.current_phase
    words = _("Phase {number}: {name}.").format(number=phase.number, name=phase.name)
    if not each.is_open:
        words = _("Closed.")
    return f"{words} {_('You')}: {', '.join(roles)}." if roles else words


def overseen_section(person: "Person") -> Section | None:
    """Return the states that somebody oversees, each with the way to its partnerships."""
    roles = person.state_roles.select_related("state").order_by("state__name")
    states = {each.state_id: each.state for each in roles}
    links = tuple(
        Link(
            reverse("partnerships:oversee", args=[state.code]),
            _("Partnerships of {state}").format(state=state.name),
            _("By phase and sector, with overrides. No employer’s answers."),
        )
        for state in states.values()
    )
    return (_("My state"), links) if links else None
