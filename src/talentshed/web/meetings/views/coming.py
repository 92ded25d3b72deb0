"""Who comes, and who is here? Answers, the invitation's link, check-in, the list as a file."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings import policies
from talentshed.web.meetings.actions import coming as actions
from talentshed.web.meetings.forms.coming import AttendeeForm, OwnAnswerForm, RecordedAnswerForm
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries import coming as queries
from talentshed.web.meetings.queries.door_file import door_grid
from talentshed.web.meetings.queries.finding import answer_token
from talentshed.web.meetings.views.frame import address, meeting_page, show, way
from talentshed.web.organizations import files
from talentshed.web.partnerships.http import WorkspaceRequest, show_form
from talentshed.web.ui.values import Link


@require_safe
@meeting_page
def answers(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show who answered what, and the invitation's link to hand on."""
    held = request.standing
    policies.may_see_answers(held, meeting).require()
    found = queries.answers_of(meeting)
    may_share = policies.may_share_link(held, meeting)
    link = f"{settings.TALENTSHED_URL}{reverse('meetings:invited', args=[answer_token(meeting)])}" if may_share else ""
    return show(
        request,
        "answers",
        meeting,
        answers=found,
        counted=queries.counted(found),
        link=link,
        may_share=may_share,
        may_record=policies.may_record_meeting(held, meeting),
    )


@require_POST
@meeting_page
def renew(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """End the invitation's link and make a new one."""
    actions.renew_link(by=request.user, meeting=meeting)
    messages.success(request, _("The old link leads nowhere now. Hand on the new one."))
    return redirect(address(meeting, "answers"))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def own_answer(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Let somebody who is signed in say whether they come."""
    held = request.standing
    policies.may_answer(held, meeting).require()
    who = queries.oneself(held)
    known = meeting.answers.filter(person=request.user).first()
    form = OwnAnswerForm(request.POST or None, initial={"answer": known.answer if known else ""})
    if form.is_valid():
        actions.answer_invitation(by=request.user, meeting=meeting, who=who, answer=form.cleaned_data["answer"])
        messages.success(request, _("Thank you for your answer."))
        return redirect(meeting)
    return show_form(
        request,
        form,
        tab="meetings",
        title=str(meeting),
        lede=_("You answer as {name}, {organization}.").format(name=who.name, organization=who.organization_name),
        button=_("Answer"),
        links=way(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def record(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Write down what somebody answered by telephone."""
    held = request.standing
    policies.may_record_meeting(held, meeting).require()
    form = RecordedAnswerForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        who = queries.known_as(held.partnership, form.who)
        actions.record_answer(by=request.user, meeting=meeting, who=who, answer=given["answer"], email=given["email"])
        messages.success(request, _("The answer was written down."))
        return redirect(address(meeting, "answers"))
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Write down an answer"),
        lede=_("For people who answered by telephone or in passing."),
        button=_("Write it down"),
        links=way(meeting, Link(address(meeting, "answers"), _("Who comes"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def door(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show who is expected and who is here; tick who comes in."""
    held = request.standing
    policies.may_see_attendance(held, meeting).require()
    may_record = policies.may_record_meeting(held, meeting)
    if request.method == "POST":
        here = {int(pk) for pk in request.POST.getlist("here") if pk.isdecimal()}
        read = {int(pk) for pk in request.POST.getlist("read") if pk.isdecimal()}
        known = {each.pk: each for each in meeting.answers.select_related("person").filter(pk__in=here | read)}
        made = actions.check_in(
            by=request.user,
            meeting=meeting,
            here=[known[pk] for pk in sorted(here & known.keys())],
            acknowledged=[known[pk] for pk in sorted(read & known.keys())],
        )
        messages.success(request, _("Saved. New on the list: {count}.").format(count=len(made)))
        return redirect(address(meeting, "door"))
    people = queries.at_the_door(meeting)
    return show(
        request,
        "door",
        meeting,
        # Who said they come and didn't is nobody's affair but the record keepers'.
        people=people if may_record else tuple(each for each in people if each.is_here),
        here=sum(each.is_here for each in people),
        read=sum(each.is_here and each.acknowledgement is not None for each in people),
        warnings=queries.seat_warnings(meeting, queries.came(meeting)),
        may_record=may_record,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def walk_in(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Add somebody who is here and hadn't answered."""
    held = request.standing
    policies.may_record_meeting(held, meeting).require()
    form = AttendeeForm(request.POST or None, initial={"at_table": True})
    if form.is_valid():
        given = form.cleaned_data
        who = queries.known_as(held.partnership, form.who)
        actions.add_attendee(
            by=request.user, meeting=meeting, who=who, at_table=given["at_table"], acknowledged=given["acknowledged"]
        )
        messages.success(request, _("{name} is on the list.").format(name=who.name))
        return redirect(address(meeting, "door"))
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Somebody is here who isn’t on the list"),
        button=_("Add"),
        links=way(meeting, Link(address(meeting, "door"), _("Who is here"))),
    )


@require_POST
@meeting_page
def remove(request: WorkspaceRequest, meeting: Meeting, attendance_pk: int) -> HttpResponse:
    """Take somebody off the list who wasn't there."""
    found = get_object_or_404(meeting.attendances, pk=attendance_pk)
    found.meeting = meeting
    actions.remove_attendee(by=request.user, attendance=found)
    messages.success(request, _("{name} was taken off the list.").format(name=found.name))
    return redirect(address(meeting, "door"))


@require_safe
@meeting_page
def door_file(request: WorkspaceRequest, meeting: Meeting, kind: str) -> HttpResponse:
    """Hand out the list of who was there as CSV or XLSX."""
    policies.may_see_attendance(request.standing, meeting).require()
    grid = door_grid(meeting, queries.at_the_door(meeting))
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="attendance.{kind}"'
    return response
