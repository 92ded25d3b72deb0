"""How many people work in each occupation here, what are they paid, and which occupations make up an industry?

Published by the Bureau of Labor Statistics as Occupational Employment and Wage Statistics, each spring for the May of
the year before (www.bls.gov/oes/tables.htm): one workbook for the nation, states, metro and nonmetro areas, and one for
the nation by industry. Public domain.

Traps: `*`, `**`, `#` and `-` are marks, not numbers: * wage not shown, ** employment not shown, # wage at or above the
highest that BLS shows. A wage with such a mark is left blank; employment with one is withheld. Industries are NAICS
2022, some of them groups with a letter (3330A1). Area codes have 7 digits; a metro's is 00 and its 5-digit code. Some
broad groups are published as the finest detail (13-1020): they count as detailed. Self-employed are left out. In the
zip by industry the files by ownership (…_owner…) repeat the others in parts, so they and the field descriptions are
passed over.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import SOC, code, frame, number, stage_all, status, text, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="oews",
    title="Occupational Employment and Wage Statistics",
    agency="U.S. Bureau of Labor Statistics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics",
    page_url="https://www.bls.gov/oes/tables.htm",
    tables=("oews_area", "oews_industry"),
    vintage="OEWS May {edition}",
    edition_pattern=r"(?:may_?|_M|oesm)(?:20)?(?P<yy>\d\d)(?!\d)",
    layouts=(
        "official workbook or CSV (AREA, AREA_TITLE, AREA_TYPE, NAICS, I_GROUP, OCC_CODE, O_GROUP, TOT_EMP …)",
        "compact area extract (area_code, area_name, soc, occupation_name, display_level, tot_emp …)",
        "compact industry extract (ind, industry_name, display_level_ind, soc, display_level_occ, tot_emp …)",
    ),
    downloads=(
        Download("https://www.bls.gov/oes/special-requests/oesm{yy}nat.zip", "oesm{yy}nat.zip", {"year": ("2025",)}),
        Download("https://www.bls.gov/oes/special-requests/oesm{yy}st.zip", "oesm{yy}st.zip", {"year": ("2025",)}),
        Download("https://www.bls.gov/oes/special-requests/oesm{yy}ma.zip", "oesm{yy}ma.zip", {"year": ("2025",)}),
        Download("https://www.bls.gov/oes/special-requests/oesm{yy}in4.zip", "oesm{yy}in4.zip", {"year": ("2025",)}),
    ),
    old_after_months=24,
)

_MARKS = ("", "-", "*", "**", "#", "~")
_OFFICIAL = (
    "AREA",
    "AREA_TITLE",
    "AREA_TYPE",
    "NAICS",
    "NAICS_TITLE",
    "I_GROUP",
    "OCC_CODE",
    "OCC_TITLE",
    "O_GROUP",
    "TOT_EMP",
)
_PERCENTILES = {"p10": "pct10", "p25": "pct25", "p50": "median", "p75": "pct75", "p90": "pct90", "mean": "mean"}
_COMPACT_PERCENTILES = {**_PERCENTILES, "p10": "p10", "p25": "p25", "p75": "p75", "p90": "p90"}
_AREA_EXTRACT = ("area_code", "area_name", "soc", "occupation_name", "display_level", "tot_emp", "emp_rse", "jobs_1000")
_INDUSTRY_EXTRACT = ("ind", "industry_name", "display_level_ind", "soc", "occupation_name", "display_level_occ")
_INDUSTRY_LEVELS = {
    "0": "cross-industry",
    "1": "cross-industry",
    "2": "sector",
    "3": "3-digit",
    "4": "4-digit",
    "5": "5-digit",
    "cross-industry, ownership": "cross-industry",
    "6-digit": "5-digit",
}


def recognizes(header: str, name: str) -> bool:
    """Tell an OEWS file by its columns."""
    official = "occ_code" in header and "o_group" in header
    return official or "soc,occupation_name,display_level" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return oews_area and oews_industry, as far as the files hold them."""
    found: dict[str, list[tuple[str, pa.Table]]] = {"oews_area": [], "oews_industry": []}
    for opened in open_files(SOURCE, paths):
        if re.search(r"description|_owner", opened.name.rpartition(": ")[2], re.IGNORECASE):
            continue
        for name, rows in _tables(opened):
            found[name].append((opened.name, rows))
    return stage_all(SOURCE, found)


def _tables(opened: Opened) -> list[tuple[str, pa.Table]]:
    kind = "an OEWS file"
    rows = sheet_rows(opened, _OFFICIAL, kind) if opened.is_xlsx else text_rows(opened)
    if "area_code" in rows.names:
        rows.require((*_AREA_EXTRACT, "lq"), "an area extract of OEWS")
        return [("oews_area", _area_extract(rows))]
    if "ind" in rows.names:
        rows.require(_INDUSTRY_EXTRACT, "an industry extract of OEWS")
        return [("oews_industry", _industry_extract(rows))]
    return _official(rows.require(_OFFICIAL, kind))


def _area_extract(rows: Rows) -> pa.Table:
    area = code(rows, "area_code", r"^\d{7}$", "a 7-digit area code")
    words = {"area_code": area, "area_name": text(rows, "area_name"), "title": text(rows, "occupation_name")}
    level = _level(rows, "display_level", "soc")
    return _area_frame(rows, words, "soc", level, "emp_rse", "lq", _COMPACT_PERCENTILES)


