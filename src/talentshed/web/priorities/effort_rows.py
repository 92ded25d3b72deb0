"""What does an uploaded list of efforts say, row by row, and what of it can't be understood?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.organizations.queries import places
from talentshed.web.priorities.models import Priority


@dataclass(frozen=True)
class Column:
    """One column of the template."""

    key: str
    label: "str | Promise"
    help: "str | Promise"
    example: str
    required: bool = False
    also: tuple[str, ...] = ()
    """Other headings under which it is recognized."""


COLUMNS: tuple[Column, ...] = (
    Column("name", gettext_lazy("name"), gettext_lazy("What the effort is called."), "Welding pathway", True),
    Column(
        "lead",
        gettext_lazy("lead organization"),
        gettext_lazy("Who runs it."),
        "Prairie College",
        True,
        ("lead", "organization"),
    ),
    Column(
        "purpose",
        gettext_lazy("purpose"),
        gettext_lazy("One of: talent, supply chain, marketing, infrastructure, policy, networking."),
        "talent",
        True,
        ("type",),
    ),
    Column(
        "counties",
        gettext_lazy("counties"),
        gettext_lazy("Names or codes, with semicolons."),
        "Peoria; Tazewell",
        True,
        ("county",),
    ),
    Column(
        "naics", gettext_lazy("industry codes"), gettext_lazy("NAICS, with semicolons."), "332; 333", False, ("naics",)
    ),
    Column(
        "employers",
        gettext_lazy("employers"),
        gettext_lazy("Those who take part, with semicolons."),
        "Acme Gears; Brown Bearings",
        False,
        ("employers engaged",),
    ),
    Column("meets", gettext_lazy("how often it meets"), gettext_lazy("In words."), "each month", False, ("meets",)),
    Column("funding", gettext_lazy("funding"), gettext_lazy("Who pays."), "State grant"),
    Column(
        "ends_on", gettext_lazy("end date"), gettext_lazy("As 2027-06-30."), "2027-06-30", False, ("ends on", "end")
    ),
    Column("outputs", gettext_lazy("outputs"), gettext_lazy("What it brings about."), "40 certificates a year"),
    Column("contact", gettext_lazy("contact"), gettext_lazy("An office or a public address."), "info@prairie.example"),
)

_PURPOSES = {
    "supply chain": "supply_chain",
    "branding": "marketing",
    "marketing and branding": "marketing",
    "workforce": "talent",
}


@dataclass(frozen=True)
class Effort:
    """One row, understood."""

    line: int
    fields: Mapping[str, str]
    counties: tuple[str, ...]
    employers: tuple[str, ...]
    ends_on: date | None


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, in which column, and how to mend it."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Understood:
    """What a list would make, and what stands in the way."""

    efforts: tuple[Effort, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    """Headings that no column of the template has: they are left out."""


def understand(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    state_code: str,
    known: frozenset[tuple[str, str, str]] = frozenset(),
) -> Understood:
    """Read rows of text. known: (name, lead, purpose) of efforts that are there already, in small letters."""
    at = _mapping(columns)
    missing = [each for each in COLUMNS if each.required and each.key not in at]
    if missing:
        sentence = _("The list has no column “{column}”. Name one so, or use the template.")
        problems = tuple(Problem(1, str(each.label), sentence.format(column=each.label)) for each in missing)
        return Understood((), problems, ())
    efforts: list[Effort] = []
    problems_found: list[Problem] = []
    seen = dict.fromkeys(known, 0)
    for line, row in zip(lines, rows, strict=True):
        cells = {key: " ".join(row[index].split()) for key, index in at.items() if index < len(row)}
        effort, wrong = _effort(line, cells, state_code)
        key = (cells.get("name", "").casefold(), cells.get("lead", "").casefold(), _purpose(cells.get("purpose", "")))
        if key in seen and not wrong:
            where = _("row {line}").format(line=seen[key]) if seen[key] else _("the inventory")
            wrong = [Problem(line, str(COLUMNS[0].label), _("This effort is in {where} already.").format(where=where))]
        seen.setdefault(key, line)
        problems_found += wrong
        if not wrong:
            efforts.append(effort)
    unknown = tuple(name for index, name in enumerate(columns) if index not in at.values())
    return Understood(tuple(efforts), tuple(problems_found), unknown)


def _mapping(columns: Sequence[str]) -> dict[str, int]:
    wanted: dict[str, str] = {}
    for each in COLUMNS:
        for name in (each.key, each.key.replace("_", " "), str(each.label), *each.also):
            wanted.setdefault(name.casefold(), each.key)
    found: dict[str, int] = {}
    for index, name in enumerate(columns):
        key = wanted.get(" ".join(name.replace("_", " ").casefold().split()))
        if key and key not in found:
            found[key] = index
    return found


def _effort(line: int, cells: Mapping[str, str], state_code: str) -> tuple[Effort, list[Problem]]:
    labels = {each.key: str(each.label) for each in COLUMNS}
    wrong = [
        Problem(line, labels[each.key], _("This is empty. Fill it in."))
        for each in COLUMNS
        if each.required and not cells.get(each.key)
    ]
    purpose = _purpose(cells.get("purpose", ""))
    if cells.get("purpose") and purpose not in Priority.Kind.values:
        words = ", ".join(str(label).lower() for label in Priority.Kind.labels)
        wrong.append(Problem(line, labels["purpose"], _("Write one of: {words}.").format(words=words)))
    counties, unknown = _counties(cells.get("counties", ""), state_code)
    for name in unknown:
        wrong.append(
            Problem(
                line, labels["counties"], _("“{name}” is no county of {state}.").format(name=name, state=state_code)
            )
        )
    codes = _parts(cells.get("naics", ""))
    for code in codes:
        if not places.is_industry(code):
            wrong.append(Problem(line, labels["naics"], _("“{code}” is no industry code.").format(code=code)))
    ends_on, bad = _day(cells.get("ends_on", ""))
    if bad:
        wrong.append(Problem(line, labels["ends_on"], _("Write the day as 2027-06-30.")))
    fields = {**{key: cells.get(key, "")[:200] for key in ("name", "lead", "funding", "contact")}, "purpose": purpose}
    fields |= {
        "naics": ",".join(codes)[:200],
        "meets": cells.get("meets", "")[:120],
        "outputs": cells.get("outputs", ""),
    }
    return Effort(line, fields, counties, _parts(cells.get("employers", "")), ends_on), wrong


def _purpose(text: str) -> str:
    plain = " ".join(text.casefold().replace("_", " ").split())
    # the words that a reader is told to write are those of their language
    told = {str(label).casefold(): value for value, label in Priority.Kind.choices}
    return told.get(plain) or _PURPOSES.get(plain, plain.replace(" ", "_"))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip()[:200] for part in re.split(r"[;|]", text) if part.strip()))


def _counties(text: str, state_code: str) -> tuple[tuple[str, ...], list[str]]:
    found: dict[str, None] = {}
    unknown = []
    for name in _parts(text):
        code = places.county_of(name, state_code)
        if not code and not places.counties() and name.isdigit() and len(name) == 5:
            code = name  # without public data nobody can say more of a code
        if code:
            found[code] = None
        else:
            unknown.append(name)
    return tuple(found), unknown


def _day(text: str) -> tuple[date | None, bool]:
    if not text:
        return None, False
    try:
        return date.fromisoformat(text), False
    except ValueError:
        return None, True
