"""How many openings will the nation have in each occupation, and what does a newcomer need?

Published by the Bureau of Labor Statistics as Employment Projections, each late summer for ten years ahead: workbook
occupation.xlsx, of which Table 1.2 (jobs, openings, education, training) and Table 1.10 (exits and transfers) are read.
Public domain.

Traps: figures are in thousands; the header stands on row 2; indentation shows the level; a dash means no figure; a
median wage of ">=$239,200" has no upper end and is left blank; some codes are groups of the projections matrix only.
They are national: regional openings made with these rates are an estimate.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import SOC, code, frame, number, stage_all, text, where, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="projections",
    title="Employment Projections by occupation",
    agency="U.S. Bureau of Labor Statistics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Bureau of Labor Statistics, Employment Projections",
    page_url="https://www.bls.gov/emp/tables.htm",
    tables=("projection",),
    vintage="Employment Projections {years}",
    layouts=("workbook occupation.xlsx with the sheets 'Table 1.2' and 'Table 1.10'",),
    downloads=(Download("https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx", "occupation.xlsx"),),
    old_after_months=32,
    dated_by_first_year=True,
)

_TITLE, _CODE, _TYPE = r"national employment matrix title", r"national employment matrix code", "occupation type"
_DASH = ("", "—", "-")


def recognizes(header: str, name: str) -> bool:
    """Tell the projections workbook by its table titles."""
    return "national employment matrix" in header and "table 1.2" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return projection."""
    files = [(opened.name, _projection(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"projection": files})


def _projection(opened: Opened) -> pa.Table:
    kind = "the projections workbook of BLS"
    rows = sheet_rows(opened, (_TYPE,), kind, "Table 1.2")
    rates = sheet_rows(opened, (_TYPE,), kind, "Table 1.10")
    soc = code(rows, _like(rows, _CODE), SOC, "an occupation code like 51-4041")
    base, end = _jobs_columns(rows)
    wage = pc.if_else(pc.starts_with(text(rows, wage_name := _like(rows, "median annual wage")), ">"), "", "keep")
    wages = whole(_replaced(rows, wage_name, wage), wage_name, _DASH)
    return frame(
        "projection",
        {
            "soc": soc,
            "title": text(rows, _like(rows, _TITLE)),
            "level": pc.utf8_lower(text(rows, _TYPE)),
            "base_year": int(base[-4:]),
            "end_year": int(end[-4:]),
            "jobs_base": _jobs(rows, base),
            "jobs_end": _jobs(rows, end),
            "openings": _jobs(rows, _like(rows, "occupational openings")),
            "exit_rate": _rate(rates, "labor force exit rate", soc),
            "transfer_rate": _rate(rates, "occupational transfer rate", soc),
            "annual_p50_usd": wages,
            "education": _words(rows, "typical education"),
            "experience": _words(rows, "work experience"),
            "training": _words(rows, "typical on-the-job training"),
            "status": "reported",
        },
    )


def _like(rows: Rows, words: str) -> str:
    for name in rows.names:
        if words in name:
            return name
    raise rows.opened.wrong(f"this is not the projections workbook of BLS: column '{words}' is missing")


def _jobs_columns(rows: Rows) -> tuple[str, str]:
    found = sorted(name for name in rows.names if re.fullmatch(r"employment, \d{4}", name))
    if len(found) != 2:
        raise rows.opened.wrong("Table 1.2 must have two columns 'Employment, YEAR', the first year and the last")
    return found[0], found[1]


def _jobs(rows: Rows, column: str) -> Any:
    return pc.round(pc.multiply(number(rows, column, _DASH), 1000.0)).cast(pa.int64())


def _rate(rates: Rows, words: str, soc: Any) -> Any:
    codes = code(rates, _like(rates, _CODE), SOC, "an occupation code like 51-4041")
    percent = dict(zip(codes.to_pylist(), number(rates, _like(rates, words), _DASH).to_pylist(), strict=True))
    found = [percent.get(cell) for cell in soc.to_pylist()]
    return [None if cell is None else round(cell / 100, 6) for cell in found]


def _words(rows: Rows, words: str) -> Any:
    cells = text(rows, _like(rows, words))
    return where(pc.invert(pc.is_in(cells, pa.array(_DASH))), cells)


def _replaced(rows: Rows, column: str, keep: Any) -> Rows:
    # A wage without an upper end is no number; blank it before the numbers are checked.
    cells = pc.if_else(pc.equal(keep, "keep"), rows.table[column], "")
    position = rows.names.index(column)
    return Rows(rows.opened, rows.table.set_column(position, column, cells), rows.lines, rows.word)
