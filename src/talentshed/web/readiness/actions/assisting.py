"""Planning help where many regions are weak: dates in a state's calendar of technical assistance."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.readiness.models import TechnicalAssistance
from talentshed.web.readiness.policies import rounds as policies

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@transaction.atomic
def plan_assistance(
    *, by: "Person", state: "State", on_date: date, title: str, item: str = "", about: str = ""
) -> TechnicalAssistance:
    """Put a date into the calendar of help. Raises ValidationError without a title."""
    policies.may_plan_assistance(by, state).require()
    if not title.strip():
        raise ValidationError({"title": _("Say what is planned.")})
    made = TechnicalAssistance.objects.create(
        state=state, on_date=on_date, title=title.strip(), item=item, about=about.strip(), planned_by=by
    )
    audit.record("ASSISTANCE_PLANNED", by=by, about=made, state=state, on=on_date.isoformat(), item=item)
    return made


@transaction.atomic
def drop_assistance(*, by: "Person", assistance: TechnicalAssistance) -> None:
    """Take a date out of the calendar of help."""
    policies.may_plan_assistance(by, assistance.state).require()
    audit.record("ASSISTANCE_DROPPED", by=by, about=assistance, state=assistance.state)
    assistance.delete()
