"""Where do the people who live here work, and where do the people who work here live?

Published by the Census Bureau from the American Community Survey, five-year periods, as a table of county-to-county
flows of workers with 90 % margins of error. Public domain.

Traps: an estimate with a margin that is often wider than itself; workplaces abroad (state 301 Canada, 303 Mexico, or no
county) are left out; the workplace's state has three digits; footnotes stand beneath the rows; counties are those of
the period's last census (2009-2013: the 2010 codes). Both jobs of a person with two count as one.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, stage_all, text, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, sheet_rows, text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Download, Source

_TABLES = "https://www2.census.gov/programs-surveys/demo/tables/metro-micro"

SOURCE = Source(
    name="commuting",
    title="County-to-county commuting flows",
    agency="U.S. Census Bureau",
    license=PUBLIC_DOMAIN,
    attribution="U.S. Census Bureau, American Community Survey, county-to-county commuting flows",
    page_url="https://www.census.gov/topics/employment/commuting/guidance/flows.html",
    tables=("commuting",),
    vintage="American Community Survey {years}",
    layouts=(
        "official Table 1 workbook (residence and workplace: State FIPS Code, County FIPS Code …; Workers in Commuting "
        "Flow; Margin of Error)",
        "compact flows (h_state_fips, h_county_fips, w_state_fips, w_county_fips, flow, moe)",
    ),
    downloads=(
        Download(
            _TABLES + "/{year}/commuting-flows-{year}/table1.xlsx", "commuting_flows_{year}.xlsx", {"year": ("2020",)}
        ),
    ),
    old_after_months=84,
)

_COMPACT = ("h_state_fips", "h_county_fips", "w_state_fips", "w_county_fips", "flow", "moe")
_OFFICIAL = ("State FIPS Code", "County FIPS Code", "Workers in Commuting Flow", "Margin of Error")
_BLANK = ("", "NA")


def recognizes(header: str, name: str) -> bool:
    """Tell commuting flows by their columns."""
    return header.startswith("h_state_fips,h_county_fips") or "workers in commuting flow" in header


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return commuting."""
    return stage_all(SOURCE, {"commuting": [(opened.name, _flows(opened)) for opened in open_files(SOURCE, paths)]})


def _flows(opened: Opened) -> pa.Table:
    if opened.is_xlsx:
        rows = sheet_rows(opened, _OFFICIAL, "a table of commuting flows")
        names = ("state fips code", "county fips code", "state fips code_2", "county fips code_2", *_OFFICIAL[2:])
    else:
        rows, names = text_rows(opened), _COMPACT
    rows.require(names, "a table of commuting flows")
    period = _period(rows)
    home_state, home_county, work_state, work_county, flow, moe = names
    # Footnotes have no home county; workplaces abroad have no county or a state above 099.
    rows = rows.filter(pc.invert(pc.is_in(text(rows, home_county), pa.array(_BLANK))))
    abroad = pc.or_(
        pc.is_in(text(rows, work_county), pa.array(_BLANK)),
        pc.match_substring_regex(text(rows, work_state), r"^[1-9]\d\d$"),
    )
    rows = rows.filter(pc.invert(abroad))
    return frame(
        "commuting",
        {
            "period": period,
            "home_fips": _county(rows, home_state, home_county),
            "work_fips": _county(rows, work_state, work_county),
            "commuters": whole(rows, flow),
            "moe": whole(rows, moe),
        },
    )


def _county(rows: Rows, state: str, county: str) -> Any:
    whole_code = pc.binary_join_element_wise(pc.utf8_slice_codeunits(text(rows, state), -2), text(rows, county), "")
    return code(rows, county, COUNTY, "a county: state and county code must give five digits", whole_code)


def _period(rows: Rows) -> str:
    """Return the survey's period as the footnotes or the file's name state it."""
    notes = " ".join(str(cell) for cell in rows.table.slice(max(rows.table.num_rows - 12, 0)).column(0).to_pylist())
    for where in (notes, rows.opened.name, rows.opened.data[:2000].decode("latin-1")):
        if found := re.search(r"(20\d\d)\s*[-\u2013_]\s*(20\d\d)", where):
            return f"{found.group(1)}-{found.group(2)}"
    if found := re.search(r"(20\d\d)", rows.opened.name):
        return f"{int(found.group(1)) - 4}-{found.group(1)}"
    raise rows.opened.wrong("the survey's years stand nowhere; put them in the file's name (flows_2009_2013.csv)")
