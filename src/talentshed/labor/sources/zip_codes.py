"""Which county does a ZIP code lie in?

Published by GeoNames (https://www.geonames.org), CC BY 4.0: its attribution must stand wherever ZIP codes are shown. A
list compiled for one state adds the further counties that a ZIP code reaches into, from the Census Bureau's file of
relationships of 2010 and the crosswalk of the Department of Housing and Urban Development, both public domain.

Traps: a ZIP code is a postman's route, not an area; many cross county lines, and post-office boxes have no area at all.
GeoNames' file has no header, gives one county a ZIP code, and holds military post offices without a county.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import COUNTY, code, frame, number, stage_all, text
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import Rows, text_rows
from talentshed.labor.sources.source import Download, Source
from talentshed.labor.sources.states import STATES

SOURCE = Source(
    name="zip_codes",
    title="ZIP codes and their counties",
    agency="GeoNames; U.S. Census Bureau; U.S. Department of Housing and Urban Development",
    license="CC BY 4.0 (GeoNames); counties beside the main one: public domain (works of the U.S. government)",
    attribution="Postal codes by GeoNames (https://www.geonames.org), used under the CC BY 4.0 license, rearranged; "
    "further counties: U.S. Census Bureau and U.S. Department of Housing and Urban Development",
    page_url="https://download.geonames.org/export/zip/",
    tables=("zip_county",),
    vintage="ZIP codes as GeoNames lists them",
    layouts=(
        "GeoNames' US.txt, alone or in US.zip (tab-separated, no header: country, code, place, state, county …)",
        "compiled list of a state (zip, place, county_fips, all_county_fips, lat, lng)",
    ),
    downloads=(Download("https://download.geonames.org/export/zip/US.zip", "US.zip"),),
)

_COMPILED = ("zip", "place", "county_fips", "all_county_fips", "lat", "lng")
_GEONAMES = (
    "country", "zip", "place", "state_name", "state", "county", "county_code", "community", "community_code",
    "lat", "lng", "accuracy",
)  # fmt: skip
_ZIP = r"^\d{5}$"
_KIND = "a list of ZIP codes"
_FIPS = {postal: fips for fips, (postal, _name) in STATES.items()}


def recognizes(header: str, name: str) -> bool:
    """Tell ZIP codes by the columns of a compiled list, or by the first line of GeoNames' file."""
    return header.startswith("zip,place,county_fips") or (header.startswith("us\t") and header.count("\t") == 11)


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return zip_county: one row a ZIP code and county that it reaches into."""
    opened = [each for each in open_files(SOURCE, paths) if not each.name.lower().endswith("readme.txt")]
    return stage_all(SOURCE, {"zip_county": [(each.name, _zips(each)) for each in opened]})


def _zips(opened: Opened) -> pa.Table:
    if opened.data.startswith(b"US\t"):
        return _geonames(opened)
    rows = text_rows(opened).require(_COMPILED, _KIND)
    main = code(rows, "county_fips", COUNTY, "a 5-digit county code")
    every = code(rows, "all_county_fips", r"^\d{5}(;\d{5})*$", "a list of county codes like 17031;17043")
    lists = pc.split_pattern(every, ";")
    parent, county = pc.list_parent_indices(lists), pc.list_flatten(lists)
    return frame(
        "zip_county",
        {
            "zip": code(rows, "zip", _ZIP, "a 5-digit ZIP code").take(parent),
            "county_fips": county,
            "place": text(rows, "place").take(parent),
            "main": pc.equal(county, main.take(parent)),
            "longitude": number(rows, "lng").take(parent),
            "latitude": number(rows, "lat").take(parent),
        },
    )


def _geonames(opened: Opened) -> pa.Table:
    header = ("\t".join(_GEONAMES) + "\n").encode()
    rows = text_rows(Opened(opened.name, header + opened.data, opened.source))
    rows = Rows(rows.opened, rows.table, rows.lines - 1, rows.word)
    known = pc.and_(pc.is_in(text(rows, "state"), pa.array(list(_FIPS))), pc.not_equal(text(rows, "county_code"), ""))
    rows = rows.filter(known)
    state = pa.array([_FIPS[postal] for postal in text(rows, "state").to_pylist()], pa.string())
    county = code(rows, "county_code", r"^\d{3}$", "a 3-digit county code")
    # Places that share a ZIP code have a line each; the first is the post office's.
    table = frame(
        "zip_county",
        {
            "zip": code(rows, "zip", _ZIP, "a 5-digit ZIP code"),
            "county_fips": pc.binary_join_element_wise(state, county.combine_chunks(), ""),
            "place": text(rows, "place"),
            "main": [True] * rows.table.num_rows,
            "longitude": number(rows, "lng"),
            "latitude": number(rows, "lat"),
        },
    )
    _first, kept = set[str](), []
    for row, zip_code in enumerate(table["zip"].to_pylist()):
        if zip_code not in _first:
            _first.add(str(zip_code))
            kept.append(row)
    return table.take(pa.array(kept, pa.int64()))
