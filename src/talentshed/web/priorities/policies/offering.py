"""Who posts a need, answers with an offer, says that it was kept, and records changes and services?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import KEEPING, Standing, standing
from talentshed.web.priorities.policies.deciding import LEADING, belongs, still_open

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import Need, Offer, SystemicChange


def may_post_need(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may put a need on the table: people of employers, and who keeps the records for them."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if held.is_employer or held.has(*KEEPING, *LEADING):
        return Verdict()
    return Verdict(_("Employers say what they need. Support partners answer with offers."))


def may_close_need(who: "Person | Standing", partnership: "Partnership", need: "Need") -> Verdict:
    """Whether somebody may say that a need is met or withdrawn, or put it back: the industry side."""
    allowed = may_post_need(who, partnership)
    return belongs(partnership, need.partnership_id) if allowed else allowed


def may_offer(
    who: "Person | Standing", partnership: "Partnership", need: "Need", organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may offer something against a need, in the name of a support partner at the table."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if need.status != need.Status.OPEN:
        return Verdict(_("This need is closed."))
    if organization is None and held.is_support:
        return belongs(partnership, need.partnership_id)
    if organization is not None and organization.pk in held.supporters:
        return belongs(partnership, need.partnership_id)
    return Verdict(_("Offers are made by people who speak for a support partner at the table."))


def may_withdraw_offer(who: "Person | Standing", partnership: "Partnership", offer: "Offer") -> Verdict:
    """Whether somebody may take an offer back: the people of who made it, until it is delivered."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if offer.organization_id not in held.supporters:
        return Verdict(_("An offer is taken back by the organization that made it."))
    if offer.status not in (offer.Status.OFFERED, offer.Status.AGREED):
        return Verdict(_("This offer was delivered or withdrawn already."))
    return belongs(partnership, offer.need.partnership_id)


def may_accept_offer(who: "Person | Standing", partnership: "Partnership", offer: "Offer") -> Verdict:
    """Whether somebody may say that an offer is agreed or was delivered: people of employers at the table."""
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if not held.is_employer:
        return Verdict(_("The industry side says what is agreed and what was delivered."))
    if offer.status not in (offer.Status.OFFERED, offer.Status.AGREED):
        return Verdict(_("This offer was delivered or withdrawn already."))
    return belongs(partnership, offer.need.partnership_id)


def may_promise_change(
    who: "Person | Standing", partnership: "Partnership", organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may write down a commitment to change: the partner's people, or who keeps the records."""
    return _for_partner(who, partnership, organization)


def may_settle_change(who: "Person | Standing", partnership: "Partnership", change: "SystemicChange") -> Verdict:
    """Whether somebody may say that a change was made or dropped."""
    allowed = _for_partner(who, partnership, change.organization)
    return belongs(partnership, change.partnership_id) if allowed else allowed


def may_record_service(
    who: "Person | Standing", partnership: "Partnership", organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may record a service with its three tags."""
    return _for_partner(who, partnership, organization)


def _for_partner(who: "Person | Standing", partnership: "Partnership", organization: "Organization | None") -> Verdict:
    held = standing(who, partnership)
    if not partnership.is_open:
        return still_open(partnership)
    if organization is not None and organization.is_employer:
        return Verdict(_("This is about what support partners do. Choose one of them."))
    if held.has(*KEEPING):
        return Verdict()
    if (organization is None and held.is_support) or (organization is not None and organization.pk in held.supporters):
        return Verdict()
    return Verdict(_("The partner's own people and those who keep the records write this down."))
