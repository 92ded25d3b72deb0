"""Which college or school district serves a county?

No agency publishes one list for all states: ask the state's college board or department of education, fill in the
template, and say where each line is stated. Facts only; the license is that of the list you took them from.

Traps: district lines seldom follow county lines. A county that several districts share has a line for each; a district
of several counties has a line for each county. What is filled in by hand is "compiled": pages show it as "check with
the state" unless the line says "published".
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, shown, stage_all
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import Source
from talentshed.labor.sources.states import STATES

_COLUMNS = ("county_fips", "kind", "district", "name", "certainty", "citation")

SOURCE = Source(
    name="districts",
    title="College and school districts",
    agency="Compiled by who loaded them",
    license="Facts compiled from the pages that each line cites",
    attribution="College and school districts as cited, check with the state",
    page_url="https://nces.ed.gov/programs/edge/",
    tables=("county_area",),
    vintage="Districts as loaded",
    layouts=("one line a county and district (county_fips, kind, district, name, certainty, citation)",),
    template="county_fips,kind,district,name,certainty,citation\n"
    "17143,college_district,514,Illinois Central College,compiled,the college's page on its district\n"
    "17179,college_district,514,Illinois Central College,compiled,the college's page on its district\n"
    "17143,school_district,150,Peoria Public Schools,compiled,the district's page\n",
)

_KIND = "a list of districts"
_KINDS = ("college_district", "school_district", "lwia", "edr")
"""Workforce areas (lwia) and development regions (edr) of any state load the same way as districts."""
_CERTAINTIES = ("compiled", "published")


def recognizes(header: str, name: str) -> bool:
    """Tell a list of districts by its columns."""
    return header.startswith("county_fips,kind,district")


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return county_area: one row a county and district."""
    files = [(opened.name, _districts(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"county_area": files})


def _districts(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(_COLUMNS, _KIND)
    county = code(rows, "county_fips", COUNTY, "a 5-digit county code")
    code(rows, "county_fips", f"^({'|'.join(STATES)})", "the code of a county of any state")
    district = code(rows, "district", r"^[A-Za-z0-9][A-Za-z0-9.-]*$", "the number or short code of a district")
    states = [STATES[fips[:2]][0] for fips in county.to_pylist()]
    codes = [_prefixed(state, number) for state, number in zip(states, district.to_pylist(), strict=True)]
    kind = code(rows, "kind", f"^({'|'.join(_KINDS)})$", f"one of {', '.join(_KINDS)}")
    names = code(rows, "name", r"\S", "the name of a district")
    _check_names(rows, zip(kind.to_pylist(), codes, names.to_pylist(), strict=True))
    return frame(
        "county_area",
        {
            "county_fips": county,
            "kind": kind,
            "area_code": codes,
            "area_name": names,
            "central": [None] * rows.table.num_rows,
            "certainty": code(rows, "certainty", f"^({'|'.join(_CERTAINTIES)})$", "compiled or published"),
            "citation": code(rows, "citation", r"\S", "a note on where the line is stated"),
        },
    )


def _prefixed(state: str, district: str) -> str:
    return district if district.startswith(f"{state}-") else f"{state}-{district}"


def _check_names(rows: Rows, found: Any) -> None:
    """Refuse one district under two names: one of them is a slip, and a page could show only one."""
    known: dict[tuple[str, str], str] = {}
    for row, (kind, area, name) in enumerate(found):
        before = known.setdefault((kind, area), name)
        if before != name:
            raise rows.wrong(row, "name", f"'{shown(name)}' is called '{shown(before)}' further up")
