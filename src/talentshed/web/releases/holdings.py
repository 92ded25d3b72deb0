"""What does this capability keep, for how long, and what of it is about a person?"""

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.releases.models import KeptForAudit, LoweredFloor, Release

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_YEARS = 365


def register() -> None:
    """Make our kinds of record known. The ledger itself stays: it is what later readers can check."""
    retention.register(
        Holding(
            "releases.kept",
            _("What published tables were made from, kept to audit later ones: true cells, firms under digests"),
            7 * _YEARS,
            KeptForAudit.objects.all,
            "kept_at",
        )
    )
    retention.register(
        Holding(
            "releases.floor",
            _("Floors that were lowered and have ended, with who asked and who agreed"),
            7 * _YEARS,
            lambda: LoweredFloor.objects.filter(ended_at__isnull=False),
            "ended_at",
        )
    )


def held_about(person: "Person") -> list[dict[str, Any]]:
    """Return what somebody published, took back, asked for or agreed to, as JSON values."""
    made = Release.objects.filter(approver=person).order_by("released_at")
    floors = LoweredFloor.objects.filter(Q(asked_by=person) | Q(approved_by=person)).order_by("asked_at")
    return [{"release": each.title, "standing": each.status, "at": each.released_at.isoformat()} for each in made] + [
        {
            "policy": each.policy,
            "setting": each.setting,
            "to": each.to,
            "reason": each.reason,
            "did": "asked" if each.asked_by_id == person.pk else "agreed",
        }
        for each in floors
    ]
