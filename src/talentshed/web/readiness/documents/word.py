"""How does a paper leave as a Word file that people print, fill in or edit?"""

from io import BytesIO
from typing import Any

from talentshed.web.readiness.documents.values import Block, Paper, Table

_SHADES = ("", "E9F1F4", "C4DCE5", "8FBCCD", "5C9BB3")
_ROOM = 7.2
"""Inches between the margins of a letter page."""


def as_docx(paper: Paper) -> bytes:
    """Return a paper as DOCX on letter pages, with real headings, lists, table heads and descriptions of pictures."""
    from docx import Document as open_template
    from docx.shared import Inches, Pt

    made = open_template()
    section = made.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.65)
    section.top_margin = section.bottom_margin = Inches(0.7)
    made.styles["Normal"].font.size = Pt(10)
    made.core_properties.title, made.core_properties.author = paper.title, "Talentshed"
    made.core_properties.language, made.core_properties.comments = paper.language, ""
    section.footer.paragraphs[0].text = paper.foot
    made.add_heading(paper.title, level=1)
    made.add_paragraph(paper.subtitle)
    for block in paper.blocks:
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


def _lines(made: Any, block: Block) -> None:
    made.add_paragraph().add_run(block.text).bold = True
    for _each in range(block.count):
        made.add_paragraph("_" * 92)


def _break(made: Any, block: Block) -> None:
    made.add_page_break()


def _picture(made: Any, block: Block) -> None:
    import vl_convert
    from docx.shared import Inches

    from talentshed.labor.charts.picture import register_fonts
    from talentshed.web.ui.typeset import FONTS

    register_fonts(FONTS)
    drawn = made.add_picture(BytesIO(vl_convert.svg_to_png(block.svg, scale=2.5)), width=Inches(4.2))
    drawn._inline.docPr.set("descr", block.text)
    made.add_paragraph(block.text)


def _table(made: Any, block: Block) -> None:
    assert block.table is not None
    table = block.table
    drawn = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    drawn.autofit = False
    for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(column.label).bold = True
    # Screen readers announce the heads, and they come again on each page.
    _mark(drawn.rows[0], "w:tblHeader")
    for row in table.rows:
        line = drawn.add_row()
        _mark(line, "w:cantSplit")
        for place, (cell, words) in enumerate(zip(line.cells, row, strict=True)):
            cell.paragraphs[0].add_run(words.text).bold = words.strong
            _set(cell, words.shade, table.columns[place].align)
    _set_widths(drawn, table)
    made.add_paragraph()


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set(cell: Any, shade: int, align: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if align != "left":
        sides = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
        cell.paragraphs[0].alignment = sides[align]
    if shade:
        filled = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADES[shade])):
            filled.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(filled)


def _set_widths(drawn: Any, table: Table) -> None:
    from docx.shared import Inches

    whole = sum(each.width for each in table.columns)
    widths = [Inches(_ROOM * column.width / whole) for column in table.columns]
    for row in drawn.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


_ADD = {
    "heading": _heading,
    "text": _text,
    "bullets": _bullets,
    "table": _table,
    "picture": _picture,
    "lines": _lines,
    "break": _break,
}
