"""What do the flat files of County Business Patterns say of each county's and state's industries?

Layout of cbpYYco.txt: fipstate, fipscty, naics, emp_nf, emp, qp1_nf, qp1, ap_nf, ap, est, n<5 (n1_4 until 2016),
n5_9 … n1000; cbpYYst.txt has no county, and a column lfo whose "-" means all legal forms. NAICS codes are padded:
"------" all, "31----" sector, "311///" three digits, "3111//" four, "31111/" five. Noise flags: G under 2 % noise,
H 2 to 5 %, J above 5 %, D and S withheld. A size class of "N" isn't published (fewer than three establishments).
"""

from typing import Any

import pyarrow as pa

from talentshed.labor.sources.columns import NAICS, code, frame, sector_range, status, text, where, whole
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.rows import Rows

_COLUMNS = ("fipstate", "naics", "emp_nf", "emp", "ap_nf", "ap", "est")
_SIZES = {
    "1-4": ("n<5", "n1_4"),
    "5-9": ("n5_9",),
    "10-19": ("n10_19",),
    "20-49": ("n20_49",),
    "50-99": ("n50_99",),
    "100-249": ("n100_249",),
    "250-499": ("n250_499",),
    "500-999": ("n500_999",),
    "1000+": ("n1000",),
}
_WITHHELD_FLAGS = pa.array(["D", "S"])


def tables(rows: Rows, year: int) -> list[tuple[str, pa.Table]]:
    """Return (table name, rows) of one flat file: cbp_county and cbp_size_class, or cbp_state."""
    rows.require(_COLUMNS, "a flat file of County Business Patterns")
    if "lfo" in rows.names:
        rows = rows.filter(pc.equal(text(rows, "lfo"), "-"))
    state = code(rows, "fipstate", r"^\d\d$", "a 2-digit state code")
    if "fipscty" not in rows.names:
        return [("cbp_state", _cells(rows, "cbp_state", year, {"state_fips": state}))]
    rows = rows.filter(pc.not_equal(text(rows, "fipscty"), "999"))
    county = code(rows, "fipscty", r"^\d{3}$", "a 3-digit county code")
    place = {"county_fips": pc.binary_join_element_wise(text(rows, "fipstate"), county, "")}
    return [
        ("cbp_county", _cells(rows, "cbp_county", year, place)),
        ("cbp_size_class", _size_classes(rows, year, place["county_fips"])),
    ]


def _cells(rows: Rows, table: str, year: int, place: dict[str, Any]) -> pa.Table:
    shown = pc.invert(pc.is_in(text(rows, "emp_nf"), _WITHHELD_FLAGS))
    pay_shown = pc.invert(pc.is_in(text(rows, "ap_nf"), _WITHHELD_FLAGS))
    return frame(
        table,
        {
            "year": year,
            **place,
            "naics": _naics(rows),
            "establishments": whole(rows, "est"),
            "jobs": where(shown, whole(rows, "emp")),
            "payroll_usd": where(pay_shown, pc.multiply(whole(rows, "ap"), 1000)),
            "status": status(pc.invert(shown)),
        },
    )


def _naics(rows: Rows) -> Any:
    bare = pc.utf8_rtrim(text(rows, "naics"), characters="-/")
    return code(rows, "naics", NAICS, "a NAICS code", sector_range(pc.if_else(pc.equal(bare, ""), "00", bare)))


def _size_classes(rows: Rows, year: int, county: Any) -> pa.Table:
    naics, parts = _naics(rows), []
    for size, spellings in _SIZES.items():
        column = next((name for name in spellings if name in rows.names), spellings[0])
        rows.require([column], "a flat county file of County Business Patterns")
        count = whole(rows, column, ("", "N"))
        parts.append(
            frame(
                "cbp_size_class",
                {
                    "year": year,
                    "county_fips": county,
                    "naics": naics,
                    "size_class": size,
                    "establishments": count,
                    "status": status(pc.is_null(count)),
                },
            )
        )
    return pa.concat_tables(parts)
