"""Which words on an agenda or in minutes don't belong at a table of competitors, and what could stand there instead?

A guard-rail, not legal advice: the list is data (data/terms.yaml) with a version, it finds words, and a person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import get_language

_WORD = r"[\w'’]"
_NEXT = r"(?:[\s,()\-]+[\w'’-]+)"
_GAPS = {"..": f"{_NEXT}{{0,1}}", "...": f"{_NEXT}{{0,4}}"}


@dataclass(frozen=True)
class Term:
    """One thing that doesn't belong here."""

    key: str
    risk: str
    """red: a single firm's own affairs. black: what competitors must not agree on, or suggest."""
    topic: str
    advice: Mapping[str, str]
    neutral: Mapping[str, str]
    pattern: "re.Pattern[str]"


@dataclass(frozen=True)
class Terms:
    """The whole list, of one version."""

    version: str
    terms: Mapping[str, Term]
    topics: Mapping[str, Mapping[str, str]]
    fine: "re.Pattern[str]"


@dataclass(frozen=True)
class Found:
    """One finding in a text."""

    term: str
    risk: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=1)
def known() -> Terms:
    """Return the list that comes with the package."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("data/terms.yaml").read_text(encoding="utf-8"))
    terms = {each["key"]: _term(each) for each in raw["terms"]}
    return Terms(version=raw["version"], terms=terms, topics=raw["topics"], fine=_any(raw["fine"]))


def check(text: str) -> tuple[Found, ...]:
    """Return what was found in a text, English and Spanish alike, in the order of the text.

    Words that are part of a longer finding are not named again: "agree on wages" is one finding, not two.
    """
    listed = known()
    # Same length, so that places stay true.
    cleared = listed.fine.sub(lambda fine: " " * len(fine.group()), text)
    hits = [
        Found(term.key, term.risk, text[match.start() : match.end()], match.start(), match.end())
        for term in listed.terms.values()
        for match in term.pattern.finditer(cleared)
    ]
    hits.sort(key=lambda hit: (hit.risk != "black", hit.start - hit.end, hit.start))
    kept: list[Found] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


def advice(key: str) -> str:
    """Return what to do about a term, in the active language."""
    return _said(known().terms[key].advice) if key in known().terms else ""


def neutral(key: str) -> str:
    """Return words that could stand there instead, in the active language."""
    return _said(known().terms[key].neutral) if key in known().terms else ""


def topic(key: str) -> str:
    """Return a kind of topic in words; empty for one that is not known."""
    return _said(known().topics[key]) if key in known().topics else ""


def topics() -> tuple[tuple[str, str], ...]:
    """Return the kinds of topic to choose from when something is stopped."""
    return tuple((key, _said(words)) for key, words in known().topics.items())


def _said(words: Mapping[str, str]) -> str:
    language = (get_language() or "en").split("-")[0]
    return words.get(language, words["en"])


def _term(raw: Mapping[str, Any]) -> Term:
    return Term(
        key=raw["key"],
        risk=raw["risk"],
        topic=raw["topic"],
        advice=raw["advice"],
        neutral=raw["neutral"],
        pattern=_any([*raw["en"], *raw["es"]]),
    )


def _any(patterns: list[str]) -> "re.Pattern[str]":
    parts = "|".join(_pattern(each) for each in patterns)
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


def _pattern(words: str) -> str:
    built = ""
    for word in words.split():
        if word in _GAPS:
            built += _GAPS[word]
        else:
            either = "|".join(_part(each) for each in word.split("|"))
            built += (r"[\s,\-]+" if built else "") + f"(?:{either})"
    return built


def _part(word: str) -> str:
    return re.escape(word[:-1]) + rf"{_WORD}*" if word.endswith("*") else re.escape(word)
