"""What is wrong with the invented files on purpose: rows that lack something, rows in two parts, filings made twice?

Every such row comes on top of the true ones, so that what is true stays true once it is set aside, joined or replaced.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.pay import Rows, industry_of_rows
from talentshed.labor.flows.simulation.people import People

Generator = np.random.Generator

REASONS = ("no_worker", "no_employer", "no_quarter", "no_earnings", "earnings_zero", "earnings_negative")
NO_ID, NO_CENTS = -1, -(2**62)
_FAULTY, _IN_PARTS, _FILED_TWICE = 0.00004, 0.003, 0.01
ON_TIME, EARLY, LATE = 0, 1, 2
"""When a row was filed: as all are; first, and replaced later; later, in place of the first."""


@dataclass(frozen=True, slots=True)
class Records:
    """Rows as they are written: ids (NO_ID: missing), cents (NO_CENTS: missing), codes as places in their lists."""

    person: NDArray[np.int64]
    employer: NDArray[np.int64]
    cents: NDArray[np.int64]
    industry: NDArray[np.int16]
    county: NDArray[np.int16]
    filed: NDArray[np.int8]
    no_quarter: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True)
class Blemished:
    """A quarter's records with counts of what is wrong in them."""

    records: Records
    faulty: dict[str, int]
    in_parts: int
    filed_twice: int


def blemish(rows: Rows, people: People, employers: Employers, refilings: bool, random: Generator) -> Blemished:
    """Return a quarter's records: all rows, and with them some that lack something and some in parts or filed twice."""
    n = len(rows.person)
    cents = rows.cents.copy()
    filed = np.zeros(n, dtype=np.int8)
    copies = (
        np.unique(random.integers(n, size=max(int(n * (_FILED_TWICE if refilings else _IN_PARTS)), 1)))
        if n
        else (np.empty(0, dtype=np.int64))
    )
    if refilings:
        copied = np.maximum(cents[copies] * 9 // 10, 1)
        filed[copies] = LATE
    else:
        copied = cents[copies] // 3
        cents[copies] -= copied
    n_faulty = max(int(n * _FAULTY), 1) if n else 0
    sources = random.integers(max(n, 1), size=n_faulty * len(REASONS))
    place = np.concatenate((np.arange(n), copies, sources))
    all_cents = np.concatenate((cents, copied, cents[sources]))
    filing = np.concatenate(
        (filed, np.full(len(copies), EARLY if refilings else ON_TIME, np.int8), np.zeros(len(sources), np.int8))
    )
    records = Records(
        person=people.ids[rows.person[place]],
        employer=employers.ids[rows.employer[place]],
        cents=all_cents,
        industry=industry_of_rows(rows, employers)[place],
        county=employers.county[rows.employer[place]],
        filed=filing,
        no_quarter=np.zeros(len(place), dtype=np.bool_),
    )
    _spoil(records, n + len(copies), n_faulty)
    faulty = dict.fromkeys(REASONS, n_faulty)
    n_copies = len(copies)
    return Blemished(records, faulty, 0 if refilings else n_copies, n_copies if refilings else 0)


def _spoil(records: Records, begins: int, n_each: int) -> None:
    """Take from the last rows, in equal parts, what each reason names."""
    parts = {reason: slice(begins + i * n_each, begins + (i + 1) * n_each) for i, reason in enumerate(REASONS)}
    records.person[parts["no_worker"]] = NO_ID
    records.employer[parts["no_employer"]] = NO_ID
    records.no_quarter[parts["no_quarter"]] = True
    records.cents[parts["no_earnings"]] = NO_CENTS
    records.cents[parts["earnings_zero"]] = 0
    records.cents[parts["earnings_negative"]] *= -1
