"""Who may register for an event, give a seat back, and say what they thought? No account is asked for."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.events.models import Event, Registration

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

RATED_FOR = timedelta(days=60)
"""How long after an event people may say what they thought."""


def may_register(by: "Person | None", event: Event) -> Verdict:
    """Whether anybody may register: while it is to come. Where it is full, there is the waiting list."""
    if event.is_cancelled:
        return Verdict(_("This event was called off."))
    if not event.is_published:
        return Verdict(_("Nobody can register for this event."))
    if event.has_begun:
        return Verdict(_("This event has begun: nobody can register any more."))
    if by is not None and not by.is_active:
        return Verdict(_("This account is closed."))
    return Verdict()


def may_answer_own(by: "Person | None", registration: Registration) -> Verdict:
    """Whether who has the link of a registration may still see it: until the event's last day and two months on."""
    if by is not None and not by.is_active:
        return Verdict(_("This account is closed."))
    if registration.event.ends_at + RATED_FOR < timezone.now():
        return Verdict(_("This event is long over, and your registration with it."))
    return Verdict()


def may_give_back(by: "Person | None", registration: Registration) -> Verdict:
    """Whether who has the link of a registration may say that they don't come."""
    if registration.is_over:
        return Verdict(_("You gave your place back already."))
    if not registration.event.is_published or registration.event.has_begun:
        return Verdict(_("There is nothing to give back: the event is over or called off."))
    return may_answer_own(by, registration)


def may_evaluate(by: "Person | None", event: Event) -> Verdict:
    """Whether who has the event's link may say what they thought. Nobody is known by name, `by` included."""
    if not event.is_held or event.held_at is None:
        return Verdict(_("The questions open when the event is over."))
    if event.held_at + RATED_FOR < timezone.now():
        return Verdict(_("The time for answers is over. Thank you all the same."))
    if by is not None and not by.is_active:
        return Verdict(_("This account is closed."))
    return Verdict()
