"""How long did each stage of an analysis take, and how far is it?"""

import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told (what is being done, how much is done, of how much)."""


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def stop(self, stage: str) -> None:
        """Note the seconds since the last stop."""
        now = time.perf_counter()
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + now - self._since, 3)
        self._since = now


class Counter:
    """Adds rows up and tells how far it is."""

    def __init__(self, progress: Progress, what: str, of: int) -> None:
        self._progress, self._what, self._of, self._done = progress, what, of, 0

    def __call__(self, rows: int) -> None:
        """Count further rows."""
        self._done += rows
        self._progress(self._what, min(self._done, self._of), self._of)
