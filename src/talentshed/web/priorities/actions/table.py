"""Posting needs, offering against them, agreeing and delivering, and recording changes and services."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import queries as partnerships
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import Need, Offer, OfferPartner
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import Priority


@transaction.atomic
def post_need(
    *,
    by: "Person",
    partnership: "Partnership",
    title: str,
    priority: "Priority | None" = None,
    detail: str = "",
    quantity: int | None = None,
    unit: str = "",
    county_fips: str = "",
) -> Need:
    """Put a need on the single table: a row that partners answer. The response clock starts."""
    policies.may_post_need(by, partnership).require()
    made = Need.objects.create(
        partnership=partnership,
        priority=priority,
        title=title.strip(),
        detail=detail.strip(),
        quantity=quantity,
        unit=unit.strip(),
        county_fips=county_fips,
    )
    audit.record("NEED_POSTED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def set_need(*, by: "Person", need: Need, status: str) -> Need:
    """Say that a need is met or withdrawn, or put it back on the table."""
    partnership = need.partnership
    policies.may_close_need(by, partnership, need).require()
    before, need.status = need.status, status
    need.closed_at = None if status == Need.Status.OPEN else timezone.now()
    need.save(update_fields=["status", "closed_at"])
    audit.record(
        "NEED_SET",
        by=by,
        about=need,
        scope=partnership.scope,
        state=partnership.home_state,
        before=before,
        after=status,
    )
    return need


@transaction.atomic
def link_need(*, by: "Person", need: Need, priority: "Priority | None") -> Need:
    """Say to which priority a need belongs."""
    partnership = need.partnership
    policies.may_close_need(by, partnership, need).require()
    need.priority = priority
    need.save(update_fields=["priority"])
    audit.record("NEED_LINKED", by=by, about=need, scope=partnership.scope, state=partnership.home_state)
    return need


@transaction.atomic
def make_offer(
    *,
    by: "Person",
    need: Need,
    organization: "Organization",
    kind: str,
    quantity: Decimal | None = None,
    unit: str = "",
    period: str = "",
    conditions: str = "",
    partners: "Iterable[Organization]" = (),
) -> Offer:
    """Offer something against a need, alone or jointly with other support partners at the table.

    Raises:
        NotPossible: a joint partner is not a support partner at the table.
    """
    partnership = need.partnership
    policies.may_offer(by, partnership, need, organization).require()
    seated = {each.organization_id for each in partnerships.support_members(partnership)}
    joint = {each.pk: each for each in partners if each.pk != organization.pk}
    for each in joint.values():
        if each.pk not in seated:
            raise NotPossible(_("{name} is not a support partner at this table.").format(name=each))
    made = Offer.objects.create(
        need=need,
        organization=organization,
        kind=kind,
        quantity=quantity,
        unit=unit.strip(),
        period=period.strip(),
        conditions=conditions.strip(),
    )
    OfferPartner.objects.bulk_create(OfferPartner(offer=made, organization=each) for each in joint.values())
    audit.record("OFFER_MADE", by=by, about=made, scope=partnership.scope, state=partnership.home_state, need=str(need))
    return made


@transaction.atomic
def withdraw_offer(*, by: "Person", offer: Offer) -> Offer:
    """Take an offer back; it stays in the record and no longer counts as an answer."""
    partnership = offer.need.partnership
    policies.may_withdraw_offer(by, partnership, offer).require()
    offer.status, offer.changed_at = Offer.Status.WITHDRAWN, timezone.now()
    offer.save(update_fields=["status", "changed_at"])
    audit.record(
        "OFFER_WITHDRAWN",
        by=by,
        about=offer,
        scope=partnership.scope,
        state=partnership.home_state,
        need=str(offer.need),
    )
    return offer


@transaction.atomic
def accept_offer(*, by: "Person", offer: Offer, status: str) -> Offer:
    """Say for the industry side that an offer is agreed, or was delivered.

    Raises:
        NotPossible: another word was given, or it is agreed already.
    """
    partnership = offer.need.partnership
    policies.may_accept_offer(by, partnership, offer).require()
    if status not in (Offer.Status.AGREED, Offer.Status.DELIVERED) or status == offer.status:
        raise NotPossible(_("An offer is agreed first, and delivered after that."))
    offer.status, offer.changed_at = status, timezone.now()
    offer.save(update_fields=["status", "changed_at"])
    audit.record(
        "OFFER_ACCEPTED",
        by=by,
        about=offer,
        scope=partnership.scope,
        state=partnership.home_state,
        need=str(offer.need),
        status=status,
    )
    return offer
