"""How much gets done in time, how fast do partners answer, do they act together, and would work wait in a circle?

Plain arithmetic on plain values: no clock, no database.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median


@dataclass(frozen=True)
class Task:
    """What counts of an action item."""

    due: date
    done: date | None = None
    dropped: bool = False


@dataclass(frozen=True)
class Pace:
    """How work goes. Shares are 0 to 1, None where there is nothing to divide by."""

    due: int
    """Items that are done or whose day has passed; dropped ones don't count."""
    done: int
    on_time: int
    """Done by their day."""
    overdue: int
    age: float | None
    """Median days since the day of those overdue."""

    @property
    def completion(self) -> float | None:
        """Done / (done or past its day)."""
        return self.done / self.due if self.due else None

    @property
    def on_time_share(self) -> float | None:
        """Done by its day / (done or past its day)."""
        return self.on_time / self.due if self.due else None


def pace(tasks: Iterable[Task], today: date) -> Pace:
    """Return how work goes as of a day. An item due today is not overdue."""
    counted = [each for each in tasks if not each.dropped and (each.done is not None or each.due < today)]
    late = [(today - each.due).days for each in counted if each.done is None]
    done = [each for each in counted if each.done is not None]
    return Pace(
        due=len(counted),
        done=len(done),
        on_time=sum(each.done <= each.due for each in done if each.done is not None),
        overdue=len(late),
        age=float(median(late)) if late else None,
    )


def clock_start(posted: datetime, voted: datetime | None) -> datetime:
    """Return when a need's response clock starts: when it was posted, or when the vote closed if that was later."""
    return max(posted, voted) if voted is not None else posted


def response_days(started: datetime, offers: Iterable[datetime]) -> int | None:
    """Return whole days from the start of the clock to the first offer; 0 for an earlier one, None without any."""
    first = min(offers, default=None)
    return None if first is None else max(0, (first - started).days)


def median_days(days: Iterable[int | None]) -> float | None:
    """Return the median over needs that have an answer; None where none has."""
    known = [each for each in days if each is not None]
    return float(median(known)) if known else None


def interdependence(partners: Sequence[int]) -> float | None:
    """Return the share of standing offers that two or more partners make jointly.

    partners: for each standing offer, how many partners make it.
    """
    return sum(each >= 2 for each in partners) / len(partners) if partners else None


def makes_a_circle(waits_for: Mapping[int, Collection[int]], item: int, needs: int) -> bool:
    """Say whether work would wait in a circle if `item` waited for `needs`, too."""
    ahead, seen = [needs], set[int]()
    while ahead:
        here = ahead.pop()
        if here == item:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(waits_for.get(here, ()))
    return False
