"""Which counties are there, and what are they called?

Published by the Census Bureau as the list of 2020 county codes (national_county2020.txt). Public domain.

Traps: Connecticut replaced its eight counties by nine planning regions in 2022; County Business Patterns to 2021 and
this list have the counties, the metro delineation of 2023 has the regions. Alaska's Valdez-Cordova was split in 2019.
The list may name a code twice, where a county has two names: one is kept.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import code, frame, stage_all, text
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source
from talentshed.labor.sources.states import STATES

SOURCE = Source(
    name="counties",
    title="Counties and county equivalents",
    agency="U.S. Census Bureau",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Census Bureau, 2020 codes of counties and county equivalents",
    page_url="https://www.census.gov/library/reference/code-lists/ansi.html",
    tables=("county",),
    vintage="County codes of 2020",
    layouts=(
        "national_county2020.txt, bar-separated (STATE, STATEFP, COUNTYFP, COUNTYNS, COUNTYNAME, CLASSFP, FUNCSTAT)",
        "compact list (statefp, countyfp, name)",
    ),
    downloads=(
        Download(
            "https://www2.census.gov/geo/docs/reference/codes2020/national_county2020.txt", "national_county2020.txt"
        ),
    ),
)


# Former and other names that the list gives beside the name in use, with the county's code.
_OTHER_NAMES = [
    "02158 Wade Hampton Census Area",
    "02195 Petersburg Census Area",
    "11001 Washington",
    "36005 the Bronx Borough",
    "36047 Brooklyn Borough",
    "36061 Manhattan Borough",
    "36085 Staten Island Borough",
    "46102 Shannon County",
    "60030 Rose Island District",
]


def recognizes(header: str, name: str) -> bool:
    """Tell a list of counties by its columns."""
    return header.startswith(("statefp,countyfp,name", "state|statefp|countyfp"))


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return county."""
    return stage_all(SOURCE, {"county": [(opened.name, _counties(opened)) for opened in open_files(SOURCE, paths)]})


def _counties(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(("statefp", "countyfp"), "a list of counties")
    name = "countyname" if "countyname" in rows.names else "name"
    rows.require([name], "a list of counties")
    known = f"^({'|'.join(STATES)})$"
    other = pc.binary_join_element_wise(text(rows, "statefp"), text(rows, "countyfp"), "")
    other = pc.binary_join_element_wise(other, text(rows, name), " ")
    rows = rows.filter(pc.invert(pc.is_in(other, pa.array(_OTHER_NAMES))))
    state = code(rows, "statefp", known, "the code of a state")
    county = code(rows, "countyfp", r"^\d{3}$", "a 3-digit county code")
    states = [STATES[cell] for cell in state.to_pylist()]
    return frame(
        "county",
        {
            "county_fips": pc.binary_join_element_wise(state, county, ""),
            "name": text(rows, name),
            "state_fips": state,
            "state": [postal for postal, _ in states],
            "state_name": [full for _, full in states],
        },
    )
