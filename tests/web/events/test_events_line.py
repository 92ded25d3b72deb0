"""Who gets a seat, who waits, who moves up, and which letters tell of it?"""

import email
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from icalendar import Calendar

from partnership_world import World
from talentshed.web.access import mail, retention
from talentshed.web.access.models import AuditEntry, Letter
from talentshed.web.events import dates, reminders
from talentshed.web.events.actions import coming, making, running
from talentshed.web.events.models import Event, Registration
from talentshed.web.events.problems import NotPossible
from talentshed.web.events.queries.seats import place_in_line


def come(event: Event, name: str, **more: object) -> Registration:
    return coming.register(by=None, event=event, name=name, email=f"{name.lower()}@example.org", **more)


def places(event: Event) -> dict[str, str]:
    return dict(event.registrations.values_list("name", "place"))


def letters(name: str) -> list[str]:
    found = Letter.objects.filter(to=f"{name.lower()}@example.org").order_by("pk")
    return [each.template.rsplit("/", 1)[1] for each in found]


def dates_sent(name: str) -> list[tuple[str, int, str]]:
    """Return method, number of the change and standing of each date that somebody got by letter."""
    found = []
    for each in Letter.objects.filter(to=f"{name.lower()}@example.org").exclude(calendar="").order_by("pk"):
        book = Calendar.from_ical(each.calendar)
        entry = book.events[0]
        found.append((str(book["METHOD"]), int(entry["SEQUENCE"]), str(entry["STATUS"])))
    return found


def test_who_comes_when_all_seats_are_taken_waits_and_moves_up_in_order(make) -> None:
    # seats: 2.  Ann, Ben sit; Cid, Dee wait.  Ann leaves -> Cid sits.  Dee is next.
    event = make(capacity=2)
    first, _ben, _cid, fourth = (come(event, name) for name in ("Ann", "Ben", "Cid", "Dee"))
    assert places(event) == {"Ann": "confirmed", "Ben": "confirmed", "Cid": "waiting", "Dee": "waiting"}
    assert place_in_line(fourth) == 2
    coming.give_back(by=None, registration=first)
    assert places(event) == {"Ann": "cancelled", "Ben": "confirmed", "Cid": "confirmed", "Dee": "waiting"}
    assert place_in_line(fourth) == 1
    assert letters("Ann") == ["placed", "given_back"]
    assert letters("Cid") == ["placed", "promoted"]
    assert letters("Dee") == ["placed"]


def test_who_waits_and_leaves_frees_no_seat(make) -> None:
    event = make(capacity=1)
    come(event, "Ann")
    waits = come(event, "Ben")
    come(event, "Cid")
    coming.give_back(by=None, registration=waits)
    assert places(event) == {"Ann": "confirmed", "Ben": "cancelled", "Cid": "waiting"}


def test_who_comes_back_stands_at_the_end_of_the_line(make) -> None:
    event = make(capacity=1)
    ann = come(event, "Ann")
    come(event, "Ben")
    come(event, "Cid")
    coming.give_back(by=None, registration=ann)
    again = come(event, "Ann")
    assert again.pk == ann.pk
    assert place_in_line(again) == 2


def test_registering_twice_keeps_the_place_and_sends_the_link_again(make) -> None:
    event = make(capacity=1)
    first = come(event, "Ann", organization="Acme")
    second = coming.register(by=None, event=event, name="Somebody else", email="ANN@example.org")
    assert (second.pk, second.name, second.organization) == (first.pk, "Ann", "Acme")
    assert event.registrations.count() == 1
    assert len(letters("Ann")) == 2


def test_more_seats_let_those_who_wait_in_and_fewer_than_taken_is_refused(make, world: World) -> None:
    event = make(capacity=1)
    for name in ("Ann", "Ben", "Cid"):
        come(event, name)
    making.change_event(by=world["Grace"], event=event, capacity=2)
    assert places(event) == {"Ann": "confirmed", "Ben": "confirmed", "Cid": "waiting"}
    with pytest.raises(NotPossible, match="2 people have a seat already"):
        making.change_event(by=world["Grace"], event=event, capacity=1)
    making.change_event(by=world["Grace"], event=event, capacity=None)
    assert set(places(event).values()) == {"confirmed"}


