"""What does everybody acknowledge before a meeting begins? The notice, as data with a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import get_language


@dataclass(frozen=True)
class Notice:
    """The notice in one language."""

    version: str
    heading: str
    opening: str
    not_here: tuple[str, ...]
    instead: tuple[str, ...]
    closing: str


@lru_cache(maxsize=1)
def _raw() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("data/notice.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def version() -> str:
    """Return the version that is acknowledged now."""
    return str(_raw()["version"])


def notice() -> Notice:
    """Return the notice in the active language."""
    raw = _raw()
    language = (get_language() or "en").split("-")[0]
    said = {key: words.get(language, words["en"]) for key, words in raw.items() if key != "version"}
    return Notice(
        version=version(),
        heading=said["heading"],
        opening=said["opening"],
        not_here=tuple(said["not_here"]),
        instead=tuple(said["instead"]),
        closing=said["closing"],
    )
