"""Which occupations does a program of study lead to?

Published by the National Center for Education Statistics and the Bureau of Labor Statistics as the CIP 2020 to SOC 2018
crosswalk, once for each pair of classifications. Public domain.

Traps: many-to-many and without weights, so awards must never be added up over it; 99-9999 and 99.9999 mean "no match"
and are left out; it says what a program prepares for, not where its completers work.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import CIP6, SOC, code, frame, stage_all, text
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import sheet_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="cip_soc",
    title="CIP 2020 to SOC 2018 crosswalk",
    agency="National Center for Education Statistics and U.S. Bureau of Labor Statistics",
    license=PUBLIC_DOMAIN,
    attribution="National Center for Education Statistics and U.S. Bureau of Labor Statistics, CIP-SOC crosswalk",
    page_url="https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
    tables=("cip_soc",),
    vintage="CIP 2020 to SOC 2018",
    layouts=("workbook with the sheet 'CIP-SOC' (CIP2020Code, CIP2020Title, SOC2018Code, SOC2018Title)",),
    downloads=(
        Download(
            "https://nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx", "CIP2020_SOC2018_Crosswalk.xlsx"
        ),
    ),
)

_COLUMNS = ("CIP2020Code", "SOC2018Code")


def recognizes(header: str, name: str) -> bool:
    """Tell the crosswalk by its columns."""
    return "cip2020code" in header and "soc2018code" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return cip_soc."""
    return stage_all(SOURCE, {"cip_soc": [(opened.name, _pairs(opened)) for opened in open_files(SOURCE, paths)]})


def _pairs(opened: Opened) -> pa.Table:
    rows = sheet_rows(opened, _COLUMNS, "the CIP-SOC crosswalk", "CIP-SOC")
    code(rows, "CIP2020Code", CIP6, "a CIP code like 48.0510")
    code(rows, "SOC2018Code", SOC, "an occupation code like 51-4041")
    matched = pc.and_(
        pc.not_equal(text(rows, "CIP2020Code"), "99.9999"), pc.not_equal(text(rows, "SOC2018Code"), "99-9999")
    )
    rows = rows.filter(matched)
    return frame("cip_soc", {"cip": text(rows, "CIP2020Code"), "soc": text(rows, "SOC2018Code")})
