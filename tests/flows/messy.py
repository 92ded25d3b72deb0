"""A small, untidy state in files: rows that repeat, miss something or contradict each other; lists beside them."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

QUARTERS = [f"{year}Q{quarter}" for year in (2019, 2020, 2021) for quarter in (1, 2, 3, 4)]
WAGES = """
[wages]
files = "wages-*.parquet"
worker = "person"
employer = "firm"
quarter = "yrq"
earnings = "pay"
"""
CODES = """naics = "naics"
county = "county"
"""
FILED = """filed = "filed"
site = "site"
"""
FOCUS = """
[analysis]
industry_level = 3
sector = ["331", "622"]
region = ["17031", "17043"]
"""
LISTS = """
[employers]
files = "firms.parquet"
employer = "firm"
naics = "naics"
county = "county"

[completions]
files = "awards.parquet"
person = "person"
institution = "school"
cip = "cip"
date = "date"

[people]
files = "people.parquet"
person = "person"
attributes = ["sex"]
"""
CONFIGURATIONS = {
    "wages alone": WAGES,
    "with codes": WAGES + CODES + '[analysis]\nindustry_level = 2\ndeflator = "none"\n',
    "with filings and sites": WAGES + CODES + FILED + FOCUS,
    "with every list": WAGES + CODES + FOCUS + LISTS,
    "codes from the list of employers": WAGES + FOCUS + LISTS,
}


def write(folder: Path, seed: int, *, texts: bool) -> None:
    """Write wages-1.parquet and wages-2.parquet, firms, awards and people; `texts`: identifiers are texts."""
    dice = np.random.default_rng(seed)
    rows = _rows(dice, 700, texts)
    half = len(rows["person"]) // 2
    table = pa.table(rows)
    pq.write_table(table.slice(0, half), folder / "wages-1.parquet")
    pq.write_table(table.slice(half), folder / "wages-2.parquet")
    firms = {
        "firm": [_id("F", each, texts) for each in (1, 1, 2, 3, 5, 9)],
        "naics": ["331111", "622110", "622110", None, "44-45", "333"],
        "county": ["17031", None, "17043", "17031", "xx", "17031"],
    }
    pq.write_table(pa.table(firms), folder / "firms.parquet")
    awards = {
        "person": [_id("P", int(each), texts) for each in dice.integers(1, 25, 30)],
        "school": dice.choice(["A", "B"], 30).tolist(),
        "cip": dice.choice(["51.38", "48.05"], 30).tolist(),
        "date": dice.choice(["2019-05-20", "2020-12-01", "2021-06-30", "2017-01-01", ""], 30).tolist(),
    }
    pq.write_table(pa.table(awards), folder / "awards.parquet")
    people = {
        "person": [_id("P", each, texts) for each in range(1, 20)],
        "sex": dice.choice(["F", "M", " "], 19).tolist(),
    }
    pq.write_table(pa.table(people), folder / "people.parquet")


def _rows(dice: Any, count: int, texts: bool) -> dict[str, list[Any]]:
    # a home firm for most, so that there are spells, and a mass move from firm 4 to firm 6 in 2020Q3
    person = dice.integers(1, 22, count)
    quarter = dice.integers(0, len(QUARTERS), count)
    firm = np.where(dice.random(count) < 0.7, person % 6 + 1, dice.integers(1, 7, count))
    firm = np.where((firm == 4) & (quarter > 5), 6, firm)
    pay = dice.choice([1000.005, 1500.0, 1500.0, 2000.0, 0.004, 250000.0], count)
    blank = dice.random((5, count)) < 0.03
    return {
        "person": [None if gone else _id("P", int(each), texts) for each, gone in zip(person, blank[0], strict=True)],
        "firm": [None if gone else _id("F", int(each), texts) for each, gone in zip(firm, blank[1], strict=True)],
        "yrq": ["?" if gone else QUARTERS[each] for each, gone in zip(quarter, blank[2], strict=True)],
        "pay": [-1.0 if gone else float(each) for each, gone in zip(pay, blank[3], strict=True)],
        "naics": dice.choice(["331111", "331222", "622110", "622110", "72", "", "n/a"], count).tolist(),
        "county": dice.choice(["17031", "17043", "18097", ""], count).tolist(),
        "filed": dice.choice(["2022-01-01", "2022-02-02"], count).tolist(),
        "site": dice.choice(["a", "b"], count).tolist(),
    }


def _id(letter: str, number: int, texts: bool) -> Any:
    return f"{letter}{number}" if texts else number
