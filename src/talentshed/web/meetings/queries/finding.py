"""Which meetings does a partnership have, and which one is meant?"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from talentshed.web.meetings import policies
from talentshed.web.meetings.models import AgendaFinding, Attendance, Meeting, Rsvp, Side
from talentshed.web.ui.reading import once_a_page

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

DECIDES = ("decides", "shares")
"""What counts as decision authority: alone, or with others who sit above."""
_SALT = "talentshed.web.meetings.answer"


def meetings_of(partnership: "Partnership") -> QuerySet[Meeting]:
    """Return the meetings of a partnership, newest first."""
    return Meeting.objects.filter(partnership=partnership).select_related("partnership__home_state", "chaired_by")


def visible_meeting(held: "Standing", meeting_id: int) -> Meeting:
    """Return a meeting of the partnership in which somebody stands.

    Raises:
        Http404: there is none of that number in this partnership.
    """
    found = meetings_of(held.partnership).filter(pk=meeting_id).first()
    if found is None or not policies.may_see_meeting(held, found):
        raise Http404
    # The same object, so that what a policy asks of the partnership is known already.
    found.partnership = held.partnership
    return found


def next_meeting(partnership: "Partnership", full_table: bool = False) -> Meeting | None:
    """Return the next planned meeting, or the one going on; with full_table the next of the whole table."""
    coming = meetings_of(partnership).filter(status=Meeting.Status.PLANNED, starts_at__gte=_today())
    if full_table:
        coming = coming.filter(kind__in=(Meeting.Kind.LAUNCH, Meeting.Kind.QUARTERLY))
    return coming.order_by("starts_at").first()


def _today() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def last_held(partnership: "Partnership", kind: str = "") -> Meeting | None:
    """Return the last meeting that was held, of a kind if one is named."""
    held = meetings_of(partnership).filter(status=Meeting.Status.HELD)
    return (held.filter(kind=kind) if kind else held).order_by("-starts_at").first()


def listed(partnership: "Partnership") -> QuerySet[Meeting]:
    """Return the meetings with what their list shows: who comes and who came, in one query."""
    return meetings_of(partnership).annotate(
        coming=Count("answers", filter=Q(answers__answer="yes"), distinct=True),
        came=Count("attendances", distinct=True),
        open_words=Count("findings", filter=Q(findings__decision=""), distinct=True),
    )


@once_a_page
def counted(partnership: "Partnership") -> "tuple[Any, ...]":
    """Return all meetings of a partnership, earliest first, with numbers of people and words: one query.

    For gates, figures and the block of the workspace's home, which share it. coming: answered yes; came: on the list;
    business: of them from business; deciding: of these who can decide; seats: at the table; business_seats: of these
    business; open_words: findings on the agenda that wait for the chair.
    """
    came, seated = Attendance.objects.all(), Attendance.objects.filter(at_table=True)
    business = came.filter(side=Side.BUSINESS)
    numbers = {
        "coming": Rsvp.objects.filter(answer=Rsvp.Answer.YES),
        "came": came,
        "business": business,
        "deciding": business.filter(decision_authority__in=DECIDES),
        "seats": seated,
        "business_seats": seated.filter(side=Side.BUSINESS),
        "open_words": AgendaFinding.objects.filter(decision=AgendaFinding.Decision.OPEN),
    }
    found = Meeting.objects.filter(partnership=partnership).annotate(**{k: _count(v) for k, v in numbers.items()})
    return tuple(found.order_by("starts_at", "pk"))


def _count(rows: "QuerySet[Any]") -> Coalesce:
    each = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=Count("pk"))
    return Coalesce(Subquery(each.values("n")), 0)


def coming_meeting(partnership: "Partnership") -> Any:
    """Return the next planned meeting, or the one going on, with its counts; None where none is planned."""
    today = _today()
    planned = (each for each in counted(partnership) if each.status == Meeting.Status.PLANNED)
    return next((each for each in planned if each.starts_at >= today), None)


def held_meetings(partnership: "Partnership") -> "list[Any]":
    """Return the meetings that were held, earliest first, with their counts."""
    return [each for each in counted(partnership) if each.status == Meeting.Status.HELD]


def answer_token(meeting: Meeting) -> str:
    """Return the token of the invitation's link. It is signed, not stored; a new round ends it."""
    return signing.Signer(salt=_SALT, sep=".").sign(f"{meeting.pk}-{meeting.answer_round}")


def meeting_of_token(token: str) -> Meeting:
    """Return the meeting of an invitation's link.

    Raises:
        Http404: the link leads nowhere, or was ended.
    """
    try:
        named = signing.Signer(salt=_SALT, sep=".").unsign(token)
    except signing.BadSignature as error:
        raise Http404 from error
    pk, _dash, answer_round = named.partition("-")
    found = Meeting.objects.select_related("partnership__home_state").filter(pk=int(pk)).first()
    if found is None or not constant_time_compare(str(found.answer_round), answer_round):
        raise Http404
    return found
