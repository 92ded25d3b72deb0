"""What should somebody do first where an item of the quick check is low?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.urls import Resolver404, resolve

from talentshed.web.readiness.instruments.values import Words
from talentshed.web.ui.context import localized


@dataclass(frozen=True)
class FirstStep:
    """What to do first, how to see that it is done, and a public page that helps."""

    first: Words
    done: Words
    words: Words
    """What the page is called."""
    path: str

    def address(self, language: str) -> str:
        """Return where the page is in a language; empty where this installation has no such page."""
        return localized(self.path, language) if _is_served(self.path) else ""


@lru_cache(maxsize=1)
def first_steps() -> Mapping[str, FirstStep]:
    """Return item -> what to do first. They come with the package."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("data/first_steps.yaml").read_text(encoding="utf-8"))
    return {key: _step(each) for key, each in raw["steps"].items()}


def _step(raw: Mapping[str, Any]) -> FirstStep:
    return FirstStep(_words(raw, "first"), _words(raw, "done"), _words(raw, "words"), raw["link"])


def _words(raw: Mapping[str, Any], part: str) -> Words:
    return Words(raw["en"][part], raw["es"][part])


@lru_cache(maxsize=64)
def _is_served(path: str) -> bool:
    try:
        resolve(localized(path, "en"))
    except Resolver404:
        return False
    return True
