"""Which words does a talent flow analysis use, and what does each mean to the last quarter?

Sources: the glossary of Talentshed; for names in the Census tables the LEHD public-use schema (V4) and the papers on
QWI, J2J and PSEO; for WIOA 20 CFR 677.155. Where we differ from a source, the text says so.
"""

UNKNOWN = "unknown"
"""The industry or group of rows whose code is missing or is no code. They are kept and counted."""

SHARED = ("first", "last")
"""Every definition knows the first and the last quarter of the wage records that were kept."""

WORDS: dict[str, str] = {
    "quarter": "A whole number that rises by one a quarter; calendar quarters are year x 4 + quarter - 1.",
    "job": "One worker paid by one employer in one quarter. Several rows of it are one job: the latest filing where "
    "filing dates are known, else their sum. Earnings are whole cents.",
    "industry": "The code of the employer in that quarter at the level asked for. If an employer's rows of a quarter "
    "carry several codes: the one with the greatest earnings, on a tie the lowest. Missing or malformed codes are "
    "the industry `unknown`.",
    "county": "Of a job: the county of its rows with the greatest earnings, on a tie the lowest; it may be missing.",
    "main job": "The job with the greatest earnings of the worker's quarter; on a tie that of the lowest employer id "
    "in the order of the id's own type. It isn't the Census dominant job.",
    "flow": "Two consecutive main jobs of a worker with different employers, whatever lies between. `adjacent`: the "
    "second is in the very next quarter; else `nonemployment`. It is counted in the quarter of the second. "
    "`adjacent` is not the Census AQHire.",
    "spell": "An unbroken run of quarters of one worker with one employer, in main jobs or others.",
    "hire": "The first quarter of a spell, unless that is the first quarter of the records: then nobody knows when it "
    "began and the spell is left out. Absence means absence from this employer.",
    "ended": "A spell whose last quarter comes before the last quarter of the records. Any other is censored: it may "
    "go on, and it counts only for the quarters that were seen.",
    "sector": "With `[analysis] sector`: all industries whose code is one of the given codes or begins with one; its "
    "name is the codes joined by +. Without: each industry is a sector of its own.",
    "region": "With `[analysis] region`: the given counties. A missing county is outside. Without: everything inside.",
    "focus job": "A main job in the sector and in the region.",
    "start": "A worker's focus job in a quarter after the first, unless the main job of the quarter before was with "
    "the same employer.",
    "leaving": "A worker's focus job in a quarter before the last, unless the main job of the next quarter is with "
    "the same employer.",
    "beginning-of-quarter job": "Paid in the quarter before and in this one.",
    "full-quarter job": "Paid in the quarter before, in this one and in the next.",
    "stable job": "A full-quarter job in this quarter and in the three before: paid in six quarters in a row, of "
    "which this is the fifth.",
    "completer": "A person with an award, counted once: awards are collapsed to the first or to the highest one.",
    "real earnings": "A worker's earnings of a quarter from all employers in cents, turned into dollars of the base "
    "quarter: (cents x base index + index // 2) // index, indexes in thousandths. Without an index: as paid.",
    "percentile": "Nearest rank: of n values in order the one at place (n x p + 99) // 100, counted from 1.",
    "not computable": "A blank: the quarters that the definition needs are not in the records. It is not zero.",
}
"""Each word with its meaning, in the order in which they build on one another."""
