"""May this partnership launch? All critical items are agreed at 2 or more, in the last round that it agreed on."""

from functools import lru_cache
from typing import TYPE_CHECKING

from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Consensus, InstrumentVersion, Round
from talentshed.web.readiness.scoring import LaunchGate, Settled, launch_gate
from talentshed.web.ui.reading import once_a_page

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


@once_a_page
def gate_of(partnership: "Partnership") -> LaunchGate:
    """Return the launch gate as it stands; without lines where no round was agreed on. One query."""
    settled = Round.objects.filter(partnership=partnership, status=Round.Status.SETTLED)
    latest = settled.order_by("-settled_at", "-pk").values("pk")[:1]
    rows = list(
        Consensus.objects.filter(round__in=latest).values_list(
            "item", "value", "rationale", "round__instrument_version__digest"
        )
    )
    if not rows:
        return LaunchGate(())
    agreed = {item: Settled(value, rationale) for item, value, rationale, _digest in rows}
    return launch_gate(_instrument(rows[0][3]), agreed)


def is_open(partnership: "Partnership") -> bool:
    """Say whether the launch gate is open."""
    return gate_of(partnership).is_open


@lru_cache(maxsize=64)
def _instrument(digest: str) -> Instrument:
    # What has the same digest asks the same, in whichever row it stands.
    found = InstrumentVersion.objects.filter(digest=digest).first()
    if found is None:
        raise LookupError(f"no instrument has the digest {digest}")
    return found.instrument
