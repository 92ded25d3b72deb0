"""With which agenda does a meeting begin? Run sheets as data, in the planner's language; everything can be edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import get_language


@dataclass(frozen=True)
class SheetStep:
    """One step of a run sheet."""

    title: str
    minutes: int
    speaker: str
    who: str
    script: str
    captured: str


@dataclass(frozen=True)
class RunSheet:
    """One agenda to begin with."""

    key: str
    name: str
    note: str
    steps: tuple[SheetStep, ...]

    @property
    def minutes(self) -> int:
        """How long all steps take together."""
        return sum(each.minutes for each in self.steps)


@lru_cache(maxsize=1)
def _raw() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("data/run_sheets.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def run_sheets() -> tuple[RunSheet, ...]:
    """Return the run sheets in the active language."""
    return tuple(_sheet(key, raw) for key, raw in _raw().items())


def run_sheet(key: str) -> RunSheet | None:
    """Return one run sheet; nothing for a key that is not known."""
    raw = _raw().get(key)
    return _sheet(key, raw) if raw else None


def _sheet(key: str, raw: Mapping[str, Any]) -> RunSheet:
    steps = tuple(
        SheetStep(
            title=_said(each["title"]),
            minutes=each["minutes"],
            speaker=each["speaker"],
            who=_said(each["who"]),
            script=_said(each["script"]),
            captured=_said(each["captured"]),
        )
        for each in raw["items"]
    )
    return RunSheet(key, _said(raw["name"]), _said(raw["note"]), steps)


def _said(words: Mapping[str, str]) -> str:
    language = (get_language() or "en").split("-")[0]
    return words.get(language, words["en"])
