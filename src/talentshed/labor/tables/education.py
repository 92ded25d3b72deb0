"""Which tables say who completes which program, and which jobs the program leads to?"""

from talentshed.labor.tables.declare import Table, columns

COMPLETION = Table(
    "completion",
    "IPEDS completions, first major, by institution, program and award level.",
    columns("""
        year         int64   year    year in which the collection ended
        unitid       string  code    IPEDS institution
        cip          string  code    CIP 2020, NN.NNNN
        award_level  string  code    IPEDS award level
        completions  int64   awards  awards
    """),
    key=("year", "unitid", "cip", "award_level"),
    source="ipeds",
)

INSTITUTION = Table(
    "institution",
    "IPEDS institutions, as of their latest year.",
    columns("""
        unitid       string    code  IPEDS institution
        name         string    -     name
        city         string    -     city
        county_fips  string?   code  home county, 5-digit FIPS
        sector       string    code  IPEDS sector; 4 = public two-year
        year         int64     year  year of the directory
        longitude    float64?  deg   longitude
        latitude     float64?  deg   latitude
    """),
    key=("unitid",),
    source="ipeds",
)

CIP_SOC = Table(
    "cip_soc",
    "NCES crosswalk of CIP 2020 programs to SOC 2018 occupations; many-to-many, without weights.",
    columns("""
        cip  string  code  CIP 2020
        soc  string  code  SOC 2018; 99-9999 pairs are left out
    """),
    key=("cip", "soc"),
    source="cip_soc",
)

PROGRAM_TITLE = Table(
    "program_title",
    "CIP 2020 codes and titles.",
    columns("""
        cip    string  code    CIP 2020, NN, NN.NN or NN.NNNN
        title  string  -       official title
        level  int64   digits  2, 4 or 6
    """),
    key=("cip",),
    source="cip",
)
