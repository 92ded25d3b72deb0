"""Which request shows the playbook, and ticks off a step?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships.actions import playbook as actions
from talentshed.web.partnerships.documents import DOCUMENTS
from talentshed.web.partnerships.forms.insight import StepForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.phases import PHASES
from talentshed.web.partnerships.playbook import step_of
from talentshed.web.partnerships.playbook.wording import worded
from talentshed.web.partnerships.policies.insight import may_mark_step
from talentshed.web.partnerships.queries import playbook as queries
from talentshed.web.partnerships.queries.closed import closed_to
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Link


@require_safe
@workspace
def playbook(request: WorkspaceRequest) -> HttpResponse:
    """Show the eight phases, how far each is, and the next step."""
    partnership = request.standing.partnership
    phases = queries.playbook(facts_of(partnership))
    helpers = ("team", "start_group", "figures", "knowledge")
    context = {
        "frame": frame(request.standing, "playbook"),
        "phases": phases,
        "next": queries.next_step(phases),
        "drafts": queries.places(partnership, tuple(DOCUMENTS)),
        "helpers": queries.places(partnership, helpers, closed_to(request.standing)),
    }
    return render(request, "partnerships/playbook.html", context)


@require_safe
@workspace
def phase(request: WorkspaceRequest, number: int) -> HttpResponse:
    """Show the steps of one phase."""
    if not 1 <= number <= len(PHASES):
        raise Http404
    partnership = request.standing.partnership
    phases = queries.playbook(facts_of(partnership), closed_to(request.standing))
    context = {
        "frame": frame(request.standing, "playbook"),
        "phase": phases[number - 1],
        "before": phases[number - 2] if number > 1 else None,
        "after": phases[number] if number < len(phases) else None,
        "may_mark": bool(may_mark_step(request.standing, partnership)),
        "links": [Link(reverse("partnerships:playbook", args=[partnership.pk]), _("Playbook"))],
    }
    return render(request, "partnerships/playbook_phase.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def step_done(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Tick off a step, with a note."""
    partnership = request.standing.partnership
    known = step_of(step)
    if known is None or known[1].check:
        raise Http404
    may_mark_step(request.standing, partnership).require()
    form = StepForm(request.POST or None, initial={"done_on": timezone.localdate()})
    deed = lambda: actions.mark_step(by=request.user, partnership=partnership, step=step, **form.cleaned_data)  # noqa: E731
    address = reverse("partnerships:phase", args=[partnership.pk, known[0]])
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The step is done. It can be opened again at any time."))
        return redirect(f"{address}#{step}")
    return show_form(
        request,
        form,
        tab="playbook",
        title=_("Done: {step}").format(step=worded(known[1].title)),
        lede=worded(known[1].done),
        button=_("The step is done"),
        links=[Link(f"{address}#{step}", str(PHASES[known[0] - 1].name))],
    )


@require_POST
@workspace
def step_reopen(request: WorkspaceRequest, step: str) -> HttpResponse:
    """Open a step again."""
    known = step_of(step)
    if known is None:
        raise Http404
    partnership = request.standing.partnership
    actions.reopen_step(by=request.user, partnership=partnership, step=step)
    messages.success(request, _("The step is open again. What was written stays in the record."))
    return redirect(reverse("partnerships:phase", args=[partnership.pk, known[0]]) + f"#{step}")
