"""Which tables say who works in an industry, what it pays and what it takes?"""

from talentshed.labor.tables.declare import Table, columns

OEWS_AREA = Table(
    "oews_area",
    "Occupational Employment and Wage Statistics by area.",
    columns("""
        area_code        string    code   7 digits: 0000000 nation, SS00000 state, 00 + metro, SS0000n nonmetro
        area_name        string    -      name of the area
        soc              string    code   SOC 2018, NN-NNNN
        title            string    -      occupation title
        level            string    -      total, major, minor, broad or detailed
        jobs             int64?    jobs   employment; blank where withheld
        jobs_rse         float64?  %      relative standard error of employment
        hourly_p10_usd   float64?  USD/h  10th percentile wage
        hourly_p25_usd   float64?  USD/h  25th percentile wage
        hourly_p50_usd   float64?  USD/h  median wage
        hourly_p75_usd   float64?  USD/h  75th percentile wage
        hourly_p90_usd   float64?  USD/h  90th percentile wage
        hourly_mean_usd  float64?  USD/h  mean wage
        annual_p10_usd   int64?    USD/y  10th percentile wage
        annual_p25_usd   int64?    USD/y  25th percentile wage
        annual_p50_usd   int64?    USD/y  median wage
        annual_p75_usd   int64?    USD/y  75th percentile wage
        annual_p90_usd   int64?    USD/y  90th percentile wage
        annual_mean_usd  int64?    USD/y  mean wage
        jobs_per_1000    float64?  per 1000  jobs per 1,000 jobs of the area
        lq               float64?  ratio  location quotient as BLS publishes it
        status           string    -      reported, or withheld_by_source where employment is hidden
    """),
    key=("area_code", "soc"),
    source="oews",
)

OEWS_INDUSTRY = Table(
    "oews_industry",
    "National employment by industry and occupation (NAICS 2022): what occupations an industry is made of.",
    columns("""
        naics            string   code   OEWS industry code, 6 characters: 331100, 3330A1, 31--34; 000000 = all
        industry_title   string   -      title
        level            string   -      cross-industry, sector, 3-digit, 4-digit or 5-digit
        soc              string   code   SOC 2018
        title            string   -      occupation title
        occupation_level string   -      total, major, minor, broad or detailed
        jobs             int64?   jobs   employment; blank where withheld
        annual_p50_usd   int64?   USD/y  median wage
        hourly_p50_usd   float64? USD/h  median wage
        status           string   -      reported or withheld_by_source
    """),
    key=("naics", "soc"),
    source="oews",
)

STAFFING_PATTERN = Table(
    "staffing_pattern",
    "Share of each occupation in the jobs of a NAICS 2017 industry (4 digits; 3 digits and sector where they match).",
    columns("""
        naics        string    code  NAICS 2017 industry
        oews_naics   string?   code  OEWS industry (NAICS 2022) that the pattern comes from; blank where none fits
        soc          string?   code  detailed SOC; blank where no pattern fits
        jobs_share   float64?  0-1   share of the industry's jobs
        status       string    -     reported, estimated (from a group of codes or the level above), not_available
    """),
    key=("naics", "soc"),
    source="oews",
)

PROJECTION = Table(
    "projection",
    "Employment Projections of the nation by occupation, ten years.",
    columns("""
        soc               string    code      SOC code of the projections matrix
        title             string    -         occupation title
        level             string    -         summary or line item
        base_year         int64     year      first year
        end_year          int64     year      last year
        jobs_base         int64     jobs      employment in the first year
        jobs_end          int64     jobs      employment in the last year
        openings          int64?    jobs/year openings, annual average
        exit_rate         float64?  0-1/year  share leaving the labor force each year
        transfer_rate     float64?  0-1/year  share changing occupation each year
        annual_p50_usd    int64?    USD/y     median wage of the nation
        education         string?   -         typical entry education
        experience        string?   -         work experience in a related occupation
        training          string?   -         typical on-the-job training
        status            string    -         reported
    """),
    key=("soc",),
    source="projections",
)

OCCUPATION = Table(
    "occupation",
    "SOC 2018 occupations with titles and parents.",
    columns("""
        soc     string   code  SOC 2018
        title   string   -     official title
        level   string   -     major, minor, broad or detailed
        parent  string?  code  the code one level up; blank for major groups
    """),
    key=("soc",),
    source="soc",
)

ONET_OCCUPATION = Table(
    "onet_occupation",
    "O*NET occupations with description and job zone.",
    columns("""
        onet_soc     string   code  O*NET-SOC 2019, NN-NNNN.NN
        soc          string   code  SOC 2018
        title        string   -     O*NET title
        description  string   -     O*NET description
        job_zone     int64?   1-5   preparation needed, 1 little to 5 extensive; blank where unrated
    """),
    key=("onet_soc",),
    source="onet",
)

_ELEMENTS = """
        onet_soc    string    code  O*NET-SOC 2019
        element_id  string    code  O*NET element
        element     string    -     name
        importance  float64   1-5   importance
        level       float64?  0-7   level needed
        suppress    bool      -     true where O*NET recommends not to rely on the importance
"""
ONET_SKILL = Table(
    "onet_skill", "O*NET skills by occupation.", columns(_ELEMENTS), key=("onet_soc", "element_id"), source="onet"
)
ONET_KNOWLEDGE = Table(
    "onet_knowledge",
    "O*NET knowledge areas by occupation.",
    columns(_ELEMENTS),
    key=("onet_soc", "element_id"),
    source="onet",
)

ONET_TASK = Table(
    "onet_task",
    "O*NET task statements by occupation.",
    columns("""
        onet_soc  string   code  O*NET-SOC 2019
        task_id   int64    -     O*NET task number
        task      string   -     statement
        core      bool?    -     true for core tasks; blank where unrated
    """),
    key=("onet_soc", "task_id"),
    source="onet",
)

ONET_TECHNOLOGY = Table(
    "onet_technology",
    "O*NET technology skills by occupation.",
    columns("""
        onet_soc    string  code  O*NET-SOC 2019
        example     string  -     product or technology
        commodity   string  -     kind of product
        hot         bool    -     often named in employers' postings
        in_demand   bool    -     often named in postings for this occupation
    """),
    key=("onet_soc", "example", "commodity"),
    source="onet",
)

ONET_RELATED = Table(
    "onet_related",
    "O*NET related occupations.",
    columns("""
        onet_soc          string  code  O*NET-SOC 2019
        related_onet_soc  string  code  O*NET-SOC 2019
        tier              string  -     Primary-Short, Primary-Long or Supplemental
        rank              int64   -     place in O*NET's list
    """),
    key=("onet_soc", "related_onet_soc"),
    source="onet",
)

ONET_EDUCATION = Table(
    "onet_education",
    "Education that workers say the occupation requires.",
    columns("""
        onet_soc   string   code  O*NET-SOC 2019
        category   int64    1-12  education category
        education  string   -     its description
        share      float64  0-1   share of answers
    """),
    key=("onet_soc", "category"),
    source="onet",
)
