"""Which tables say what people earn before and after they join a sector, and how groups differ?"""

from talentshed.labor.tables.declare import Table, columns

OFFSETS = (-8, -4, -2, 2, 4, 8)
"""Quarters before and after a start. The quarters next to it are left out: they are often paid in part."""
EQUITY_QUARTERS = 4
"""Quarters after the hire at which the groups are compared."""

EARNINGS = Table(
    "earnings",
    "Real earnings of a quarter, from all employers, of those who start in a sector and are paid in that quarter. A "
    "worker with several starts counts for each. Only rows with somebody paid.",
    columns("""
        sector   string  code      the sector that was joined
        offset   int64   quarters  quarters after the start; below 0: before it
        workers  int64   starts    starts whose worker has any job in that quarter
        p25      int64   cents     25th percentile of real earnings
        p50      int64   cents     median of real earnings
        p75      int64   cents     75th percentile of real earnings
    """),
    key=("sector", "offset"),
)

EQUITY = Table(
    "equity",
    "Starts, retention and earnings by group of people, for each attribute in the file on people. Workers who aren't "
    "in it, or whose attribute is blank, are the group `unknown`. Only rows with a start or a hire.",
    columns("""
        attribute  string  -       name of the attribute, as in the people file
        group      string  -       its value
        sector     string  code    the sector that was joined; for hires and retained: of the employer's industry
        starts     int64   starts  starts in the sector and region
        hires      int64   spells  hires in the sector, in region or out, 4 or more quarters before the last
        retained   int64   spells  of these hires, spells that lasted more than 4 quarters
        earners    int64   starts  starts whose worker has any job 4 quarters after
        p50        int64?  cents   their median real earnings of that quarter; blank without any
    """),
    key=("attribute", "group", "sector"),
)
