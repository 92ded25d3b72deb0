"""What stays of a meeting: minutes, decision log, summary?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.meetings import policies, terms
from talentshed.web.meetings.actions import recording as actions
from talentshed.web.meetings.forms import recording as forms
from talentshed.web.meetings.forms.planning import ReasonForm
from talentshed.web.meetings.models import Decision, Meeting, Minutes, Summary
from talentshed.web.meetings.queries import coming, decisions, summary
from talentshed.web.meetings.queries.finding import meetings_of
from talentshed.web.meetings.queries.minutes import template_of, words_found
from talentshed.web.meetings.queries.page import newest_readable
from talentshed.web.meetings.views.frame import address, deed, meeting_page, show, way
from talentshed.web.organizations import files
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import frame
from talentshed.web.ui.values import Choice, Link


@require_safe
@meeting_page
def minutes(request: WorkspaceRequest, meeting: Meeting, version: int = 0) -> HttpResponse:
    """Show the minutes: the newest version that one may read, or the one that is asked for."""
    held = request.standing
    versions = list(meeting.minutes_versions.all())
    wanted = [each for each in versions if each.version == version] if version else versions
    found = newest_readable(held, meeting, wanted)
    if found is None and version:
        raise Http404
    for each in versions:
        each.meeting = meeting
    may_write = policies.may_write_minutes(held, meeting)
    return show(
        request,
        "minutes",
        meeting,
        minutes=found,
        versions=[each for each in versions if policies.may_read_minutes(held, each)],
        draft_only=bool(versions) and found is None,
        may_write=may_write,
        may_approve=found is not None and policies.may_approve_minutes(held, found),
        findings=words_found(found.text) if found is not None and not found.approved_at else (),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def write(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Write the minutes, or a new version of them."""
    policies.may_write_minutes(request.standing, meeting).require()
    last = meeting.minutes_versions.first()
    form = forms.MinutesForm(request.POST or None, initial={"text": last.text if last else template_of(meeting)})
    if form.is_valid() and done(
        form, lambda: actions.write_minutes(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        found = terms.check(form.cleaned_data["text"])
        if found:
            messages.warning(request, _("Saved word for word. The check found words to look at below."))
        else:
            messages.success(request, _("Saved as a new version."))
        return redirect(address(meeting, "minutes"))
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Write the minutes"),
        lede=_("Every version is kept. Topics and results are enough; who said what is left out."),
        button=_("Save as a new version"),
        links=way(meeting, Link(address(meeting, "minutes"), _("Meeting minutes"))),
        template="meetings/long_form.html",
    )


@require_POST
@meeting_page
def approve(request: WorkspaceRequest, meeting: Meeting, version: int) -> HttpResponse:
    """Approve a version of the minutes."""
    found: Minutes = get_object_or_404(meeting.minutes_versions, version=version)
    found.meeting = meeting
    policies.may_approve_minutes(request.standing, found).require()
    form = forms.ApproveForm(request.POST)
    words_read = form.is_valid() and form.cleaned_data["words_read"]
    deed(
        request,
        lambda: actions.approve_minutes(by=request.user, minutes=found, words_read=words_read),
        _("Approved. Everybody in the workspace can read this version now."),
    )
    return redirect(address(meeting, "minutes"))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def log(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Write a decision into the log."""
    policies.may_log_decision(request.standing, meeting).require()
    form = forms.DecisionForm(request.POST or None, initial={"kind": Decision.Kind.OTHER})
    if form.is_valid() and done(
        form, lambda: actions.log_decision(by=request.user, meeting=meeting, **form.cleaned_data)
    ):
        messages.success(request, _("The decision is in the log."))
        return redirect(reverse("meetings:decisions", args=[meeting.partnership_id]))
    title = _("Log a decision")
    return show_form(request, form, tab="decisions", title=title, button=_("Log it"), links=way(meeting))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def revoke(request: WorkspaceRequest, meeting: Meeting, decision_pk: int) -> HttpResponse:
    """Note that a decision no longer holds."""
    found = get_object_or_404(meeting.decisions, pk=decision_pk)
    found.meeting = meeting
    policies.may_revoke_decision(request.standing, found).require()
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.revoke_decision(by=request.user, decision=found, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("It stays in the log, marked as taken back."))
        return redirect(reverse("meetings:decisions", args=[meeting.partnership_id]))
    title = _("This decision no longer holds")
    return show_form(
        request, form, tab="decisions", title=title, lede=found.text, button=_("Mark it"), links=way(meeting)
    )


@require_safe
@workspace
def decision_log(request: WorkspaceRequest) -> HttpResponse:
    """Show and search the log."""
    held = request.standing
    policies.may_read_decisions(held, held.partnership).require()
    wanted = forms.wanted(request.GET)
    query = request.GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    found = meetings_of(held.partnership).exclude(status=Meeting.Status.CANCELLED)
    context = {
        "frame": frame(held, "decisions"),
        "page": decisions.page_of(held.partnership, wanted, request.GET.get("page", "")),
        "wanted": wanted,
        "kinds": [Choice(key, str(words), key == wanted.kind) for key, words in Decision.Kind.choices],
        "chairs": [Choice(key, str(words), key == wanted.chair) for key, words in Meeting.ChairKind.choices],
        "meetings": [Choice(str(each.pk), str(each), each.pk == wanted.meeting) for each in found[:100]],
        "files": [
            Link(reverse("meetings:decisions_file", args=[held.partnership.pk, kind]) + asked, kind.upper())
            for kind in ("csv", "xlsx")
        ],
        "may_log": any(policies.may_log_decision(held, each) for each in found[:1]),
    }
    return render(request, "meetings/decisions.html", context)


@require_safe
@workspace
def decisions_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand out the log that is shown, all of it, as CSV or XLSX."""
    held = request.standing
    policies.may_read_decisions(held, held.partnership).require()
    grid = decisions.grid(held.partnership, forms.wanted(request.GET))
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="decisions.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page
def summarize(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Draft the summary from the records, and edit it."""
    policies.may_draft_summary(request.standing, meeting).require()
    known = Summary.objects.filter(meeting=meeting).first()
    if known is not None and known.status != Summary.Status.DRAFT:
        return redirect(address(meeting, "summary"))
    kept = known.text if known is not None and request.GET.get("anew") != "1" else summary.draft(meeting)
    form = forms.SummaryForm(request.POST or None, initial={"text": kept})
    if form.is_valid() and done(
        form, lambda: actions.keep_summary(by=request.user, meeting=meeting, text=form.cleaned_data["text"])
    ):
        messages.success(request, _("The draft is kept. Now the chair or a convener approves it."))
        return redirect(address(meeting, "summary"))
    return show_form(
        request,
        form,
        tab="meetings",
        title=_("Draft the summary"),
        lede=_("Put together from the records. Read it, change it, keep it; nothing is sent before a person approves."),
        button=_("Keep this draft"),
        links=way(meeting, Link(address(meeting, "summary"), _("Summary"))),
        template="meetings/long_form.html",
    )


@require_safe
@meeting_page
def show_summary(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Show the summary and where it stands."""
    held = request.standing
    found = Summary.objects.filter(meeting=meeting).first()
    if found is not None:
        found.meeting = meeting
    readable = found is not None and policies.may_read_summary(held, found)
    return show(
        request,
        "summary",
        meeting,
        summary=found if readable else None,
        refused=policies.may_read_summary(held, found).reason if found is not None else "",
        may_draft=policies.may_draft_summary(held, meeting),
        may_approve=found is not None and policies.may_approve_summary(held, found),
        may_send=found is not None and policies.may_send_summary(held, found),
        receivers=len(coming.addresses_of_those_who_came(meeting)),
        findings=words_found(found.text) if found is not None and found.status == Summary.Status.DRAFT else (),
    )


@require_POST
@meeting_page
def approve_summary(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Approve the summary."""
    found = get_object_or_404(Summary, meeting=meeting)
    found.meeting = meeting
    actions.approve_summary(by=request.user, summary=found)
    messages.success(request, _("Approved. It can be sent now."))
    return redirect(address(meeting, "summary"))


@require_POST
@meeting_page
def send_summary(request: WorkspaceRequest, meeting: Meeting) -> HttpResponse:
    """Send the summary to those who came."""
    found = get_object_or_404(Summary, meeting=meeting)
    found.meeting = meeting
    deed(request, lambda: actions.send_summary(by=request.user, summary=found), _("The summary is on its way."))
    return redirect(address(meeting, "summary"))
