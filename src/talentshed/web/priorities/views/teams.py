"""Who leads the team of a priority, with which plan, and who works in it?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import teams as acts
from talentshed.web.priorities.queries import choosing, finding
from talentshed.web.priorities.views.pages import back_to, deed, show_form
from talentshed.web.priorities.views.priorities import TAB, both
from talentshed.web.ui.forms import done


@both
@workspace
def open_team(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Open the team of a priority, with a lead from industry."""
    partnership = request.standing.partnership
    found = finding.priority_of(request.standing, priority_pk)
    policies.may_open_team(request.standing, partnership, found).require()
    form = forms.TeamForm(
        request.POST or None,
        leads=choosing.speakers(partnership, employers=True),
        liaisons=choosing.speakers(partnership, employers=False),
        initial={"name": found.title},
    )
    if form.is_valid() and done(form, lambda: acts.open_team(by=request.user, priority=found, **form.given)):
        messages.success(request, _("The team is open. Next: its plan."))
        return redirect(found)
    return show_form(
        request,
        form,
        TAB,
        title=_("Open the action team of “{title}”").format(title=found),
        lede=_("Industry leads, a support partner accompanies. A team can’t open without an industry lead."),
        button=_("Open the team"),
        back=back_to("priority", found.title, partnership.pk, found.pk),
    )


@both
@workspace
def change_team(request: WorkspaceRequest, team_pk: int) -> HttpResponse:
    """Give a team another lead or liaison."""
    partnership = request.standing.partnership
    team = finding.team_of(request.standing, team_pk)
    policies.may_open_team(request.standing, partnership, team.priority).require()
    form = forms.TeamForm(
        request.POST or None,
        leads=choosing.speakers(partnership, employers=True),
        liaisons=choosing.speakers(partnership, employers=False),
        initial={
            "name": team.name,
            "lead": f"{team.lead_id}:{team.lead_organization_id}",
            "liaison": str(team.liaison_id or ""),
        },
    )
    if form.is_valid() and done(form, lambda: acts.change_team(by=request.user, team=team, **form.given)):
        messages.success(request, _("Saved."))
        return redirect(team.priority)
    return show_form(
        request,
        form,
        TAB,
        title=_("Change lead or liaison of “{name}”").format(name=team),
        button=_("Save"),
        back=back_to("priority", team.priority.title, partnership.pk, team.priority_id),
    )


@both
@workspace
def plan(request: WorkspaceRequest, team_pk: int) -> HttpResponse:
    """Write a team's plan; the root cause comes first."""
    team = finding.team_of(request.standing, team_pk)
    policies.may_run_team(request.standing, request.standing.partnership, team).require()
    known = {"cause": team.priority.cause, "cause_kind": team.priority.cause_kind}
    known |= {"plan": team.plan, "measure": team.measure, "target": team.target}
    form = forms.PlanForm(request.POST or None, initial=known)
    if form.is_valid() and done(form, lambda: acts.write_plan(by=request.user, team=team, **form.cleaned_data)):
        messages.success(request, _("The plan is written down."))
        return redirect(team.priority)
    return show_form(
        request,
        form,
        TAB,
        title=_("Plan of “{name}”").format(name=team),
        lede=_("First the cause, then the plan: schedules, access and how firms hire count as much as training."),
        button=_("Save the plan"),
        back=back_to("priority", team.priority.title, team.priority.partnership_id, team.priority_id),
    )


@both
@workspace
def add_member(request: WorkspaceRequest, team_pk: int) -> HttpResponse:
    """Add somebody to a team."""
    partnership = request.standing.partnership
    team = finding.team_of(request.standing, team_pk)
    policies.may_run_team(request.standing, partnership, team).require()
    members = {
        str(each.pk): each for side in (True, False) for each in choosing.organizations_at(partnership, employers=side)
    }
    form = forms.TeamMemberForm(request.POST or None, members=list(members.values()))
    if form.is_valid():
        organization = members[form.cleaned_data["organization"]]
        acts.add_team_member(by=request.user, team=team, organization=organization, name=form.cleaned_data["name"])
        messages.success(request, _("Added."))
        return redirect(team.priority)
    return show_form(
        request,
        form,
        TAB,
        title=_("Who works in “{name}”?").format(name=team),
        button=_("Add"),
        back=back_to("priority", team.priority.title, partnership.pk, team.priority_id),
    )


@require_POST
@workspace
def remove_member(request: WorkspaceRequest, team_pk: int, member_pk: int) -> HttpResponse:
    """Take somebody off a team."""
    team = finding.team_of(request.standing, team_pk)
    member = get_object_or_404(team.members, pk=member_pk)
    member.team = team
    deed(request, lambda: acts.remove_team_member(by=request.user, member=member), _("Taken off the team."))
    return redirect(team.priority)


@require_POST
@workspace
def close_team(request: WorkspaceRequest, team_pk: int) -> HttpResponse:
    """Close a team whose work is over."""
    team = finding.team_of(request.standing, team_pk)
    deed(request, lambda: acts.close_team(by=request.user, team=team), _("The team is closed."))
    return redirect(team.priority)
