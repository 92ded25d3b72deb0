"""What is a report? One frozen value; PDF, workbook, CSV and JSON are renderings of it and can't disagree."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from talentshed.web.ui.values import Figure, Grid, ReceiptView, Value

Language = Literal["en", "es"]


class ReportError(Exception):
    """A report that can't be made; the message says what is wrong and how to mend it."""


@dataclass(frozen=True)
class Passage:
    """A section without figures: a heading and paragraphs of plain text."""

    heading: str
    paragraphs: tuple[str, ...]
    questions: tuple[str, ...] = ()
    lines: int = 0
    """Blank lines to write on under each question, on paper."""


@dataclass(frozen=True)
class Report:
    """Everything that a reader gets, in the order of reading, already in the reader's language."""

    title: str
    subtitle: str
    place: str
    """The region in words, for example Fulton, Peoria and Tazewell Counties."""
    edition: str
    """The edition of the data, e-1a2b3c4d; the same edition gives the same report, byte for byte."""
    permalink: str
    """The address that shows this report for good."""
    sections: tuple[Figure | Passage, ...]
    summary: tuple[str, ...] = ()
    """The key numbers in whole sentences, most important first."""
    attributions: tuple[str, ...] = ()
    """What the licenses of the sources ask us to say."""
    limits: tuple[str, ...] = ()
    """What the figures leave out; stands on the first page."""
    date_line: str = ""
    """When the data are from, in words; never the time of printing."""
    language: Language = "en"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The sections that have figures."""
        return tuple(section for section in self.sections if isinstance(section, Figure))

    @property
    def slug(self) -> str:
        """A name for files: letters, digits and hyphens."""
        plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in self.title.lower())
        return "-".join(part for part in plain.split("-") if part)[:60] or "report"


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return the report as JSON values: figures with rows, receipts and words; pictures only as specifications."""
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "place": report.place,
        "edition": report.edition,
        "permalink": report.permalink,
        "date_line": report.date_line,
        "language": report.language,
        "summary": list(report.summary),
        "limits": list(report.limits),
        "attributions": list(report.attributions),
        "sections": [_section(section) for section in report.sections],
    }


def _section(section: Figure | Passage) -> dict[str, Any]:
    if isinstance(section, Passage):
        return {"kind": "passage", **_plain(asdict(section))}
    return {
        "kind": "figure",
        "key": section.key,
        "heading": section.heading,
        "sentence": section.sentence,
        "notes": list(section.notes),
        "questions": list(section.questions),
        "table": _grid(section.grid),
        "receipt": _receipt(section.receipt),
        "addresses": dict(section.addresses),
    }


def _grid(grid: Grid | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    columns = [{"key": column.key, "label": column.label, "kind": column.kind} for column in grid.columns]
    return {"caption": grid.caption, "columns": columns, "rows": [_row(row) for row in grid.rows]}


def _row(row: Mapping[str, Value]) -> dict[str, Value]:
    return dict(row)


def _receipt(receipt: ReceiptView) -> dict[str, Any]:
    return {**_plain({**asdict(receipt), "parameters": dict(receipt.parameters)})}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn tuples into lists, as JSON has them."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
