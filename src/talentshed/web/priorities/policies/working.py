"""Who gives out work, says that it is done, may be reminded of it, and renews a calendar's address?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import KEEPING, Standing, standing
from talentshed.web.priorities.policies.deciding import LEADING, belongs, still_open

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import ActionItem, ActionTeam


def may_add_item(who: "Person | Standing", partnership: "Partnership", team: "ActionTeam | None" = None) -> Verdict:
    """Whether somebody may write down an action item, for the table or for a team."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    in_team = team is not None and held.person.pk in (team.lead_id, team.liaison_id)
    if in_team or held.has(*KEEPING, *LEADING):
        return Verdict() if team is None else belongs(partnership, team.priority.partnership_id)
    return Verdict(
        _("Champions, the chair, leads and liaisons of teams, and those who keep the records give out work.")
    )


def may_update_item(who: "Person | Standing", partnership: "Partnership", item: "ActionItem") -> Verdict:
    """Whether somebody may say how far an item is: its owner, the team's lead and liaison, who keeps the records."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    team = item.team
    owns = item.owner_id == held.person.pk or item.owner_organization_id in held.organizations
    in_team = team is not None and held.person.pk in (team.lead_id, team.liaison_id)
    if owns or in_team or held.has(*KEEPING):
        return belongs(partnership, item.partnership_id)
    return Verdict(_("The owner, the team's lead and liaison, and those who keep the records change an item."))


def may_be_reminded(person: "Person") -> Verdict:
    """Whether a digest may go to somebody at all. The cap of asks per employer is looked at besides."""
    return Verdict() if person.is_active else Verdict(_("This account is closed."))


def may_renew_calendar(person: "Person", owner: "Person") -> Verdict:
    """Everybody has the secret address of their own calendar, nobody another's."""
    if person.pk == owner.pk and person.is_active:
        return Verdict()
    return Verdict(_("Only the person themself may have the address of their calendar."))
