"""Which tables say how long people stay, and how long it takes completers to find a job in the sector?"""

from talentshed.labor.tables.declare import Table, columns

RETENTION = Table(
    "retention",
    "How long those who are hired stay with their employer: risk sets of Kaplan and Meier. The share that stays more "
    "than k quarters is the product of retained / at_risk over the rows 1 to k. Only rows with somebody at risk.",
    columns("""
        sector    string  code      industry of the employer in the quarter of the hire
        quarters  int64   quarters  k, from 1 on
        at_risk   int64   spells    spells of hires that lasted k quarters and whose next quarter is in the records
        retained  int64   spells    of these, spells that went on: that lasted more than k quarters
    """),
    key=("sector", "quarters"),
)

FIRST_SECTOR_JOB = Table(
    "first_sector_job",
    "How many quarters after the award completers have their first focus job: risk sets, as in retention. Completers "
    "whose award lies outside the quarters of the wage records are left out. Only rows with somebody at risk.",
    columns("""
        institution  string  -           who gave the award
        cip          string  code        program, as in the completions file
        award_level  string  -           award level, as in the completions file
        quarters     int64   quarters    k, 0 is the quarter of the award
        at_risk      int64   completers  completers without a focus job in quarters 0 to k-1, quarter k in the records
        entered      int64   completers  of these, with a focus job in quarter k
    """),
    key=("institution", "cip", "award_level", "quarters"),
)
