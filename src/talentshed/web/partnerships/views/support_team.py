"""Which request shows who covers what in the support team?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.partnerships.actions import support_team as actions
from talentshed.web.partnerships.forms.insight import FunctionsForm
from talentshed.web.partnerships.functions import FUNCTIONS
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.policies import may_convene
from talentshed.web.partnerships.policies.insight import may_set_functions
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.partnerships.queries.people import member_of
from talentshed.web.partnerships.queries.support_team import BIG_TEAM, CORE_RANGE, support_team
from talentshed.web.ui.values import Link


@require_safe
@workspace
def team(request: WorkspaceRequest) -> HttpResponse:
    """Show big team, core team and gaps."""
    held = request.standing
    found = support_team(facts_of(held.partnership))
    context = {
        "frame": frame(held, "team"),
        "team": found,
        "covered": [(each, ", ".join(str(FUNCTIONS[key]) for key in each.covered)) for each in found.big],
        "core_range": CORE_RANGE,
        "big_team": BIG_TEAM,
        "may_write": bool(may_convene(held, held.partnership)),
        "links": [Link(reverse("partnerships:people", args=[held.partnership.pk]), _("People"))],
    }
    return render(request, "partnerships/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def covers(request: WorkspaceRequest, member_pk: int) -> HttpResponse:
    """Say what a partner covers."""
    partnership = request.standing.partnership
    member = member_of(partnership, member_pk)
    if member.organization.is_employer:
        raise Http404
    may_set_functions(request.standing, partnership, member).require()
    form = FunctionsForm(request.POST or None, initial={"functions": list(member.covered)})
    address = reverse("partnerships:team", args=[partnership.pk])
    # An empty form says that the partner covers nothing, so being sent is what counts.
    if request.method == "POST":
        form = FunctionsForm(request.POST)
        deed = lambda: actions.set_functions(  # noqa: E731
            by=request.user, partnership=partnership, member=member, **form.cleaned_data
        )
        if form.is_valid() and done(form, deed):
            messages.success(request, _("Saved."))
            return redirect(address)
    return show_form(
        request,
        form,
        tab="team",
        title=_("What {partner} covers").format(partner=member.organization),
        button=_("Save"),
        links=[Link(address, _("Support team"))],
    )
