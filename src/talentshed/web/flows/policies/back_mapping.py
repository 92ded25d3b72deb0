"""Who may answer on a firm's hires, read the answer again, and publish all answers together?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships import policies as partnerships
from talentshed.web.partnerships.policies import CONVENING, standing
from talentshed.web.partnerships.policies.releasing import may_release
from talentshed.web.partnerships.queries import employer_members

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.flows.models import BackMapping
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


def may_see(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may see the published picture and the what-if page: those inside."""
    return partnerships.may_see(who, partnership)


def may_name_jobs(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may write the list of critical jobs: those who keep the shared records."""
    return partnerships.may_convene(who, partnership)


def may_answer_for_own(who: "Person | Standing", partnership: "Partnership", organization: "Organization") -> Verdict:
    """Whether somebody may tell of a firm's hires as one of its people: employers at the table only."""
    speaks = partnerships.may_speak_as(who, partnership, organization)
    if speaks and organization.kind != "employer":
        return Verdict(_("Only employers tell of their hires here."))
    return speaks


def may_answer_on_behalf(who: "Person | Standing", partnership: "Partnership", organization: "Organization") -> Verdict:
    """Whether somebody may type in what a firm told them: a convener, for an employer at the table."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if not standing(who, partnership).has(*CONVENING):
        return Verdict(_("You don't speak for {organization} here.").format(organization=organization))
    if organization.pk not in {each.organization_id for each in employer_members(partnership)}:
        return Verdict(_("{organization} is no employer at this table.").format(organization=organization))
    return Verdict()


def may_answer(who: "Person | Standing", partnership: "Partnership", organization: "Organization") -> Verdict:
    """Whether somebody may tell of a firm's hires, as one of its people or as a convener on its behalf."""
    own = may_answer_for_own(who, partnership, organization)
    return own or may_answer_on_behalf(who, partnership, organization)


def may_read_answer(who: "Person | Standing", mapping: "BackMapping") -> Verdict:
    """Whether somebody may read a firm's answer again: its own people, and the convener who typed it in."""
    held = standing(who, mapping.partnership)
    if not partnerships.may_see(held, mapping.partnership):
        return Verdict(_("You are not a member of this partnership."))
    if mapping.organization_id in held.employers:
        return Verdict()
    if mapping.on_behalf and mapping.entered_by_id == held.person.pk and held.has(*CONVENING):
        return Verdict()
    return Verdict(_("What a firm answered is for its own people. Everybody sees the published picture."))


def may_withdraw(who: "Person | Standing", mapping: "BackMapping") -> Verdict:
    """Whether somebody may take an answer back: whoever may read it, while the partnership is open."""
    if not mapping.partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    return may_read_answer(who, mapping)


def may_publish(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may publish the answers together: conveners and the data steward."""
    return may_release(who, partnership)
