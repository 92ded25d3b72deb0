"""What do employers' unemployment-insurance reports say of jobs and wages in an area and industry?

Published by the Bureau of Labor Statistics as the Quarterly Census of Employment and Wages: annual averages by area,
about six months after the year, at data.bls.gov/cew (one CSV an area and year, 38 columns). Public domain.

Traps: disclosure_code N means withheld, and its zeros aren't zeros; own_code 5 is private; industry 10 is the total
and 101, 1011, 102 … are supersectors, not NAICS codes, though they look like them; codes are NAICS 2017 until 2021 and
NAICS 2022 from 2022; Connecticut changes from counties to planning regions in 2024. Size classes other than 0 are left
out. The location quotients of BLS compare an ownership with the same ownership of the nation.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import (
    NAICS,
    code,
    frame,
    number,
    sector_range,
    shown,
    stage_all,
    status,
    text,
    where,
    whole,
)
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="qcew",
    title="Quarterly Census of Employment and Wages, annual averages",
    agency="U.S. Bureau of Labor Statistics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Bureau of Labor Statistics, Quarterly Census of Employment and Wages",
    page_url="https://www.bls.gov/cew/downloadable-data-files.htm",
    tables=("qcew_annual",),
    vintage="QCEW annual averages {years}",
    layouts=("annual averages by area, the official 38 columns (CSV, also gzipped or zipped)",),
    downloads=(
        Download(
            "https://data.bls.gov/cew/data/api/{year}/a/area/{area}.csv",
            "{year}_{area}.csv",
            {
                "year": ("2019", "2020"),
                "area": ("17000", "18000", "19000", "21000", "29000", "55000"),
            },
        ),
    ),
    old_after_months=24,
)

_COLUMNS = (
    "area_fips",
    "own_code",
    "industry_code",
    "agglvl_code",
    "size_code",
    "year",
    "qtr",
    "disclosure_code",
    "annual_avg_emplvl",
    "total_annual_wages",
    "annual_avg_wkly_wage",
    "avg_annual_pay",
    "lq_disclosure_code",
    "lq_annual_avg_emplvl",
)


def recognizes(header: str, name: str) -> bool:
    """Tell a QCEW annual file by its columns."""
    return "area_fips" in header and "agglvl_code" in header and "disclosure_code" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return qcew_annual."""
    files = [(opened.name, _cells(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"qcew_annual": files})


def _cells(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(_COLUMNS, "a QCEW annual file")
    # The zipped files by area spell this one column differently.
    establishments = "annual_avg_estabs" if "annual_avg_estabs" in rows.names else "annual_avg_estabs_count"
    rows.require([establishments], "a QCEW annual file")
    rows = rows.filter(pc.equal(text(rows, "size_code"), "0"))
    _check_quarter(rows)
    published = pc.not_equal(text(rows, "disclosure_code"), "N")
    lq_published = pc.and_(published, pc.not_equal(text(rows, "lq_disclosure_code"), "N"))
    return frame(
        "qcew_annual",
        {
            "year": whole(rows, "year"),
            "area_fips": code(rows, "area_fips", r"^[0-9A-Z]{5}$", "a 5-character area code"),
            "ownership_code": code(rows, "own_code", r"^\d$", "an ownership code"),
            "naics": _naics(rows),
            "aggregation_code": code(rows, "agglvl_code", r"^\d\d$", "an aggregation level of two digits"),
            "establishments": whole(rows, establishments),
            "jobs": where(published, whole(rows, "annual_avg_emplvl")),
            "wages_usd": where(published, whole(rows, "total_annual_wages")),
            "weekly_wage_usd": where(published, whole(rows, "annual_avg_wkly_wage")),
            "annual_pay_usd": where(published, whole(rows, "avg_annual_pay")),
            "lq_jobs": where(lq_published, number(rows, "lq_annual_avg_emplvl")),
            "status": status(pc.invert(published)),
        },
    )


def _naics(rows: Rows) -> Any:
    return code(rows, "industry_code", NAICS, "an industry code", sector_range(text(rows, "industry_code")))


def _check_quarter(rows: Rows) -> None:
    annual = pc.equal(text(rows, "qtr"), "A")
    if not pc.all(annual, min_count=0).as_py():
        row = pc.index(annual, False).as_py()
        quarter = shown(text(rows, "qtr")[row].as_py())
        raise rows.wrong(row, "qtr", f"this is quarter {quarter}; the file of annual averages (qtr A) is needed")
