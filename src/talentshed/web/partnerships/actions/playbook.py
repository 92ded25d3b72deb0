"""Ticking off a step of the playbook, and opening it again."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.models import StepRecord
from talentshed.web.partnerships.playbook import step_of
from talentshed.web.partnerships.playbook.wording import worded
from talentshed.web.partnerships.policies.insight import may_mark_step

if TYPE_CHECKING:
    from datetime import date

    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def mark_step(
    *,
    by: "Person",
    partnership: "Partnership",
    step: str,
    note: str = "",
    evidence: str = "",
    done_on: "date | None" = None,
) -> StepRecord:
    """Tick off a step, with what was decided and where the proof is.

    Raises:
        ValidationError: there is no such step, it finds out by itself, it is done already, or nothing was said.
    """
    may_mark_step(by, partnership).require()
    known = step_of(step)
    if known is None or known[1].check:
        raise ValidationError(_("This step is not ticked off by hand."))
    if not (note.strip() or evidence.strip()):
        raise ValidationError({"note": _("Say in a sentence what was done, or where the proof is.")})
    day = done_on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"done_on": _("A step is ticked off once it is done. Choose today or earlier.")})
    try:
        with transaction.atomic():
            made = StepRecord.objects.create(
                partnership=partnership, step=step, by=by, note=note.strip(), evidence=evidence.strip(), done_on=day
            )
    except IntegrityError:
        raise ValidationError(_("This step is done already.")) from None
    audit.record(
        "STEP_DONE",
        by=by,
        about=made,
        scope=partnership.scope,
        state=partnership.home_state,
        step=worded(known[1].title),
    )
    return made


@transaction.atomic
def reopen_step(*, by: "Person", partnership: "Partnership", step: str) -> None:
    """Open a step again; what was written stays in the record."""
    may_mark_step(by, partnership).require()
    found = StepRecord.objects.filter(partnership=partnership, step=step, reopened_on__isnull=True).first()
    if found is None:
        raise ValidationError(_("This step is open already."))
    found.reopened_on = timezone.localdate()
    found.save(update_fields=["reopened_on"])
    known = step_of(step)
    title = worded(known[1].title) if known else step
    audit.record("STEP_REOPENED", by=by, about=found, scope=partnership.scope, state=partnership.home_state, step=title)
