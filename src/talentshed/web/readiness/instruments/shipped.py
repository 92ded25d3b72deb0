"""Which instruments come with the package, and how do their items read in other frameworks?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from talentshed.web.readiness.instruments.reading import read_instrument
from talentshed.web.readiness.instruments.values import Instrument, Item, Words

FOR_ROUNDS = ("five_components", "state")
"""Keys of the instruments that come with the package and are rated in rounds."""


@dataclass(frozen=True)
class Element:
    """One element of another framework, and the items that count to it."""

    key: str
    by: str
    """`wedge` (each item has one), `tag` (may overlap) or `part`."""
    name: Words

    def takes(self, item: Item) -> bool:
        """Return whether an item counts to this element."""
        if self.by == "tag":
            return self.key in item.tags
        return self.key == (item.wedge if self.by == "wedge" else item.part)


@dataclass(frozen=True)
class Crosswalk:
    """How the items of the five components read in another framework."""

    key: str
    name: Words
    note: Words
    elements: tuple[Element, ...]


def text_of(name: str) -> str:
    """Return the text of a data file that comes with the package."""
    return resources.files(__package__).joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def shipped(key: str) -> Instrument:
    """Return an instrument that comes with the package: `five_components`, `state` or `pulse`."""
    return read_instrument(text_of(key))


def five_components() -> Instrument:
    """Return the forty items on five components, and the four of the optional sixth."""
    return shipped("five_components")


def quick_check() -> Instrument:
    """Return the fifteen items of the quick check, under the version of the forty that they are taken from."""
    return five_components().quick()


def state_instrument() -> Instrument:
    """Return the twelve items for the bodies of a state."""
    return shipped("state")


def pulse() -> Instrument:
    """Return the eight items of the employer pulse."""
    return shipped("pulse")


@lru_cache(maxsize=1)
def crosswalks() -> Mapping[str, Crosswalk]:
    """Return the frameworks that the forty items can be read in."""
    return {raw["key"]: _crosswalk(raw) for raw in yaml.safe_load(text_of("crosswalks"))}


def _crosswalk(raw: Mapping[str, Any]) -> Crosswalk:
    elements = tuple(Element(each["key"], each["by"], Words(**each["name"])) for each in raw["elements"])
    return Crosswalk(raw["key"], Words(**raw["name"]), Words(**raw["note"]), elements)
