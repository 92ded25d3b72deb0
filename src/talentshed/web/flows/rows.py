"""What does an uploaded list of hires say, row by row, and what of it can't be understood?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.labor.flows.back_mapping import NOT_REPORTED, SOURCES
from talentshed.web.flows.answers import Answer, Way, problem_with, together
from talentshed.web.flows.models import SourceCode

MOST_ROWS = 500
_MOST_HIRES = 100_000


@dataclass(frozen=True)
class Column:
    """One column of the template."""

    key: str
    label: "str | Promise"
    help: "str | Promise"
    required: bool = False
    also: tuple[str, ...] = ()
    """Other headings under which it is recognized."""


COLUMNS: tuple[Column, ...] = (
    Column(
        "job",
        gettext_lazy("critical job"),
        gettext_lazy("As it stands on the partnership’s list."),
        True,
        ("job", "critical_job"),
    ),
    Column(
        "all",
        gettext_lazy("hires in all"),
        gettext_lazy("All people hired for the job in the period. Once for each job is enough."),
        True,
        ("all hires", "hires"),
    ),
    Column(
        "tier1",
        gettext_lazy("direct source"),
        gettext_lazy("Where they were just before. Leave it empty in a row that holds only hires in all."),
        True,
        ("tier 1", "tier1", "source"),
    ),
    Column(
        "name", gettext_lazy("name of the source"), gettext_lazy("Which school, program or firm. It stays with you.")
    ),
    Column(
        "tier2",
        gettext_lazy("earlier source"),
        gettext_lazy("Where they had been before that, if you know."),
        False,
        ("tier 2", "tier2"),
    ),
    Column(
        "hires",
        gettext_lazy("hires from this source"),
        gettext_lazy("How many came this way."),
        True,
        ("number", "count", "hires from source"),
    ),
)


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row, in which column, and how to mend it. Row 0: of the whole list."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Understood:
    """What a list would make, and what stands in the way."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    """Headings that no column of the template has: they are left out."""


@dataclass
class _Job:
    """What the rows read so far say of one job."""

    pk: int
    name: str
    line: int
    all: int | None = None
    ways: list[Way] = field(default_factory=list)


def example(job: str) -> list[list[str]]:
    """Return the template: a heading and a few rows that show how it is filled."""
    school, same, army = (str(SourceCode(each).label) for each in ("school", "same_industry_here", "military"))
    return [
        [str(each.label) for each in COLUMNS],
        [job, "12", school, _("River College"), "", "5"],
        [job, "", same, "", army, "3"],
    ]


def understand(
    columns: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[int], jobs: Mapping[str, int]
) -> Understood:
    """Read rows of text. jobs: names of the partnership's critical jobs to their ids."""
    at = _mapping(columns)
    missing = [each for each in COLUMNS if each.required and each.key not in at]
    if missing:
        sentence = _("The list has no column “{column}”. Name one so, or use the template.")
        problems = tuple(Problem(1, str(each.label), sentence.format(column=each.label)) for each in missing)
        return Understood((), problems, ())
    if len(rows) > MOST_ROWS:
        sentence = _("The list has more than {most} rows. Add up hires that came the same way.")
        return Understood((), (Problem(0, "", sentence.format(most=MOST_ROWS)),), ())
    known = {name.casefold(): (pk, name) for name, pk in jobs.items()}
    found: dict[int, _Job] = {}
    problems_found: list[Problem] = []
    for line, row in zip(lines, rows, strict=True):
        cells = {key: " ".join(row[index].split()) for key, index in at.items() if index < len(row)}
        problems_found += _read(line, cells, known, found)
    answers, more = _whole(found)
    unknown = tuple(name for index, name in enumerate(columns) if index not in at.values())
    return Understood(tuple(answers), (*problems_found, *more), unknown)


