"""Who may make, change, publish, call off and run an event? Administrators of its state, and who keeps its partnership.

Where a function takes a person, nobody at all may ask too: that is a stranger.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.models import StateRole
from talentshed.web.access.verdict import Verdict
from talentshed.web.events.models import Event
from talentshed.web.partnerships.policies import KEEPING, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership


def may_make_event(person: "Person | None", state: "State", partnership: "Partnership | None" = None) -> Verdict:
    """Whether somebody may make an event of a state, or of a partnership of that state."""
    if partnership is not None and partnership.home_state_id != state.pk:
        return Verdict(_("This partnership belongs to another state."))
    if partnership is not None and not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    return _keeps(person, state.pk, partnership)


def may_run_event(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody sees the staff's side of an event: its draft, its list, its results."""
    return _keeps(person, event.state_id, event.partnership)


def may_see_event(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may read of an event: everybody, once it is published."""
    return Verdict() if event.is_public else may_run_event(person, event)


def may_change_event(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may change date, words, seats, agenda and speakers."""
    if event.is_cancelled or event.is_held:
        return Verdict(_("This event is over or called off. Its date and agenda stay as they were."))
    return may_run_event(person, event)


def may_publish(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may put an event before the public."""
    if event.is_public:
        return Verdict(_("This event is published already."))
    if event.has_begun:
        return Verdict(_("This event’s date is past. Change the date, then publish it."))
    return may_run_event(person, event)


def may_call_off(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may call an event off."""
    if not event.is_published:
        return Verdict(_("Only a published event is called off."))
    return may_run_event(person, event)


def may_hold(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may record that an event took place."""
    if not event.is_published:
        return Verdict(_("Only a published event is recorded as held."))
    if not event.has_begun:
        return Verdict(_("This event has not begun."))
    return may_run_event(person, event)


def may_promote(by: "Person | None", event: Event) -> Verdict:
    """Whether seats that came free may be given to those who wait: of themselves while there is something to come to.

    by: nobody, where the line moves up by itself; else who changed the seats.
    """
    if not event.is_published or event.has_begun:
        return Verdict(_("This event takes no more people."))
    return Verdict() if by is None else may_run_event(by, event)


def may_remind(by: "Person | None", event: Event) -> Verdict:
    """Whether those who have a seat may be reminded: the recurring task does it, nobody by hand."""
    if by is not None:
        return Verdict(_("Reminders go out by themselves."))
    if not event.is_published or event.has_begun:
        return Verdict(_("There is nothing to remind people of."))
    return Verdict()


def may_see_registrations(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may read who comes and what they need."""
    return may_run_event(person, event)


def may_record_attendance(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may write down who was there."""
    if not event.is_public or event.is_cancelled or not event.has_begun:
        return Verdict(_("Who came is written down once the event has begun."))
    return may_run_event(person, event)


def may_keep_materials(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may add and remove materials, also long after the event."""
    if event.is_cancelled:
        return Verdict(_("This event was called off."))
    return may_run_event(person, event)


def may_see_evaluations(person: "Person | None", event: Event) -> Verdict:
    """Whether somebody may read what people thought, as far as it is shown at all."""
    return may_run_event(person, event)


def _keeps(person: "Person | None", state_pk: int, partnership: "Partnership | None") -> Verdict:
    if person is not None and person.is_active and _may_keep(person, state_pk, partnership):
        return Verdict()
    return Verdict(
        _("Administrators of the state, and conveners and the facilitator of the partnership, run an event.")
    )


def _may_keep(person: "Person", state_pk: int, partnership: "Partnership | None") -> bool:
    if person.state_roles.filter(state_id=state_pk, role=StateRole.Role.ADMINISTRATOR).exists():
        return True
    return partnership is not None and standing(person, partnership).has(*KEEPING)
