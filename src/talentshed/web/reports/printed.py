"""Which figures of a page go on paper, and how short are they, so that a board member reads it in one sitting?"""

from collections.abc import Mapping
from dataclasses import replace

from talentshed.web.reports.report import Passage, Report
from talentshed.web.ui.values import Figure, Grid, ReceiptView

PICTURED = ("change-longest", "concentration", "occupations")
"""Figures of a packet whose picture is printed."""
TABLED = {"industries": 7, "completers": 4}
"""Figures of a packet whose table is printed, with the rows that fit."""
ASKED = ("change-longest", "industries", "occupations")
"""Figures whose first question is printed beside them; general ones are asked at the end."""
TOLD_IN = {
    "establishments": "employers",
    "related": "industries",
    "education": "occupations",
    "technologies": "skills",
    "age": "layoffs",
    "second-count": "concentration",
}
"""Figures that are one sentence within another on paper."""
GROUND = "ground"
ORDER = (
    *("jobs", "change-2yr", "change-longest", "shift-share", "pay", "employers", "concentration", "industries"),
    *("skills", "openings", "occupations", "completers", "layoffs", GROUND),
)
"""Sections in the order that wastes least paper: small ones fill the pages of the pictures."""
LINES = 2
"""Blank lines to write on under each question of on-the-ground knowledge."""


def for_paper(report: Report) -> Report:
    """Return a packet cut to what fits 4 to 8 pages; other reports are printed whole. The workbook has everything."""
    told = {figure.key: figure.heading for figure in report.figures}
    if GROUND not in told:
        return report
    kept = [each for each in report.sections if isinstance(each, Passage) or each.key not in TOLD_IN]
    return replace(report, sections=tuple(_printed(section, told) for section in sorted(kept, key=_place)))


def _printed(section: Figure | Passage, told: Mapping[str, str]) -> Figure | Passage:
    if isinstance(section, Passage):
        return section
    if section.key == GROUND:
        return Passage(section.heading, (section.sentence,), section.questions, lines=LINES)
    also = [f"{told[key]}." for key, within in TOLD_IN.items() if within == section.key and key in told]
    return replace(
        section,
        sentence=" ".join([section.sentence, *also]),
        svg=section.svg if section.key in PICTURED else "",
        grid=_short(section.grid, TABLED.get(section.key, 0)),
        questions=section.questions[:1] if section.key in ASKED else (),
        notes=section.notes[:1],
        receipt=_brief(section.receipt),
    )


def _place(section: Figure | Passage) -> int:
    key = section.key if isinstance(section, Figure) else ""
    return ORDER.index(key) if key in ORDER else len(ORDER)


def _brief(receipt: ReceiptView) -> ReceiptView:
    """Keep formula, numbers, bounds and sources; page and workbook say who defined it and what it leaves out."""
    lines = {(line.agency, line.vintage): replace(line, title="", license="") for line in receipt.sources}
    return replace(receipt, misses=(), citation="", sources=tuple(lines.values()))


def _short(grid: Grid | None, most: int) -> Grid | None:
    return replace(grid, rows=grid.rows[:most]) if grid is not None and most else None
