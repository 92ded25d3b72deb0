"""What does somebody see who got an invitation by link, without an account? They answer, and take the date along."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.access.models import Person
from talentshed.web.meetings import notice, policies
from talentshed.web.meetings.actions import coming as actions
from talentshed.web.meetings.forms.coming import AnswerForm
from talentshed.web.meetings.models import Meeting, Rsvp
from talentshed.web.meetings.queries.coming import known_as
from talentshed.web.meetings.queries.finding import meeting_of_token
from talentshed.web.meetings.views.frame import meeting_page
from talentshed.web.partnerships.http import WorkspaceRequest, done
from talentshed.web.ui.calendars import CONTENT_TYPE, Event, calendar_file
from talentshed.web.ui.forms import shown


def by_link(view: Callable[..., HttpResponse]) -> Any:
    """Open a page to whoever has an invitation's link, in the partnership's time."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        meeting = meeting_of_token(token)
        with timezone.override(meeting.partnership.time_zone):
            response = view(request, meeting, token)
        # The link is a key: no other site learns it, and no search engine keeps the page. With no referrer at all,
        # browsers send forms without their origin, and the answer would be refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def invited(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """Show the invitation with date and place, and keep the answer."""
    may = policies.may_answer_by_link(meeting)
    if not may:
        return render(request, "meetings/invited_over.html", {"meeting": meeting, "reason": may.reason})
    form = AnswerForm(request.POST or None, initial={"side": "business"})
    if form.is_valid() and done(form, lambda: _answer(request, meeting, form)):
        return redirect(reverse("meetings:answered", args=[token]) + f"?answer={form.cleaned_data['answer']}")
    context = {
        "meeting": meeting,
        "partnership": meeting.partnership,
        "form": form,
        "fields": shown(form),
        "notice": notice.notice(),
        "token": token,
    }
    return render(request, "meetings/invited.html", context)


def _answer(request: HttpRequest, meeting: Meeting, form: AnswerForm) -> Rsvp:
    person = request.user if isinstance(request.user, Person) else None
    who = known_as(meeting.partnership, form.who)
    given = form.cleaned_data
    kept = actions.answer_by_link(by=person, meeting=meeting, who=who, answer=given["answer"], email=given["email"])
    if given["read_notice"]:
        actions.acknowledge_by_link(by=person, meeting=meeting, who=who)
    return kept


@require_safe
@by_link
def answered(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """Thank for the answer, and hand out the date."""
    said = request.GET.get("answer", "")
    context = {"meeting": meeting, "partnership": meeting.partnership, "said": said, "token": token}
    return render(request, "meetings/answered.html", context)


@require_safe
@by_link
def date_by_link(request: HttpRequest, meeting: Meeting, token: str) -> HttpResponse:
    """Hand out the date as a file for the calendar."""
    return _calendar(meeting, reverse("meetings:invited", args=[token]))


@require_safe
@meeting_page
def date(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Hand out the date as a file for the calendar, to members."""
    return _calendar(meeting, meeting.get_absolute_url())


def _calendar(meeting: Meeting, path: str) -> HttpResponse:
    host = settings.TALENTSHED_URL.split("//")[-1].split("/")[0].split(":")[0]
    event = Event(
        uid=f"meeting-{meeting.pk}@{host}",
        title=f"{meeting.title}: {meeting.partnership.name}",
        start=meeting.starts_at,
        end=meeting.ends_at,
        made_at=timezone.now(),
        sequence=meeting.calendar_sequence,
        place=meeting.place,
        about=meeting.cancelled_reason or _("More at the address of this entry."),
        href=f"{settings.TALENTSHED_URL}{path}",
        is_cancelled=meeting.status == Meeting.Status.CANCELLED,
    )
    response = HttpResponse(
        calendar_file([event], method="CANCEL" if event.is_cancelled else "PUBLISH"), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
