"""How old are the workers of an industry here, and how many may retire soon?

Published by the Census Bureau (Longitudinal Employer-Household Dynamics) as the Quarterly Workforce Indicators, each
quarter, about nine months later: files by sex and age (qwi_SS_sa_f_gc_n4_op_u.csv.gz). Public domain.

Traps: the agency adds noise to every cell; status flag 1 is a figure good enough to publish, 5 withheld, 9 so distorted
that it is an estimate, -1 and -2 not available. Jobs are those of the beginning of the quarter. Only counties, all
sexes, all firm ages and sizes are read, and of several ownerships the private one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, NAICS, code, frame, sector_range, stage_all, text, where, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="qwi",
    title="Quarterly Workforce Indicators",
    agency="U.S. Census Bureau, Longitudinal Employer-Household Dynamics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Census Bureau, LEHD, Quarterly Workforce Indicators",
    page_url="https://lehd.ces.census.gov/data/",
    tables=("worker_age",),
    vintage="Quarterly Workforce Indicators {years}",
    layouts=("LEHD CSV by sex and age (periodicity, seasonadj, geo_level, geography, industry, agegrp …, Emp, sEmp)",),
    downloads=(
        Download(
            "https://lehd.ces.census.gov/data/qwi/latest_release/{state}/qwi_{state}_sa_f_gc_{level}_op_u.csv.gz",
            "qwi_{state}_sa_f_gc_{level}_op_u.csv.gz",
            {"state": ("il", "in", "ia", "ky", "mo", "wi"), "level": ("n4",)},
        ),
    ),
    old_after_months=24,
)

_ALL = {"geo_level": "C", "sex": "0", "race": "A0", "ethnicity": "A0", "education": "E0", "firmage": "0"} | {
    "firmsize": "0"
}
_COLUMNS = (*_ALL, "geography", "industry", "ownercode", "agegrp", "year", "quarter", "Emp", "sEmp")
_PRIVATE = "A05"
_SHOWN, _DISTORTED, _WITHHELD = "1", "9", "5"


def recognizes(header: str, name: str) -> bool:
    """Tell Quarterly Workforce Indicators by their columns."""
    return "agegrp" in header and "ownercode" in header and "semp" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return worker_age."""
    return stage_all(SOURCE, {"worker_age": [(opened.name, _ages(opened)) for opened in open_files(SOURCE, paths)]})


def _ages(opened: Opened) -> pa.Table:
    rows = _wanted(text_rows(opened).require(_COLUMNS, "a file of Quarterly Workforce Indicators by age"))
    flag = code(rows, "sEmp", r"^(-?[0-9]|1[0-2])$", "a status flag of LEHD")
    shown = pc.is_in(flag, pa.array([_SHOWN, _DISTORTED]))
    words = pc.if_else(pc.equal(flag, _WITHHELD), "withheld_by_source", "not_available")
    words = pc.if_else(pc.equal(flag, _DISTORTED), "estimated", pc.if_else(pc.equal(flag, _SHOWN), "reported", words))
    jobs = whole(rows, "Emp")
    complete = pc.and_(shown, pc.is_valid(jobs))
    return frame(
        "worker_age",
        {
            "year": whole(rows, "year"),
            "quarter": whole(_checked_quarter(rows), "quarter"),
            "county_fips": code(rows, "geography", COUNTY, "a 5-digit county code"),
            "naics": _naics(rows),
            "age_group": code(rows, "agegrp", r"^A0[0-8]$", "an age group of LEHD, A00 to A08"),
            "jobs": where(complete, jobs),
            "status": pc.if_else(pc.and_(shown, pc.is_null(jobs)), "not_available", words),
        },
    )


def _wanted(rows: Rows) -> Rows:
    for column, total in _ALL.items():
        rows = rows.filter(pc.equal(text(rows, column), total))
    owners = pc.unique(text(rows, "ownercode")).to_pylist()
    if len(owners) > 1 and _PRIVATE in owners:
        rows = rows.filter(pc.equal(text(rows, "ownercode"), _PRIVATE))
    if not rows.table.num_rows:
        raise rows.opened.wrong("it has no county rows for all sexes and all firms; the file by sex and age is needed")
    return rows


def _checked_quarter(rows: Rows) -> Rows:
    code(rows, "quarter", r"^[1-4]$", "a quarter from 1 to 4")
    return rows


def _naics(rows: Rows) -> Any:
    return code(rows, "industry", NAICS, "an industry code", sector_range(text(rows, "industry")))
