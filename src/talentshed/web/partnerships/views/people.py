"""Which request shows who is at the table, and one organization with its people and roles?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import inviting
from talentshed.web.partnerships.actions import members as actions
from talentshed.web.partnerships.actions import roles as role_actions
from talentshed.web.partnerships.forms.people import ListForm, RoleForm, StageForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.models import Member
from talentshed.web.partnerships.queries import people as queries
from talentshed.web.partnerships.queries.closed import closed_to
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.partnerships.queries.leading import core_team, seats
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link


def _address(request: WorkspaceRequest, name: str = "people", *more: int) -> str:
    return reverse(f"partnerships:{name}", args=[request.standing.partnership.pk, *more])


def _way(request: WorkspaceRequest, *more: Link) -> list[Link]:
    return [Link(_address(request), _("People")), *more]


@require_safe
@workspace
def people(request: WorkspaceRequest) -> HttpResponse:
    """Show the members of each kind, with their people and roles."""
    held = request.standing
    partnership = held.partnership
    facts = facts_of(partnership)
    keeps = policies.may_convene(held, partnership)
    context = {
        "frame": frame(held, "people"),
        "groups": queries.groups(facts),
        "guests": [(role, policies.may_end_role(held, partnership, role)) for role in queries.guests(facts)],
        "figures": (seats(facts), core_team(facts)),
        "links": queries.open_links(partnership, inviting.PURPOSE) if keeps else (),
        "may_keep": keeps,
        "may_see_peers": "peers" not in closed_to(held),
        "may_invite_employer": policies.may_invite_employer(held, partnership),
        "champion_only": not keeps and policies.may_invite_employer(held, partnership),
        "may_invite_partner": policies.may_change_scope(held, partnership),
    }
    return render(request, "partnerships/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def add(request: WorkspaceRequest) -> HttpResponse:
    """Put an organization on the list."""
    held = request.standing
    policies.may_add_member(held, held.partnership).require()
    form = ListForm(request.POST or None, organizations=queries.listable(held))
    deed = lambda: actions.add_member(by=request.user, partnership=held.partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("{name} is on the list.").format(name=form.cleaned_data["organization"]))
        return redirect(_address(request))
    return show_form(
        request,
        form,
        tab="people",
        title=_("Put an organization on the list"),
        lede=_("The list is yours to plan with: nobody is told until you invite."),
        button=_("Put it on the list"),
        links=_way(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def member(request: WorkspaceRequest, member_pk: int) -> HttpResponse:
    """Show one organization: how far it is, its people, their roles."""
    held = request.standing
    partnership = held.partnership
    found = queries.member_of(partnership, member_pk)
    form = StageForm(request.POST or None, initial={"stage": found.stage})
    deed = lambda: actions.set_stage(  # noqa: E731
        by=request.user, partnership=partnership, member=found, **form.cleaned_data
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(_address(request, "member", found.pk))
    may_manage = policies.may_manage_member(held, partnership, found)
    roles = partnership.roles.filter(organization=found.organization, until__isnull=True).select_related("person")
    context = {
        "frame": frame(held, "people"),
        "member": found,
        "roles": [(role, policies.may_end_role(held, partnership, role)) for role in roles],
        "form": form,
        "fields": shown(form),
        "links": _way(request),
        "may_manage": may_manage,
        "may_end": policies.may_end_membership(held, partnership, found),
        "may_core": may_manage and found.is_at_the_table and not found.organization.is_employer,
        "may_give": queries.givable_roles(held, found.organization),
        "record": found.organization.get_absolute_url() if may_manage else "",
    }
    return render(request, "partnerships/member.html", context)


@require_POST
@workspace
def core(request: WorkspaceRequest, member_pk: int) -> HttpResponse:
    """Put a support partner in the core team, or out of it."""
    partnership = request.standing.partnership
    found = queries.member_of(partnership, member_pk)
    wanted = request.POST.get("core_team") == "on"
    actions.set_core_team(by=request.user, partnership=partnership, member=found, core_team=wanted)
    messages.success(request, _("Saved."))
    return redirect(_address(request, "member", found.pk))


@require_POST
@workspace
def leave(request: WorkspaceRequest, member_pk: int) -> HttpResponse:
    """End a membership with the roles held for it."""
    partnership = request.standing.partnership
    found = queries.member_of(partnership, member_pk)
    actions.end_membership(by=request.user, partnership=partnership, member=found)
    messages.success(request, _("The membership of {name} has ended.").format(name=found))
    still = policies.may_see(request.user, partnership)
    return redirect(_address(request) if still else reverse("access:my_work"))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def give(request: WorkspaceRequest, member_pk: int) -> HttpResponse:
    """Give somebody of an organization a role."""
    held = request.standing
    found = queries.member_of(held.partnership, member_pk)
    roles = queries.givable_roles(held, found.organization)
    policies.may_give_role(held, held.partnership, roles[0] if roles else "observer", found.organization).require()
    people = queries.speakers(found.organization)
    form = RoleForm(request.POST or None, people=people, roles=roles)
    deed = lambda: role_actions.give_role(  # noqa: E731
        by=request.user, partnership=held.partnership, organization=found.organization, **form.cleaned_data
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The role is given."))
        return redirect(_address(request, "member", found.pk))
    nobody = _("Nobody speaks for {name} here yet. Invite somebody first.").format(name=found)
    return show_form(
        request,
        form,
        tab="people",
        title=_("Give a role for {name}").format(name=found),
        lede=_("Those who speak for the organization can hold a role for it."),
        warning="" if people.exists() else nobody,
        button=_("Give the role"),
        links=_way(request, Link(_address(request, "member", found.pk), str(found))),
    )


@require_POST
@workspace
def end_role(request: WorkspaceRequest, role_pk: int) -> HttpResponse:
    """End a role today."""
    partnership = request.standing.partnership
    role = queries.role_of(partnership, role_pk)
    role_actions.end_role(by=request.user, partnership=partnership, role=role)
    messages.success(request, _("The role has ended."))
    if not policies.may_see(request.user, partnership):
        return redirect("access:my_work")
    found = Member.objects.filter(partnership=partnership, organization=role.organization_id).first()
    return redirect(_address(request, "member", found.pk) if found else _address(request))
