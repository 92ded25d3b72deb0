"""Which letters go to those who are registered: a seat, the waiting list, a change, a reminder, thanks?

Each is named by its occasion, so that none goes out twice. Where somebody has a seat, the date goes along as a file.
"""

from django.conf import settings
from django.utils import timezone, translation

from talentshed.web.access import mail
from talentshed.web.events import dates
from talentshed.web.events.models import Event, HelpRequest, Registration


def place_kept(registration: Registration) -> None:
    """Tell somebody that a seat is theirs, or that they wait for one."""
    with_date = registration.has_seat
    _send("placed", registration, f"placed/{registration.round}", with_date=with_date)


def place_repeated(registration: Registration) -> None:
    """Send somebody their link once more, at most once an hour."""
    _send("placed", registration, f"again/{timezone.now():%Y%m%d%H}", with_date=registration.has_seat)


def seat_free(registration: Registration) -> None:
    """Tell somebody who waited that a seat is theirs now."""
    _send("promoted", registration, f"promoted/{registration.round}", with_date=True)


def given_back(registration: Registration, *, had_seat: bool) -> None:
    """Confirm that somebody doesn't come; their calendar lets go of the date."""
    _send("given_back", registration, f"back/{registration.round}", with_date=had_seat)


def changed(registration: Registration) -> None:
    """Tell somebody what date and place are now."""
    key = f"changed/{registration.event.calendar_sequence}"
    _send("changed", registration, key, with_date=registration.has_seat)


def called_off(registration: Registration) -> None:
    """Tell somebody that the event won't take place."""
    _send("called_off", registration, "off", with_date=registration.has_seat)


def reminder(registration: Registration) -> bool:
    """Remind somebody of the date; say whether it went out or had gone before."""
    # Whoever was reminded of a date hears again if it was moved.
    day = f"{registration.event.starts_at:%Y%m%d%H%M}"
    return _send("reminder", registration, f"reminder/{day}", with_date=True)


def thanks(registration: Registration) -> None:
    """Thank somebody who was there, with materials and the link to the questions."""
    _send("thanks", registration, "thanks")


def help_asked(request: HelpRequest, address: str) -> None:
    """Tell the administrators of a state that somebody asks for help."""
    roles = request.state.roles.filter(role="administrator", person__is_active=True).select_related("person")
    for role in roles:
        context = {"asked": request, "address": address}
        mail.send("events/mail/help_asked", role.person, context, key=f"help/{request.pk}/asked/{role.person_id}")


def help_answered(request: HelpRequest) -> None:
    """Send the answer to who asked."""
    context = {"asked": request}
    mail.send("events/mail/help_answered", request.email, context, request.language, key=f"help/{request.pk}/answered")


def _send(name: str, registration: Registration, occasion: str, *, with_date: bool = False) -> bool:
    event: Event = registration.event
    if registration.is_demo and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return False  # people who don't exist get no mail over the network
    with translation.override(registration.language), timezone.override(event.zone):
        context = {
            "event": event,
            "registration": registration,
            "address": dates.own_address(registration),
            "rating": dates.rating_address(event),
        }
        sent = mail.send(
            f"events/mail/{name}",
            registration.email,
            context,
            registration.language,
            key=f"event/{event.pk}/{registration.pk}/{occasion}",
            calendar=dates.letter_file(registration) if with_date else b"",
        )
    return sent is not None
