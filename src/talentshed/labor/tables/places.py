"""Which tables say where a place is, which areas it belongs to, who commutes and who lays off?"""

from talentshed.labor.tables.declare import Table, columns

COUNTY = Table(
    "county",
    "Counties and county equivalents of 2020.",
    columns("""
        county_fips  string   code  5-digit FIPS
        name         string   -     name with its kind, for example Peoria County
        state_fips   string   code  2-digit FIPS
        state        string   -     2-letter postal code
        state_name   string   -     name of the state
    """),
    key=("county_fips",),
    source="counties",
)

COUNTY_NEIGHBOR = Table(
    "county_neighbor",
    "Pairs of counties that share a border, both directions.",
    columns("""
        county_fips    string  code  5-digit FIPS
        neighbor_fips  string  code  5-digit FIPS
    """),
    key=("county_fips", "neighbor_fips"),
    source="county_shapes",
)

COUNTY_AREA = Table(
    "county_area",
    "Which named areas a county belongs to: metro and micro areas, economic development regions, workforce areas.",
    columns("""
        county_fips  string   code  5-digit FIPS
        kind         string   -     metro, micro, edr or lwia
        area_code    string   code  code of the area within its kind (edr and lwia: state-number, e.g. IL-5)
        area_name    string   -     name
        central      bool?    -     central county of a metro or micro area
        certainty    string   -     published, or compiled (check with the state)
        citation     string   -     where it is stated
    """),
    key=("county_fips", "kind", "area_code"),
    source="areas",
)

COMMUTING = Table(
    "commuting",
    "County-to-county commuting flows of workers, five-year survey.",
    columns("""
        period       string  -        first and last year, for example 2009-2013
        home_fips    string  code     county where they live
        work_fips    string  code     county where they work; foreign places are left out
        commuters    int64   workers  estimate
        moe          int64   workers  90 % margin of error
    """),
    key=("period", "home_fips", "work_fips"),
    source="commuting",
)

LAYOFF_NOTICE = Table(
    "layoff_notice",
    "Layoff (WARN) notices: event facts without street addresses.",
    columns("""
        event_id      string   code     number of the event
        employer      string   -        employer named in the notice
        city          string   -        city
        county_fips   string?  code     county; blank where the notice doesn't say
        naics         string?  code     first NAICS code given; sometimes wrong
        kind          string   -        plant closure, layoff …
        reason        string?  -        reason given
        workers       int64?   workers  workers expected to lose the job, latest revision
        reported_date date     -        date first reported
        impact_date   date?    -        first layoff date, where given
    """),
    key=("event_id",),
    source="warn",
)
