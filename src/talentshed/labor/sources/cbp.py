"""How many establishments, jobs and payroll dollars does each industry have in each county and state?

Published by the Census Bureau as County Business Patterns, each spring for the year before last, through its API
(api.census.gov, a key is needed beyond 500 calls a day) and as flat files (www2.census.gov, cbpYYco and cbpYYst).
Jobs are employees of the pay period that includes 12 March; payroll is annual, in $1,000. Public domain.

Traps: no government, farm, rail or self-employed. Jobs of 0 beside establishments mean withheld, never zero, unless
a flat file's flag says that the 0 is published; payroll of such a cell is kept where it is above 0. Cells of fewer
than three establishments aren't published at all. County 999 ("statewide") belongs to no county and is left out: it
is part of the state's figures only. The years 2017 to 2022 are NAICS 2017; others are refused, since vintages don't
mix.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources import cbp_flat
from talentshed.labor.sources.columns import (
    COUNTY,
    NAICS,
    code,
    frame,
    sector_range,
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

_STATES = ("17", "18", "19", "21", "29", "55")
_FIFTY = tuple(f"{n:02}" for n in range(1, 57) if n not in (3, 7, 11, 14, 43, 52))
_API = "https://api.census.gov/data/{year}/cbp?get=GEO_ID,NAME,YEAR,NAICS2017,NAICS2017_LABEL,ESTAB,EMP,PAYANN"

SOURCE = Source(
    name="cbp",
    title="County Business Patterns",
    agency="U.S. Census Bureau",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Census Bureau, County Business Patterns",
    page_url="https://www.census.gov/programs-surveys/cbp/data.html",
    tables=("cbp_county", "cbp_state", "cbp_size_class"),
    vintage="County Business Patterns {years}",
    layouts=(
        "Census API rows, as CSV or as JSON (GEO_ID, NAME, NAICS2017, ESTAB, EMP, PAYANN, state, county)",
        "flat county file cbpYYco.txt or .zip, with establishments by size class",
        "flat state file cbpYYst.txt or .zip",
        "compact county extract (year, st, fips, naics, level, estab, emp, payann_k, emp_withheld)",
        "compact state extract (year, st_fips, state_name, naics, label, estab, emp, payann_k)",
    ),
    downloads=(
        Download(
            _API + "&for=county:*&in=state:{state}",
            "cbp_county_{year}_{state}.json",
            {"year": ("2017", "2018", "2019", "2020", "2021"), "state": _STATES},
        ),
        Download(
            _API + "&for=state:{state}",
            "cbp_state_{year}_{state}.json",
            {"year": ("2017", "2019", "2021")} | {"state": _FIFTY},
        ),
    ),
    old_after_months=36,
)

_COUNTY_EXTRACT = ("year", "st", "fips", "naics", "level", "estab", "emp", "payann_k")
_STATE_EXTRACT = ("year", "st_fips", "state_name", "naics", "label", "estab", "emp", "payann_k")
_API_COLUMNS = ("NAICS2017", "ESTAB", "EMP", "PAYANN", "state")
_HIDDEN = ("", "N", "D", "S", "null")
FIRST_YEAR, LAST_YEAR = 2017, 2022


def recognizes(header: str, name: str) -> bool:
    """Tell a County Business Patterns file by its columns."""
    return (
        ("naics2017," in header and "payann" in header)
        or ("fipstate" in header and "emp_nf" in header)
        or ("estab,emp,payann_k" in header)
    )


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return cbp_county, cbp_state and cbp_size_class, as far as the files hold them."""
    found: dict[str, list[tuple[str, pa.Table]]] = {name: [] for name in SOURCE.tables}
    for opened in open_files(SOURCE, paths):
        for name, rows in _tables(opened):
            found[name].append((opened.name, rows))
    return stage_all(SOURCE, found)


