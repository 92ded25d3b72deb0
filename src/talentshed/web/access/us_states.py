"""Which states are there? Postal code to FIPS code, name and time zone of most of the state."""

_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)

_LISTED = """
AL 01 C Alabama|AK 02 A Alaska|AZ 04 Z Arizona|AR 05 C Arkansas|CA 06 P California|CO 08 M Colorado|CT 09 E Connecticut
DE 10 E Delaware|DC 11 E District of Columbia|FL 12 E Florida|GA 13 E Georgia|HI 15 H Hawaii|ID 16 M Idaho
IL 17 C Illinois|IN 18 I Indiana|IA 19 C Iowa|KS 20 C Kansas|KY 21 E Kentucky|LA 22 C Louisiana|ME 23 E Maine
MD 24 E Maryland|MA 25 E Massachusetts|MI 26 E Michigan|MN 27 C Minnesota|MS 28 C Mississippi|MO 29 C Missouri
MT 30 M Montana|NE 31 C Nebraska|NV 32 P Nevada|NH 33 E New Hampshire|NJ 34 E New Jersey|NM 35 M New Mexico
NY 36 E New York|NC 37 E North Carolina|ND 38 C North Dakota|OH 39 E Ohio|OK 40 C Oklahoma|OR 41 P Oregon
PA 42 E Pennsylvania|RI 44 E Rhode Island|SC 45 E South Carolina|SD 46 C South Dakota|TN 47 C Tennessee|TX 48 C Texas
UT 49 M Utah|VT 50 E Vermont|VA 51 E Virginia|WA 53 P Washington|WV 54 E West Virginia|WI 55 C Wisconsin
WY 56 M Wyoming
"""
_ZONES = {
    "E": _EASTERN,
    "C": _CENTRAL,
    "M": _MOUNTAIN,
    "P": _PACIFIC,
    "A": "America/Anchorage",
    "H": "Pacific/Honolulu",
    "I": "America/Indiana/Indianapolis",
    "Z": "America/Phoenix",
}


def known() -> dict[str, tuple[str, str, str]]:
    """Return FIPS code, name and time zone by postal code."""
    rows = [row.split(" ", 3) for row in _LISTED.strip().replace("\n", "|").split("|")]
    return {code: (fips, name, _ZONES[zone]) for code, fips, zone, name in rows}
