"""Which tables say what becomes of those who complete a program?

a is the quarter of a completer's award. Figures of a+k count only completers whose a+k is in the wage records.
"""

from talentshed.labor.tables.declare import Table, columns

AFTER = (2, 4, 8, 12)
"""Quarters after the award at which destinations are counted."""
EARNING_OFFSETS = (-4, -2, 2, 4, 8, 12)
"""Quarters before and after the award at which earnings are compared."""
PSEO_YEARS = (1, 5, 10)
ATTACHED_QUARTERS = 3
ATTACHED_CENTS = 1_268_750
"""Attached to the labor force: paid in 3 of 4 quarters and at least a year at the federal minimum wage: 35 hours a
week, 50 weeks, 7.25 dollars. Near to what PSEO asks; settable."""
PLACES = (
    "sector_in_region",
    "sector_elsewhere",
    "other_sector_in_region",
    "other_sector_elsewhere",
    "not_in_records",
)
"""Where completers are: by the main job of quarter a+k."""

_PROGRAM = """
        institution  string  -     who gave the award
        cip          string  code  program, as in the completions file
        award_level  string  -     award level, as in the completions file
"""
_PROGRAM_KEY = ("institution", "cip", "award_level")

COMPLETERS = Table(
    "completers",
    "Where those who complete a program work afterwards. Only what occurs has a row.",
    columns(_PROGRAM)
    + columns("""
        quarters_after  int64   quarters    k
        destination     string  -           by the main job of quarter a+k: sector_in_region, …, not_in_records
        completers      int64   completers  completers there in quarter a+k
    """),
    key=(*_PROGRAM_KEY, "quarters_after", "destination"),
)

CAPTURE = Table(
    "capture",
    "How many completers the region's sector keeps: completers added up. Capture rate = captured / completers; "
    "leakage = leaked / employed.",
    columns(_PROGRAM)
    + columns("""
        quarters_after  int64  quarters    k
        completers      int64  completers  completers whose quarter a+k is in the records
        employed        int64  completers  of these, with any job in quarter a+k
        captured        int64  completers  of these, with a main job in sector and region
        leaked          int64  completers  employed - captured: employed out of the region or out of the sector
    """),
    key=(*_PROGRAM_KEY, "quarters_after"),
)

COMPLETER_EARNINGS = Table(
    "completer_earnings",
    "Real earnings of a quarter, from all employers, of completers who are paid in it. Only rows with somebody paid.",
    columns(_PROGRAM)
    + columns("""
        offset      int64  quarters    quarters after the award; below 0: before it
        completers  int64  completers  completers with any job in that quarter
        p25         int64  cents       25th percentile of real earnings
        p50         int64  cents       median of real earnings
        p75         int64  cents       75th percentile of real earnings
    """),
    key=(*_PROGRAM_KEY, "offset"),
)

PSEO = Table(
    "pseo",
    "Census names (Post-Secondary Employment Outcomes), from these wage records alone: year y is the four quarters "
    "a+4y-3 to a+4y, not a calendar year; no noise; only this state's records. Only completers whose year is in them.",
    columns(_PROGRAM)
    + columns("""
        years_after   int64   years      y: 1, 5 or 10
        grads_earn    int64   graduates  attached: paid in 3 or more of the four quarters, at the least sum or more
        p25_earnings  int64?  cents      25th percentile of their real earnings of the year; blank without any
        p50_earnings  int64?  cents      median; blank without any
        p75_earnings  int64?  cents      75th percentile; blank without any
        grads_emp     int64   graduates  the same as grads_earn: counted where they are paid
        grads_nme     int64   graduates  not or marginally employed: the others
    """),
    key=(*_PROGRAM_KEY, "years_after"),
)

WIOA = Table(
    "wioa",
    "Primary indicators after exit (20 CFR 677.155), by exit quarter; the quarter of the award stands for the quarter "
    "of exit. Wage records only, no supplemental information. Blanks: not computable. Earnings as paid, not real.",
    columns(_PROGRAM)
    + columns("""
        exit_quarter    int64   -        a
        exiters         int64   exiters  completers of that quarter
        employed_q2     int64?  exiters  with any job in a+2; blank if that isn't in the records
        employed_q4     int64?  exiters  with any job in a+4; blank if that isn't in the records
        median_q2       int64?  cents    median earnings in a+2, all employers, of employed_q2; blank without any
        same_employer   int64?  exiters  of employed_q2, paid by one same employer in both a+2 and a+4
    """),
    key=(*_PROGRAM_KEY, "exit_quarter"),
)
