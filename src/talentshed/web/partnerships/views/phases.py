"""Which request shows the phases with their gates, moves on, and goes back?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import phases as actions
from talentshed.web.partnerships.forms.progress import AdvanceForm, BackForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import phases as history
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.partnerships.queries.gates import gates, missing
from talentshed.web.ui.values import Link


def _way(request: WorkspaceRequest) -> list[Link]:
    partnership = request.standing.partnership
    return [Link(history.address(partnership), _("Phases"))]


@require_safe
@workspace
def phases(request: WorkspaceRequest) -> HttpResponse:
    """Show the eight phases, the gate of the current one, and every move with its reason."""
    held = request.standing
    context = {
        "frame": frame(held, "phases"),
        "timeline": history.timeline(held.partnership),
        "gates": gates(held.partnership),
        "changes": history.changes(held.partnership),
        "may_advance": policies.may_advance(held, held.partnership),
        "may_go_back": policies.may_go_back(held, held.partnership),
    }
    return render(request, "partnerships/phases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def advance(request: WorkspaceRequest) -> HttpResponse:
    """Move on to the next phase; ask for a reason where the gate is not met."""
    held = request.standing
    policies.may_advance(held, held.partnership).require()
    form = AdvanceForm(request.POST or None)
    deed = lambda: actions.advance_phase(by=request.user, partnership=held.partnership, **form.cleaned_data)  # noqa: E731
    if request.method == "POST" and form.is_valid() and done(form, deed):
        phase = held.partnership.current_phase
        words = _("The partnership is in phase {number}, {name}.").format(number=phase.number, name=phase.name)
        messages.success(request, words)
        return redirect(history.address(held.partnership))
    found = gates(held.partnership)
    return show_form(
        request,
        form,
        tab="phases",
        title=_("On to phase {number}").format(number=held.partnership.phase + 1),
        button=_("Move on"),
        links=_way(request),
        template="partnerships/advance.html",
        gates=found,
        missing=missing(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def back(request: WorkspaceRequest) -> HttpResponse:
    """Go back to an earlier phase, with the reason."""
    held = request.standing
    policies.may_go_back(held, held.partnership).require()
    form = BackForm(request.POST or None, before=held.partnership.phase)
    deed = lambda: actions.go_back(by=request.user, partnership=held.partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The partnership went back. The reason is kept."))
        return redirect(history.address(held.partnership))
    return show_form(
        request,
        form,
        tab="phases",
        title=_("Go back to an earlier phase"),
        lede=_("Nothing is lost: what was done stays, and every date is kept."),
        button=_("Go back"),
        links=_way(request),
    )
