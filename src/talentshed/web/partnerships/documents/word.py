"""How does a draft become a Word file that people edit?"""

from io import BytesIO
from typing import Any

from talentshed.web.partnerships.documents.values import Block, Document

SIGN_HERE = "_" * 40


def as_docx(document: Document, author: str) -> bytes:
    """Return a draft as DOCX, with real headings, lists and table heads. author: who stands in its properties."""
    from docx import Document as open_template

    made = open_template()
    made.core_properties.title, made.core_properties.author = document.title, author
    made.core_properties.comments = ""
    made.add_heading(document.title, level=1)
    for block in document.blocks:
        _ADD[block.kind](made, block)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def _heading(made: Any, block: Block) -> None:
    made.add_heading(block.text, level=2)


def _text(made: Any, block: Block) -> None:
    made.add_paragraph(block.text)


def _bullets(made: Any, block: Block) -> None:
    for each in block.items:
        made.add_paragraph(each, style="List Bullet")


def _table(made: Any, block: Block) -> None:
    from docx.oxml import OxmlElement

    drawn = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, words in zip(drawn.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    # Screen readers announce the heads, and they come again on each page.
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, words in zip(drawn.add_row().cells, row, strict=True):
            cell.text = words


def _signatures(made: Any, block: Block) -> None:
    for each in block.items:
        made.add_paragraph()
        made.add_paragraph(SIGN_HERE)
        made.add_paragraph(each)


_ADD = {"heading": _heading, "text": _text, "bullets": _bullets, "table": _table, "signatures": _signatures}
