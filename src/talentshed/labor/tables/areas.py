"""Which tables say which labor-market area commuting puts a county in, and how sure that is?"""

from talentshed.labor.tables.declare import Table, columns

LABOR_MARKET_AREA = Table(
    "labor_market_area",
    "Labor-market areas that commuting makes of all counties of the nation, by two methods.",
    columns("""
        county_fips  string  code     5-digit FIPS, as the commuting flows have it
        method       string  -        coombes-bond (ISTAT's thresholds) or tolbert-sizer (cut .98)
        area_fips    string  code     the area: the county in it where most workers live
        residents    int64   workers  workers who live in the county, wherever they work
        jobs         int64   workers  workers who work in the county, wherever they live
        period       string  -        years of the flows, for example 2009-2013
    """),
    key=("county_fips", "method"),
    source="commuting",
)

AREA_MEMBERSHIP = Table(
    "area_membership",
    "In which share of draws a county is in which Coombes-Bond area; only pairs that occur. Where a county's shares "
    "add to less than 1, its area fell in parts in the other draws and the county was not in the greatest.",
    columns("""
        county_fips  string   code   5-digit FIPS, as the commuting flows have it
        area_fips    string   code   the area: the county in it where most workers live
        probability  float64  share  share of the draws, over 0 and at most 1
        draws        int64    draws  draws in all
    """),
    key=("county_fips", "area_fips"),
    source="commuting",
)