def _tables(opened: Opened) -> list[tuple[str, pa.Table]]:
    rows = text_rows(opened)
    if "fipstate" in rows.names:
        return cbp_flat.tables(rows, _year_in_name(rows))
    if {"fips", "st_fips"} & set(rows.names):
        return [_extract(rows)]
    if "naics2017" not in rows.names and any(name.startswith("naics20") for name in rows.names):
        raise opened.wrong("this file isn't in NAICS 2017, and vintages are never mixed; take a year from 2017 to 2022")
    return [_api(rows.require(_API_COLUMNS, "a County Business Patterns file"))]


def _api(rows: Rows) -> tuple[str, pa.Table]:
    for total, dimension in (("001", "lfo"), ("001", "empszes")):
        if dimension in rows.names:
            rows = rows.filter(pc.equal(text(rows, dimension), total))
    by_county = "county" in rows.names
    if by_county:
        rows = rows.filter(pc.not_equal(text(rows, "county"), "999"))
    year = _year(rows, whole(rows, "YEAR")) if "year" in rows.names else _year_in_name(rows)
    state = code(rows, "state", r"^\d\d$", "a 2-digit state code")
    if not by_county:
        return "cbp_state", _cells(rows, "cbp_state", year, {"state_fips": state}, "NAICS2017", "PAYANN")
    county = code(rows, "county", r"^\d{3}$", "a 3-digit county code")
    place = {"county_fips": pc.binary_join_element_wise(state, county, "")}
    return "cbp_county", _cells(rows, "cbp_county", year, place, "NAICS2017", "PAYANN")


def _extract(rows: Rows) -> tuple[str, pa.Table]:
    if "st_fips" in rows.names:
        rows.require(_STATE_EXTRACT, "a state extract of County Business Patterns")
        place = {"state_fips": code(rows, "st_fips", r"^\d\d$", "a 2-digit state code")}
        return "cbp_state", _cells(rows, "cbp_state", _year(rows, whole(rows, "year")), place, "naics", "payann_k")
    rows.require(_COUNTY_EXTRACT, "a county extract of County Business Patterns")
    rows = rows.filter(pc.invert(pc.ends_with(text(rows, "fips"), "999")))
    place = {"county_fips": code(rows, "fips", COUNTY, "a 5-digit county code")}
    return "cbp_county", _cells(rows, "cbp_county", _year(rows, whole(rows, "year")), place, "naics", "payann_k")


def _cells(rows: Rows, table: str, year: Any, place: dict[str, Any], naics: str, payroll: str) -> pa.Table:
    establishments = whole(rows, "estab")
    jobs = pc.fill_null(whole(rows, "emp", _HIDDEN), 0)
    dollars = pc.multiply(pc.fill_null(whole(rows, payroll, _HIDDEN), 0), 1000)
    withheld = pc.and_(pc.equal(jobs, 0), pc.greater(establishments, 0))
    return frame(
        table,
        {
            "year": year,
            **place,
            "naics": code(rows, naics, NAICS, "a NAICS code", sector_range(text(rows, naics))),
            "establishments": establishments,
            "jobs": where(pc.invert(withheld), jobs),
            "payroll_usd": where(pc.or_(pc.invert(withheld), pc.greater(dollars, 0)), dollars),
            "status": status(withheld),
        },
    )


def _year(rows: Rows, years: Any) -> Any:
    right = pc.and_(pc.greater_equal(years, FIRST_YEAR), pc.less_equal(years, LAST_YEAR))
    if not pc.all(right, min_count=0).as_py():
        row = pc.index(pc.fill_null(right, False), False).as_py()
        raise rows.wrong(row, "year", f"{years[row].as_py()} isn't in NAICS 2017 (years {FIRST_YEAR} to {LAST_YEAR})")
    return years


def _year_in_name(rows: Rows) -> int:
    name = rows.opened.name
    found = re.search(r"cbp(\d\d)(?:co|st)\b", name, re.IGNORECASE) or re.search(r"20(\d\d)", name)
    if found is None:
        raise rows.opened.wrong("the year stands neither in the file nor in its name; name it like cbp21co.txt")
    year = 2000 + int(found.group(1))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise rows.opened.wrong(f"{year} isn't in NAICS 2017; take a year from {FIRST_YEAR} to {LAST_YEAR}")
    return year
