"""Who comes to a meeting? Plans one, lets people answer and come, and writes down what stays of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.access.models import Person
from talentshed.web.demo_state.chapters import Tale
from talentshed.web.demo_state.clock import at_time
from talentshed.web.meetings import policies
from talentshed.web.meetings.actions import coming, planning, recording, running
from talentshed.web.meetings.models import Meeting, Rsvp, Side
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.sitting import Who
from talentshed.web.meetings.trail import where

INDUSTRY, PUBLIC = Meeting.ChairKind.INDUSTRY, Meeting.ChairKind.PUBLIC


def plan(tale: Tale, kind: str, title: str, starts_at: datetime, place: str, sheet: str) -> Meeting:
    """Plan a meeting that industry chairs."""
    chair = tale.story.employers[0]
    return planning.plan_meeting(
        by=tale.convener,
        partnership=tale.partnership,
        kind=kind,
        title=title,
        starts_at=starts_at,
        place=place,
        chaired_by=tale.cast.person(chair),
        chair_kind=INDUSTRY,
        sheet=sheet,
    )


def who_is(tale: Tale, name: str) -> Who:
    """Return the person of an organization as meetings note them."""
    organization, card = tale.cast.organization(name), tale.cast.cards[name]
    return Who(
        organization_name=name,
        name=card.name,
        side=Side.BUSINESS if organization.is_employer else Side.PUBLIC,
        organization_id=organization.pk,
        title=card.title,
        decision_authority=card.decision_authority,
    )


def answer(tale: Tale, meeting: Meeting, names: Sequence[str], says: str = "yes") -> list[Rsvp]:
    """Let people say that they come."""
    return [
        coming.answer_invitation(by=tale.cast.person(name), meeting=meeting, who=who_is(tale, name), answer=says)
        for name in names
    ]


@transaction.atomic
def answer_at_once(tale: Tale, meeting: Meeting, names: Sequence[str]) -> list[Rsvp]:
    """Store the answers to one meeting together: of meetings long ago, one audit record is enough."""
    policies.may_record_meeting(tale.convener, meeting).require()
    people = [(who_is(tale, name), tale.cast.person(name)) for name in names]
    made = Rsvp.objects.bulk_create(
        Rsvp(
            meeting=meeting,
            **who.fields(),
            person=person,
            email=person.email,
            answer="yes",
            who_key=who_key(who.organization_name, who.name),
        )
        for who, person in people
    )
    audit.record("ANSWERS_RECORDED", by=tale.convener, about=meeting, **where(meeting), count=len(made))
    return made


def meet(tale: Tale, meeting: Meeting, names: Sequence[str], chair: str = "") -> None:
    """Hold a meeting with those who come; the chair is of industry unless a body is named."""
    with at_time(meeting.starts_at - timedelta(days=6)):
        answers = answer_at_once(tale, meeting, names)
    with at_time(meeting.starts_at - timedelta(minutes=10)):
        coming.check_in(by=tale.convener, meeting=meeting, here=answers, acknowledged=answers)
    hold(tale, meeting, chair)


def hold(tale: Tale, meeting: Meeting, chair: str = "") -> None:
    """Note that a meeting was held, and who chaired."""
    name = chair or tale.story.employers[0]
    person: Person = tale.cast.person(name)
    with at_time(meeting.starts_at + timedelta(minutes=meeting.minutes)):
        running.hold_meeting(
            by=tale.convener,
            meeting=meeting,
            chair_name=person.name,
            chair_kind=PUBLIC if chair else INDUSTRY,
            chaired_by=person,
        )


def write_up(tale: Tale, meeting: Meeting, text: str, decisions: Sequence[tuple[str, str, str]]) -> None:
    """Keep minutes and decisions (kind, what, and why) on the day after a meeting."""
    with at_time(meeting.starts_at + timedelta(hours=26)):
        minutes = recording.write_minutes(by=tale.convener, meeting=meeting, text=text)
        recording.approve_minutes(by=tale.convener, minutes=minutes, words_read=True)
        for kind, words, reason in decisions:
            recording.log_decision(by=tale.convener, meeting=meeting, text=words, kind=kind, reason=reason)
