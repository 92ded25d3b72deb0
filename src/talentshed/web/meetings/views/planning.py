"""Which meetings are there, and how is one planned?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.meetings import policies
from talentshed.web.meetings.actions import planning as actions
from talentshed.web.meetings.forms.planning import NONE, MeetingForm, ReasonForm
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries import coming, finding
from talentshed.web.meetings.queries import page as pages
from talentshed.web.meetings.queries.agenda import schedule
from talentshed.web.meetings.queries.chairs import chair_kind_of, chairs_to_choose
from talentshed.web.meetings.views.frame import meeting_page, show, way
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import frame
from talentshed.web.ui.values import Link


@require_safe
@workspace
def meetings(request: WorkspaceRequest) -> HttpResponse:
    """Show the meetings of a partnership: to come, held, called off, and whether industry leads them."""
    held = request.standing
    found = list(finding.listed(held.partnership))
    context = {
        "frame": frame(held, "meetings"),
        "planned": sorted((each for each in found if each.is_planned), key=lambda each: each.starts_at),
        "past": [each for each in found if not each.is_planned],
        "figures": pages.lead(held.partnership),
        "may_plan": policies.may_plan_meeting(held, held.partnership),
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def plan(request: WorkspaceRequest) -> HttpResponse:
    """Plan a meeting."""
    held = request.standing
    policies.may_plan_meeting(held, held.partnership).require()
    choices = chairs_to_choose(held.partnership)
    kind = request.GET.get("kind", "")
    initial = {"sheet": kind if kind in ("launch", "quarterly") else NONE, "kind": kind, "minutes": 120}
    form = MeetingForm(request.POST or None, chairs=choices.options, is_new=True, initial=initial)
    if form.is_valid():
        sheet = form.cleaned_data["sheet"]
        made: list[Meeting] = []
        fields = _fields(form, choices)
        deed = lambda: made.append(  # noqa: E731
            actions.plan_meeting(
                by=request.user, partnership=held.partnership, sheet="" if sheet == NONE else sheet, **fields
            )
        )
        if done(form, deed):
            messages.success(request, _("The meeting is planned. Look at its agenda, then invite."))
            return redirect(made[0])
    links = [Link(reverse("meetings:list", args=[held.partnership.pk]), _("Meetings"))]
    return show_form(
        request, form, tab="meetings", title=_("Plan a meeting"), button=_("Plan the meeting"), links=links
    )


def _fields(form: MeetingForm, choices: Any) -> dict[str, Any]:
    given = form.cleaned_data
    chair = choices.person(given["chair"])
    return {
        "kind": given["kind"],
        "title": given["title"],
        "starts_at": given["starts_at"],
        "minutes": given["minutes"],
        "place": given["place"],
        "chaired_by": chair,
        "chair_name": str(chair) if chair else given["chair_name"],
        "chair_kind": chair_kind_of(choices, chair),
    }


@require_safe
@meeting_page
def meeting(request: WorkspaceRequest, found: Meeting) -> HttpResponse:
    """Show one meeting: what stands, what is missing, where to go."""
    held = request.standing
    answers = coming.answers_of(found)
    links = [Link(reverse("meetings:list", args=[found.partnership_id]), _("Meetings"))]
    return show(
        request,
        "meeting",
        found,
        links=links,
        schedule=schedule(found),
        counted=coming.counted(answers),
        mine=next((each for each in answers if each.person_id == held.person.pk), None),
        page=pages.meeting_page(held, found),
        may=pages.rights(held, found),
        room=reverse("room:lead", args=[found.partnership_id, found.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def change(request: WorkspaceRequest, found: Meeting) -> HttpResponse:
    """Change date, place or chair."""
    held = request.standing
    policies.may_change_meeting(held, found).require()
    choices = chairs_to_choose(held.partnership)
    initial = MeetingForm.values_of(found)
    form = MeetingForm(request.POST or None, chairs=choices.options, is_new=False, initial=initial)
    if form.is_valid():
        deed = lambda: actions.change_meeting(by=request.user, meeting=found, **_fields(form, choices))  # noqa: E731
        if done(form, deed):
            messages.success(
                request,
                _("Saved. If date or place changed, those who said they come and gave an address are told by mail."),
            )
            return redirect(found)
        found.refresh_from_db()
    title = _("Change the meeting")
    return show_form(request, form, tab="meetings", title=title, button=_("Save"), links=way(found))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def cancel(request: WorkspaceRequest, found: Meeting) -> HttpResponse:
    """Call a meeting off."""
    policies.may_change_meeting(request.standing, found).require()
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.cancel_meeting(by=request.user, meeting=found, reason=form.cleaned_data["reason"])
    ):
        messages.success(
            request,
            _("The meeting was called off. Those who planned to come are told by mail; who has the link reads why."),
        )
        return redirect(found)
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Call off “{meeting}”").format(meeting=found),
        lede=_(
            "Those who said they come get a letter with the reason, and who opens the invitation reads it. "
            "This can’t be undone; plan a new meeting instead."
        ),
        button=_("Call it off"),
        links=way(found),
    )