def _area_frame(
    rows: Rows, words: Mapping[str, Any], soc: str, level: Any, error: str, quotient: str, wages: Mapping[str, str]
) -> pa.Table:
    jobs = whole(rows, "tot_emp", _MARKS)
    columns = {**words, "soc": code(rows, soc, SOC, "an occupation code like 51-4041"), "level": level, "jobs": jobs}
    for ours, theirs in wages.items():
        columns[f"hourly_{ours}_usd"] = number(rows, f"h_{theirs}", _MARKS)
        columns[f"annual_{ours}_usd"] = whole(rows, f"a_{theirs}", _MARKS)
    columns["jobs_rse"] = number(rows, error, _MARKS)
    columns["jobs_per_1000"] = number(rows, "jobs_1000", _MARKS)
    columns["lq"] = number(rows, quotient, _MARKS)
    columns["status"] = status(pc.is_null(jobs))
    return frame("oews_area", columns)


def _industry_extract(rows: Rows) -> pa.Table:
    words = {
        "naics": code(rows, "ind", r"^\S{6}$", "an OEWS industry code of 6 characters"),
        "industry_title": text(rows, "industry_name"),
        "level": _named(text(rows, "display_level_ind"), _INDUSTRY_LEVELS),
        "soc": code(rows, "soc", SOC, "an occupation code like 51-4041"),
        "title": text(rows, "occupation_name"),
        "occupation_level": _level(rows, "display_level_occ", "soc"),
    }
    return _industry_frame(rows, words)


def _industry_frame(rows: Rows, words: Mapping[str, Any]) -> pa.Table:
    jobs = whole(rows, "tot_emp", _MARKS)
    wages = {
        "annual_p50_usd": whole(rows, "a_median", _MARKS),
        "hourly_p50_usd": number(rows, "h_median", _MARKS),
    }
    return frame("oews_industry", {**words, "jobs": jobs, **wages, "status": status(pc.is_null(jobs))})


def _level(rows: Rows, display: str, soc: str) -> Any:
    # Display level 0 is the total and the major groups, 1 minor, 2 broad; 3 the finest that BLS publishes.
    shown = code(rows, display, r"^[0-3]$", "a display level from 0 to 3")
    coarse = pc.if_else(pc.equal(text(rows, soc), "00-0000"), "total", "major")
    named = _named(shown, {"1": "minor", "2": "broad", "3": "detailed"})
    return pc.if_else(pc.equal(shown, "0"), coarse, named)


def _named(cells: Any, names: Mapping[str, str]) -> Any:
    for theirs, ours in names.items():
        cells = pc.if_else(pc.equal(cells, theirs), ours, cells)
    return cells


def _official(rows: Rows) -> list[tuple[str, pa.Table]]:
    rows = _finest(rows)
    cross = pc.equal(text(rows, "NAICS"), "000000")
    nation = pc.equal(text(rows, "AREA_TYPE"), "1")
    areas, industries = rows.filter(cross), rows.filter(nation)
    tables = []
    if areas.table.num_rows:
        tables.append(("oews_area", _official_area(areas)))
    if industries.table.num_rows:
        tables.append(("oews_industry", _official_industry(industries)))
    if not tables:
        raise rows.opened.wrong("the file holds neither an area's total (NAICS 000000) nor national industries")
    return tables


def _finest(rows: Rows) -> Rows:
    # BLS repeats a broad group that it publishes as the finest detail, once as broad and once as detailed.
    cell = pc.binary_join_element_wise(text(rows, "AREA"), text(rows, "NAICS"), text(rows, "OCC_CODE"), "|")
    detailed = pc.equal(text(rows, "O_GROUP"), "detailed")
    repeated = pc.is_in(cell, pc.filter(cell, detailed))
    return rows.filter(pc.or_(detailed, pc.invert(repeated)))


def _official_area(rows: Rows) -> pa.Table:
    words = {
        "area_code": _area_code(rows),
        "area_name": text(rows, "AREA_TITLE"),
        "title": text(rows, "OCC_TITLE"),
    }
    return _area_frame(rows, words, "OCC_CODE", text(rows, "O_GROUP"), "EMP_PRSE", "LOC_QUOTIENT", _PERCENTILES)


def _area_code(rows: Rows) -> Any:
    area, kind = code(rows, "AREA", r"^\d{1,7}$", "an area code"), text(rows, "AREA_TYPE")
    padded = pc.utf8_lpad(area, 7, "0")
    state = pc.binary_join_element_wise(pc.utf8_lpad(area, 2, "0"), "00000", "")
    by_state = pc.if_else(pc.is_in(kind, pa.array(["2", "3"])), state, padded)
    return pc.if_else(pc.equal(kind, "1"), "0000000", by_state)


def _official_industry(rows: Rows) -> pa.Table:
    words = {
        "naics": code(rows, "NAICS", r"^\S{6}$", "an OEWS industry code", _sector_spans(text(rows, "NAICS"))),
        "industry_title": text(rows, "NAICS_TITLE"),
        "level": _named(text(rows, "I_GROUP"), _INDUSTRY_LEVELS),
        "soc": code(rows, "OCC_CODE", SOC, "an occupation code like 51-4041"),
        "title": text(rows, "OCC_TITLE"),
        "occupation_level": text(rows, "O_GROUP"),
    }
    return _industry_frame(rows, words)


def _sector_spans(codes: Any) -> Any:
    # The extract writes a sector as first number -- number after the last: 31-33 is 31--34, 42 is 42--43.
    known = [cell for cell in pc.unique(codes).to_pylist() if 2 <= len(cell) <= 5]
    spans = {cell: f"{cell[:2]}--{int(cell[-2:]) + 1}" for cell in known if cell.replace("-", "").isdigit()}
    return _named(codes, {cell: span for cell, span in spans.items() if len(cell) in (2, 5)})
