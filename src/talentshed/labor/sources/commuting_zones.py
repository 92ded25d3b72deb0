"""Which commuting zones have others published, to compare ours with?

1990 and 2000: Economic Research Service, U.S. Department of Agriculture (cz00_eqv_v1.xls), public domain. 2020:
Christopher Fowler, doi 10.17605/OSF.IO/J256U; cite him wherever these zones are shown.

Traps: each year has the counties of its time (Dade is 12025 in 1990; Denali and Skagway are newer); 2020 has
Connecticut's nine planning regions in place of its counties, and Puerto Rico. The workbook has one county without a
zone of 1990 for each that is newer than that. Numbers of zones mean nothing across years. Crosswalks in circulation
that leave out Alaska, Hawaii and Virginia's cities give 26 counties another zone than the agency's own workbook: they
aren't read.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, stage_all
from talentshed.labor.sources.old_workbook import START, old_sheet_rows
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import text_rows
from talentshed.labor.sources.source import PUBLIC_DOMAIN, Source

SOURCE = Source(
    name="commuting_zones",
    title="Commuting zones of 1990, 2000 and 2020",
    agency="Economic Research Service, U.S. Department of Agriculture (1990, 2000); Christopher Fowler (2020)",
    license=f"{PUBLIC_DOMAIN} (1990, 2000); 2020: published for reuse with citation, doi 10.17605/OSF.IO/J256U",
    attribution="USDA Economic Research Service, commuting zones of 1990 and 2000; "
    "C. Fowler, commuting zones of 2020, doi 10.17605/OSF.IO/J256U",
    page_url="https://www.ers.usda.gov/data-products/commuting-zones-and-labor-market-areas",
    tables=("published_zone",),
    vintage="Commuting zones of 1990, 2000 and 2020",
    layouts=(
        "the agency's workbook of 2000, cz00_eqv_v1.xls, or saved as CSV (FIPS; Commuting Zone ID, 2000 …)",
        "zones of 1990 (fips, czone1990)",
        "zones of 2020 (GEOID, CZ20)",
    ),
)

_WORKBOOK = ("FIPS", "Commuting Zone ID, 2000")
_LAYOUTS = {
    "2000": _WORKBOOK,
    "1990": ("fips", "czone1990"),
    "2020": ("GEOID", "CZ20"),
}
"""Census year to the columns of the county and of its zone."""
_KIND = "a list of commuting zones"


def recognizes(header: str, name: str) -> bool:
    """Tell a list of zones by its columns, the agency's workbook by its name."""
    listed = header.startswith(("fips,commuting zone id, 2000", "fips,czone1990", "geoid,cz20"))
    return listed or name.lower().startswith("cz00_eqv")


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return published_zone: one row a census year and county."""
    files = [(opened.name, _zones(opened)) for opened in open_files(SOURCE, paths)]
    return stage_all(SOURCE, {"published_zone": files})


def _zones(opened: Opened) -> pa.Table:
    old = opened.data.startswith(START)
    rows = old_sheet_rows(opened, _WORKBOOK, _KIND) if old else text_rows(opened)
    fallback = "2020" if "geoid" in rows.names else "2000"
    year = next((year for year, names in _LAYOUTS.items() if names[1].lower() in rows.names), fallback)
    county, zone = _LAYOUTS[year]
    rows.require((county, zone), _KIND)
    return frame(
        "published_zone",
        {
            "zones": year,
            "county_fips": code(rows, county, COUNTY, "a 5-digit county code"),
            "zone_code": code(rows, zone, r"^\d+$", "the number of a zone"),
        },
    )
