"""How does a report leave as a PDF that a board member reads on paper and a screen reader reads aloud?"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.reports.report import Passage, Report, ReportError
from talentshed.web.ui.formats import NUMERIC, cell, status_in_words
from talentshed.web.ui.typeset import FONTS, TypesetError
from talentshed.web.ui.typeset import typeset as set_in_type
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView, Value

_TEMPLATE = Path(__file__).parent / "templates_typst" / "packet.typ"
MOST_ROWS = 10
"""Rows of a table on paper; the workbook has them all."""
MOST_COLUMNS = 6


def report_to_pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF (PDF/UA-1), letter size, the same bytes for the same report.

    Raises ReportError where the PDF can't be made, for example because a font file is missing.
    """
    with translation.override(report.language):
        data = json.dumps(_data(report), ensure_ascii=False)
    return typeset(_TEMPLATE, data)


def typeset(template: Path, data: str) -> bytes:
    """Return what a template makes of its data (JSON text) as a tagged PDF, the same bytes for the same data."""
    try:
        return set_in_type(template, data, fonts=FONTS)
    except TypesetError as error:
        raise ReportError(str(error)) from error


def _data(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "place": report.place,
        "edition": report.edition,
        "permalink": report.permalink,
        "date_line": report.date_line,
        "lang": report.language,
        "summary": list(report.summary),
        "limits": list(report.limits),
        "attributions": list(report.attributions),
        "sections": [_section(section) for section in report.sections],
        "receipts": [_receipt(figure) for figure in report.figures],
        "words": _words(report),
    }


def _words(report: Report) -> dict[str, str]:
    """The words of the template itself, in the reader's language; PAGE and PAGES are filled in while setting."""
    return {
        "brief": _("In brief"),
        "limits": _("What to keep in mind"),
        "discuss": _("To discuss"),
        "edition": _("Data edition {edition}").format(edition=report.edition),
        "page": _("Page PAGE of PAGES"),
        "receipts": _("Receipts: where each figure comes from"),
        "receipts_lead": _("Every figure can be traced: its formula, its numbers, its source, and what it leaves out."),
        "formula": _("Formula"),
        "filled": _("Filled in"),
        "bounds": _("Bounds"),
        "source": _("Source"),
        "misses": _("Leaves out"),
        "defined": _("Defined by"),
        "attributions": _("Sources and licenses"),
        "permalink": _("This report on the web"),
        "version": _("Code version"),
    }


def _section(section: Figure | Passage) -> dict[str, Any]:
    if isinstance(section, Passage):
        return {
            "kind": "passage",
            "heading": section.heading,
            "paragraphs": list(section.paragraphs),
            "questions": list(section.questions),
            "lines": section.lines,
        }
    return {
        "kind": "figure",
        "heading": section.heading,
        "sentence": section.sentence,
        "svg": section.svg,
        "alt": section.sentence or section.heading,
        "table": _table(section.grid) if section.grid is not None and section.grid.rows else None,
        "notes": list(section.notes),
        "questions": list(section.questions),
    }


def _table(grid: Grid) -> dict[str, Any]:
    columns = grid.columns[:MOST_COLUMNS]
    rows = grid.rows[:MOST_ROWS]
    more = len(grid.rows) - len(rows)
    left_out = ngettext("{count} more row is in the workbook.", "{count} more rows are in the workbook.", more)
    return {
        "caption": grid.caption,
        "columns": [
            {"label": column.label, "number": column.kind in NUMERIC, "narrow": column.kind in ("code", "year")}
            for column in columns
        ],
        "rows": [[_cell(row, column) for column in columns] for row in rows],
        "more": left_out.format(count=more) if more else "",
    }


def _cell(row: Mapping[str, Value], column: GridColumn) -> dict[str, Any]:
    return {"text": cell(row, column).text, "words": column.kind in NUMERIC and row.get(column.key) is None}


def _receipt(figure: Figure) -> dict[str, Any]:
    receipt: ReceiptView = figure.receipt
    return {
        "heading": figure.heading,
        "name": receipt.name,
        "formula": receipt.formula,
        "filled": receipt.filled,
        "citation": receipt.citation,
        "status": status_in_words(receipt.status),
        "bounds": receipt.bounds,
        "misses": list(receipt.misses),
        "version": receipt.code_version,
        "sources": [
            ", ".join(part for part in (source.title, source.agency, source.vintage, source.license) if part)
            for source in receipt.sources
        ],
    }
