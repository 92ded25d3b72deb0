"""What stays of a meeting: minutes in versions, the decision log, the summary for those who came."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit, mail
from talentshed.web.meetings import policies, terms
from talentshed.web.meetings.models import Decision, Meeting, Minutes, Summary
from talentshed.web.meetings.queries.coming import addresses_of_those_who_came
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@transaction.atomic
def write_minutes(*, by: "Person", meeting: Meeting, text: str, note: str = "") -> Minutes:
    """Keep a new version of the minutes, word for word as it was written."""
    policies.may_write_minutes(by, meeting).require()
    if not text.strip():
        raise ValidationError({"text": _("Write the minutes first.")})
    last = meeting.minutes_versions.aggregate(last=Max("version"))["last"] or 0
    made = Minutes.objects.create(
        meeting=meeting, version=last + 1, text=text.strip(), note=note.strip(), by=by, by_name=str(by)[:120]
    )
    audit.record("MINUTES_WRITTEN", by=by, about=meeting, **where(meeting), version=made.version)
    return made


@transaction.atomic
def approve_minutes(*, by: "Person", minutes: Minutes, words_read: bool = False) -> Minutes:
    """Approve a version; where the check of words found something, only after it was looked at."""
    policies.may_approve_minutes(by, minutes).require()
    found = terms.check(minutes.text)
    if found and not words_read:
        raise ValidationError({"words_read": _("Look at the words that the check found, and say that you did.")})
    minutes.approved_by, minutes.approved_name, minutes.approved_at = by, str(by)[:120], timezone.now()
    minutes.save(update_fields=["approved_by", "approved_name", "approved_at"])
    audit.record(
        "MINUTES_APPROVED",
        by=by,
        about=minutes.meeting,
        **where(minutes.meeting),
        version=minutes.version,
        words_left=len(found),
        terms_version=terms.known().version,
    )
    return minutes


@transaction.atomic
def log_decision(
    *, by: "Person", meeting: Meeting, text: str, kind: str, reason: str = "", decided_on: date | None = None
) -> Decision:
    """Write a decision into the log, with who held the chair."""
    policies.may_log_decision(by, meeting).require()
    made = Decision.objects.create(
        meeting=meeting,
        kind=kind,
        text=text.strip(),
        reason=reason.strip(),
        decided_on=decided_on or timezone.localdate(meeting.starts_at),
        chair_name=meeting.chair_name,
        chair_kind=meeting.chair_kind,
        by=by,
    )
    audit.record("DECISION_LOGGED", by=by, about=made, **where(meeting), meeting=meeting.pk)
    return made


@transaction.atomic
def revoke_decision(*, by: "Person", decision: Decision, reason: str) -> Decision:
    """Note that a decision no longer holds, and why. It stays in the log."""
    policies.may_revoke_decision(by, decision).require()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it no longer holds.")})
    decision.revoked_at, decision.revoked_reason = timezone.now(), reason.strip()
    decision.save(update_fields=["revoked_at", "revoked_reason"])
    audit.record("DECISION_REVOKED", by=by, about=decision, **where(decision.meeting), reason=decision.revoked_reason)
    return decision


@transaction.atomic
def keep_summary(*, by: "Person", meeting: Meeting, text: str) -> Summary:
    """Keep the draft of the summary: the first one from the records, later ones as a person wrote them."""
    policies.may_draft_summary(by, meeting).require()
    if not text.strip():
        raise ValidationError({"text": _("Write the summary first.")})
    kept = Summary.objects.filter(meeting=meeting).first() or Summary(meeting=meeting, drafted_by=by)
    if kept.status != Summary.Status.DRAFT:
        raise ValidationError(_("This summary was approved. It stays as it is."))
    kept.text = text.strip()
    kept.save()
    audit.record("SUMMARY_DRAFTED", by=by, about=meeting, **where(meeting))
    return kept


@transaction.atomic
def approve_summary(*, by: "Person", summary: Summary) -> Summary:
    """Approve the draft: a person stands for what goes out."""
    policies.may_approve_summary(by, summary).require()
    summary.status, summary.approved_by = Summary.Status.APPROVED, by
    summary.approved_name, summary.approved_at = str(by)[:120], timezone.now()
    summary.save()
    audit.record("SUMMARY_APPROVED", by=by, about=summary.meeting, **where(summary.meeting))
    return summary


@transaction.atomic
def send_summary(*, by: "Person", summary: Summary) -> int:
    """Send the approved summary to everybody who came and whose address we have; return to how many."""
    policies.may_send_summary(by, summary).require()
    meeting = summary.meeting
    receivers = addresses_of_those_who_came(meeting)
    if not receivers:
        raise ValidationError(_("Of nobody who came is there an e-mail address. Print the summary instead."))
    context = {
        "meeting": meeting,
        "partnership": meeting.partnership,
        "summary": summary,
        "address": f"{settings.TALENTSHED_URL}{meeting.get_absolute_url()}",
    }
    for address, person in receivers.items():
        mail.send("meetings/mail/summary", person or address, context, key=f"meeting/{meeting.pk}/summary/{address}")
    summary.status, summary.sent_at, summary.sent_to = Summary.Status.SENT, timezone.now(), len(receivers)
    summary.save()
    audit.record("SUMMARY_SENT", by=by, about=meeting, **where(meeting), count=len(receivers))
    return len(receivers)
