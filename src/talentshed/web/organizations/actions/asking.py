"""Writing down what an organization was asked, and how often it may be asked."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import policies
from talentshed.web.organizations.days import today_in
from talentshed.web.organizations.models import AskCap, Interaction
from talentshed.web.organizations.once import hold, of_this_moment

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.models import Contact, Organization


@transaction.atomic
def record_interaction(
    *,
    by: "Person",
    organization: "Organization",
    kind: str,
    on_date: date,
    by_organization: "Organization | None" = None,
    contact: "Contact | None" = None,
    is_ask: bool = False,
    asked: str = "",
    outcome: str = "",
    scope: str = "",
) -> Interaction:
    """Write down a contact that was made, so that the next partner reads it before calling.

    It is never refused for the cap: what happened is written down. Whoever plans an ask checks `ask_allowed` first.
    """
    policies.may_record_interaction(by, organization, by_organization).require()
    if on_date > today_in(organization.state):
        raise ValidationError({"on_date": _("A contact is written down once it was made. Choose today or earlier.")})
    if contact is not None and contact.organization_id != organization.pk:
        raise ValidationError({"contact": _("This person is not with {name}.").format(name=organization)})
    if is_ask and not asked.strip():
        raise ValidationError({"asked": _("Say what they were asked for, in a few words.")})
    fields: dict[str, Any] = {
        "organization": organization,
        "contact": contact,
        "by": by,
        "by_organization": by_organization,
        "on_date": on_date,
        "kind": kind,
        "is_ask": is_ask,
        "asked": asked.strip(),
        "outcome": outcome.strip(),
        "scope": scope,
    }
    hold(organization)
    again = of_this_moment(Interaction.objects.filter(**fields), "recorded_at")
    if isinstance(again, Interaction):
        return again  # the button was pressed twice; one contact counts once
    made = Interaction.objects.create(**fields)
    audit.record(
        "INTERACTION_RECORDED", by=by, about=organization, state=organization.state, scope=scope, interaction=made.pk
    )
    return made


@transaction.atomic
def set_ask_cap(*, by: "Person", state: "State", asks_per_month: int) -> AskCap:
    """Set how often all partners together may ask one employer of a state in a calendar month (0 to 31)."""
    policies.may_set_ask_cap(by, state.pk).require()
    cap, _made = AskCap.objects.update_or_create(state=state, defaults={"asks_per_month": asks_per_month})
    audit.record("ASK_CAP_SET", by=by, about=cap, state=state, asks_per_month=asks_per_month)
    return cap