def _mapping(columns: Sequence[str]) -> dict[str, int]:
    wanted: dict[str, str] = {}
    for each in COLUMNS:
        for name in (str(each.label), each.key if each.key != "hires" else "hires from this source", *each.also):
            wanted.setdefault(name.casefold(), each.key)
    found: dict[str, int] = {}
    for index, name in enumerate(columns):
        key = wanted.get(" ".join(name.replace("_", " ").casefold().split()))
        if key and key not in found:
            found[key] = index
    return found


def _label(key: str) -> str:
    return next(str(each.label) for each in COLUMNS if each.key == key)


def _read(
    line: int, cells: Mapping[str, str], known: Mapping[str, tuple[int, str]], found: dict[int, _Job]
) -> list[Problem]:
    job = known.get(cells.get("job", "").casefold())
    if job is None:
        sentence = _("“{job}” is not on the partnership’s list of critical jobs: {known}.")
        names = ", ".join(name for _pk, name in known.values()) or _("the list is empty")
        return [Problem(line, _label("job"), sentence.format(job=cells.get("job", ""), known=names))]
    held = found.setdefault(job[0], _Job(job[0], job[1], line))
    problems = _read_all(line, cells.get("all", ""), held)
    tier1, tier2 = cells.get("tier1", ""), cells.get("tier2", "")
    if not tier1 and not cells.get("hires") and not tier2:
        return problems
    one, two = source_of(tier1), source_of(tier2) if tier2 else NOT_REPORTED
    for key, text, code in (("tier1", tier1, one), ("tier2", tier2, two)):
        if code is None:
            problems.append(Problem(line, _label(key), _no_source(text)))
    hires = _number(cells.get("hires", ""))
    if not hires:
        problems.append(Problem(line, _label("hires"), _("Write how many came this way, as a whole number above 0.")))
    if one and two and hires:
        held.ways.append(Way(one, hires, two, cells.get("name", "")[:120]))
    return problems


def _no_source(text: str) -> str:
    if not text:
        return _("Write the direct source, or leave the whole row out: what isn’t told counts as not reported.")
    sentence = _("“{text}” is no source. Write one of: {known}.")
    return sentence.format(text=text, known="; ".join(str(label) for label in SourceCode.labels))


def _read_all(line: int, text: str, held: _Job) -> list[Problem]:
    if not text:
        return []
    number = _number(text)
    if number is None:
        return [Problem(line, _label("all"), _("Write a whole number, 0 or more."))]
    if held.all is not None and held.all != number:
        sentence = _("{job} has {before} hires in all in an earlier row, and {now} here. Write the same number.")
        return [Problem(line, _label("all"), sentence.format(job=held.name, before=held.all, now=number))]
    held.all = number
    return []


def _number(text: str) -> int | None:
    plain = text.replace(",", "").removesuffix(".0")
    if not (plain.isascii() and plain.isdigit()) or int(plain[:9]) > _MOST_HIRES:
        return None
    return int(plain[:9])


def source_of(text: str) -> str | None:
    """Return the code of a source that is written as its code or in words of English or the reader's language."""
    plain = " ".join(text.casefold().replace("_", " ").split())
    told = {str(label).casefold(): str(value) for value, label in SourceCode.choices}
    for each in SOURCES:
        told.setdefault(each.code.replace("_", " "), each.code)
        told.setdefault(each.words.casefold(), each.code)
    return told.get(plain)


def _whole(found: Mapping[int, _Job]) -> tuple[list[Answer], list[Problem]]:
    answers, problems = [], []
    for each in found.values():
        if each.all is None:
            sentence = _("{job} has no number of hires in all. Write it in one of its rows.")
            problems.append(Problem(each.line, _label("all"), sentence.format(job=each.name)))
            continue
        answer = Answer(each.pk, each.all, together(each.ways))
        wrong = problem_with(answer)
        if wrong:
            problems.append(Problem(each.line, _label("hires"), f"{each.name}: {wrong}"))
        else:
            answers.append(answer)
    return answers, problems
