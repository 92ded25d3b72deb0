"""What is true in the invented state: how long people stay, where they move, what a program does, who earns less?

Every number here is invented for tests and demonstrations. Codes of industries, counties and programs are real ones,
so that the files have the shape of real files; employers, colleges and people are not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: its code as tables print it, six-digit industries, and what is true in it."""

    code: str
    industries: tuple[str, ...]
    share: float
    """Weight among all posts that are filled."""
    leaving: float
    """Chance that a job's present quarter is its last one."""
    pay: float
    """Natural logarithm of pay over that of the state."""
    here: float = 1.0
    """Weight of the focus region in this sector against that in others."""


SECTORS = (
    Sector("11", ("111150", "112111"), 0.010, 0.12, -0.30),
    Sector("21", ("212311", "212321"), 0.004, 0.08, 0.25),
    Sector("22", ("221122", "221310"), 0.004, 0.03, 0.45),
    Sector("23", ("236220", "238210", "238220"), 0.055, 0.10, 0.15),
    Sector("31-33", ("311811", "332710", "333517", "336110", "325412", "311612"), 0.080, 0.06, 0.20, 2.5),
    Sector("42", ("423830", "424410", "423120"), 0.040, 0.07, 0.15),
    Sector("44-45", ("445110", "455211", "441110"), 0.130, 0.11, -0.45),
    Sector("48-49", ("484121", "493110", "485113", "488510"), 0.060, 0.09, 0.00, 1.3),
    Sector("51", ("513210", "517111", "516120"), 0.015, 0.06, 0.40),
    Sector("52", ("522110", "524210", "524126"), 0.035, 0.05, 0.40),
    Sector("53", ("531210", "531110"), 0.015, 0.08, 0.00),
    Sector("54", ("541511", "541211", "541330", "541611"), 0.065, 0.07, 0.45),
    Sector("55", ("551114",), 0.012, 0.06, 0.50),
    Sector("56", ("561320", "561720", "561612"), 0.120, 0.19, -0.35),
    Sector("61", ("611110", "611310"), 0.050, 0.05, 0.05),
    Sector("62", ("622110", "621111", "623110", "621610"), 0.120, 0.07, 0.05),
    Sector("71", ("713940", "711310", "712110"), 0.025, 0.15, -0.50),
    Sector("72", ("722511", "722513", "721110"), 0.130, 0.18, -0.60),
    Sector("81", ("811111", "812112", "813110"), 0.030, 0.10, -0.25),
    Sector("92", ("921190", "922120", "923110"), 0.020, 0.04, 0.10),
    Sector("unknown", (), 0.006, 0.11, -0.20),
)
CODES = tuple(sector.code for sector in SECTORS)
PLACE = {code: place for place, code in enumerate(CODES)}
MALFORMED = (None, "", "n/a")
"""What stands in place of a code where an employer has none."""

FOCUS = "31-33"
FEEDER_OF = "48-49"
"""Of those who move from a job in the focus sector straight to another, a planted share goes there."""
FEEDER_SHARE = 0.18
STAYING_IN_SECTOR = 0.40
"""Chance that a move from job to job stays in the sector, before all others share the rest."""
SEASONAL, SEASONAL_LEAVING, SEASON = "44-45", 0.22, 4
"""In retail, jobs end with the year's last quarter twice as often as in the others."""
STEADY = ("31-33", "52", "54")
"""Sectors in which nothing but the chance of leaving ends a job: their retention is planted."""
SECOND_SECTORS = ("56", "72")
UNCAPTURED_SECTORS = ("56", "62", "81")
STUDENT_SECTOR = "72"
LAYOFF_SECTOR, MERGER_SECTOR, CANARY_SECTOR = "48-49", "62", "21"

REGION = ("17007", "17141", "17177", "17201")
REGION_WEIGHTS = (0.12, 0.12, 0.10, 0.66)
CANARY_COUNTY = "17069"
COUNTIES = tuple(str(code) for code in range(17001, 17204, 2))
"""The 102 counties of Illinois."""
LARGE_COUNTIES = {"17031": 45.0, "17043": 10.0, "17097": 6.0, "17197": 5.0, "17089": 4.0, "17163": 3.0, "17143": 2.0}
OUTSIDE = tuple(code for code in COUNTIES if code not in REGION)
UNKNOWN_COUNTY = (None, "17999")
HERE_SHARE = 0.14
STAYING_HERE = 0.90

