"""What does a firm tell of its hires: how many for each job, from where, and who agreed that somebody else types it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from talentshed.labor.flows.back_mapping import CODES, NOT_REPORTED


@dataclass(frozen=True)
class Way:
    """Some hires that came the same way."""

    tier1: str
    hires: int
    tier2: str = NOT_REPORTED
    tier1_name: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one way."""
        return self.tier1, self.tier1_name, self.tier2


@dataclass(frozen=True)
class Answer:
    """All hires of a firm for one job."""

    job: int
    """Id of the critical job."""
    hires: int
    ways: tuple[Way, ...] = ()

    @property
    def explained(self) -> int:
        """Hires whose source is told."""
        return sum(each.hires for each in self.ways)

    @property
    def open_hires(self) -> int:
        """Hires whose source isn't told; they stand as not reported."""
        return self.hires - self.explained


@dataclass(frozen=True)
class Consent:
    """Who at the firm agreed that a convener types the answer in, and when."""

    by: str
    on: date


def together(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the ways with those of the same kind added up, in the order in which they came."""
    found: dict[tuple[str, str, str], int] = {}
    for each in ways:
        found[each.key] = found.get(each.key, 0) + each.hires
    return tuple(Way(tier1, hires, tier2, name) for (tier1, name, tier2), hires in found.items() if hires)


def problem_with(answer: Answer) -> str:
    """Return what is wrong with an answer, in one sentence; empty where nothing is."""
    if answer.hires < 0 or any(each.hires < 0 for each in answer.ways):
        return _("A number of hires is below zero. Write 0 or more.")
    strange = next((code for each in answer.ways for code in (each.tier1, each.tier2) if code not in CODES), "")
    if strange:
        return _("“{source}” is no source. Choose one of the list.").format(source=strange)
    if answer.explained > answer.hires:
        sentence = _(
            "The sources add up to {explained}, more than the {hires} hires. Lower a source or raise the hires."
        )
        return sentence.format(explained=answer.explained, hires=answer.hires)
    return ""
