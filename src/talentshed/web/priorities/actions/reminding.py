"""Sending one digest of what is due and overdue, within the cap of asks per employer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from talentshed.web.access import audit, mail
from talentshed.web.organizations import queries as organizations
from talentshed.web.organizations.actions.asking import record_interaction
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import ActionItem

if TYPE_CHECKING:
    from datetime import date

    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization

TEMPLATE = "priorities/mail/digest"


@transaction.atomic
def send_digest(
    *,
    by: "Person | None",
    to: "Person",
    items: Sequence[ActionItem],
    not_reminded: Sequence["Organization"] = (),
    today: "date",
) -> bool:
    """Send somebody one letter about their items, once a week; say whether it is a new one.

    not_reminded: employers that were asked often enough this month, for a convener who may call them instead.
    """
    policies.may_be_reminded(to).require()
    year, week, _day = today.isocalendar()
    letter = _letter(to, items, not_reminded, f"priorities/digest/{to.pk}/{year}-{week:02}", today)
    if letter:
        audit.record("DIGEST_SENT", by=by, about=to, items=len(items))
    return letter


@transaction.atomic
def remind_employer(
    *, by: "Person", organization: "Organization", to: Sequence["Person"], items: Sequence[ActionItem], today: "date"
) -> bool:
    """Send an employer's people one digest, once a month, in the name of a convener; it counts as an ask.

    It does not go out when the employer was asked often enough this month, by whomever; it says so by returning False.
    """
    policies.may_add_item(by, items[0].partnership).require()
    if not organizations.ask_allowed(organization, today):
        return False
    new = [
        _letter(each, items, (), f"priorities/digest/{organization.pk}/{today:%Y-%m}/{each.pk}", today) for each in to
    ]
    if not any(new):
        return False
    record_interaction(
        by=by,
        organization=organization,
        kind="email",
        on_date=today,
        is_ask=True,
        asked=_("Digest of action items that are due or overdue"),
        scope=items[0].partnership.scope,
    )
    audit.record("DIGEST_SENT", by=by, about=organization, scope=items[0].partnership.scope, items=len(items))
    return True


def _letter(
    to: "Person", items: Sequence[ActionItem], not_reminded: Sequence["Organization"], key: str, today: "date"
) -> bool:
    with translation.override(to.language):
        lines = [
            (each.title, date_format(each.due_date), each.partnership.name, each.get_absolute_url()) for each in items
        ]
    late = [line for each, line in zip(items, lines, strict=True) if each.due_date < today]
    soon = [line for each, line in zip(items, lines, strict=True) if each.due_date >= today]
    context = {"person": to, "late": late, "soon": soon, "not_reminded": list(not_reminded), "at": timezone.now()}
    return mail.send(TEMPLATE, to, context, key=key) is not None