TO_ANOTHER_JOB, OVERLAPPING, FOR_GOOD, HIRED_AGAIN = 0.50, 0.40, 0.05, 0.60
"""Of jobs that end: straight to another job; of these, in the same quarter. Of the others: never seen again. Chance of
a job in each quarter after a whole quarter without one."""
ENTRANTS = 0.05
SECOND_BEGINS, SECOND_ENDS = 0.029, 0.12
FEMALE_LOGARITHM = float(np.log(0.88))
GROWTH = 0.006
"""Rise of the logarithm of pay in a quarter."""
BASE_PAY, PERSON_SPREAD, QUARTER_SPREAD = 9.25, 0.42, 0.08

LAYOFF_SHARE, MERGER_SHARE = 0.60, 0.95
CANARY_CENTS = 98_765_43
SECOND_AWARDS = 0.10
GROUPS = ("White", "Hispanic or Latino", "Black or African American", "Asian", "Two or more")
GROUP_SHARES = (0.58, 0.18, 0.14, 0.07, 0.03)


@dataclass(frozen=True, slots=True)
class Program:
    """A program of study: share of all people who complete it, chance of a first job in the focus, lift of pay."""

    institution: str
    cip: str
    level: str
    share: float
    captured: float
    elsewhere: float
    """Chance of a job elsewhere among those who are not captured; the rest never works in the state."""
    out_of_region: float
    """Chance that such a job is out of the region."""
    lift: float = 1.0
    """Pay over that of people who are alike in all else."""


WORKS, COMPARISON, LEAKS, CANARY = 0, 1, 2, 3
PROGRAMS = (
    Program("Simulated College North", "48.0501", "certificate", 0.003, 0.60, 0.80, 0.30, 1.15),
    Program("Simulated College South", "48.0501", "certificate", 0.003, 0.30, 0.80, 0.30),
    Program("Simulated College East", "15.0613", "associate", 0.003, 0.15, 0.90, 0.90),
    Program("Simulated College West", "47.0408", "certificate", 0.0, 1.0, 1.0, 0.0),
    Program("Simulated College North", "51.3801", "associate", 0.006, 0.03, 0.92, 0.35),
    Program("Simulated College South", "52.0302", "associate", 0.004, 0.08, 0.90, 0.40),
    Program("Simulated College East", "11.0901", "certificate", 0.003, 0.08, 0.85, 0.50),
    Program("Simulated University", "14.1901", "bachelor", 0.005, 0.35, 0.85, 0.70),
    Program("Simulated University", "52.0201", "bachelor", 0.008, 0.06, 0.90, 0.70),
)
"""The first works, the second is its equal without the effect, the third leaks, the fourth has one completer."""
LAGS = (0.55, 0.25, 0.12, 0.08)
"""Chance that the first job begins 1, 2, 3, 4 quarters after the award."""
HELD_QUARTERS = 6
"""Quarters after the award for which those who were not captured keep their first job."""
STUDENT_JOBS = 0.5


def destinations() -> Floats:
    """Return the chance of each sector to move to (columns) from each (rows), for moves from job to job."""
    shares = vacancies()
    moves = (1 - STAYING_IN_SECTOR) * np.tile(shares, (len(SECTORS), 1)) + STAYING_IN_SECTOR * np.eye(len(SECTORS))
    focus, feeder = PLACE[FOCUS], PLACE[FEEDER_OF]
    row = moves[focus].copy()
    row[feeder] = 0.0
    row *= (1 - FEEDER_SHARE) / row.sum()
    row[feeder] = FEEDER_SHARE
    moves[focus] = row
    return moves


def vacancies() -> Floats:
    """Return each sector's share of the jobs that people without a job begin."""
    shares = np.array([sector.share for sector in SECTORS])
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def leaving(season: int) -> Floats:
    """Return the chance by sector that a job's quarter is its last one, in a calendar quarter from 1 to 4."""
    chances = np.array([sector.leaving for sector in SECTORS])
    if season == SEASON:
        chances[PLACE[SEASONAL]] = SEASONAL_LEAVING
    return chances


def standing_jobs() -> Floats:
    """Return the share of jobs by sector in the long run, so that the first quarter looks like the others."""
    moves = destinations()
    away = np.array([sector.leaving for sector in SECTORS])
    jobs = vacancies()
    for _ in range(400):
        left = jobs * away
        jobs = jobs - left + (left * TO_ANOTHER_JOB) @ moves + left.sum() * (1 - TO_ANOTHER_JOB) * vacancies()
    return np.asarray(jobs / jobs.sum(), dtype=np.float64)
