"""Making an event: date, words, seats; agenda, speakers and materials."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.events import kits, letters, policies
from talentshed.web.events.actions.line import fill_seats
from talentshed.web.events.models import Event, Material, Registration, Session, Speaker
from talentshed.web.events.problems import NotPossible
from talentshed.web.events.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership

MOST_SESSIONS, MOST_SPEAKERS, MOST_MATERIALS = 60, 40, 40
_WORTH_A_LETTER = {"starts_at", "ends_at", "place", "online_href", "is_online"}
"""What people hear about when it changes."""
_FIELDS = _WORTH_A_LETTER | {"host", "title_en", "title_es", "about_en", "about_es", "capacity"}


@transaction.atomic
def make_event(
    *,
    by: "Person",
    state: "State",
    starts_at: datetime,
    ends_at: datetime,
    partnership: "Partnership | None" = None,
    kit: str = "",
    **fields: Any,
) -> Event:
    """Make a draft. kit: key of a training kit whose agenda it begins with. fields: host, title_en, about_en, …"""
    policies.may_make_event(by, state, partnership).require()
    event = Event(state=state, partnership=partnership, starts_at=starts_at, ends_at=ends_at, made_by=by, **fields)
    event.is_demo = by.is_demo
    _check(event)
    event.save()
    if kit:
        _lay_out(event, kit)
    audit.record("EVENT_MADE", by=by, about=event, **where(event), starts_at=starts_at.isoformat())
    return event


def _check(event: Event) -> None:
    if event.ends_at <= event.starts_at:
        raise NotPossible(_("The event ends before it starts. Mend one of the two times."))
    if not event.place and not event.is_online:
        raise NotPossible(_("Say where it is: write a place, or tick that it is online."))


def _lay_out(event: Event, key: str) -> None:
    kit = kits.kit_in_both(key)
    if kit is None:
        raise NotPossible(_("There is no such training kit. Choose one from the list."))
    Session.objects.bulk_create(
        Session(
            event=event,
            position=place,
            minutes=part.minutes,
            title_en=part.title_en,
            title_es=part.title_es,
            notes=part.notes,
        )
        for place, part in enumerate(kit, start=1)
    )
    event.kit = key
    event.save(update_fields=["kit"])


@transaction.atomic
def change_event(*, by: "Person", event: Event, **changes: Any) -> Event:
    """Change fields of an event. Who is registered hears if date or place moved; freed seats go to those who wait."""
    event = Event.objects.select_for_update(of=("self",)).select_related("state", "partnership").get(pk=event.pk)
    policies.may_change_event(by, event).require()
    if unknown := sorted(set(changes) - _FIELDS):
        raise TypeError(f"change_event got unknown fields: {', '.join(unknown)}")
    changed = sorted(name for name, value in changes.items() if getattr(event, name) != value)
    for name, value in changes.items():
        setattr(event, name, value)
    _check(event)
    _check_seats(event)
    event.calendar_sequence += bool(changed)
    event.save()
    audit.record("EVENT_CHANGED", by=by, about=event, **where(event), fields=changed)
    if event.is_published:
        if _WORTH_A_LETTER & set(changed):
            for each in event.registrations.exclude(place=Registration.Place.CANCELLED).select_related("event"):
                each.event = event
                letters.changed(each)
        if not event.has_begun:
            fill_seats(by=by, event=event)
    return event


def _check_seats(event: Event) -> None:
    taken = event.registrations.filter(place=Registration.Place.CONFIRMED).count()
    if event.capacity is not None and event.capacity < taken:
        sentence = _("{taken} people have a seat already. Write at least that number, or ask some of them first.")
        raise NotPossible(sentence.format(taken=taken))


@transaction.atomic
def keep_session(*, by: "Person", event: Event, session: Session | None = None, **fields: Any) -> Session:
    """Add a line at the end of the agenda, or change one: minutes, title_en, title_es, notes, speaker."""
    policies.may_change_event(by, event).require()
    if session is None and event.sessions.count() >= MOST_SESSIONS:
        raise NotPossible(_("An agenda has at most 60 lines. Take one off first."))
    last = event.sessions.aggregate(last=Max("position"))["last"] or 0
    kept = session or Session(event=event, position=last + 1)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    audit.record("SESSION_KEPT", by=by, about=kept, **where(event), event=event.pk)
    return kept


@transaction.atomic
def move_session(*, by: "Person", session: Session, up: bool) -> None:
    """Move a line one place up or down; at the end of the list it stays."""
    policies.may_change_event(by, session.event).require()
    ordered = list(session.event.sessions.all())
    at = next(place for place, each in enumerate(ordered) if each.pk == session.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(ordered):
        ordered[at], ordered[to] = ordered[to], ordered[at]
    for place, each in enumerate(ordered, start=1):
        each.position = place
    Session.objects.bulk_update(ordered, ["position"])
    audit.record("SESSION_MOVED", by=by, about=session, **where(session.event), event=session.event_id)


@transaction.atomic
def remove_session(*, by: "Person", session: Session) -> None:
    """Take a line off the agenda."""
    policies.may_change_event(by, session.event).require()
    audit.record("SESSION_REMOVED", by=by, about=session, **where(session.event), event=session.event_id)
    session.delete()


@transaction.atomic
def add_speaker(*, by: "Person", event: Event, name: str, role: str = "") -> Speaker:
    """Name somebody who speaks. Their name is public: ask them first."""
    policies.may_change_event(by, event).require()
    if event.speakers.count() >= MOST_SPEAKERS:
        raise NotPossible(_("An event has at most 40 speakers. Take one off first."))
    if event.speakers.filter(name=name.strip()).exists():
        raise NotPossible(_("{name} is on the list already.").format(name=name.strip()))
    speaker = Speaker.objects.create(event=event, name=name.strip(), role=role.strip())
    audit.record("SPEAKER_ADDED", by=by, about=speaker, **where(event), event=event.pk)
    return speaker


@transaction.atomic
def remove_speaker(*, by: "Person", speaker: Speaker) -> None:
    """Take somebody off the list of speakers; their lines of the agenda stay."""
    policies.may_change_event(by, speaker.event).require()
    audit.record("SPEAKER_REMOVED", by=by, about=speaker, **where(speaker.event), event=speaker.event_id)
    speaker.delete()


@transaction.atomic
def add_material(*, by: "Person", event: Event, title: str, href: str, language: str = "en") -> Material:
    """Link to something to read or see, before or after the event."""
    policies.may_keep_materials(by, event).require()
    if event.materials.count() >= MOST_MATERIALS:
        raise NotPossible(_("An event has at most 40 materials. Take one off first."))
    made = Material.objects.create(event=event, title=title.strip(), href=href, language=language)
    audit.record("MATERIAL_ADDED", by=by, about=made, **where(event), event=event.pk)
    return made


@transaction.atomic
def remove_material(*, by: "Person", material: Material) -> None:
    """Take a link off."""
    policies.may_keep_materials(by, material.event).require()
    audit.record("MATERIAL_REMOVED", by=by, about=material, **where(material.event), event=material.event_id)
    material.delete()
