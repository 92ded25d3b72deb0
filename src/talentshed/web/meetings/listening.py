"""Do public partners keep to the listening role: by minutes, by order, by seats?

Pure arithmetic on steps and seats; the limits are our design and stand here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MOST_PUBLIC_SHARE = {"launch": 0.10, "quarterly": 0.25}
"""Most of the speaking time that public partners take: at a launch they answer at the end, later they report offers."""


class Step(Protocol):
    """A step of an agenda."""

    title: str
    minutes: int
    speaker: str


@dataclass(frozen=True)
class Minutes:
    """Speaking minutes by side."""

    business: float = 0
    public: float = 0
    facilitator: float = 0

    @property
    def total(self) -> float:
        """All of them."""
        return self.business + self.public + self.facilitator

    @property
    def public_share(self) -> float | None:
        """Share of public partners; nothing where nobody speaks."""
        return self.public / self.total if self.total else None


@dataclass(frozen=True)
class Warned:
    """One way in which the listening role is left; `kind` says which, the rest is for the sentence."""

    kind: str
    """minutes, order, seats or no_business."""
    found: float = 0
    limit: float = 0
    what: str = ""


def planned_minutes(steps: Sequence[Step]) -> Minutes:
    """Return the minutes that each side has on the agenda."""
    by_side = {side: float(sum(each.minutes for each in steps if each.speaker == side)) for side in _SIDES}
    return Minutes(**by_side)


_SIDES = ("business", "public", "facilitator")


def warnings_of_agenda(kind: str, steps: Sequence[Step]) -> tuple[Warned, ...]:
    """Return where a planned agenda leaves the listening role. kind: of the meeting; others than full tables pass."""
    if kind not in MOST_PUBLIC_SHARE or not steps:
        return ()
    minutes, limit = planned_minutes(steps), MOST_PUBLIC_SHARE[kind]
    found: list[Warned] = []
    if not minutes.business:
        found.append(Warned("no_business"))
    share = minutes.public_share or 0.0
    if share > limit:
        found.append(Warned("minutes", share, limit))
    early = _public_before_business_ends(steps) if kind == "launch" else None
    if early is not None:
        found.append(Warned("order", what=early.title))
    return tuple(found)


def _public_before_business_ends(steps: Sequence[Step]) -> Step | None:
    last = max((at for at, each in enumerate(steps) if each.speaker == "business"), default=-1)
    return next((each for each in steps[: max(last, 0)] if each.speaker == "public"), None)


def warning_of_time(kind: str, spoken: Minutes, planned_total: float) -> Warned | None:
    """Return a warning once public partners have spoken longer than their share of the planned meeting allows.

    spoken: minutes up to now. The planned length counts, not what is over yet: else the first minute were all theirs.
    """
    limit = MOST_PUBLIC_SHARE.get(kind)
    if limit is None or not planned_total or spoken.public <= limit * planned_total:
        return None
    return Warned("minutes", spoken.public, limit * planned_total)


def warnings_of_seats(kind: str, business_seats: int, public_seats: int) -> tuple[Warned, ...]:
    """Return where the table itself leaves the listening role: public partners at a launch's table, or in majority."""
    if kind not in MOST_PUBLIC_SHARE:
        return ()
    if kind == "launch" and public_seats:
        return (Warned("seats", public_seats, 0),)
    if public_seats and public_seats >= business_seats:
        return (Warned("seats", public_seats, business_seats),)
    return ()


def air_time(business_seats: int, public_seats: int) -> float | None:
    """Return business seats over all seats at the table; nothing where nobody sits."""
    total = business_seats + public_seats
    return business_seats / total if total else None
