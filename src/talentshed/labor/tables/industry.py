"""Which tables say how many jobs, establishments and dollars each industry has?"""

from talentshed.labor.tables.declare import Table, columns

CBP_COUNTY = Table(
    "cbp_county",
    "County Business Patterns by county and NAICS 2017 industry, cells of three or more establishments.",
    columns("""
        year            int64   year     year; jobs are those of the pay period that includes 12 March
        county_fips     string  code     county, 5-digit FIPS
        naics           string  code     NAICS 2017, 2 to 6 digits; sectors as 31-33; 00 = all sectors where published
        establishments  int64   places   establishments with paid employees
        jobs            int64?  jobs     paid employees; blank where withheld
        payroll_usd     int64?  USD      annual payroll; blank where withheld
        status          string  -        reported or withheld_by_source
    """),
    key=("year", "county_fips", "naics"),
    source="cbp",
)

CBP_STATE = Table(
    "cbp_state",
    "County Business Patterns by state and NAICS 2017 industry, 2 to 6 digits and all sectors.",
    columns("""
        year            int64   year     year of the count
        state_fips      string  code     state, 2-digit FIPS
        naics           string  code     NAICS 2017; sectors as 31-33; 00 = all sectors
        establishments  int64   places   establishments with paid employees
        jobs            int64?  jobs     paid employees; blank where withheld
        payroll_usd     int64?  USD      annual payroll; blank where withheld
        status          string  -        reported or withheld_by_source
    """),
    key=("year", "state_fips", "naics"),
    source="cbp",
)

CBP_SIZE_CLASS = Table(
    "cbp_size_class",
    "Establishments by employment-size class, from the flat county files of County Business Patterns.",
    columns("""
        year            int64   year     year of the count
        county_fips     string  code     county, 5-digit FIPS
        naics           string  code     NAICS, 2 to 6 digits
        size_class      string  -        employees of the establishment: 1-4, 5-9, 10-19, … , 1000+
        establishments  int64?  places   establishments of this size; blank where withheld
        status          string  -        reported or withheld_by_source
    """),
    key=("year", "county_fips", "naics", "size_class"),
    source="cbp",
)

QCEW_ANNUAL = Table(
    "qcew_annual",
    "Quarterly Census of Employment and Wages, annual averages by area, ownership and industry.",
    columns("""
        year             int64    year     year
        area_fips        string   code     area: county or SS000 for a state
        ownership_code   string   code     0 all, 1 federal, 2 state, 3 local government, 5 private
        naics            string   code     NAICS; 10 = all industries; sectors as 31-33; also 101, 1011 … supersectors
        aggregation_code string   code     BLS aggregation level
        establishments   int64    places   annual average establishments
        jobs             int64?   jobs     annual average employment; blank where withheld
        wages_usd        int64?   USD      total annual wages; blank where withheld
        weekly_wage_usd  int64?   USD/week average weekly wage; blank where withheld
        annual_pay_usd   int64?   USD/year average annual pay; blank where withheld
        lq_jobs          float64? ratio    location quotient of employment as BLS publishes it
        status           string   -        reported or withheld_by_source
    """),
    key=("year", "area_fips", "ownership_code", "naics", "aggregation_code"),
    source="qcew",
)

COUNTY_INDUSTRY = Table(
    "county_industry",
    "Jobs of every industry in every county with bounds: what is withheld or left out is bounded, never zero. "
    "A row that is missing means that the industry can't be there.",
    columns("""
        year            int64   year     year of the count
        county_fips     string  code     county, 5-digit FIPS
        naics           string  code     NAICS 2017; sectors as 31-33; 00 = all sectors
        level           int64   digits   0 all sectors, 2 to 6 digits
        establishments  int64   places   establishments in published cells; cells under three are not published
        jobs            int64   jobs     published, or our estimate
        jobs_low        int64   jobs     least jobs that the published figures allow
        jobs_high       int64?  jobs     most jobs that the published figures allow; blank = no upper bound known
        payroll_usd     int64?  USD      annual payroll where published
        jobs_with_pay   int64   jobs     jobs in the cells whose payroll is published
        status          string  -        reported, withheld_by_source (a cell hidden), estimated (a cell left out)
    """),
    key=("year", "county_fips", "naics"),
    source="cbp",
)

