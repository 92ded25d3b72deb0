"""Which tables say how workers move between industries: who joins a sector, from where, and where they leave to?"""

from talentshed.labor.tables.declare import Table, columns

KINDS = ("adjacent", "nonemployment")
SOURCES = (
    "education",
    "same_sector_in_region",
    "same_sector_elsewhere",
    "other_sector",
    "nonemployment",
    "new_to_data",
)
"""Sources of starts, the first that fits. `education`: the worker's award is at most `education_window` quarters old
(the quarter of the award is 0 old) and this is the first start since; then the previous main job, if it was in the
quarter before; `nonemployment`: some earlier job; `new_to_data`: none before."""
DESTINATIONS = (
    "same_sector_in_region",
    "same_sector_elsewhere",
    "other_sector",
    "nonemployment",
    "left_the_data",
)
"""Where those who leave are: by the main job of the next quarter; `nonemployment`: no job then, but one later;
`left_the_data`: no job in any later quarter of the records."""

JOB_TO_JOB = Table(
    "job_to_job",
    "Moves of workers from one employer to another, by industry of the two main jobs. Only what occurs has a row.",
    columns("""
        origin_industry       string  code   industry of the main job that was left, in its last quarter
        destination_industry  string  code   industry of the main job that followed
        quarter               int64   -      first quarter of the job that followed
        kind                  string  -      adjacent: the very next quarter; nonemployment: later
        flows                 int64   moves  moves of workers between main jobs with different employers
    """),
    key=("origin_industry", "destination_industry", "quarter", "kind"),
)

INFLOW = Table(
    "inflow",
    "Who joined the employers of a sector in the region, by where they came from. Only what occurs has a row.",
    columns("""
        sector   string  code    the sector that was joined
        quarter  int64   -       first quarter of the focus job
        source   string  -       education, same_sector_in_region, same_sector_elsewhere, other_sector, …
        hires    int64   starts  starts: main jobs in sector and region that weren't with that employer a quarter ago
    """),
    key=("sector", "quarter", "source"),
)

OUTFLOW = Table(
    "outflow",
    "Who left the employers of a sector in the region, by where they went. Only what occurs has a row.",
    columns("""
        sector       string  code      the sector that was left
        quarter      int64   -         last quarter of the focus job
        destination  string  -         same_sector_in_region, same_sector_elsewhere, other_sector, nonemployment, …
        separations  int64   leavings  leavings: main jobs in sector and region that aren't with that employer next
    """),
    key=("sector", "quarter", "destination"),
)

INDUSTRY_MATRIX = Table(
    "industry_matrix",
    "Moves between industries over all quarters: job_to_job added up. Only what occurs has a row.",
    columns("""
        origin_industry       string  code   industry that was left
        destination_industry  string  code   industry that was joined
        adjacent              int64   moves  moves in the very next quarter
        nonemployment         int64   moves  moves after at least a quarter without any job
        flows                 int64   moves  both
    """),
    key=("origin_industry", "destination_industry"),
)

FEEDER_INDEX = Table(
    "feeder_index",
    "How much more, or less, of a sector's inflow comes from another industry than that industry's size would give. "
    "Only pairs of different industries with moves; an industry is a sector of its own here.",
    columns("""
        destination_industry  string   code    the industry that was joined
        origin_industry       string   code    the industry that was left, another one
        flows                 int64    moves   moves from the origin into the destination, both kinds
        inflow                int64    moves   moves from all other industries into the destination
        origin_jobs           int64    jobs    main jobs of the origin, all quarters together
        other_jobs            int64    jobs    main jobs of all industries but the destination, all quarters together
        feeder_index          float64  index   (flows x other_jobs) / (inflow x origin_jobs); 1 is as its size gives
    """),
    key=("destination_industry", "origin_industry"),
)
