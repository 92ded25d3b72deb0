"""The day of the meeting: steps begin and end, a topic is stopped, the meeting is held."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.meetings import policies, terms
from talentshed.web.meetings.models import AgendaItem, Meeting, Stop
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@transaction.atomic
def start_item(*, by: "Person", item: AgendaItem) -> None:
    """Begin a step, which ends the one that is going on. A step that goes on later keeps the minutes it had."""
    policies.may_run_meeting(by, item.meeting).require()
    now = timezone.now()
    AgendaItem.objects.filter(meeting=item.meeting, started_at__isnull=False, ended_at__isnull=True).exclude(
        pk=item.pk
    ).update(ended_at=now)
    item.refresh_from_db()
    if item.started_at is None:
        item.started_at = now
    elif item.ended_at is not None:
        item.started_at = now - (item.ended_at - item.started_at)
    item.ended_at = None
    item.save(update_fields=["started_at", "ended_at"])
    audit.record("AGENDA_ITEM_STARTED", by=by, about=item, **where(item.meeting), meeting=item.meeting_id)


@transaction.atomic
def end_item(*, by: "Person", meeting: Meeting) -> None:
    """End the step that is going on, if there is one."""
    policies.may_run_meeting(by, meeting).require()
    running = AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at__isnull=True)
    ended = running.update(ended_at=timezone.now())
    audit.record("AGENDA_ITEM_ENDED", by=by, about=meeting, **where(meeting), count=ended)


@transaction.atomic
def stop_topic(*, by: "Person", meeting: Meeting, topic: str = "", asked_by: str = "") -> Stop:
    """Stop a topic: keep its kind, the time and who asked, and nothing of what was said."""
    policies.may_stop_topic(by, meeting).require()
    if topic and not terms.topic(topic):
        raise ValidationError({"topic": _("Choose the kind of topic from the list.")})
    stop = Stop.objects.create(meeting=meeting, topic=topic, asked_by=asked_by.strip(), recorded_by=by)
    audit.record("TOPIC_STOPPED", by=by, about=meeting, **where(meeting), topic=topic, stop=stop.pk)
    return stop


@transaction.atomic
def hold_meeting(
    *, by: "Person", meeting: Meeting, chair_name: str, chair_kind: str, chaired_by: "Person | None" = None
) -> Meeting:
    """Record that a meeting was held and who chaired it; again, to correct who chaired."""
    policies.may_record_meeting(by, meeting).require()
    if meeting.is_planned and meeting.starts_at > timezone.now():
        raise ValidationError(_("This meeting has not begun yet. Change its date if it was held earlier."))
    if chair_kind not in (Meeting.ChairKind.INDUSTRY, Meeting.ChairKind.PUBLIC):
        raise ValidationError({"chair_kind": _("Say whether industry or a public partner chaired.")})
    now = timezone.now()
    AgendaItem.objects.filter(meeting=meeting, started_at__isnull=False, ended_at__isnull=True).update(ended_at=now)
    meeting.status, meeting.held_at = Meeting.Status.HELD, meeting.held_at or now
    meeting.chair_name, meeting.chair_kind, meeting.chaired_by = chair_name.strip(), chair_kind, chaired_by
    meeting.save()
    audit.record("MEETING_HELD", by=by, about=meeting, **where(meeting), chair=chair_name, chair_kind=chair_kind)
    return meeting
