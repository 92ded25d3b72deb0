"""Who comes and who came: answers to the invitation, check-in on the day, the notice."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.meetings import notice, policies
from talentshed.web.meetings.models import Acknowledgement, Attendance, Meeting, Rsvp
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.sitting import Who, sits_at_table
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

MOST_ANSWERS = 500


@transaction.atomic
def answer_by_link(*, by: "Person | None", meeting: Meeting, who: Who, answer: str, email: str = "") -> Rsvp:
    """Keep the answer of somebody who has the invitation's link; they need no account. The last answer counts."""
    policies.may_answer_by_link(meeting).require()
    known = Rsvp.objects.filter(meeting=meeting, who_key=who_key(who.organization_name, who.name)).first()
    if known is not None and known.person_id is not None and known.person_id != (by.pk if by else None):
        raise ValidationError({"name": _("This person answered with their account. Sign in to change the answer.")})
    if known is None and meeting.answers.count() >= MOST_ANSWERS:
        raise ValidationError(_("This invitation has been answered very often. Ask the convener to write you down."))
    kept = _keep(meeting, who, answer, email, person=by, recorded_by=None)
    audit.record("INVITATION_ANSWERED", by=by, about=kept, **where(meeting), answer=answer, by_link=True)
    return kept


@transaction.atomic
def answer_invitation(*, by: "Person", meeting: Meeting, who: Who, answer: str) -> Rsvp:
    """Keep the answer of somebody who is signed in."""
    policies.may_answer(by, meeting).require()
    Rsvp.objects.filter(meeting=meeting, person=by).exclude(who_key=who_key(who.organization_name, who.name)).delete()
    kept = _keep(meeting, who, answer, by.email, person=by, recorded_by=None)
    audit.record("INVITATION_ANSWERED", by=by, about=kept, **where(meeting), answer=answer)
    return kept


@transaction.atomic
def record_answer(*, by: "Person", meeting: Meeting, who: Who, answer: str, email: str = "") -> Rsvp:
    """Write down what somebody answered by telephone or in passing."""
    policies.may_record_meeting(by, meeting).require()
    kept = _keep(meeting, who, answer, email, person=None, recorded_by=by)
    audit.record("ANSWER_RECORDED", by=by, about=kept, **where(meeting), answer=answer)
    return kept


def _keep(
    meeting: Meeting, who: Who, answer: str, email: str, *, person: "Person | None", recorded_by: "Person | None"
) -> Rsvp:
    key = who_key(who.organization_name, who.name)
    kept = Rsvp.objects.filter(meeting=meeting, who_key=key).first() or Rsvp(meeting=meeting, who_key=key)
    for field, value in who.fields().items():
        setattr(kept, field, value)
    kept.answer, kept.answered_at, kept.recorded_by = answer, timezone.now(), recorded_by
    kept.email = email.strip() or kept.email
    kept.person = person or kept.person
    kept.save()
    return kept


@transaction.atomic
def renew_link(*, by: "Person", meeting: Meeting) -> None:
    """End the invitation's link and make a new one, where the old one got into wrong hands."""
    policies.may_share_link(by, meeting).require()
    meeting.answer_round += 1
    meeting.save(update_fields=["answer_round"])
    audit.record("INVITATION_LINK_RENEWED", by=by, about=meeting, **where(meeting))


