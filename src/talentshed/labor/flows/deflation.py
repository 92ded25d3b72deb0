"""What were earnings of one quarter worth in dollars of another?

Money is whole cents, indexes are whole thousandths, and the arithmetic is of whole numbers, so that every engine finds
the same: real = (cents x base index + index // 2) // index. Sums are made first and turned into real dollars then.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.codes import calendar_quarter
from talentshed.labor.flows.configuration import CPI, NOMINAL, Analysis
from talentshed.labor.flows.problem import FlowsError

FOLDER = Path(__file__).parent / "deflators"
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Deflator:
    """The index of each quarter of the records; without indexes earnings stay as paid."""

    name: str
    """`cpi-u`, `none`, or the name of the file."""
    base: str
    """Whose dollars they are: 2024Q4, 2024, the number of a quarter, or empty where earnings stay as paid."""
    base_index: int
    indexes: tuple[tuple[int, int], ...]
    """(quarter, index in thousandths) of every quarter from the first to the last."""
    words: str

    @property
    def is_real(self) -> bool:
        """Whether earnings are deflated at all."""
        return bool(self.indexes)


def deflator_for(
    analysis: Analysis, first: int, last: int, *, is_calendar: bool, _: Callable[[str], str] = str
) -> Deflator:
    """Return the deflator for quarters `first` to `last`; reads the shipped index, or the file that is named.

    Without `[analysis] deflator`, earnings stay as paid where quarters aren't of the calendar or a year has no index;
    `words` says so. With it, raises FlowsError for either, and for a file or a base that doesn't fit.
    """
    chosen = analysis.deflator or CPI
    if chosen == NOMINAL:
        return _nominal(_("Earnings stay as paid, as asked for in flows.toml."))
    shipped = chosen == CPI
    if shipped and not is_calendar:
        message = _("Earnings stay as paid: quarters are numbers of their own, so prices of their years aren't known.")
        return _refuse_or_nominal(analysis, message, _)
    by_year, by_quarter = read_index(FOLDER / f"{CPI}.csv" if shipped else Path(chosen), _=_)
    found: list[tuple[int, int]] = []
    for quarter in range(first, last + 1):
        index = by_quarter.get(quarter, by_year.get(quarter // 4) if is_calendar else None)
        if index is None:
            shown = shown_quarter(quarter, is_calendar=is_calendar)
            message = _("Earnings stay as paid: the price index {name} has no figure for {quarter}.")
            return _refuse_or_nominal(analysis, message.format(name=Path(chosen).name, quarter=shown), _)
        found.append((quarter, index))
    base, base_index = _base(analysis.base, found, by_year, by_quarter, is_calendar, _)
    message = _("Dollars of {base}, by the price index {name}.")
    name = Path(chosen).name
    return Deflator(name, base, base_index, tuple(found), message.format(base=base, name=name))


def read_index(path: Path, *, _: Callable[[str], str] = str) -> tuple[dict[int, int], dict[int, int]]:
    """Return the indexes of a CSV file in thousandths, by year and by quarter; one of the two is empty."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError) as problem:
        message = _("The price index {file} can't be read ({why}): check [analysis] deflator in flows.toml.")
        raise FlowsError(message.format(file=path, why=problem)) from None
    heading = [name.lower() for name in rows[0]] if rows else []
    if heading[1:2] != ["index"] or heading[0] not in ("year", "quarter"):
        message = _("The price index {file} needs the columns year,index or quarter,index.")
        raise FlowsError(message.format(file=path.name))
    found: dict[int, int] = {}
    for line, row in enumerate(rows[1:], start=2):
        period, index = _period(row[0], heading[0]), _thousandths(row[1] if len(row) > 1 else "")
        if period is None or index is None:
            message = _(
                "The price index {file}, line {line}: write {heading} and a figure above 0 with up to 3 decimals."
            )
            raise FlowsError(message.format(file=path.name, line=line, heading=heading[0]))
        found[period] = index
    return (found, {}) if heading[0] == "year" else ({}, found)


def real_cents(cents: ir.Column, quarter: ir.Column, deflator: Deflator) -> ir.Column:
    """Return sums of cents as paid in a quarter in cents of the base; as they are where nothing is deflated."""
    if not deflator.is_real:
        return cents
    index = ibis.cases(*((quarter == each, number) for each, number in deflator.indexes)).cast("int64")
    return ((cents * deflator.base_index + index // 2) // index).cast("int64")


def shown_quarter(quarter: int, *, is_calendar: bool) -> str:
    """Return 2024Q3 for a quarter of the calendar, else its number."""
    return f"{quarter // 4}Q{quarter % 4 + 1}" if is_calendar else str(quarter)


def _nominal(words: str) -> Deflator:
    return Deflator(NOMINAL, "", 1, (), words)


def _refuse_or_nominal(analysis: Analysis, words: str, _: Callable[[str], str]) -> Deflator:
    if analysis.deflator is None and not analysis.base:
        return _nominal(words)
    message = _('flows.toml, [analysis] deflator: {why} Give a file with every quarter, or write deflator = "none".')
    raise FlowsError(message.format(why=words))


def _base(
    asked: str,
    found: list[tuple[int, int]],
    by_year: dict[int, int],
    by_quarter: dict[int, int],
    is_calendar: bool,
    _: Callable[[str], str],
) -> tuple[str, int]:
    if not asked:
        quarter, last_index = found[-1]
        # a yearly index makes dollars of a year, whatever the quarter
        return (str(quarter // 4) if by_year else shown_quarter(quarter, is_calendar=is_calendar)), last_index
    dated = calendar_quarter(asked)
    index = _index_of(int(asked), by_year, by_quarter) if dated is None else None
    if dated is not None:
        index = by_quarter.get(dated) or by_year.get(dated // 4)
    if index is None:
        message = _("flows.toml, [analysis] base: the price index has no figure for {base}.")
        raise FlowsError(message.format(base=asked))
    return asked, index


def _index_of(number: int, by_year: dict[int, int], by_quarter: dict[int, int]) -> int | None:
    return by_year.get(number) or by_quarter.get(number) or _year_of_quarters(number, by_quarter)


def _year_of_quarters(year: int, by_quarter: dict[int, int]) -> int | None:
    four = [by_quarter.get(year * 4 + quarter) for quarter in range(4)]
    known = [index for index in four if index is not None]
    return (sum(known) + 2) // 4 if len(known) == 4 else None


def _period(text: str, heading: str) -> int | None:
    dated = calendar_quarter(text) if heading == "quarter" else None
    return int(text) if dated is None and text.isdigit() else dated


def _thousandths(text: str) -> int | None:
    try:
        number = Decimal(text) * _THOUSAND
    except InvalidOperation:
        return None
    return int(number) if number.is_finite() and number > 0 and number == number.to_integral_value() else None