def test_each_date_that_somebody_gets_is_newer_than_the_one_before(make, world: World) -> None:
    event = make()
    ann = come(event, "Ann")
    making.change_event(by=world["Grace"], event=event, place="Hall 2")
    coming.give_back(by=None, registration=ann)
    come(event, "Ann")
    running.call_off(by=world["Grace"], event=event, reason="Snow")
    sent = dates_sent("Ann")
    assert [method for method, _number, _standing in sent] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    numbers = [number for _method, number, _standing in sent]
    assert numbers == sorted(set(numbers)), "each number is higher than the one before"
    assert sent[-1][2] == "CANCELLED"


def test_a_letter_carries_the_date_as_mail_programs_want_it(make) -> None:
    event = make(place="Hall 1", is_online=True, online_href="https://meet.example.org/x")
    come(event, "Ann")
    letter = Letter.objects.get(to="ann@example.org")
    assert mail.deliver.func(letter.pk)
    message = email.message_from_bytes(outbox.outbox[0].message().as_bytes())
    part = next(each for each in message.walk() if each.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    book = Calendar.from_ical(part.get_payload(decode=True))
    entry = book.events[0]
    assert str(book["METHOD"]) == "REQUEST"
    assert str(entry["UID"]).startswith(f"event-{event.pk}@")
    assert str(entry["ATTENDEE"]) == "mailto:ann@example.org"
    assert str(entry["ORGANIZER"]).startswith("mailto:")
    assert "https://meet.example.org/x" in str(entry["LOCATION"])
    assert entry.start == event.starts_at
    letter.refresh_from_db()
    assert letter.calendar == "", "the file with its link is not kept"
    assert "/join/…" in letter.text


def test_who_waits_learns_neither_the_online_address_nor_takes_a_date(make) -> None:
    event = make(capacity=1, is_online=True, online_href="https://meet.example.org/x")
    come(event, "Ann")
    waits = come(event, "Ben")
    letter = Letter.objects.get(to="ben@example.org")
    assert letter.calendar == ""
    assert "meet.example.org" not in letter.text
    assert "meet.example.org" not in dates.own_entry(waits).place


def test_people_are_reminded_once_of_each_date(make, world: World) -> None:
    event = make(days=2)
    ann = come(event, "Ann")
    reminders.remind()
    assert letters("Ann") == ["placed"], "who registered just now has the date already"
    Registration.objects.filter(pk=ann.pk).update(registered_at=timezone.now() - timedelta(days=5))
    for _time in range(3):
        reminders.remind()
    assert letters("Ann") == ["placed", "reminder"]
    assert AuditEntry.objects.filter(kind="EVENT_REMINDERS_SENT").count() == 1
    event.refresh_from_db()
    later = event.starts_at + timedelta(hours=5)
    making.change_event(by=world["Grace"], event=event, starts_at=later, ends_at=later + timedelta(hours=1))
    reminders.remind()
    assert letters("Ann") == ["placed", "reminder", "changed", "reminder"]


def test_nobody_is_reminded_of_what_is_far_off_or_called_off(make, world: World) -> None:
    far, off = make(days=9), make(days=2)
    come(far, "Ann")
    come(off, "Ben")
    Registration.objects.update(registered_at=timezone.now() - timedelta(days=5))
    running.call_off(by=world["Grace"], event=off, reason="Snow")
    reminders.remind()
    assert "reminder" not in letters("Ann") + letters("Ben")


def test_nobody_registers_for_what_is_called_off_or_past(make, past, world: World) -> None:
    off = running.call_off(by=world["Grace"], event=make(), reason="Snow")
    gone = past(make(), world, held=False)
    for event in (off, gone):
        with pytest.raises(PermissionDenied):
            come(event, "Ann")


def test_needs_go_a_month_after_the_event_and_names_after_a_year(make, past, world: World) -> None:
    event = make()
    come(event, "Ann", needs="Step-free access")
    for days, needs, kept in ((20, "Step-free access", 1), (31, "", 1), (366, None, 0)):
        ended = timezone.now() - timedelta(days=days)
        Event.objects.filter(pk=event.pk).update(starts_at=ended - timedelta(hours=1), ends_at=ended)
        retention.apply_all()
        assert event.registrations.count() == kept
        if kept:
            assert event.registrations.get().needs == needs


def test_the_trail_names_no_guest(make) -> None:
    event = make(capacity=1)
    ann = come(event, "Ann")
    come(event, "Ben")
    coming.give_back(by=None, registration=ann)
    said = " ".join(f"{each.about_words} {each.detail} {each.by_name}" for each in AuditEntry.objects.all())
    assert "Ann" not in said
    assert "Ben" not in said
