"""Who may decide on a word, write and approve minutes, log a decision, and send the summary?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.meetings.policies.meeting import chairs
from talentshed.web.partnerships.policies import CONVENING, KEEPING, Standing, may_convene, may_see, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.meetings.models import AgendaFinding, Decision, Meeting, Minutes, Summary
    from talentshed.web.partnerships.models import Partnership


def may_decide_finding(who: "Person | Standing", finding: "AgendaFinding") -> Verdict:
    """Whether somebody may decide what becomes of a word on the agenda: the chair, nobody else."""
    meeting = finding.meeting
    if finding.decision == "gone":
        return Verdict(_("These words are gone from the agenda already."))
    if not meeting.is_planned:
        return Verdict(_("This meeting is over; its agenda stays as it was."))
    held = standing(who, meeting.partnership)
    if not meeting.partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if chairs(held, meeting):
        return Verdict()
    return Verdict(_("The chair of the meeting decides. Others may change the words of the agenda instead."))


def may_write_minutes(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may write a new version of the minutes: those who keep the records."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    return may_convene(who, meeting.partnership)


def may_read_minutes(who: "Person | Standing", minutes: "Minutes") -> Verdict:
    """Whether somebody may read a version: everybody inside once it is approved, before that who writes or chairs."""
    meeting = minutes.meeting
    held = standing(who, meeting.partnership)
    inside = may_see(held, meeting.partnership)
    if not inside or minutes.approved_at is not None:
        return inside
    if held.has(*KEEPING) or chairs(held, meeting):
        return Verdict()
    return Verdict(_("These minutes are a draft. You can read them once the chair has approved them."))


def may_approve_minutes(who: "Person | Standing", minutes: "Minutes") -> Verdict:
    """Whether somebody may approve a version: the chair, or a convener where the chair asked for it."""
    meeting = minutes.meeting
    if minutes.approved_at is not None:
        return Verdict(_("This version is approved already."))
    return _chair_or_convener(who, meeting, _("The chair approves the minutes, or a convener in the chair's name."))


def may_log_decision(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may write a decision into the log: those who keep the records, and the chair."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    held = standing(who, meeting.partnership)
    if meeting.partnership.is_open and chairs(held, meeting):
        return Verdict()
    return may_convene(held, meeting.partnership)


def may_revoke_decision(who: "Person | Standing", decision: "Decision") -> Verdict:
    """Whether somebody may note that a decision no longer holds. It stays in the log."""
    if decision.revoked_at is not None:
        return Verdict(_("This decision was taken back already."))
    return may_log_decision(who, decision.meeting)


def may_read_decisions(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read and search the log: everybody in the workspace."""
    return may_see(who, partnership)


def may_draft_summary(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may draft and edit the summary: those who keep the records, until it is approved."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    return may_convene(who, meeting.partnership)


def may_approve_summary(who: "Person | Standing", summary: "Summary") -> Verdict:
    """Whether somebody may approve the draft: the chair or a convener; a person does, never the machine."""
    if summary.status != "draft":
        return Verdict(_("This summary is approved already."))
    return _chair_or_convener(who, summary.meeting, _("The chair or a convener approves the summary."))


def may_send_summary(who: "Person | Standing", summary: "Summary") -> Verdict:
    """Whether somebody may send the summary to those who came: those who keep the records, once it is approved."""
    if summary.status == "draft":
        return Verdict(_("Nobody has approved this summary yet."))
    if summary.status == "sent":
        return Verdict(_("This summary was sent already."))
    return may_convene(who, summary.meeting.partnership)


def may_read_summary(who: "Person | Standing", summary: "Summary") -> Verdict:
    """Whether somebody may read the summary: everybody inside once it is approved, before that who works on it."""
    held = standing(who, summary.meeting.partnership)
    inside = may_see(held, summary.meeting.partnership)
    if not inside or summary.status != "draft":
        return inside
    if held.has(*KEEPING) or chairs(held, summary.meeting):
        return Verdict()
    return Verdict(_("This summary is a draft. You can read it once it is approved."))


def _chair_or_convener(who: "Person | Standing", meeting: "Meeting", otherwise: str) -> Verdict:
    if not meeting.partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    held = standing(who, meeting.partnership)
    if chairs(held, meeting) or held.has(*CONVENING):
        return Verdict()
    return Verdict(otherwise)
