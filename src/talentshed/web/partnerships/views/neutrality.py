"""Which request shows the convener's declaration and the tally, declares, and answers?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.organizations.queries import organization_by_id
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import neutrality as actions
from talentshed.web.partnerships.forms.progress import AnswerForm, NeutralityForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import neutrality as queries
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Link


def _address(request: WorkspaceRequest) -> str:
    return reverse("partnerships:neutrality", args=[request.standing.partnership.pk])


def _way(request: WorkspaceRequest) -> list[Link]:
    return [Link(_address(request), _("Neutrality"))]


@require_safe
@workspace
def neutrality(request: WorkspaceRequest) -> HttpResponse:
    """Show the declaration and how many employers accept the convener."""
    context = {"frame": frame(request.standing, "neutrality"), "neutrality": queries.neutrality(request.standing)}
    return render(request, "partnerships/neutrality.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def declare(request: WorkspaceRequest) -> HttpResponse:
    """Declare interests, funders and promise."""
    partnership = request.standing.partnership
    policies.may_declare_neutrality(request.standing, partnership).require()
    kept = queries.record_of(partnership)
    initial = {key: getattr(kept, key) for key in ("conflicts", "funders", "statement")} if kept else {}
    form = NeutralityForm(request.POST or None, initial=initial)
    deed = lambda: actions.declare_neutrality(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(_address(request))
    return show_form(
        request,
        form,
        tab="neutrality",
        title=_("Declare interests and funders"),
        lede=_("Members read it. Employers then say whether they accept you as convener."),
        button=_("Save"),
        links=_way(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def answer(request: WorkspaceRequest, organization_pk: int) -> HttpResponse:
    """Say for a firm whether it accepts the convener."""
    partnership = request.standing.partnership
    if organization_pk not in request.standing.organizations:
        raise Http404
    firm = organization_by_id(organization_pk)
    if firm is None:
        raise Http404
    policies.may_answer_neutrality(request.standing, partnership, firm).require()
    before = queries.answer_of(partnership, firm.pk)
    initial = {"accepts": "yes" if before.accepts else "no", "comment": before.comment} if before else {}
    form = AnswerForm(request.POST or None, initial=initial)
    deed = lambda: actions.answer_neutrality(  # noqa: E731
        by=request.user, partnership=partnership, organization=firm, **form.cleaned_data
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Thank you. You can change the answer at any time."))
        return redirect(_address(request))
    return show_form(
        request,
        form,
        tab="neutrality",
        title=_("The convener, for {firm}").format(firm=firm),
        lede=_("One answer for each employer; the last one counts. It takes a minute."),
        button=_("Save the answer"),
        links=_way(request),
    )