@transaction.atomic
def check_in(
    *, by: "Person", meeting: Meeting, here: Iterable[Rsvp], acknowledged: Iterable[Rsvp] = ()
) -> list[Attendance]:
    """Note who of those who answered is here, and who acknowledged the notice at the door."""
    policies.may_record_meeting(by, meeting).require()
    acknowledged = list(acknowledged)
    wanted = {each.who_key: each for each in [*here, *acknowledged] if each.meeting_id == meeting.pk}
    known = set(Attendance.objects.filter(meeting=meeting).values_list("who_key", flat=True))
    made = Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            **Who.of(each).fields(),
            person_id=each.person_id,
            at_table=sits_at_table(meeting.kind, each.side),
            who_key=each.who_key,
            recorded_by=by,
        )
        for each in wanted.values()
        if each.who_key not in known
    )
    # A full room is checked in at once; who has acknowledged before keeps the version that they saw.
    Acknowledgement.objects.bulk_create(
        (
            _acknowledgement(meeting, Who.of(each), Acknowledgement.Way.IN_ROOM, each.person_id)
            for each in acknowledged
            if each.meeting_id == meeting.pk
        ),
        ignore_conflicts=True,
    )
    audit.record("CHECKED_IN", by=by, about=meeting, **where(meeting), count=len(made))
    return made


@transaction.atomic
def add_attendee(*, by: "Person", meeting: Meeting, who: Who, at_table: bool, acknowledged: bool = False) -> Attendance:
    """Note that somebody is here who hadn't answered, or change what was noted of them."""
    policies.may_record_meeting(by, meeting).require()
    key = who_key(who.organization_name, who.name)
    answered = Rsvp.objects.filter(meeting=meeting, who_key=key).first()
    kept, _made = Attendance.objects.update_or_create(
        meeting=meeting,
        who_key=key,
        defaults={**who.fields(), "at_table": at_table, "recorded_by": by},
        create_defaults={
            **who.fields(),
            "at_table": at_table,
            "recorded_by": by,
            "person_id": answered.person_id if answered else None,
        },
    )
    if acknowledged:
        _acknowledge(meeting, who, Acknowledgement.Way.IN_ROOM, None)
    audit.record("ATTENDEE_ADDED", by=by, about=kept, **where(meeting))
    return kept


@transaction.atomic
def remove_attendee(*, by: "Person", attendance: Attendance) -> None:
    """Take somebody off the list who wasn't there after all."""
    policies.may_record_meeting(by, attendance.meeting).require()
    audit.record("ATTENDEE_REMOVED", by=by, about=attendance, **where(attendance.meeting))
    attendance.delete()


@transaction.atomic
def acknowledge_notice(*, by: "Person", meeting: Meeting, who: Who) -> Acknowledgement:
    """Keep that somebody has read this meeting's notice, in the version that they saw."""
    policies.may_acknowledge(by, meeting).require()
    kept = _acknowledge(meeting, who, Acknowledgement.Way.SELF, by)
    audit.record("NOTICE_ACKNOWLEDGED", by=by, about=meeting, **where(meeting), version=kept.notice_version)
    return kept


@transaction.atomic
def acknowledge_by_link(*, by: "Person | None", meeting: Meeting, who: Who) -> Acknowledgement:
    """Keep that somebody who has the link, or a badge of the launch room, has read the notice."""
    policies.may_answer_by_link(meeting).require()
    kept = _acknowledge(meeting, who, Acknowledgement.Way.SELF, by)
    audit.record("NOTICE_ACKNOWLEDGED", by=by, about=meeting, **where(meeting), version=kept.notice_version)
    return kept


def _acknowledge(meeting: Meeting, who: Who, way: str, person: "Person | None") -> Acknowledgement:
    wanted = _acknowledgement(meeting, who, way, person.pk if person else None)
    kept = Acknowledgement.objects.filter(meeting=meeting, who_key=wanted.who_key).first()
    if kept is None:
        # Two phones may say so at once: the first one counts.
        Acknowledgement.objects.bulk_create([wanted], ignore_conflicts=True)
        kept = Acknowledgement.objects.get(meeting=meeting, who_key=wanted.who_key)
    return kept


def _acknowledgement(meeting: Meeting, who: Who, way: str, person_id: int | None) -> Acknowledgement:
    return Acknowledgement(
        meeting=meeting,
        who_key=who_key(who.organization_name, who.name),
        organization_name=who.organization_name,
        name=who.name,
        person_id=person_id,
        way=way,
        notice_version=notice.version(),
    )
