"""Which answers come with the program, in both languages, each with what it rests on?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import yaml

from talentshed.web.library.texts import Both, both


class AnswersError(ValueError):
    """The file of answers that come with the program can't be read; the message says where and how to mend it."""


@dataclass(frozen=True)
class Cited:
    """What an answer rests on."""

    title: Both
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a comparison."""

    head: Both
    before: Both
    after: Both


@dataclass(frozen=True)
class Comparison:
    """A table of before and after."""

    caption: Both
    head: Both
    before: Both
    after: Both
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """One published answer, whoever wrote it."""

    slug: str
    category: str
    question: Both
    short: Both
    text: Both
    citations: tuple[Cited, ...]
    picture: str = ""
    """Name of a picture of ours that stands beside it."""
    table: Comparison | None = None
    version: str = ""
    published_at: datetime | None = None
    """When a state published it; empty for what came with the program."""
    reviewed: bool = False
    """Whether somebody other than its author checked it in this installation."""
    pk: int | None = None
    """The question behind it, where a state wrote it."""
    is_demo: bool = False


@cache
def shipped() -> tuple[Entry, ...]:
    """Return the answers that come with the program, in their order.

    Raises:
        AnswersError: the file lacks something.
    """
    text = resources.files(__package__).joinpath("data/answers.yaml").read_text(encoding="utf-8")
    return read(yaml.safe_load(text))


def shipped_of(slug: str) -> Entry | None:
    """Return one of them by its lasting address."""
    return next((each for each in shipped() if each.slug == slug), None)


def read(data: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Return the answers of a data file.

    Raises:
        AnswersError: an answer lacks a part or a language, cites nothing, or stands there twice.
    """
    found: list[Entry] = []
    for number, each in enumerate(data.get("answers", ()), 1):
        where = each.get("slug") or f"number {number}"
        try:
            entry = _entry(each, str(data["version"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise AnswersError(f"The answer {where} lacks {error}. Write it in both languages, en and es.") from None
        if not entry.citations:
            raise AnswersError(f"The answer {where} cites nothing. Say what practice it rests on.")
        if entry.category not in data["categories"]:
            raise AnswersError(f"The answer {where} is in the category {entry.category}, which isn't listed.")
        if any(entry.slug == other.slug for other in found):
            raise AnswersError(f"Two answers have the address {entry.slug}. Give one of them another.")
        found.append(entry)
    return tuple(found)


def _entry(each: Mapping[str, Any], version: str) -> Entry:
    return Entry(
        slug=each["slug"],
        category=each["category"],
        question=both(each["question"]),
        short=both(each["short"]),
        text=both(each["text"]),
        citations=tuple(Cited(both(one["title"]), one.get("address", "")) for one in each["citations"]),
        picture=each.get("picture", ""),
        table=_comparison(each["table"]) if "table" in each else None,
        version=version,
    )


def _comparison(table: Mapping[str, Any]) -> Comparison:
    return Comparison(
        caption=both(table["caption"]),
        head=both(table["head"]),
        before=both(table["before"]),
        after=both(table["after"]),
        rows=tuple(Row(both(row["head"]), both(row["before"]), both(row["after"])) for row in table["rows"]),
    )
