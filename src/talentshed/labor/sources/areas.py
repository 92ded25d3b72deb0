"""Which metro area, economic development region and workforce area does a county belong to?

Metro and micro areas: the delineation of the Office of Management and Budget, published by the Census Bureau
(list1_2023.xlsx, July 2023), public domain. Illinois' Economic Development Regions and Local Workforce Innovation
Areas: no agency publishes one list; the file is compiled from public pages, states the source of each county, and is
meant to be corrected.

Traps: the metro list's header stands on row 3; it has Connecticut's planning regions, not its counties. What is
compiled carries certainty "compiled": show it as "check with the state".
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, stage_all, text
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

_CENSUS = "https://www2.census.gov/programs-surveys/metro-micro/geographies/reference-files"

SOURCE = Source(
    name="areas",
    title="Metro and micro areas, Illinois regions and workforce areas",
    agency="Office of Management and Budget, U.S. Census Bureau; Illinois areas compiled from public pages",
    license=f"{PUBLIC_DOMAIN}; Illinois areas: facts compiled from public pages",
    attribution="U.S. Census Bureau, delineation files of July 2023; Illinois areas as cited, check with the state",
    page_url="https://www.census.gov/geographies/reference-files/time-series/demo/metro-micro/delineation-files.html",
    tables=("county_area",),
    vintage="Metro areas of July 2023; Illinois areas as compiled",
    layouts=(
        "workbook list1_2023.xlsx (CBSA Code, CBSA Title, Metropolitan/Micropolitan Statistical Area, FIPS codes …)",
        "Illinois regions (fips, county, edr_no, edr_name, edr_source, lwia, lwia_source)",
    ),
    downloads=(Download(_CENSUS + "/2023/delineation-files/list1_2023.xlsx", "list1_2023.xlsx"),),
)

_KIND = "Metropolitan/Micropolitan Statistical Area"
_METRO = ("CBSA Code", "CBSA Title", _KIND, "FIPS State Code", "FIPS County Code", "Central/Outlying County")
_ILLINOIS = ("fips", "county", "edr_no", "edr_name", "edr_source", "lwia", "lwia_source")


def recognizes(header: str, name: str) -> bool:
    """Tell the metro delineation and the Illinois regions by their columns."""
    return "cbsa code,metropolitan division code" in header or header.startswith("fips,county,edr_no,edr_name")


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return county_area: one row for each county and area it belongs to."""
    files = [(opened.name, _areas(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"county_area": files})


def _areas(opened: Opened) -> pa.Table:
    if opened.is_xlsx:
        return _metros(sheet_rows(opened, _METRO, "the metro delineation of the Census Bureau"))
    rows = text_rows(opened).require(_ILLINOIS, "the list of Illinois regions")
    return pa.concat_tables([_illinois(rows, "edr"), _illinois(rows, "lwia")])


def _metros(rows: Rows) -> pa.Table:
    state = code(rows, "FIPS State Code", r"^\d\d$", "a 2-digit state code")
    county = code(rows, "FIPS County Code", r"^\d{3}$", "a 3-digit county code")
    kind = code(rows, _KIND, r"^(Metro|Micro)politan Statistical Area$", "a kind of statistical area")
    return frame(
        "county_area",
        {
            "county_fips": pc.binary_join_element_wise(state, county, ""),
            "kind": pc.if_else(pc.starts_with(kind, "Metro"), "metro", "micro"),
            "area_code": code(rows, "CBSA Code", r"^\d{5}$", "a 5-digit area code"),
            "area_name": text(rows, "CBSA Title"),
            "central": pc.equal(text(rows, "Central/Outlying County"), "Central"),
            "certainty": "published",
            "citation": f"Office of Management and Budget delineation, {_edition(rows)}",
        },
    )


def _edition(rows: Rows) -> str:
    found = re.search(r"list1_(20\d\d)", rows.opened.name)
    return found.group(1) if found else "edition not stated in the file's name"


def _illinois(rows: Rows, kind: str) -> pa.Table:
    number = "edr_no" if kind == "edr" else "lwia"
    numbers = code(rows, number, r"^\d{1,2}$", "the number of an area")
    names = text(rows, "edr_name") if kind == "edr" else _prefixed("Local Workforce Innovation Area ", numbers)
    return frame(
        "county_area",
        {
            "county_fips": code(rows, "fips", COUNTY, "a 5-digit county code"),
            "kind": kind,
            "area_code": _prefixed("IL-", numbers),
            "area_name": names,
            "central": [None] * rows.table.num_rows,
            "certainty": "compiled",
            "citation": text(rows, f"{kind}_source"),
        },
    )


def _prefixed(prefix: str, cells: Any) -> Any:
    return pc.binary_join_element_wise(prefix, cells, "")
