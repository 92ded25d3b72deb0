"""Who completes which program, at which college or school, and where is it?

Published by the National Center for Education Statistics in the Integrated Postsecondary Education Data System: awards
of each year (files C20YY_A) and the directory of institutions (HD20YY), each autumn, provisional at first and revised a
year later. Public domain.

Traps: CIP 99 rows are totals; codes of two or four digits are sums; the second major of a double major (MAJORNUM 2) is
the same person again: the first alone is kept. A zero is a program that reported no award. Counts are awards, not
people. AWLEVEL: 20 under 12 weeks, 21 twelve weeks to a year, 2 one to two years, 3 associate, 5 bachelor, 7 master.
The year is that in which the collection ended, and stands only in the name of an official file.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import CIP6, code, frame, number, stage_all, text, where, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

SOURCE = Source(
    name="ipeds",
    title="IPEDS completions and institutions",
    agency="National Center for Education Statistics",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Department of Education, National Center for Education Statistics, IPEDS",
    page_url="https://nces.ed.gov/ipeds/datacenter/DataFiles.aspx",
    tables=("completion", "institution"),
    vintage="IPEDS {years}",
    layouts=(
        "completions C20YY_A as CSV, zip or Parquet (UNITID, CIPCODE, MAJORNUM, AWLEVEL, CTOTALT)",
        "directory HD20YY as CSV or zip (UNITID, INSTNM, CITY, SECTOR, COUNTYCD, LONGITUD, LATITUDE)",
        "compact completions of first majors (year, UNITID, CIPCODE, AWLEVEL, CTOTALT)",
        "compact directory (year, UNITID, INSTNM, CITY, SECTOR, COUNTYCD, LONGITUD, LATITUDE)",
    ),
    downloads=(
        Download("https://nces.ed.gov/ipeds/datacenter/data/C{year}_A.zip", "C{year}_A.zip", {"year": ("2024",)}),
        Download("https://nces.ed.gov/ipeds/datacenter/data/HD{year}.zip", "HD{year}.zip", {"year": ("2024",)}),
    ),
    old_after_months=24,
)

_COMPLETIONS = ("UNITID", "CIPCODE", "AWLEVEL", "CTOTALT")
_DIRECTORY = ("UNITID", "INSTNM", "CITY", "SECTOR", "COUNTYCD", "LONGITUD", "LATITUDE")
_NO_VALUE = ("", "-1", "-2", ".")


def recognizes(header: str, name: str) -> bool:
    """Tell IPEDS completions and directories by their columns."""
    return "unitid" in header and ("ctotalt" in header or "instnm" in header)


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return completion and institution, as far as the files hold them."""
    completions: list[tuple[str, pa.Table]] = []
    directories: list[tuple[str, pa.Table]] = []
    for opened in _newest_revision(open_files(SOURCE, paths)):
        rows = text_rows(opened)
        if "instnm" in rows.names:
            directories.append((opened.name, _institutions(rows)))
        else:
            completions.append((opened.name, _completions(rows)))
    return stage_all(SOURCE, {"completion": completions, "institution": _latest(directories)})


def _newest_revision(files: Sequence[Opened]) -> list[Opened]:
    # The zip of an older year holds the provisional file and the revised one (c2022_a_rv.csv) side by side.
    revised = {file.name.lower().replace("_rv.", ".") for file in files if "_rv." in file.name.lower()}
    return [file for file in files if file.name.lower() not in revised]


def _year(rows: Rows) -> Any:
    if "year" in rows.names:
        return whole(rows, "year")
    found = re.search(r"(?:c|hd)(20\d\d)", rows.opened.name, re.IGNORECASE)
    if found is None:
        raise rows.opened.wrong("the year stands neither in the file nor in its name; name it like C2024_A.csv")
    return int(found.group(1))


def _completions(rows: Rows) -> pa.Table:
    rows.require(_COMPLETIONS, "an IPEDS file of completions or institutions")
    if "majornum" in rows.names:
        rows = rows.filter(pc.equal(text(rows, "MAJORNUM"), "1"))
    code(rows, "CIPCODE", r"^\d\d(\.\d{2}(\d\d)?)?$", "a CIP code like 48.0510")
    program = pc.match_substring_regex(text(rows, "CIPCODE"), CIP6)
    total = pc.starts_with(text(rows, "CIPCODE"), "99")
    rows = rows.filter(pc.and_(program, pc.invert(total)))
    return frame(
        "completion",
        {
            "year": _year(rows),
            "unitid": code(rows, "UNITID", r"^\d{6}$", "an institution's number of 6 digits"),
            "cip": text(rows, "CIPCODE"),
            "award_level": pc.utf8_ltrim(text(rows, "AWLEVEL"), characters="0"),
            "completions": whole(rows, "CTOTALT"),
        },
    )


def _institutions(rows: Rows) -> pa.Table:
    rows.require(_DIRECTORY, "an IPEDS directory of institutions")
    county = text(rows, "COUNTYCD")
    county = where(pc.invert(pc.is_in(county, pa.array(_NO_VALUE))), pc.utf8_lpad(county, 5, "0"))
    return frame(
        "institution",
        {
            "unitid": code(rows, "UNITID", r"^\d{6}$", "an institution's number of 6 digits"),
            "name": text(rows, "INSTNM"),
            "city": text(rows, "CITY"),
            "county_fips": code(rows, "COUNTYCD", r"^\d{5}$", "a county code", county),
            "sector": text(rows, "SECTOR"),
            "year": _year(rows),
            "longitude": number(rows, "LONGITUD", _NO_VALUE),
            "latitude": number(rows, "LATITUDE", _NO_VALUE),
        },
    )


def _latest(directories: Sequence[tuple[str, pa.Table]]) -> list[tuple[str, pa.Table]]:
    """Keep each institution's latest year; of two files with the same year the first given wins."""
    if not directories:
        return []
    together = pa.concat_tables([rows for _, rows in directories])
    best: dict[str, tuple[int, int]] = {}
    unitids: list[Any] = together["unitid"].to_pylist()
    pairs = zip(unitids, list[Any](together["year"].to_pylist()), strict=True)
    for row, (unitid, year) in enumerate(pairs):
        if unitid not in best or year > best[unitid][0]:
            best[unitid] = (year, row)
    kept = together.take(pa.array(sorted(row for _, row in best.values()), pa.int64()))
    return [(", ".join(dict.fromkeys(name for name, _ in directories)), kept)]
