"""What does readiness add to a workspace: a tab, the launch gate, what is asked of somebody and held about them?"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access import retention
from talentshed.web.access.queries import register_personal_data, register_work, state_roles_of
from talentshed.web.access.retention import Holding
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.registries import Asked
from talentshed.web.readiness.models import Invitation, Round
from talentshed.web.readiness.queries.gate import is_open
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

BEFORE_LAUNCH = 4
"""The phase that ends with the launch."""
_YEARS = 365


def register() -> None:
    """Make them known."""
    registries.register_tab("readiness", 20, gettext_lazy("Readiness"), _rounds, group="plan")
    registries.register_gate(
        BEFORE_LAUNCH,
        "readiness_critical",
        gettext_lazy("All critical items of readiness are agreed at 2 or more"),
        is_open,
        _gate,
    )
    registries.register_state_page("readiness", 10, gettext_lazy("Readiness of the state"), _state)
    registries.register_asked("readiness", asked)
    register_work(overseen)
    register_personal_data("readiness", held_about)
    words = gettext_lazy("Who was invited to rate readiness, with name and e-mail; not what they answered")
    retention.register(Holding("readiness.invitation", words, _YEARS, Invitation.objects.all, "sent_at"))
    words = gettext_lazy("Rounds of readiness: answers without names, and what was agreed")
    retention.register(Holding("readiness.round", words, 10 * _YEARS, Round.objects.all, "opened_at"))


def _rounds(partnership: "Partnership") -> str:
    return reverse("readiness:rounds", args=[partnership.pk])


def _state(code: str) -> str:
    return reverse("readiness:state", args=[code])


def _gate(partnership: "Partnership") -> str:
    return reverse("readiness:gate", args=[partnership.pk])


def asked(person: "Person", partnerships: Mapping[int, "Partnership"]) -> Iterable[Asked]:
    """Return whether somebody was invited by mail and is not through. Only they themselves see it."""
    waiting = Invitation.objects.filter(
        round__partnership_id__in=partnerships,
        round__status=Round.Status.OPEN,
        email=person.email.lower(),
        rater__is_done=False,
    ).select_related("round")
    for each in waiting[:10]:
        words = _("Rate readiness: the link is in your mail")
        where = str(partnerships[each.round.partnership_id or 0])
        yield Asked(words, each.round.get_absolute_url(), each.round.closes_at.date(), where)


def overseen(person: "Person") -> tuple[str, tuple[Link, ...]] | None:
    """Return the ways to the readiness of the states that somebody oversees, for "My work". No query of its own."""
    states = dict.fromkeys(each.state for each in state_roles_of(person))
    words = _("Readiness in {state}: medians, common gaps, planned help")
    links = tuple(Link(reverse("readiness:state", args=[each.code]), words.format(state=each)) for each in states)
    return (_("Readiness"), links) if links else None


def held_about(person: "Person") -> list[dict[str, str]]:
    """Return what rounds hold about somebody, as JSON values: that they were asked, never what they answered."""
    asked_to = Invitation.objects.filter(email=person.email.lower()).select_related("round")
    return [{"asked to rate": str(each.round), "on": each.sent_at.date().isoformat()} for each in asked_to]
