"""Which request shows who named what, proposes the firms to begin with, and saves them?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships.actions import start_group as actions
from talentshed.web.partnerships.forms.insight import IssueForm, SizeForm, StartGroupForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.policies.insight import may_save_start_group, may_see_issues
from talentshed.web.partnerships.queries import start_group as queries
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Link


def _address(request: WorkspaceRequest) -> str:
    return reverse("partnerships:start_group", args=[request.standing.partnership.pk])


def _sizes(request: WorkspaceRequest) -> tuple[SizeForm, int, int]:
    asked = "least" in request.GET or "most" in request.GET
    form = SizeForm(request.GET) if asked else SizeForm()
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["least"], form.cleaned_data["most"]
    return form, queries.LEAST, queries.MOST


@require_safe
@workspace
def start_group(request: WorkspaceRequest) -> HttpResponse:
    """Show what firms named and who would begin together."""
    held, partnership = request.standing, request.standing.partnership
    may_see_issues(held, partnership).require()
    named = queries.held_by(partnership)
    form, least, most = _sizes(request)
    found = queries.proposal(named, least, most)
    context = {
        "frame": frame(held, "start_group"),
        "named": named,
        "proposal": found,
        "picture": queries.picture(named, found),
        "grid": queries.table(named, found),
        "common": [(queries.issue_words(issue), count) for issue, count in found.common] if found else [],
        "records": queries.by_firm(named),
        "saved": queries.saved_groups(partnership),
        "form": form,
        "sizes": {"least": form["least"].value() or least, "most": form["most"].value() or most},
        "range": f"least={least}&most={most}",
        "may_write": bool(may_save_start_group(held, partnership)),
        "links": _way(request),
    }
    return render(request, "partnerships/start_group.html", context)


def _way(request: WorkspaceRequest) -> list[Link]:
    return [Link(reverse("partnerships:playbook", args=[request.standing.partnership.pk]), _("Playbook"))]


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def add_issue(request: WorkspaceRequest) -> HttpResponse:
    """Write down what a firm named."""
    held, partnership = request.standing, request.standing.partnership
    may_see_issues(held, partnership).require()
    may_save_start_group(held, partnership).require()
    named = queries.held_by(partnership)
    initial = {"member": request.GET.get("firm", ""), "kind": "opportunity"}
    form = IssueForm(request.POST or None, firms=named.firms, issues=named.issues, initial=initial)
    deed = lambda: actions.record_issue(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Written down. Add the next one, or go back."))
        firm = form.cleaned_data["member"].pk
        return redirect(reverse("partnerships:issue_add", args=[partnership.pk]) + f"?firm={firm}")
    return show_form(
        request,
        form,
        tab="start_group",
        title=_("Write down what a firm named"),
        lede=_("One opportunity or obstacle at a time, from your talks."),
        warning="" if named.firms else _("No employer is on the list yet. Put one on it under People first."),
        button=_("Write it down"),
        links=[Link(_address(request), _("Issues and start group"))],
    )


@require_POST
@workspace
def remove_issue(request: WorkspaceRequest, issue_pk: int) -> HttpResponse:
    """Take an issue off a firm's list."""
    partnership = request.standing.partnership
    may_see_issues(request.standing, partnership).require()
    issue = queries.issue_of(partnership, issue_pk)
    actions.remove_issue(by=request.user, partnership=partnership, issue=issue)
    messages.success(request, _("The issue was taken off the list."))
    return redirect(_address(request) + "#issues")


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def save(request: WorkspaceRequest) -> HttpResponse:
    """Save the firms with which to start, as proposed or changed."""
    held, partnership = request.standing, request.standing.partnership
    may_save_start_group(held, partnership).require()
    named = queries.held_by(partnership)
    _form, least, most = _sizes(request)
    found = queries.proposal(named, least, most)
    initial = {"members": [each.member.pk for each in found.firms] if found else []}
    form = StartGroupForm(request.POST or None, firms=named.firms, initial=initial)
    deed = lambda: actions.save_start_group(  # noqa: E731
        by=request.user, partnership=partnership, least=least, most=most, **form.cleaned_data
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The start group is saved. Invite these firms first."))
        return redirect(_address(request) + "#saved")
    return show_form(
        request,
        form,
        tab="start_group",
        title=_("Save the start group"),
        lede=_("The proposed firms are ticked. You know more than the list: change it."),
        button=_("Save this group"),
        links=[Link(_address(request), _("Issues and start group"))],
    )
