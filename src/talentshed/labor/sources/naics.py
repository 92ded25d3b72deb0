"""What is an industry called, and which industry does it belong to?

Published by the Census Bureau as the North American Industry Classification System, revised every five years. County
Business Patterns 2017-2022 and QCEW 2017-2021 use NAICS 2017; OEWS from 2022 uses NAICS 2022. Public domain.

Traps: the vintages look alike and aren't: a number can mean another industry five years later, so the vintage is part
of the key. Sectors that span several numbers are written 31-33, 44-45 and 48-49. The vintage must stand in the header
or in the file's name.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import NAICS, code, frame, naics_parent, sector_range, stage_all, text
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="naics",
    title="North American Industry Classification System",
    agency="U.S. Census Bureau",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Census Bureau, North American Industry Classification System",
    page_url="https://www.census.gov/naics/",
    tables=("industry",),
    vintage="NAICS 2017 and 2022",
    layouts=(
        "workbook '2-6 digit_YYYY_Codes.xlsx' (Seq. No., YYYY NAICS US Code, YYYY NAICS US Title)",
        "compact list (code, title, parent) or (code, name, level, parent), the vintage in the file's name",
    ),
    downloads=(
        Download(
            "https://www.census.gov/naics/{year}NAICS/2-6%20digit_{year}_Codes.xlsx",
            "2-6 digit_{year}_Codes.xlsx",
            {"year": ("2017", "2022")},
        ),
    ),
)


def recognizes(header: str, name: str) -> bool:
    """Tell a list of NAICS codes by its columns."""
    compact = header.startswith(("code,title,parent", "code,name,level,parent"))
    return "naics us code" in " ".join(header.split()) or (compact and "naics" in name.lower())


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return industry, of every vintage given."""
    return stage_all(SOURCE, {"industry": [(opened.name, _industries(opened)) for opened in open_files(SOURCE, paths)]})


def _industries(opened: Opened) -> pa.Table:
    rows = sheet_rows(opened, ("Seq. No.",), "a list of NAICS codes") if opened.is_xlsx else text_rows(opened)
    code_column, title_column, vintage = _columns(rows)
    codes = sector_range(text(rows, code_column))
    codes = code(rows, code_column, NAICS, "a NAICS code", codes)
    listed = codes.to_pylist()
    return frame(
        "industry",
        {
            "vintage": vintage,
            "naics": codes,
            "title": text(rows, title_column),
            "level": [2 if "-" in cell else len(cell) for cell in listed],
            "parent": [naics_parent(cell) for cell in listed],
        },
    )


def _columns(rows: Rows) -> tuple[str, str, str]:
    for name in rows.names:
        if found := re.fullmatch(r"(20\d\d) naics us code", name):
            vintage = found.group(1)
            rows.require([f"{vintage} NAICS US Title"], "a list of NAICS codes")
            return name, f"{vintage} naics us title", vintage
    title = "name" if "name" in rows.names else "title"
    rows.require(("code", title), "a list of NAICS codes")
    return "code", title, _vintage_in_name(rows)


def _vintage_in_name(rows: Rows) -> str:
    found: Any = re.search(r"(?<!\d)(20(?:17|22))(?!\d)", rows.opened.name)
    if found is None:
        raise rows.opened.wrong("which NAICS this is, 2017 or 2022, must stand in the file's name (naics_2017.csv)")
    return str(found.group(1))
