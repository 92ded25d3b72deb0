"""What is needed in the room: script, timer, seating, notice, stop button, who chaired?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings import notice, policies, seating, terms
from talentshed.web.meetings.actions import coming as coming_actions
from talentshed.web.meetings.actions import running as actions
from talentshed.web.meetings.forms.coming import HeldForm, StopForm
from talentshed.web.meetings.listening import MOST_PUBLIC_SHARE
from talentshed.web.meetings.models import Acknowledgement, Meeting
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.queries import agenda as queries
from talentshed.web.meetings.queries import coming
from talentshed.web.meetings.views.frame import address, deed, meeting_page, show, way
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form


@require_safe
@meeting_page
def script(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show the facilitator's script, made to be printed."""
    policies.may_run_meeting(request.standing, meeting).require()
    return show(request, "script", meeting, schedule=queries.schedule(meeting), notice=notice.notice())


@require_safe
@meeting_page
def timer(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show the steps with their times and a clock that runs; without JavaScript the list tells the time."""
    found = queries.schedule(meeting)
    spoken = queries.spoken([row.item for row in found.rows])
    limit = MOST_PUBLIC_SHARE.get(meeting.kind, 0) * found.minutes.total
    return show(
        request,
        "timer",
        meeting,
        schedule=found,
        now=timezone.now(),
        warning=queries.warning_now(found),
        public_limit=f"{limit:.2f}",
        public_spoken=f"{spoken.public:.2f}",
        may_run=policies.may_run_meeting(request.standing, meeting),
        may_stop=policies.may_stop_topic(request.standing, meeting),
        topics=terms.topics(),
    )


def _back(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    view = "?view=projector" if request.POST.get("view") == "projector" else ""
    return redirect(address(meeting, "timer") + view)


@require_POST
@meeting_page
def start(request: WorkspaceRequest, meeting: Meeting, item_pk: int) -> HttpResponse:
    """Begin a step."""
    found = get_object_or_404(meeting.items, pk=item_pk)
    found.meeting = meeting
    actions.start_item(by=request.user, item=found)
    return _back(request, meeting)


@require_POST
@meeting_page
def end(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """End the step that is going on."""
    actions.end_item(by=request.user, meeting=meeting)
    return _back(request, meeting)


@require_POST
@meeting_page
def stop(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Stop a topic, with one press."""
    form = StopForm(request.POST)
    if form.is_valid():
        words = _("Stopped, and written down: the kind of topic, the time and who asked. Nothing of what was said.")
        deed(request, lambda: actions.stop_topic(by=request.user, meeting=meeting, **form.cleaned_data), words)
    else:
        messages.error(request, _("Choose the kind of topic from the list."))
    return _back(request, meeting)


@require_safe
@meeting_page
def seats(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show who sits where, made to be printed."""
    policies.may_see_answers(request.standing, meeting).require()
    plan = coming.seating_plan(meeting)
    return show(
        request,
        "seats",
        meeting,
        plan=plan,
        warnings=coming.seat_warnings(meeting, coming.came(meeting)),
        width=seating.WIDTH,
        height=seating.HEIGHT,
        table=seating.TABLE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def read_notice(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show the notice, and keep that somebody has read it."""
    held = request.standing
    who = coming.oneself(held)
    if request.method == "POST":
        coming_actions.acknowledge_notice(by=request.user, meeting=meeting, who=who)
        messages.success(request, _("Thank you. It is kept with this meeting that you have read the notice."))
        return redirect(address(meeting, "notice"))
    known = Acknowledgement.objects.filter(meeting=meeting)
    names = policies.may_see_attendance(held, meeting)
    return show(
        request,
        "notice",
        meeting,
        notice=notice.notice(),
        mine=known.filter(who_key=who_key(who.organization_name, who.name)).first(),
        read=list(known) if names else None,
        count=known.count(),
        may=policies.may_acknowledge(held, meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def held(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Record that a meeting was held and who chaired."""
    policies.may_record_meeting(request.standing, meeting).require()
    initial = {"chair_name": meeting.chair_name, "chair_kind": meeting.chair_kind}
    form = HeldForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        named = meeting.chaired_by if given["chair_name"].strip() == meeting.chair_name else None
        doing = lambda: actions.hold_meeting(by=request.user, meeting=meeting, chaired_by=named, **given)  # noqa: E731
        if done(form, doing):
            messages.success(request, _("The meeting is recorded as held."))
            return redirect(meeting)
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Record the meeting as held"),
        lede=_("Who chaired goes into the measure of whether industry leads."),
        button=_("Record it"),
        links=way(meeting),
    )
