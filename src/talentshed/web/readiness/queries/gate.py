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
    """Return the launch gate by the last round on critical items; without lines where there was none. One query."""
    settled = Consensus.objects.filter(round__partnership=partnership, round__status=Round.Status.SETTLED)
    agreed: dict[tuple[int, str], dict[str, Settled]] = {}
    fields = ("round_id", "round__instrument_version__digest", "item", "value", "rationale")
    for round, digest, item, value, rationale in settled.order_by("-round__settled_at", "-round_id").values_list(
        *fields
    ):
        agreed.setdefault((round, digest), {})[item] = Settled(value, rationale)
    for (_round, digest), values in agreed.items():
        # A round with other questions says nothing about the launch.
        if any(item.is_critical for item in _instrument(digest).items):
            return launch_gate(_instrument(digest), values)
    return LaunchGate(())


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
