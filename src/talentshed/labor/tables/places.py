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
    "Which named areas a county belongs to: metro and micro areas, development regions, workforce areas, districts.",
    columns("""
        county_fips  string   code  5-digit FIPS
        kind         string   -     metro, micro, edr, lwia, college_district or school_district
        area_code    string   code  code of the area within its kind (all but metro and micro: state-number, e.g. IL-5)
        area_name    string   -     name
        central      bool?    -     central county of a metro or micro area
        certainty    string   -     published, or compiled (check with the state)
        citation     string   -     where it is stated
    """),
    key=("county_fips", "kind", "area_code"),
    source="areas",
)

PUBLISHED_ZONE = Table(
    "published_zone",
    "Commuting zones that others have published, to compare ours with: of 1990, 2000 and 2020.",
    columns("""
        zones        string  -     census on whose commuting they rest: 1990, 2000 or 2020
        county_fips  string  code  county of that time, 5-digit FIPS (2020: Connecticut's planning regions)
        zone_code    string  code  number of the zone; numbers of different years have nothing to do with each other
    """),
    key=("zones", "county_fips"),
    source="commuting_zones",
)

ZIP_COUNTY = Table(
    "zip_county",
    "Which county a ZIP code lies in; a ZIP code that crosses borders has a row for each county.",
    columns("""
        zip          string    code  5-digit ZIP code
        county_fips  string    code  5-digit FIPS
        place        string    -     name of the post office's place
        main         bool      -     true for the county that its place lies in
        longitude    float64?  deg   longitude of the ZIP code's point
        latitude     float64?  deg   latitude of the ZIP code's point
    """),
    key=("zip", "county_fips"),
    source="zip_codes",
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
