"""Who sets priorities, champions them, and runs the teams? Industry decides; conveners keep the records."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import KEEPING, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import ActionTeam, Priority

LEADING = frozenset({"champion", "industry_chair"})
"""Roles that speak for the industry as a whole."""


def still_open(partnership: "Partnership") -> Verdict:
    """Whether anything can be written at all."""
    return Verdict() if partnership.is_open else Verdict(_("This partnership is closed. Reopen it first."))


def belongs(partnership: "Partnership", thing_partnership_id: int) -> Verdict:
    """Whether something is of this partnership."""
    return Verdict() if thing_partnership_id == partnership.pk else Verdict(_("This is not of this partnership."))


def may_propose(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may propose a priority: people of employers, and who keeps the records for them."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if held.is_employer or held.has(*KEEPING, *LEADING):
        return Verdict()
    return Verdict(_("Employers set the priorities. Support partners answer with offers."))


def may_decide(who: "Person | Standing", partnership: "Partnership", priority: "Priority") -> Verdict:
    """Whether somebody may write down that a priority was voted, is parked, goes on or is done."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if held.has(*KEEPING, "industry_chair"):
        return belongs(partnership, priority.partnership_id)
    return Verdict(_("The industry chair and those who keep the records write down what was decided."))


def may_edit_priority(who: "Person | Standing", partnership: "Partnership", priority: "Priority") -> Verdict:
    """Whether somebody may change the words and the root cause of a priority."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    leads = "action_team_lead" in held.roles and priority.teams.filter(lead=held.person, status="open").exists()
    if held.has(*KEEPING, *LEADING) or leads:
        return belongs(partnership, priority.partnership_id)
    return Verdict(_("Champions, the lead of its team and those who keep the records change a priority."))


def may_commit(
    who: "Person | Standing", partnership: "Partnership", priority: "Priority", organization: "Organization"
) -> Verdict:
    """Whether somebody may sign an executive of an employer up as champion of a priority."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if not organization.is_employer:
        return Verdict(_("Champions come from employers at the table."))
    if organization.pk in held.employers or held.has(*KEEPING):
        return belongs(partnership, priority.partnership_id)
    return Verdict(_("Each employer signs up for itself, or those who keep the records write it down."))


def may_open_team(who: "Person | Standing", partnership: "Partnership", priority: "Priority") -> Verdict:
    """Whether somebody may open a team, and say who leads it. That the lead is from industry is checked besides."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if held.has(*KEEPING, *LEADING):
        return belongs(partnership, priority.partnership_id)
    return Verdict(_("Champions, the industry chair and those who keep the records open a team."))


def may_run_team(who: "Person | Standing", partnership: "Partnership", team: "ActionTeam") -> Verdict:
    """Whether somebody may write a team's plan and members: its lead, its liaison, who keeps the records."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if team.status != team.Status.OPEN:
        return Verdict(_("This team is closed."))
    if held.has(*KEEPING) or held.person.pk in (team.lead_id, team.liaison_id):
        return belongs(partnership, team.priority.partnership_id)
    return Verdict(_("The lead, the liaison and those who keep the records run a team."))
