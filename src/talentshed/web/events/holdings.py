"""Which records of events does this installation keep, and for how long?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from talentshed.web.access import closing, retention
from talentshed.web.access.queries import register_personal_data
from talentshed.web.access.retention import Holding
from talentshed.web.events.models import Evaluation, HelpRequest, PeerConsent, Registration

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import Person

_YEAR = 365


def register() -> None:
    """Make the records of this capability known."""
    for each in (
        Holding(
            "events.needs",
            _("What people need in order to take part in an event"),
            30,
            lambda: Registration.objects.exclude(needs=""),
            "event__ends_at",
            _forget_needs,
        ),
        Holding(
            "events.registration",
            _("Registrations for events: name, e-mail, organization"),
            _YEAR,
            Registration.objects.all,
            "event__ends_at",
        ),
        Holding(
            "events.evaluation",
            _("What people thought of events, without names"),
            5 * _YEAR,
            Evaluation.objects.all,
            "event__ends_at",
        ),
        Holding(
            "events.help_request",
            _("Requests for help, with name and e-mail"),
            2 * _YEAR,
            HelpRequest.objects.all,
            "asked_at",
        ),
    ):
        retention.register(each)
    register_personal_data(_("events"), held_about)
    closing.register(end_consents)


def _forget_needs(due: "QuerySet[Any]") -> int:
    return due.update(needs="")


def end_consents(person: "Person") -> None:
    """Where somebody leaves who was to be called, the partnership's word that it may be called ends, too."""
    PeerConsent.objects.filter(email=person.email).delete()


def held_about(person: "Person") -> list[dict[str, str]]:
    """Return what events hold about somebody's address, as JSON values."""
    came = Registration.objects.filter(email=person.email).select_related("event")
    asked = HelpRequest.objects.filter(email=person.email)
    called = PeerConsent.objects.filter(email=person.email).select_related("partnership")
    return [
        *(
            {
                "event": str(each.event),
                "as": str(each),
                "place": each.place,
                "needs": each.needs,
                "since": each.registered_at.isoformat(),
            }
            for each in came
        ),
        *({"asked": each.text, "topic": each.topic, "at": each.asked_at.isoformat()} for each in asked),
        *({"to be called for": str(each.partnership), "since": each.given_at.isoformat()} for each in called),
    ]
