"""What is open to somebody after sign-in: what is asked of them, their partnerships, their state's?"""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from talentshed.web.access.models import State, StateRole
from talentshed.web.partnerships import policies, registries
from talentshed.web.partnerships.models import AT_THE_TABLE, Member, NeutralityAnswer, Partnership
from talentshed.web.partnerships.queries.finding import partnerships_with_roles
from talentshed.web.partnerships.registries import Asked
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

Section = tuple[str, tuple[Link, ...]]


def asked_section(person: "Person") -> Section | None:
    """Return what is asked of somebody in all their partnerships, what is due first in front."""
    mine = {each.pk: each for each, _roles in partnerships_with_roles(person) if each.is_open}
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
    """Return somebody's partnerships with phase and roles, those of the state they oversee, and the way to start one.

    Two queries.
    """
    mine = partnerships_with_roles(person)
    links = [Link(each.get_absolute_url(), each.name, _about(each, roles)) for each, roles in mine]
    states = _states(person)
    links += [_overseen(state) for state in states if state.is_overseen]
    if named := ", ".join(state.name for state in states if state.may_start):
        words = _("From an industry and a region to a workspace, in two steps. For {states}.")
        links.append(Link(reverse("partnerships:start"), _("Start a partnership"), words.format(states=named)))
    return (_("My partnerships"), tuple(links)) if links else None


def _states(person: "Person") -> list[Any]:
    """Return the states that somebody oversees or administers, or may start a partnership in, with which of the two."""
    startable = policies.states_to_start_in(person)
    overseen = StateRole.objects.filter(person=person)
    found = State.objects.filter(Q(pk__in=startable.values("pk")) | Q(pk__in=overseen.values("state_id")))
    marked = found.annotate(
        may_start=Exists(startable.filter(pk=OuterRef("pk"))),
        is_overseen=Exists(overseen.filter(state_id=OuterRef("pk"))),
    )
    return list(marked.order_by("name"))


def _overseen(state: State) -> Link:
    words = _("By phase and sector, with overrides. No employer’s answers.")
    label = _("Partnerships of {state}").format(state=state.name)
    return Link(reverse("partnerships:oversee", args=[state.code]), label, words)


def _about(each: Partnership, roles: list[str]) -> str:
    phase = each.current_phase
    words = _("Phase {number}: {name}.").format(number=phase.number, name=phase.name)
    if not each.is_open:
        words = _("Closed.")
    return f"{words} {_('You')}: {', '.join(roles)}." if roles else words
