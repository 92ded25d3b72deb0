"""Moving a partnership on to the next phase, or back to an earlier one."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Partnership, PhaseChange
from talentshed.web.partnerships.queries.gates import gates, missing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.queries.gates import Gate


class GateNotMet(ValueError):
    """The gate is not met and no reason to go on was given; the message says what is missing."""


@transaction.atomic
def advance_phase(*, by: "Person", partnership: Partnership, override_reason: str = "") -> PhaseChange:
    """Move on by one phase.

    override_reason: why to go on although something is missing. The state and the members read it.

    Raises:
        GateNotMet: something is missing and there is no reason.
    """
    policies.may_advance(by, partnership).require()
    found = gates(partnership)
    lacking = missing(found)
    reason = override_reason.strip()
    if lacking and not reason:
        words = "; ".join(each.words for each in lacking)
        raise GateNotMet(_("Not yet: {missing}. Do this first, or give a reason to go on.").format(missing=words))
    made = _move(by, partnership, partnership.phase + 1, found, override_reason=reason if lacking else "")
    audit.record(
        "PHASE_OVERRIDDEN" if lacking else "PHASE_ADVANCED",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        from_phase=made.from_phase,
        to_phase=made.to_phase,
        missing=made.missing,
        override_reason=made.override_reason,
    )
    return made


@transaction.atomic
def go_back(*, by: "Person", partnership: Partnership, to_phase: int, reason: str) -> PhaseChange:
    """Go back to an earlier phase, with the reason.

    Raises:
        ValidationError: there is no reason, or the phase is not an earlier one.
    """
    policies.may_go_back(by, partnership).require()
    if not 1 <= to_phase < partnership.phase:
        raise ValidationError({"to_phase": _("Choose an earlier phase.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why you go back, in a sentence.")})
    made = _move(by, partnership, to_phase, gates(partnership), reason=reason.strip())
    audit.record(
        "PHASE_GONE_BACK",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        from_phase=made.from_phase,
        to_phase=made.to_phase,
        reason=made.reason,
    )
    return made


def _move(
    by: "Person", partnership: Partnership, to_phase: int, found: "tuple[Gate, ...]", **reasons: str
) -> PhaseChange:
    before = partnership.phase
    # Two conveners at once: the second one finds the phase moved, and moves nothing.
    moved = Partnership.objects.filter(pk=partnership.pk, phase=before).update(
        phase=to_phase, phase_since=timezone.localdate()
    )
    if not moved:
        raise ValidationError(_("Somebody moved the partnership in the same moment. Look again."))
    partnership.refresh_from_db(fields=["phase", "phase_since"])
    snapshot = [{"key": each.key, "words": each.words, "met": each.met} for each in found]
    return PhaseChange.objects.create(
        partnership=partnership, from_phase=before, to_phase=to_phase, by=by, gate=snapshot, **reasons
    )
