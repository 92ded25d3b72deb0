"""What do the texts in the columns for quarter, industry and county mean? Read once for each different text.

A wage file holds millions of rows but few different quarters and codes. So an engine lists them (`vocabulary`), Python
reads each once (`read_quarters`, `read_industries`, `read_counties`), and a small table carries the meaning back to the
rows (`joined` in `inputs`). That costs far less than a pattern for each row, and means the same on every engine.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ibis.expr.types as ir

from talentshed.labor.flows.configuration import JOINED, SECTOR_LEVEL
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.problem import FlowsError

MOST = 200_000
"""Most different texts that a column of codes or quarters may hold; more means that another column is meant."""
_CALENDAR = re.compile(r"(\d{4})[- ]?[Qq]([1-4])")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
_WHOLE = re.compile(r"-?\d{1,9}(?:\.0+)?")
_NAICS = re.compile(r"(\d{2,6})(?:\.0+)?")
_COUNTY = re.compile(r"(\d{1,5})(?:\.0+)?")
_LEAST_YYYYQ = 10_000
_SECTOR_OF = {part: joined for joined, parts in JOINED.items() for part in parts}


@dataclass(frozen=True, slots=True)
class Quarters:
    """What each different text of the quarter column means: quarters, or None where it is no quarter."""

    of: Mapping[Any, int | None]
    is_calendar: bool
    """Whether quarters are year x 4 + quarter - 1, and so can be printed as 2024Q3 and deflated."""


def vocabulary(table: ir.Table, column: str) -> ir.Table:
    """Count the rows of each different value of a column. Columns: raw, rows; at most MOST + 1 rows."""
    values = table.select(raw=table[column])
    return values.group_by("raw").agg(rows=values.count()).limit(MOST + 1)


def counts_of(rows: Iterable[Mapping[str, Any]], column: str, *, _: Callable[[str], str] = str) -> dict[Any, int]:
    """Return rows by value from the rows of `vocabulary`; raises FlowsError where a column can't be one of codes."""
    found = {row["raw"]: int(row["rows"]) for row in rows}
    if len(found) > MOST:
        message = _(
            "Column {column} has more than {most} different values: map the column that is meant in flows.toml."
        )
        raise FlowsError(message.format(column=column, most=f"{MOST:,}"))
    return found


def is_blank(value: Any) -> bool:
    """Say whether nothing stands in a cell: null, not a number, or only spaces."""
    return value is None or (isinstance(value, float) and value != value) or not str(value).strip()


def read_quarters(values: Iterable[Any], quarter_format: str = "auto") -> Quarters:
    """Read each different value of the quarter column; `quarter_format` is one of `configuration.QUARTER_FORMATS`.

    Texts such as 2024Q3, 2024-Q3 and dates are of the calendar. Whole numbers keep their numbering, unless they are
    said to be, or all look like, a year with a quarter: 20243.
    """
    written = {value: _written(value) for value in values if not is_blank(value)}
    numbers = {value: int(float(text)) for value, text in written.items() if _WHOLE.fullmatch(text)}
    dated = {value: _dated(text) for value, text in written.items() if value not in numbers}
    some_dated = any(quarter is not None for quarter in dated.values())
    as_yyyyq = quarter_format == "yyyyq" or (quarter_format == "auto" and _look_like_yyyyq(numbers.values()))
    read: dict[Any, int | None] = {**dated}
    for value, number in numbers.items():
        if as_yyyyq:
            read[value] = _from_yyyyq(number)
        else:
            # a numbering of its own can't be mixed with the calendar's
            read[value] = None if some_dated and quarter_format != "calendar" else number
    return Quarters(read, is_calendar=bool(read) and (some_dated or as_yyyyq or quarter_format == "calendar"))


def calendar_quarter(text: str) -> int | None:
    """Return year x 4 + quarter - 1 of a text such as 2024Q3 or 2024-09-30, or None where it is neither."""
    return _dated(text.strip())


def read_industries(values: Iterable[Any], level: str | int) -> dict[Any, str]:
    """Return the industry of each different NAICS value at a level: digits kept, or `sector`; else `unknown`."""
    return {value: _industry(_written(value), level) for value in values if value is not None}


def read_counties(values: Iterable[Any], state: str | None = None) -> dict[Any, int | None]:
    """Return the county code of each different value as a number (17143), or None where it is no county code."""
    return {value: _county(_written(value), state) for value in values if value is not None}


def unknown_rows(counts: Mapping[Any, int], read: Mapping[Any, Any]) -> int:
    """Count the rows whose code is missing or is no code: they are kept."""
    return sum(rows for value, rows in counts.items() if read.get(value) in (None, UNKNOWN))


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _dated(text: str) -> int | None:
    if found := _CALENDAR.fullmatch(text):
        return int(found[1]) * 4 + int(found[2]) - 1
    if found := _DATE.fullmatch(text):
        month = int(found[2])
        return int(found[1]) * 4 + (month - 1) // 3 if 1 <= month <= 12 and 1 <= int(found[3]) <= 31 else None
    return None


def _from_yyyyq(number: int) -> int | None:
    year, quarter = divmod(number, 10)
    return year * 4 + quarter - 1 if number > _LEAST_YYYYQ and 1 <= quarter <= 4 else None


def _look_like_yyyyq(numbers: Iterable[int]) -> bool:
    several = list(numbers)
    return bool(several) and all(_from_yyyyq(number) is not None for number in several)


def _industry(text: str, level: str | int) -> str:
    if text in JOINED:
        return text
    found = _NAICS.fullmatch(text)
    if not found or not int(found[1]):
        return UNKNOWN
    code = found[1]
    return _SECTOR_OF.get(code[:2], code[:2]) if level == SECTOR_LEVEL else code[: int(level)]


def _county(text: str, state: str | None) -> int | None:
    found = _COUNTY.fullmatch(text)
    if not found or not int(found[1]):
        return None
    code = found[1]
    return int(state + code.zfill(3)) if state and len(code) <= 3 else int(code)
