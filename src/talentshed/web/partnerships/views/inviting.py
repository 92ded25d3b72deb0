"""Which request invites an employer over a champion's name, a partner or guest to a role, and takes a link back?"""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talentshed.web.organizations.actions.keeping import add_organization
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import inviting as actions
from talentshed.web.partnerships.forms.people import OWN_NAME, EmployerForm, PartnerForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.queries import people as queries
from talentshed.web.partnerships.queries.joined import scope_in
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization


def _people(request: WorkspaceRequest) -> str:
    return reverse("partnerships:people", args=[request.standing.partnership.pk])


def _way(request: WorkspaceRequest) -> list[Link]:
    return [Link(_people(request), _("People"))]


def _spoken() -> str:
    return (get_language() or "en").split("-")[0]


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def employer(request: WorkspaceRequest) -> HttpResponse:
    """Invite somebody of an employer by a letter over a champion's name."""
    held = request.standing
    partnership = held.partnership
    policies.may_convene(held, partnership).require()
    mine = queries.champion_cards(held)
    begun = {
        "organization": request.GET.get("organization", ""),
        "inviter": mine[0] if mine else OWN_NAME,
        "language": _spoken(),
    }
    form = EmployerForm(
        request.POST or None,
        initial=begun,
        employers=queries.invitable_employers(held),
        inviters=queries.inviters(held),
    )
    if form.is_valid() and done(form, lambda: _invite(request, form)):
        messages.success(request, _("The invitation goes out. It counts as one ask of this month."))
        return redirect(_people(request))
    return show_form(
        request,
        form,
        tab="people",
        title=_("Invite an employer"),
        lede=_("Employers are won by peers. The letter goes out over a champion’s name and counts as an ask."),
        warning="" if mine else _("There is no champion yet. Your first letter needs a reason; it is kept."),
        button=_("Send the invitation"),
        links=_way(request),
    )


def _invite(request: WorkspaceRequest, form: EmployerForm) -> None:
    given = dict(form.cleaned_data)
    name = given.pop("new_name").strip()
    firm: Organization | None = given.pop("organization")
    partnership = request.standing.partnership
    firm = firm or add_organization(by=request.user, state=partnership.home_state, kind="employer", name=name)
    actions.invite_employer(
        by=request.user,
        partnership=partnership,
        scope=scope_in(request.standing),
        organization=firm,
        **given,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def partner(request: WorkspaceRequest) -> HttpResponse:
    """Invite a support partner, co-convener, facilitator, steward or observer by a link."""
    held = request.standing
    policies.may_change_scope(held, held.partnership).require()
    roles = tuple(role for role in policies.ROLE_RULES if role not in policies.INDUSTRY and role != Role.Kind.CONVENER)
    begun = {
        "role": request.GET.get("role", Role.Kind.SUPPORT_PARTNER),
        "organization": request.GET.get("organization", ""),
        "language": _spoken(),
    }
    form = PartnerForm(request.POST or None, initial=begun, roles=roles, organizations=queries.invitable_partners(held))
    deed = lambda: actions.invite_to_role(by=request.user, partnership=held.partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The invitation goes out. Its link is good for 30 days."))
        return redirect(_people(request))
    return show_form(
        request,
        form,
        tab="people",
        title=_("Invite a partner or guest"),
        lede=_("The link in the letter lets them in with this role; no password is needed."),
        button=_("Send the invitation"),
        links=_way(request),
    )


@require_POST
@workspace
def withdraw(request: WorkspaceRequest, link_pk: int) -> HttpResponse:
    """Take an invitation back that was not used."""
    partnership = request.standing.partnership
    link = queries.link_of(partnership, link_pk)
    actions.withdraw_invitation(by=request.user, partnership=partnership, link=link)
    messages.success(request, _("The invitation was taken back."))
    return redirect(_people(request))
