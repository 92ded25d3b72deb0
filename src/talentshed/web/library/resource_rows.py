"""What does an uploaded list of resources say, row by row, and what of it can't be understood?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.library.models import Resource
from talentshed.web.library.tags import COMPONENT_CODES, PHASE_NUMBERS
from talentshed.web.organizations.importing.reading import MOST_LETTERS

_YES = frozenset(("yes", "y", "true", "1", "x", "sí", "si"))


@dataclass(frozen=True)
class Column:
    """One column of the template."""

    key: str
    label: "str | Promise"
    help: "str | Promise"
    example: str
    required: bool = True
    most: int = MOST_LETTERS - 1
    """Letters. Uploads cut a cell at MOST_LETTERS: what is as long as that may have lost its end."""


COLUMNS: tuple[Column, ...] = (
    Column("kind", gettext_lazy("kind"), gettext_lazy("One of: document, link, video."), "video"),
    Column(
        "title_en", gettext_lazy("title in English"), gettext_lazy("At most 200 letters."), "A launch day", most=200
    ),
    Column(
        "title_es",
        gettext_lazy("title in Spanish"),
        gettext_lazy("At most 200 letters."),
        "Un día de lanzamiento",
        most=200,
    ),
    Column("about_en", gettext_lazy("about, in English"), gettext_lazy("A sentence or two."), "How a launch runs."),
    Column(
        "about_es", gettext_lazy("about, in Spanish"), gettext_lazy("A sentence or two."), "Cómo va un lanzamiento."
    ),
    Column(
        "address",
        gettext_lazy("address"),
        gettext_lazy("Begins with https:// or http://."),
        "https://www.example.org/launch",
    ),
    Column("publisher", gettext_lazy("publisher"), gettext_lazy("Who made it."), "Example Office", False, 200),
    Column(
        "components", gettext_lazy("components"), gettext_lazy("C1 to C5, with semicolons."), "C2; C5", required=False
    ),
    Column("phases", gettext_lazy("phases"), gettext_lazy("1 to 8, with semicolons."), "4; 5", required=False),
    Column("captions", gettext_lazy("captions"), gettext_lazy("Of a video: yes."), "yes", required=False),
    Column(
        "transcript",
        gettext_lazy("transcript"),
        gettext_lazy("Of a video: the address where the words can be read."),
        "https://www.example.org/launch/words",
        required=False,
    ),
)


@dataclass(frozen=True)
class Row:
    """One row, understood."""

    line: int
    fields: Mapping[str, str]
    components: tuple[str, ...]
    phases: tuple[int, ...]
    has_captions: bool


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, in which column, and how to mend it."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Understood:
    """What a list would make, and what stands in the way."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    """Headings that no column of the template has: they are left out."""


def understand(
    columns: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int], known: frozenset[str] = frozenset()
) -> Understood:
    """Read rows of text. known: addresses that are in the list already."""
    at = _mapping(columns)
    missing = [each for each in COLUMNS if each.required and each.key not in at]
    if missing:
        sentence = _("The list has no column “{column}”. Name one so, or use the template.")
        return Understood(
            (), tuple(Problem(1, str(each.label), sentence.format(column=each.label)) for each in missing), ()
        )
    made: list[Row] = []
    problems: list[Problem] = []
    seen = dict.fromkeys(known, 0)
    for line, row in zip(lines, rows, strict=True):
        cells = {key: row[index].strip() for key, index in at.items() if index < len(row)}
        found, wrong = _row(line, cells)
        wrong += _twice(line, cells.get("address", ""), seen)
        seen.setdefault(cells.get("address", ""), line)
        problems += wrong
        if not wrong:
            made.append(found)
    unknown = tuple(name for index, name in enumerate(columns) if index not in at.values())
    return Understood(tuple(made), tuple(problems), unknown)


def _twice(line: int, address: str, seen: Mapping[str, int]) -> list[Problem]:
    if not address or address not in seen:
        return []
    where = _("row {line}").format(line=seen[address]) if seen[address] else _("the list of resources")
    sentence = _("This address is in {where} already. Take this row out.").format(where=where)
    return [Problem(line, _label("address"), sentence)]


def _mapping(columns: Sequence[str]) -> dict[str, int]:
    wanted: dict[str, str] = {}
    for each in COLUMNS:
        for name in (each.key, each.key.replace("_", " "), str(each.label)):
            wanted.setdefault(name.casefold(), each.key)
    found: dict[str, int] = {}
    for index, name in enumerate(columns):
        key = wanted.get(" ".join(name.replace("_", " ").casefold().split()))
        if key:
            found.setdefault(key, index)
    return found


def _label(key: str) -> str:
    return next(str(each.label) for each in COLUMNS if each.key == key)


def _row(line: int, cells: Mapping[str, str]) -> tuple[Row, list[Problem]]:
    kind, captions = _kind(cells.get("kind", "")), cells.get("captions", "").casefold() in _YES
    components, strange = _parts(cells.get("components", "").upper(), COMPONENT_CODES)
    numbers, odd = _parts(cells.get("phases", ""), [str(each) for each in PHASE_NUMBERS])
    wrong = [*_lengths(cells), *_values(cells, kind)]
    wrong += [("components", _("“{part}” is no component. Write C1 to C5.").format(part=part)) for part in strange]
    wrong += [("phases", _("“{part}” is no phase. Write 1 to 8.").format(part=part)) for part in odd]
    lacks = video_problems(kind, captions, cells.get("transcript", ""))
    wrong += [("captions" if key == "has_captions" else key, sentence) for key, sentence in lacks]
    fields = {key: cells.get(key, "") for key in ("title_en", "title_es", "about_en", "about_es", "address")}
    fields |= {"kind": kind, "publisher": cells.get("publisher", ""), "transcript": cells.get("transcript", "")}
    found = Row(line, fields, components, tuple(int(each) for each in numbers), captions)
    return found, [Problem(line, _label(key), sentence) for key, sentence in wrong]


def _lengths(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for each in COLUMNS:
        text = cells.get(each.key, "")
        if each.required and not text:
            found.append((each.key, _("This is empty. Fill it in.")))
        elif len(text) > each.most:
            found.append((each.key, _("This is too long. Keep it to {most} letters.").format(most=each.most)))
    return found


def _values(cells: Mapping[str, str], kind: str) -> list[tuple[str, str]]:
    found = []
    if cells.get("kind") and kind not in Resource.Kind.values:
        found.append(("kind", _("Write one of: document, link, video.")))
    if cells.get("address") and not is_address(cells["address"]):
        found.append(("address", _("Write a whole address that begins with https:// or http://.")))
    if cells.get("transcript") and not is_address(cells["transcript"]):
        sentence = _("In a list, write the address of the transcript. Words are pasted on the resource's own page.")
        found.append(("transcript", sentence))
    return found


def _kind(text: str) -> str:
    plain = text.casefold()
    told = {str(label).casefold(): value for value, label in Resource.Kind.choices}
    return told.get(plain, plain)


def _parts(text: str, allowed: "Mapping[str, str] | Sequence[str]") -> tuple[tuple[str, ...], list[str]]:
    parts = list(dict.fromkeys(part.strip() for part in re.split(r"[;,|]", text) if part.strip()))
    return tuple(part for part in parts if part in allowed), [part for part in parts if part not in allowed]


def is_address(text: str) -> bool:
    """Say whether a text is a whole address that opens in a browser."""
    try:
        URLValidator(schemes=["https", "http"])(text)
    except ValidationError:
        return False
    return True


def video_problems(kind: str, has_captions: bool, transcript: str) -> tuple[tuple[str, str], ...]:
    """Return what a video lacks, as field and sentence: people who can't hear it need captions and the words."""
    if kind != Resource.Kind.VIDEO:
        return ()
    found = []
    if not has_captions:
        found.append(("has_captions", _("A video needs captions. Add them where it is published, then say so here.")))
    if not transcript.strip():
        found.append(("transcript", _("A video needs a transcript. Paste the words, or the address where they are.")))
    return tuple(found)
