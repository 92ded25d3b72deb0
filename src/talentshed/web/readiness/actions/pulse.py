"""Holding a pulse among employers: open it, take each company's one answer, close it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from talentshed.web.access import audit
from talentshed.web.organizations.size_bands import bounds_of
from talentshed.web.partnerships.queries import employer_members
from talentshed.web.readiness.instruments.shipped import pulse as shipped_pulse
from talentshed.web.readiness.instruments.shipped import text_of
from talentshed.web.readiness.models import InstrumentVersion, Pulse, PulseAnswer, PulsePass, PulseValue, PulseWish
from talentshed.web.readiness.models.pulse import LONGEST_WISH
from talentshed.web.readiness.policies import pulse as policies

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

_MANY_WORKERS = 50


@transaction.atomic
def open_pulse(*, by: "Person", partnership: "Partnership", closes_on: date) -> Pulse:
    """Open a pulse and make one link for each employer at the table."""
    employers = employer_members(partnership)
    is_one_open = Pulse.objects.filter(partnership=partnership, closed_at__isnull=True).exists()
    policies.may_open_pulse(by, partnership, len(employers), is_one_open).require()
    made = Pulse.objects.create(
        partnership=partnership,
        instrument_version=_version(),
        opened_by=by,
        closes_on=closes_on,
        asked=len(employers),
    )
    PulsePass.objects.bulk_create(PulsePass(pulse=made, organization=each.organization) for each in employers)
    audit.record(
        "PULSE_OPENED",
        by=by,
        about=made,
        scope=partnership.scope,
        state=partnership.home_state,
        asked=len(employers),
        closes_on=closes_on.isoformat(),
    )
    return made


@transaction.atomic
def answer_pulse(*, by: PulsePass, values: Mapping[str, str], wish: str = "") -> None:
    """Keep what a company answered, apart from who it was, and use its link up.

    It leaves no audit record: a trail of when each answer came would show whose it is. Missing items count as no
    opinion.
    """
    policies.may_answer_pulse(by).require()
    if not PulsePass.objects.filter(pk=by.pk, is_used=False).update(is_used=True):
        by.refresh_from_db()
        policies.may_answer_pulse(by).require()
    instrument = by.pulse.instrument
    answer = PulseAnswer.objects.create(pulse_id=by.pulse_id, size=_size_of(by.organization.size_band))
    PulseValue.objects.bulk_create(
        PulseValue(answer=answer, item=item, value=value)
        for item, value in values.items()
        if instrument.allows(item, value)
    )
    words = " ".join(wish.split())[:LONGEST_WISH]
    if words:
        PulseWish.objects.create(pulse_id=by.pulse_id, text=words)


@transaction.atomic
def close_pulse(*, by: "Person | None", pulse: Pulse) -> None:
    """Close a pulse: its results can be read from now on, and the links that name companies are deleted.

    Nobody (the clock) closes it when its last day is over.
    """
    policies.may_close_pulse(by, pulse).require()
    pulse.passes.all().delete()
    pulse.closed_at = timezone.now()
    pulse.save(update_fields=["closed_at"])
    here, answered = pulse.partnership, pulse.answers.count()
    audit.record("PULSE_CLOSED", by=by, about=pulse, scope=here.scope, state=here.home_state, answered=answered)


def _size_of(band: str) -> str:
    """Return the group of a company's size band."""
    bounds = bounds_of(band)
    if bounds is None:
        return PulseAnswer.Size.UNKNOWN
    return PulseAnswer.Size.LARGE if bounds[0] >= _MANY_WORKERS else PulseAnswer.Size.SMALL


def _version() -> InstrumentVersion:
    """Return the shipped pulse as it is asked now; its text is kept with the answers."""
    asked = shipped_pulse()
    kept = {"digest": asked.digest, "text": text_of("pulse")}
    found, _made = InstrumentVersion.objects.get_or_create(
        state=None, key=asked.key, version=asked.version, defaults=kept
    )
    return found
