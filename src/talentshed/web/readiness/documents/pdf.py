"""How does a paper leave as a PDF to print and to read aloud?"""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.readiness.documents.values import BOX, Block, Paper, Table
from talentshed.web.ui.typeset import typeset

_TEMPLATE = Path(__file__).parent / "paper.typ"


def as_pdf(paper: Paper) -> bytes:
    """Return a paper as a tagged PDF (PDF/UA-1) on letter pages.

    Raises:
        TypesetError: the PDF can't be made; the message says why.
    """
    data = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "foot": paper.foot,
        "language": paper.language,
        "page": _("Page PAGE of PAGES"),
        "blocks": [_block(each) for each in paper.blocks],
    }
    return typeset(_TEMPLATE, json.dumps(data, ensure_ascii=False))


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "items": list(block.items),
        "svg": block.svg,
        "count": block.count,
        "table": _table(block.table) if block.table is not None else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [{"label": each.label, "width": each.width, "align": each.align} for each in table.columns],
        "rows": [
            [{"text": cell.text, "shade": cell.shade, "strong": cell.strong, "box": cell.text == BOX} for cell in row]
            for row in table.rows
        ],
    }