STATE_INDUSTRY = Table(
    "state_industry",
    "Jobs of every industry in a state with bounds, and what its counties already account for.",
    columns("""
        year             int64   year     year of the count
        state_fips       string  code     state, 2-digit FIPS
        naics            string  code     NAICS 2017; sectors as 31-33; 00 = all sectors
        level            int64   digits   0 all sectors, 2 to 6 digits
        establishments   int64   places   establishments with paid employees
        jobs             int64   jobs     published, or our estimate
        jobs_low         int64   jobs     least jobs that the published figures allow
        jobs_high        int64   jobs     most jobs that the published figures allow
        payroll_usd      int64?  USD      annual payroll where published
        counties_low     int64   jobs     sum of jobs_low over the counties of the state
        status           string  -        reported, withheld_by_source, or estimated where the state leaves the code out
    """),
    key=("year", "state_fips", "naics"),
    source="cbp",
)

NATIONAL_INDUSTRY = Table(
    "national_industry",
    "Jobs of every industry in the nation (sum of the fifty states, without D.C.), the benchmark of every quotient.",
    columns("""
        year            int64   year     year of the count
        naics           string  code     NAICS 2017; sectors as 31-33; 00 = all sectors
        level           int64   digits   0 all sectors, 2 to 6 digits
        establishments  int64   places   establishments with paid employees
        jobs            int64   jobs     sum of the states, hidden cells estimated
        jobs_low        int64   jobs     least jobs
        jobs_high       int64   jobs     most jobs
        payroll_usd     int64?  USD      annual payroll in published cells
        jobs_with_pay   int64   jobs     jobs in the cells whose payroll is published
        status          string  -        reported, or estimated where a state is withheld
    """),
    key=("year", "naics"),
    source="cbp",
)

INDUSTRY = Table(
    "industry",
    "NAICS codes and titles.",
    columns("""
        vintage       string   -       2017 or 2022
        naics         string   code    NAICS code, 2 to 6 digits; sectors as 31-33
        title         string   -       official title
        level         int64    digits  2 to 6
        parent        string?  code    the code one level up; blank for sectors
    """),
    key=("vintage", "naics"),
    source="naics",
)

CLUSTER = Table(
    "cluster",
    "Benchmark cluster definitions: which industries belong together.",
    columns("""
        naics        string   code  6-digit NAICS
        cluster      string   -     name of the cluster
        subcluster   string?  -     name of the subcluster
        traded       bool     -     true where the cluster sells beyond its region
        status       string   -     reported; not_available where the code is a pseudo-code outside NAICS
    """),
    key=("naics",),
    source="clusters",
)

RELATEDNESS = Table(
    "relatedness",
    "How often two industries are concentrated in the same counties, from our own data.",
    columns("""
        naics          string   code   4-digit NAICS
        related_naics  string   code   4-digit NAICS
        proximity      float64  0-1    least of the two chances that a county strong in one is strong in the other
    """),
    key=("naics", "related_naics"),
    source="cbp",
)

WORKER_AGE = Table(
    "worker_age",
    "Jobs by age of worker, from the Quarterly Workforce Indicators.",
    columns("""
        year         int64   year  year
        quarter      int64   1-4   quarter
        county_fips  string  code  county, 5-digit FIPS
        naics        string  code  NAICS sector to 4 digits; 00 = all
        age_group    string  code  Census code A01 to A08; A00 = all ages
        jobs         int64?  jobs  beginning-of-quarter employment; blank where withheld
        status       string  -     reported, estimated (noise-infused and distorted) or withheld_by_source
    """),
    key=("year", "quarter", "county_fips", "naics", "age_group"),
    source="qwi",
)
