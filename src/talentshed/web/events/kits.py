"""With what does a training day begin? Kits as data: agenda, notes for who leads, sheets for the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.partnerships.documents import values as words
from talentshed.web.partnerships.documents.values import Block, Document
from talentshed.web.partnerships.documents.word import as_docx

FIRST = "launch_ready"
"""The kit that comes with the program."""


@dataclass(frozen=True)
class Sheet:
    """One exercise on paper."""

    key: str
    title: str
    steps: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first column's words, the others empty to write in."""


@dataclass(frozen=True)
class KitPart:
    """One part of the day."""

    key: str
    minutes: int
    begins: int
    """Minutes after the start of the day."""
    title: str
    goal: str
    notes: str
    sheet: Sheet | None


@dataclass(frozen=True)
class Kit:
    """One training day, in one language."""

    key: str
    version: int
    title: str
    about: str
    for_whom: str
    bring: tuple[str, ...]
    parts: tuple[KitPart, ...]

    @property
    def minutes(self) -> int:
        """How long the day is."""
        return sum(each.minutes for each in self.parts)

    @property
    def length(self) -> str:
        """How long it is, in words."""
        return _("{hours} hours {minutes} minutes").format(hours=self.minutes // 60, minutes=self.minutes % 60)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets, in the order of the day."""
        return tuple(each.sheet for each in self.parts if each.sheet is not None)


@dataclass(frozen=True)
class BothTitles:
    """A part as an event's agenda keeps it: its title in both languages, notes in the reader's."""

    minutes: int
    title_en: str
    title_es: str
    notes: str


@lru_cache(maxsize=1)
def _raw() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("data/kits.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def kits() -> tuple[Kit, ...]:
    """Return the kits in the active language."""
    return tuple(_kit(key, raw) for key, raw in _raw().items())


def kit(key: str) -> Kit | None:
    """Return one kit in the active language; nothing for a key that is not known."""
    raw = _raw().get(key)
    return _kit(key, raw) if raw else None


def kit_in_both(key: str) -> tuple[BothTitles, ...] | None:
    """Return the parts of a kit for an agenda that people read in either language."""
    raw = _raw().get(key)
    if raw is None:
        return None
    return tuple(
        BothTitles(
            each["minutes"],
            each["title"]["en"],
            each["title"]["es"],
            "\n".join((_said(each["goal"]), _said(each["notes"]))),
        )
        for each in raw["agenda"]
    )


def said_in(key: str, name: str, language: str) -> str:
    """Return the title of a kit, or what it is about, in one language."""
    return str(_raw()[key][name][language])


def ends_at(made: Kit, hour: int) -> str:
    """Return when a day ends that begins at an hour, as a form takes it: 16:15."""
    return f"{hour + made.minutes // 60:02d}:{made.minutes % 60:02d}"


def _kit(key: str, raw: Mapping[str, Any]) -> Kit:
    sheets = {name: _sheet(name, each) for name, each in raw["sheets"].items()}
    parts, begins = [], 0
    for each in raw["agenda"]:
        title, goal, notes = (_said(each[name]) for name in ("title", "goal", "notes"))
        sheet = sheets[each["sheet"]] if "sheet" in each else None
        parts.append(KitPart(each["key"], each["minutes"], begins, title, goal, notes, sheet))
        begins += each["minutes"]
    return Kit(
        key,
        raw["version"],
        _said(raw["title"]),
        _said(raw["about"]),
        _said(raw["for_whom"]),
        tuple(_said(each) for each in raw["bring"]),
        tuple(parts),
    )


def _sheet(key: str, raw: Mapping[str, Any]) -> Sheet:
    head = tuple(_said(each) for each in raw["head"])
    first = [_said(each) for each in raw.get("rows", ())] or [""] * raw["blank"]
    rows = tuple((each, *("" for _other in head[1:])) for each in first)
    return Sheet(key, _said(raw["title"]), tuple(_said(each) for each in raw["steps"]), head, rows)


def _said(both: Mapping[str, str]) -> str:
    return both["es"] if (get_language() or "en").startswith("es") else both["en"]


def kit_docx(made: Kit) -> bytes:
    """Return a kit as a Word file: the day, the notes, and one sheet after the other."""
    blocks: list[Block] = [words.text(made.about), words.text(made.for_whom), words.heading(_("What to bring"))]
    blocks += [words.bullets(*made.bring), words.heading(_("Agenda"))]
    lines = tuple((clock(each.begins), str(each.minutes), each.title) for each in made.parts)
    blocks.append(words.table(_("The day"), (_("Begins after"), _("Minutes"), _("Part")), lines))
    blocks.append(words.heading(_("Notes for who leads the day")))
    for each in made.parts:
        blocks += [words.text(f"{clock(each.begins)} {each.title}"), words.bullets(each.goal, each.notes)]
    for sheet in made.sheets:
        blocks += [words.heading(sheet.title), words.bullets(*sheet.steps)]
        blocks.append(words.table(sheet.title, sheet.head, sheet.rows))
    document = Document(key=made.key, title=made.title, about=made.about, blocks=tuple(blocks))
    return as_docx(document, author="Talentshed")


def clock(minutes: int) -> str:
    """Return minutes as hours and minutes: 75 is 1:15."""
    return f"{minutes // 60}:{minutes % 60:02d}"
