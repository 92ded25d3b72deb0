"""What is an occupation called, and which group does it belong to?

Published by the Bureau of Labor Statistics as the Standard Occupational Classification 2018 (next revision 2028), as a
workbook whose four columns Major, Minor, Broad Group and Detailed Occupation hold one code a row. Public domain.

Traps: the header may stand beneath titles; the title is the unnamed fifth column; O*NET and the projections use codes
that are finer or coarser than these.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import SOC, code, frame, stage_all, text
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="soc",
    title="Standard Occupational Classification",
    agency="U.S. Bureau of Labor Statistics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Bureau of Labor Statistics, Standard Occupational Classification",
    page_url="https://www.bls.gov/soc/2018/home.htm",
    tables=("occupation",),
    vintage="SOC 2018",
    layouts=("workbook soc_structure_2018.xlsx (Major Group, Minor Group, Broad Group, Detailed Occupation, title)",),
    downloads=(Download("https://www.bls.gov/soc/2018/soc_structure_2018.xlsx", "soc_structure_2018.xlsx"),),
)

_LEVELS = {
    "major": "Major Group",
    "minor": "Minor Group",
    "broad": "Broad Group",
    "detailed": "Detailed Occupation",
}
_TITLE = "column 5"


def recognizes(header: str, name: str) -> bool:
    """Tell the SOC structure by its columns."""
    return "major group,minor group,broad group,detailed occupation" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return occupation."""
    return stage_all(
        SOURCE, {"occupation": [(opened.name, _occupations(opened)) for opened in open_files(SOURCE, paths)]}
    )


def _occupations(opened: Opened) -> pa.Table:
    rows = sheet_rows(opened, tuple(_LEVELS.values()), "the SOC structure")
    if _TITLE not in rows.names:
        raise opened.wrong("this is not the SOC structure: the fifth column, with the titles, is missing")
    found = _codes_by_row(rows)
    return frame("occupation", {**found, "title": text(rows, _TITLE)})


def _codes_by_row(rows: Rows) -> dict[str, Any]:
    columns = {level: _checked(rows, column) for level, column in _LEVELS.items()}
    above: dict[str, str | None] = dict.fromkeys(_LEVELS)
    socs, levels, parents = [], [], []
    for row in range(rows.table.num_rows):
        level = next((name for name, cells in columns.items() if cells[row]), None)
        if level is None:
            raise rows.wrong(row, "Detailed Occupation", "the row has a title but no code")
        above[level] = columns[level][row]
        order = list(_LEVELS)
        parents.append(None if level == "major" else above[order[order.index(level) - 1]])
        socs.append(above[level])
        levels.append(level)
    return {"soc": socs, "level": levels, "parent": parents}


def _checked(rows: Rows, column: str) -> list[str]:
    cells: list[str] = code(rows, column, rf"^$|{SOC}", "an occupation code like 51-4041").to_pylist()
    return cells
