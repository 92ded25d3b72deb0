"""Who announced layoffs or a closure, where, when, and how many jobs are at stake?

Published by the Illinois Department of Commerce and Economic Opportunity under the federal and the Illinois Worker
Adjustment and Retraining Notification Acts, as an export of its layoff-event list. A public record of the State of
Illinois. Street addresses, contacts and tax numbers are never read.

Traps: a signal, not a census of employers; most events are closures; where the revised number is 0 the expected number
stands (nearly all of these records, most of 1990 to 2004, have no later report that could have revised it); industry
codes are sometimes wrong and the first of several is taken; the county is written in several ways (Du Page, DuPage;
Saint Clair, St. Clair) and is blank for places outside Illinois.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import frame, sector_range, shown, stage_all, text, where, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.illinois import COUNTIES
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import Source

SOURCE = Source(
    name="warn",
    title="Layoff notices (WARN), Illinois",
    agency="Illinois Department of Commerce and Economic Opportunity",
    license="Public record of the State of Illinois",
    attribution="Illinois Department of Commerce and Economic Opportunity, layoff (WARN) notices",
    page_url="https://dceo.illinois.gov/workforcedevelopment/warn.html",
    tables=("layoff_notice",),
    vintage="Illinois layoff notices {years}",
    layouts=("export of the state's layoff events (Location Name, Location City, County, NAICS Codes, IEBS Id …)",),
    old_after_months=6,
)

_EVENT, _WORKERS, _REVISED = "IEBS Id", "Expected Layoff", "Revised Layoff"
_REPORTED, _IMPACT = "Initial Date Reported", "Impact Date"
_COLUMNS = (
    "Location Name",
    "Location City",
    "Location State",
    "County",
    "Reason",
    "Causes",
    "NAICS Codes",
    _EVENT,
    _WORKERS,
    _REVISED,
    _REPORTED,
    _IMPACT,
)
_NO_COUNTY = ("", "outofstate", "notapplicable")
_FORMATS = ("%Y-%m-%d", "%m/%d/%Y")


def recognizes(header: str, name: str) -> bool:
    """Tell the layoff list by its columns."""
    return "iebs id" in header and "expected layoff" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return layoff_notice: event facts without street addresses."""
    files = [(opened.name, _notices(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"layoff_notice": files})


def _notices(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(_COLUMNS, "the layoff list of Illinois")
    naics = pc.struct_field(pc.extract_regex(text(rows, "NAICS Codes"), r"^(?P<first>\d{2,6})\b"), "first")
    causes = text(rows, "Causes")
    return frame(
        "layoff_notice",
        {
            "event_id": text(rows, _EVENT),
            "employer": text(rows, "Location Name"),
            "city": text(rows, "Location City"),
            "county_fips": _counties(rows),
            "naics": sector_range(naics),
            "kind": text(rows, "Reason"),
            "reason": where(pc.not_equal(causes, ""), causes),
            "workers": _workers(rows),
            "reported_date": _dates(rows, _REPORTED),
            "impact_date": _dates(rows, _IMPACT),
        },
    )


def _workers(rows: Rows) -> Any:
    expected, revised = whole(rows, _WORKERS), whole(rows, _REVISED)
    return pc.if_else(pc.greater(pc.fill_null(revised, 0), 0), revised, expected)


def _counties(rows: Rows) -> list[str | None]:
    names, states = text(rows, "County").to_pylist(), text(rows, "Location State").to_pylist()
    return [_county(rows, row, name, state) for row, (name, state) in enumerate(zip(names, states, strict=True))]


def _county(rows: Rows, row: int, name: str, state: str) -> str | None:
    plain = county_spelling(name)
    if state.upper() != "IL" or plain in _NO_COUNTY:
        return None
    if plain not in COUNTIES:
        raise rows.wrong(row, "County", f"'{shown(name)}' is no county of Illinois")
    return COUNTIES[plain]


def county_spelling(name: str) -> str:
    """Return a county's name as the list of counties is keyed: lower case, letters only, 'saint' for 'st'."""
    plain = re.sub(r"\s+county$", "", name.strip().lower())
    return re.sub(r"[^a-z]", "", re.sub(r"^st\.? ", "saint ", plain))


def _dates(rows: Rows, column: str) -> list[date | None]:
    return [_date(rows, row, column, cell) for row, cell in enumerate(text(rows, column).to_pylist())]


def _date(rows: Rows, row: int, column: str, cell: str) -> date | None:
    day = cell.split(" ")[0].split("T")[0]
    if not day:
        return None
    for layout in _FORMATS:
        try:
            return datetime.strptime(day, layout).date()
        except ValueError:
            continue
    raise rows.wrong(row, column, f"'{shown(cell)}' is not a date like 2025-06-02 or 6/2/2025")
