"""How does somebody begin: a flows.toml with every key, each explained, ready to be filled in?"""

TEMPLATE = """\
# A talent flow analysis: which files, which columns, which settings.
# Lines that begin with # are comments; take the # away to use a key. Only [wages] is needed.
# Run it:  talentshed flows analyze --config flows.toml --out DIR

[wages]
# One row for each worker, employer and quarter. Parquet or CSV; a path or a pattern, counted from this file's folder.
files = "wages/*.parquet"
# Instead of files, a table where the records live (needs [backend] url):
# table = "schema.wages"

# Which column holds what:
worker = "person_id"
employer = "employer_id"
quarter = "quarter"              # 2024Q3, a date, 20243, or whole numbers that rise by one a quarter
earnings = "wages"               # dollars; rows without earnings above zero are set aside
# naics = "naics"                # 2 to 6 digits, or 31-33; without it all jobs are in industry unknown
# county = "county"              # five-digit code of the county of the workplace
# site = "unit"                  # reporting unit of the employer, where filings are by site
# filed = "file_date"            # date of filing: of several filings the latest counts; without it rows are added up
# earnings_unit = "dollars"      # or "cents"
# quarter_format = "auto"        # of whole numbers: "index", "yyyyq" (20243), "calendar" (year x 4 + quarter - 1)
# state = "17"                   # put before county codes of three digits

[analysis]
industry_level = "sector"        # or 2, 3, 4, 5, 6: digits of NAICS that are kept
# sector = ["31-33"]             # the industry in focus; without it each industry is a sector of its own
# region = ["17143", "17179"]    # counties in focus, or the key of a named region: "metro-37900"
# sector_name = "Metal and machines"         # what people call it
# region_name = "Peoria and its neighbors"   # what people call it
# deflator = "cpi-u"             # or "none", or a CSV file with the columns year,index or quarter,index
# base = "2024Q4"                # whose dollars: a quarter or a year; without it the last quarter of the records
# education_window = 4           # quarters after an award in which a start counts as coming from education
# attached_earnings = 12687.50   # least dollars of a year of those attached to the labor force

# [employers]
# Industry and county of employers, where the wage records lack them: a row for each employer, unit or quarter.
# files = "employers.parquet"
# employer = "employer_id"
# quarter = "quarter"
# naics = "naics"
# county = "county"
# size = "size"                  # the largest unit decides

# [completions]
# One row for each award; people are counted once.
# files = "completions.parquet"
# person = "person_id"           # the same identifier as worker
# institution = "institution"
# cip = "cip"
# level = "award_level"
# date = "award_date"
# keep = "first"                 # or "highest": which award of a person counts
# level_order = ["certificate", "associate", "bachelor"]   # lowest first; needed for "highest" unless levels rise
# since = "2018Q1"               # awards before this quarter don't count
# until = "2023Q4"               # awards after this quarter don't count

# [people]
# Groups to compare. Every further key is the name of an attribute and its column.
# files = "people.parquet"
# person = "person_id"
# sex = "sex"
# race_ethnicity = "race_ethnicity"

# [backend]
# url = "postgresql://server/database"   # or "spark": where tables stand; a password comes from PGPASSWORD
# memory_limit = "3GB"
# threads = 2
# spill = "/fast/disk"           # folder for what doesn't fit into memory

# [about]
# What the two documents say beside figures; what is left out is printed as "not stated".
# decision = "How many seats the evening program gets"
# agency = "State workforce agency"
# vintage = "Wage records as filed by 2024-09-30"
# contact = "flows@example.org"
# legal_basis = "20 CFR 603.5"
# agreements = ["2024-17"]
# actions = ["Open a second evening class | dean of the college | 2025-01-15"]
# reviewers = ["A. Steward"]
# changes = "First release"

# [hashing]
# key_file = "/safe/place/key"   # instead of the variable TALENTSHED_FLOWS_KEY; never inside DIR
"""
"""The text that `talentshed flows template` writes; it parses as it stands."""
