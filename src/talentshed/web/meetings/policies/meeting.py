"""Who may plan, run and record a meeting, and see who was there?"""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import KEEPING, Standing, may_convene, may_see, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.meetings.models import Meeting
    from talentshed.web.partnerships.models import Partnership

CHAIRING = frozenset({"industry_chair", "champion"})
"""Roles that chair where nobody else was named. The chair belongs to industry."""


def may_see_meeting(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may read when and what for the partnership meets: everybody in the workspace."""
    return may_see(who, meeting.partnership)


def may_plan_meeting(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may plan a meeting: those who keep the records."""
    return may_convene(who, partnership)


def may_change_meeting(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may change date, place and agenda, or call it off, while it is planned."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off. Plan a new one."))
    if meeting.is_held:
        return Verdict(_("This meeting was held. Its agenda stays as it was."))
    return may_convene(who, meeting.partnership)


def may_run_meeting(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may start and end the steps on the day: those who keep the records, and the chair."""
    if not meeting.is_planned:
        return Verdict(_("This meeting is over."))
    held = standing(who, meeting.partnership)
    if chairs(held, meeting) and meeting.partnership.is_open:
        return Verdict()
    return may_convene(held, meeting.partnership)


def may_record_meeting(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may write down who came, who chaired and that it was held: those who keep the records."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    return may_convene(who, meeting.partnership)


def may_see_answers(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may read who answered what: those who keep the records, champions and the chair.

    Others see how many come, not who.
    """
    held = standing(who, meeting.partnership)
    if held.has(*KEEPING) or chairs(held, meeting):
        return Verdict()
    return Verdict(_("Who answered the invitation is for those who keep the records, and for champions and the chair."))


def may_see_attendance(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may read who was there: members, as they were in the room themselves; not guests."""
    held = standing(who, meeting.partnership)
    inside = may_see(held, meeting.partnership)
    if inside and held.only_observes:
        return Verdict(_("Names of those who came are for members. Observers see how many there were."))
    return inside


def may_share_link(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may see the invitation's link and renew it: those who keep the records, and champions."""
    if not meeting.is_planned:
        return Verdict(_("This meeting is over; its invitation is closed."))
    held = standing(who, meeting.partnership)
    if meeting.partnership.is_open and held.has("champion"):
        return Verdict()
    return may_convene(held, meeting.partnership)


def may_answer(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody signed in may say that they come: who speaks for a member or has a role."""
    held = standing(who, meeting.partnership)
    inside = may_see(held, meeting.partnership)
    return may_answer_by_link(meeting) if inside else inside


def may_answer_by_link(meeting: "Meeting") -> Verdict:
    """Whether an invitation can still be answered by whoever has its link, without an account."""
    if not meeting.partnership.is_open:
        return Verdict(_("This partnership is closed."))
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    if not meeting.is_planned or meeting.ends_at < timezone.now():
        return Verdict(_("This meeting is over."))
    return Verdict()


def may_acknowledge(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may say that they have read the notice: everybody in the workspace, unless it was called off."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    return may_see(who, meeting.partnership)


def may_stop_topic(who: "Person | Standing", meeting: "Meeting") -> Verdict:
    """Whether somebody may stop a topic: everybody in the room may, whatever their role."""
    if meeting.status == "cancelled":
        return Verdict(_("This meeting was called off."))
    return may_see(who, meeting.partnership)


def chairs(held: Standing, meeting: "Meeting") -> bool:
    """Whether somebody holds the chair of a meeting: who was named, else the industry chair and champions."""
    if meeting.chaired_by_id is not None:
        return held.person.is_active and held.person.pk == meeting.chaired_by_id and held.is_inside
    return held.has(*CHAIRING)
