"""What must be done again and again, and when was it done last?

A capability decorates a function without arguments in a module that its AppConfig imports:

    @tick(every=timedelta(hours=1))
    def remind() -> None: ...

It runs about once per term; what it writes, it writes through actions, each whole. It must look at what is due, not at
how often it was called: after a stop of a week it is called once, and catches up.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from talentshed.web.access.models import TickRun

logger = logging.getLogger(__name__)
DEAD_AFTER = timedelta(minutes=10)
"""After which time work that was begun counts as broken off, because its process was ended."""


@dataclass(frozen=True)
class Tick:
    """One recurring task."""

    name: str
    every: timedelta
    work: Callable[[], None]


_ticks: dict[str, Tick] = {}


def tick(*, every: timedelta = timedelta(minutes=1)) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function as recurring work, due again `every` so often."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        name = f"{work.__module__}.{work.__name__}"
        _ticks[name] = Tick(name, every, work)
        return work

    return register


def registered() -> tuple[Tick, ...]:
    """Return all recurring work, by name."""
    return tuple(_ticks[name] for name in sorted(_ticks))


def run_due(now: datetime | None = None) -> list[str]:
    """Run what is due; return the names of what ran. What fails is logged, noted, and tried at the next turn."""
    at = now or timezone.now()
    return [each.name for each in registered() if _run_if_due(each, at)]


def _run_if_due(each: Tick, at: datetime) -> bool:
    run, _made = TickRun.objects.get_or_create(name=each.name)
    # Half a second of grace: a loop that turns every minute must not skip every other turn.
    if run.last_run_at and at - run.last_run_at < each.every - timedelta(seconds=0.5):
        return False
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - DEAD_AFTER)
    if not TickRun.objects.filter(free, pk=run.pk, last_run_at=run.last_run_at).update(claimed_at=at):
        return False  # another server does it
    try:
        each.work()
    except Exception as error:
        logger.exception("The recurring work %s failed.", each.name)
        problem = f"{type(error).__name__}: {error}"[:300]
        TickRun.objects.filter(pk=run.pk).update(claimed_at=None, problem=problem)
        return False
    TickRun.objects.filter(pk=run.pk).update(claimed_at=None, last_run_at=at, problem="")
    return True
