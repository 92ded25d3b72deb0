"""How is the agenda built, and what does the chair say about its words?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings import policies
from talentshed.web.meetings.actions import planning as actions
from talentshed.web.meetings.forms.planning import FindingForm, ItemForm
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries import agenda as queries
from talentshed.web.meetings.run_sheets import run_sheets
from talentshed.web.meetings.views.frame import address, deed, meeting_page, show, way
from talentshed.web.meetings.words import in_item
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form
from talentshed.web.ui.values import Link


@require_safe
@meeting_page
def agenda(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show the agenda with times, what to watch for, and the words that were found."""
    held = request.standing
    return show(
        request,
        "agenda",
        meeting,
        schedule=queries.schedule(meeting),
        may_change=policies.may_change_meeting(held, meeting),
        may_decide=policies.chairs(held, meeting) and meeting.is_planned,
        sheets=run_sheets(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def item(request: WorkspaceRequest, meeting: Meeting, item_pk: int = 0) -> HttpResponse:
    """Add a step, or change one."""
    policies.may_change_meeting(request.standing, meeting).require()
    known = get_object_or_404(meeting.items, pk=item_pk) if item_pk else None
    initial = ItemForm.values_of(known) if known else {"speaker": "business", "minutes": 10}
    form = ItemForm(request.POST or None, initial=initial)
    if form.is_valid():
        doing = lambda: actions.keep_item(by=request.user, meeting=meeting, item=known, **form.cleaned_data)  # noqa: E731
        if done(form, doing):
            _say_saved(request, form)
            return redirect(address(meeting, "agenda"))
    title = _("Change a step") if known else _("Add a step")
    links = way(meeting, Link(address(meeting, "agenda"), _("Agenda")))
    return show_form(request, form, tab="meetings", title=title, button=_("Save"), links=links)


def _say_saved(request: WorkspaceRequest, form: ItemForm) -> None:
    given = form.cleaned_data
    found = in_item(given["title"], given["who"], given["script"], given["captured"])
    if found:
        words = ", ".join(f"“{each.words}”" for each in found)
        sentence = _("Saved. The check found words that don’t belong on the agenda: {words}. Read the advice below.")
        messages.warning(request, sentence.format(words=words))
    else:
        messages.success(request, _("Saved."))


@require_POST
@meeting_page
def move(request: WorkspaceRequest, meeting: Meeting, item_pk: int) -> HttpResponse:
    """Move a step up or down."""
    found = get_object_or_404(meeting.items, pk=item_pk)
    found.meeting = meeting
    actions.move_item(by=request.user, item=found, up=request.POST.get("to") == "up")
    return redirect(address(meeting, "agenda") + f"#item-{found.pk}")


@require_POST
@meeting_page
def remove(request: WorkspaceRequest, meeting: Meeting, item_pk: int) -> HttpResponse:
    """Take a step off the agenda."""
    found = get_object_or_404(meeting.items, pk=item_pk)
    found.meeting = meeting
    actions.remove_item(by=request.user, item=found)
    messages.success(request, _("“{step}” was taken off the agenda.").format(step=found.title))
    return redirect(address(meeting, "agenda"))


@require_POST
@meeting_page
def use_sheet(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Put the steps of a run sheet on the agenda."""
    sheet = request.POST.get("sheet", "")
    deed(
        request,
        lambda: actions.use_run_sheet(by=request.user, meeting=meeting, sheet=sheet),
        _("The steps are on the agenda. Change what doesn’t fit."),
    )
    return redirect(address(meeting, "agenda"))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def decide(request: WorkspaceRequest, meeting: Meeting, finding_pk: int) -> HttpResponse:
    """Let the chair decide on a word."""
    found = get_object_or_404(meeting.findings, pk=finding_pk)
    found.meeting = meeting
    policies.may_decide_finding(request.standing, found).require()
    form = FindingForm(request.POST or None, initial={"decision": found.decision, "reason": found.reason})
    if form.is_valid() and done(
        form, lambda: actions.decide_finding(by=request.user, finding=found, **form.cleaned_data)
    ):
        messages.success(request, _("Your decision is kept with the meeting."))
        return redirect(address(meeting, "agenda"))
    seen = queries.view(found)
    links = way(meeting, Link(address(meeting, "agenda"), _("Agenda")))
    lede = _("In “{step}”. {advice} Instead, one could say: {neutral}.")
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Decide on “{words}”").format(words=found.found),
        lede=lede.format(step=found.item_words, advice=seen.advice, neutral=seen.neutral),
        button=_("Keep this decision"),
        links=links,
    )
