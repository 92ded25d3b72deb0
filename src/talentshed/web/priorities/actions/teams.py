"""Opening a team with its industry lead, its liaison and members, its plan, and closing it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import queries as organizations
from talentshed.web.partnerships import queries as partnerships
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import ActionTeam, ActionTeamMember
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import Priority


@transaction.atomic
def open_team(
    *,
    by: "Person",
    priority: "Priority",
    name: str,
    lead: "Person | None",
    lead_organization: "Organization | None",
    liaison: "Person | None" = None,
) -> ActionTeam:
    """Open the team of a priority. Without a lead from industry it does not open.

    Raises:
        NotPossible: no lead, not from industry, a liaison who is no support partner, not voted, or a team is at work.
    """
    partnership = priority.partnership
    policies.may_open_team(by, partnership, priority).require()
    if not priority.is_live:
        raise NotPossible(
            _("A team works on a voted priority. Write down the vote first, or take the priority up again.")
        )
    if priority.teams.filter(status=ActionTeam.Status.OPEN).exists():
        raise NotPossible(_("This priority has a team at work. Close that one first."))
    found_lead, employer = _lead_of(partnership, lead, lead_organization)
    _check_liaison(partnership, liaison)
    made = ActionTeam.objects.create(
        priority=priority, name=name.strip(), lead=found_lead, lead_organization=employer, liaison=liaison
    )
    audit.record(
        "TEAM_OPENED", by=by, about=made, scope=partnership.scope, state=partnership.home_state, lead=str(lead)
    )
    return made


@transaction.atomic
def change_team(
    *,
    by: "Person",
    team: ActionTeam,
    lead: "Person | None",
    lead_organization: "Organization | None",
    liaison: "Person | None" = None,
    name: str = "",
) -> ActionTeam:
    """Give a team another lead or liaison; the lead stays one from industry.

    Raises:
        NotPossible: as for `open_team`, or the team is closed.
    """
    partnership = team.priority.partnership
    policies.may_open_team(by, partnership, team.priority).require()
    if team.status != ActionTeam.Status.OPEN:
        raise NotPossible(_("This team is closed."))
    team.lead, team.lead_organization = _lead_of(partnership, lead, lead_organization)
    _check_liaison(partnership, liaison)
    team.liaison, team.name = liaison, name.strip() or team.name
    team.save()
    audit.record(
        "TEAM_CHANGED", by=by, about=team, scope=partnership.scope, state=partnership.home_state, lead=str(lead)
    )
    return team


def _lead_of(
    partnership: "Partnership", lead: "Person | None", organization: "Organization | None"
) -> "tuple[Person, Organization]":
    if lead is None or organization is None:
        raise NotPossible(_("A team opens with a lead from industry. Choose somebody of an employer at the table."))
    seated = {each.organization_id for each in partnerships.employer_members(partnership)}
    if organization.pk not in seated:
        raise NotPossible(_("The lead comes from an employer at the table; {name} is none.").format(name=organization))
    if not organizations.speaks_for(lead, organization):
        raise NotPossible(_("{person} does not speak for {name}.").format(person=lead, name=organization))
    return lead, organization


def _check_liaison(partnership: "Partnership", liaison: "Person | None") -> None:
    if liaison is None:
        return
    seated = {each.organization_id for each in partnerships.support_members(partnership)}
    if not organizations.organizations_of(liaison).filter(pk__in=seated).exists():
        raise NotPossible(
            _("The liaison comes from a support partner at the table; {name} does not.").format(name=liaison)
        )


@transaction.atomic
def write_plan(
    *, by: "Person", team: ActionTeam, plan: str, measure: str, target: str, cause: str, cause_kind: str
) -> ActionTeam:
    """Write a team's plan with what is counted and how much of it. The root cause comes first.

    Raises:
        NotPossible: no root cause, or no measure and target.
    """
    partnership = team.priority.partnership
    policies.may_run_team(by, partnership, team).require()
    if not cause.strip() or not cause_kind:
        raise NotPossible(_("Say what lies at the root before you write the plan: it is not always training."))
    if not (plan.strip() and measure.strip() and target.strip()):
        raise NotPossible(_("A plan says what is done, what is counted, and how much of it by when."))
    priority = team.priority
    priority.cause, priority.cause_kind = cause.strip(), cause_kind
    priority.save(update_fields=["cause", "cause_kind"])
    team.plan, team.measure, team.target = plan.strip(), measure.strip(), target.strip()
    team.save(update_fields=["plan", "measure", "target"])
    audit.record("TEAM_PLANNED", by=by, about=team, scope=partnership.scope, state=partnership.home_state)
    return team


@transaction.atomic
def add_team_member(*, by: "Person", team: ActionTeam, organization: "Organization", name: str) -> ActionTeamMember:
    """Add somebody of a member organization to a team."""
    partnership = team.priority.partnership
    policies.may_run_team(by, partnership, team).require()
    made, _new = ActionTeamMember.objects.get_or_create(team=team, organization=organization, name=name.strip())
    audit.record("TEAM_MEMBER_ADDED", by=by, about=team, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def remove_team_member(*, by: "Person", member: ActionTeamMember) -> None:
    """Take somebody off a team."""
    team = member.team
    partnership = team.priority.partnership
    policies.may_run_team(by, partnership, team).require()
    audit.record("TEAM_MEMBER_REMOVED", by=by, about=team, scope=partnership.scope, state=partnership.home_state)
    member.delete()


@transaction.atomic
def close_team(*, by: "Person", team: ActionTeam) -> ActionTeam:
    """Close a team whose work is over; its items stay."""
    partnership = team.priority.partnership
    policies.may_run_team(by, partnership, team).require()
    team.status, team.closed_on = ActionTeam.Status.CLOSED, timezone.localdate()
    team.save(update_fields=["status", "closed_on"])
    audit.record("TEAM_CLOSED", by=by, about=team, scope=partnership.scope, state=partnership.home_state)
    return team
