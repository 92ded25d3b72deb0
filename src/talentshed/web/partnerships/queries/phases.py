"""When was a partnership in which phase, and what was said at each move?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils import timezone

from talentshed.web.partnerships.models import Partnership, PhaseChange
from talentshed.web.partnerships.phases import PHASES, Phase


@dataclass(frozen=True)
class Stretch:
    """One of the eight phases as it stands for a partnership."""

    phase: Phase
    state: Literal["done", "now", "next"]
    since: date | None
    """When the partnership last came into it."""


def address(partnership: Partnership) -> str:
    """Return the address of the page on phases."""
    return reverse("partnerships:phases", args=[partnership.pk])


def changes(partnership: Partnership) -> tuple[PhaseChange, ...]:
    """Return every move, newest first."""
    return tuple(partnership.phase_changes.select_related("by"))


def timeline(partnership: Partnership) -> tuple[Stretch, ...]:
    """Return the eight phases with the day on which each began last."""
    began: dict[int, date] = {1: partnership.started_on}
    for change in reversed(changes(partnership)):
        began[change.to_phase] = timezone.localtime(change.at).date()
    began[partnership.phase] = partnership.phase_since
    return tuple(Stretch(each, _state(each.number, partnership.phase), began.get(each.number)) for each in PHASES)


def _state(number: int, now: int) -> Literal["done", "now", "next"]:
    return "done" if number < now else "now" if number == now else "next"
