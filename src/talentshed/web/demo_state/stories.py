"""What is told? The firms, bodies, partnerships and industries, read from the data files beside this module."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True)
class Demand:
    """Something that an industry requires: a priority in the making, with the work that follows."""

    kind: str
    title: str
    cause_kind: str
    cause: str
    measure: str
    target: str
    items: tuple[str, ...]
    need: tuple[str, int, str]
    """What, how much of it, and the unit."""
    offers: tuple[tuple[str, float | None, str | None, str], ...]
    """Kind, quantity, unit and conditions."""


@dataclass(frozen=True)
class Industry:
    """What an industry talks about."""

    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and what firms posted."""
    demands: tuple[Demand, ...]


@dataclass(frozen=True)
class Launch:
    """When the first meeting was or will be."""

    held: int | None = None
    """Days ago."""
    planned: int | None = None
    """Days ahead."""
    one_large_firm: str = ""
    """The firm on whose votes alone one of the priorities rests."""


@dataclass(frozen=True)
class Story:
    """One partnership, from its first day to today."""

    key: str
    name: str
    sector: str
    region: str
    started: int
    reached: tuple[int, ...]
    """Days ago on which each phase after the first was reached."""
    convener: str
    states: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    prospects: tuple[str, ...] = ()
    launch: Launch = Launch()
    priorities: tuple[int, ...] = ()
    """Which of the industry's demands were voted, best first."""
    meetings: tuple[int, ...] = ()
    """Days ago on which the full table met after the launch."""

    @property
    def phase(self) -> int:
        """The phase that it is in."""
        return len(self.reached) + 1

    @property
    def partners(self) -> tuple[str, ...]:
        """All bodies on the support side, the convener first."""
        return (self.convener, *self.core, *self.support)

    def day(self, phase: int, part: float) -> int:
        """Return how many days ago a part (0 to 1) of a phase was over."""
        first = (self.started, *self.reached)[phase - 1]
        last = self.reached[phase - 1] if phase <= len(self.reached) else 0
        return round(first - (first - last) * part)


@lru_cache(maxsize=1)
def stories() -> tuple[Story, ...]:
    """Return the partnerships, the youngest first."""
    return tuple(_story(each) for each in _yaml("partnerships"))


def _story(held: Mapping[str, Any]) -> Story:
    fields: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in held.items()}
    fields["launch"] = Launch(**held.get("launch", {}))
    return Story(**fields)


@lru_cache(maxsize=1)
def industries() -> Mapping[str, Industry]:
    """Return what each industry talks about, by sector."""
    return {
        key: Industry(
            themes=tuple((name, tuple(posts)) for name, posts in held["themes"]),
            demands=tuple(_demand(each) for each in held["requirements"]),
        )
        for key, held in _yaml("industries").items()
    }


def _demand(held: Mapping[str, Any]) -> Demand:
    title, quantity, unit = held["need"]
    offers = tuple((kind, number, unit, words) for kind, number, unit, words in held["offers"])
    words = {key: str(value) for key, value in held.items() if key not in ("items", "need", "offers")}
    return Demand(**words, items=tuple(held["items"]), need=(title, quantity, unit), offers=offers)


@lru_cache(maxsize=1)
def step_notes() -> Mapping[str, str]:
    """Return what was written when a step of the playbook was ticked off, by its key."""
    return dict(_yaml("steps"))


@lru_cache(maxsize=1)
def efforts() -> tuple[Mapping[str, Any], ...]:
    """Return the inventory of existing efforts."""
    return tuple(_yaml("efforts"))


def listed(name: str, state: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return heading and rows of a list of organizations (firms or bodies) that lie in a state."""
    rows = list(csv.reader(io.StringIO(_text(f"{name}.csv"))))
    at = rows[0].index("state")
    return tuple(rows[0]), tuple(tuple(row) for row in rows[1:] if row[at] == state)


def served() -> Mapping[str, str]:
    """Return the region or county that each body serves, by the body's name; those of a whole state are left out."""
    rows = csv.DictReader(io.StringIO(_text("bodies.csv")))
    return {row["name"]: row["serves"] for row in rows if row["serves"]}


def _yaml(name: str) -> Any:
    return yaml.safe_load(_text(f"{name}.yaml"))


def _text(name: str) -> str:
    return (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
