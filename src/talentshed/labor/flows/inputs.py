"""Which rows of a wage file can be used, as what, and why can't the others?

`reading_of` says what the columns mean, `typed` turns a wage table into typed rows with a `reason`: null where the row
is kept, else one of REASONS. Every row read is either kept or has its reason. All of it is Ibis: the same on DuckDB,
PostgreSQL and Spark.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.flows import codes
from talentshed.labor.flows.codes import Quarters
from talentshed.labor.flows.configuration import Employers, Wages
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.method import gettext_noop

REASONS: dict[str, str] = {
    "worker_missing": gettext_noop("No worker is named."),
    "employer_missing": gettext_noop("No employer is named."),
    "quarter_missing": gettext_noop("No quarter is given."),
    "quarter_unreadable": gettext_noop("The quarter is neither a whole number, nor as 2024Q3, nor a date."),
    "earnings_missing": gettext_noop("No earnings are given."),
    "earnings_unreadable": gettext_noop("The earnings are no number, or beyond 100 billion dollars."),
    "earnings_not_positive": gettext_noop("The earnings are zero or negative."),
}
"""Why a row is set aside, in the order in which it is asked: a row has the first reason that fits."""
ASIDE = ("raw_quarter", "raw_earnings", "number", "reason")
"""Columns of typed rows that say why a row is set aside, and what stood there."""
LARGEST_CENTS = 10**13
"""Earnings of one row beyond this are taken for a mistake; sums of less stay exact in 64 bits."""
_DOLLARS = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the values of the coded columns mean. Null and values that aren't listed mean: missing or no code."""

    quarters: Quarters
    industries: Mapping[Any, str] = field(default_factory=dict)
    counties: Mapping[Any, int | None] = field(default_factory=dict)
    unknown_industry_rows: int = 0
    """Rows read whose NAICS is missing or is no code; all of them where no column is mapped is not counted."""
    unknown_county_rows: int = 0

    @property
    def industry_names(self) -> tuple[str, ...]:
        """Every industry in the order of code points, `unknown` among them: places compare as codes do."""
        return tuple(sorted({*self.industries.values(), UNKNOWN}))

    @property
    def industry_places(self) -> dict[Any, int]:
        """The place in `industry_names` of each different NAICS value."""
        places = {name: place for place, name in enumerate(self.industry_names)}
        return {value: places[name] for value, name in self.industries.items()}

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last quarter that occurs in any row read, kept or not; None without any."""
        found = [quarter for quarter in self.quarters.of.values() if quarter is not None]
        return (min(found), max(found)) if found else None


def check_columns(table: ir.Table, wanted: Mapping[str, str | None], *, _: Callable[[str], str] = str) -> None:
    """Raise FlowsError for the first mapped column that the table doesn't have; `wanted` maps key to column."""
    for key, column in wanted.items():
        if column is not None and column not in table.columns:
            message = _("{key} = '{column}' is mapped in flows.toml, but there is no such column; there are {known}.")
            raise FlowsError(message.format(key=key, column=column, known=", ".join(table.columns)))


def columns_of(part: Wages | Employers) -> dict[str, str | None]:
    """Return the mapped columns of a section by key."""
    names = ("worker", "employer", "quarter", "earnings", "naics", "county", "site", "filed", "size")
    return {name: getattr(part, name) for name in names if getattr(part, name, None)}


def reading_of(
    table: ir.Table,
    wages: Wages,
    level: str | int,
    run: Callable[[ir.Table], Iterable[Mapping[str, Any]]],
    *,
    _: Callable[[str], str] = str,
) -> Reading:
    """Say what the quarters, NAICS and county codes of a wage table mean.

    `run` executes a small expression and returns its rows as mappings; it is called once for each coded column. Raises
    FlowsError for a column that isn't there, or that holds something else.
    """
    check_columns(table, columns_of(wages), _=_)

    def counted(column: str | None) -> dict[Any, int]:
        return codes.counts_of(run(codes.vocabulary(table, column)), column, _=_) if column else {}

    quarters, naics, county = counted(wages.quarter), counted(wages.naics), counted(wages.county)
    industries = codes.read_industries(naics, level)
    counties = codes.read_counties(county, wages.state)
    return Reading(
        quarters=codes.read_quarters(quarters, wages.quarter_format),
        industries=industries,
        counties=counties,
        unknown_industry_rows=codes.unknown_rows(naics, industries),
        unknown_county_rows=codes.unknown_rows(county, counties),
    )


def typed(table: ir.Table, wages: Wages, reading: Reading) -> ir.Table:
    """Turn a wage table into typed rows, one for each of its rows.

    Columns: worker, employer (the identifier's own type), quarter int64, cents int64 (as paid), industry string
    (`unknown` where missing or no code), industry_place int32 (in `reading.industry_names`), county int32 (null where
    missing), filed and site where mapped, reason string (null where the row is kept), raw_quarter and raw_earnings as
    they stood in the table, number (earnings as read).
    """
    rows = table.select(
        worker=identifier(table[wages.worker]),
        employer=identifier(table[wages.employer]),
        raw_quarter=table[wages.quarter],
        raw_earnings=table[wages.earnings],
        number=_number(table[wages.earnings], wages.earnings_unit),
        **({"raw_naics": table[wages.naics]} if wages.naics else {}),
        **({"raw_county": table[wages.county]} if wages.county else {}),
        **({"filed": table[wages.filed]} if wages.filed else {}),
        **({"site": table[wages.site]} if wages.site else {}),
    )
    rows = joined(rows, "raw_quarter", "quarter", reading.quarters.of, "int64")
    coded = {"industry": (reading.industries, "string"), "industry_place": (reading.industry_places, "int32")}
    rows = joined_columns(rows, "raw_naics", coded)
    rows = joined(rows, "raw_county", "county", reading.counties, "int32")
    rows = rows.mutate(
        cents=_cents(rows.number, wages.earnings_unit),
        reason=_reason(rows),
        industry=rows.industry.fill_null(UNKNOWN),
        industry_place=rows.industry_place.fill_null(reading.industry_names.index(UNKNOWN)),
    )
    given = [name for name in ("filed", "site") if name in rows.columns]
    names = ("worker", "employer", "quarter", "cents", "industry", "industry_place", "county", *given, "reason")
    return rows.select(*names, "raw_quarter", "raw_earnings", "number")


def kept(rows: ir.Table) -> ir.Table:
    """Return the typed rows without a reason against them, without the columns that only those set aside need."""
    # the same as reason.isnull(), which would make engines write the reason's text for every row first
    sound = rows.filter(rows.worker.notnull(), rows.employer.notnull(), rows.quarter.notnull(), rows.number > 0)
    return sound.drop(*ASIDE)


def set_aside(rows: ir.Table) -> ir.Table:
    """Return the typed rows with a reason: worker, employer, raw_quarter, raw_earnings, reason. For `quarantine`."""
    return rows.filter(rows.reason.notnull()).select("worker", "employer", "raw_quarter", "raw_earnings", "reason")


def counts_by_reason(rows: ir.Table) -> ir.Table:
    """Count the typed rows that are set aside. Columns: reason, rows; only reasons that occur."""
    aside = rows.filter(rows.reason.notnull())
    return aside.group_by("reason").agg(rows=aside.count())


def counts_in_words(
    rows: Iterable[Mapping[str, Any]], *, _: Callable[[str], str] = str
) -> tuple[tuple[str, int, str], ...]:
    """Return (reason, rows, words) of every reason from the rows of `counts_by_reason`; 0 where none occurs."""
    found = {row["reason"]: int(row["rows"]) for row in rows}
    return tuple((reason, found.get(reason, 0), _(words)) for reason, words in REASONS.items())


def joined(rows: ir.Table, raw: str, name: str, read: Mapping[Any, Any], kind: str) -> ir.Table:
    """Put the meaning of a raw column beside it as a column `name`; null where it has none or isn't there."""
    return joined_columns(rows, raw, {name: (read, kind)})


def joined_columns(rows: ir.Table, raw: str, columns: Mapping[str, tuple[Mapping[Any, Any], str]]) -> ir.Table:
    """Put several meanings of a raw column beside it: `columns` maps name to (meaning by value, type)."""
    kinds = {name: kind for name, (_read, kind) in columns.items()}
    listed = {value for read, _kind in columns.values() for value, meaning in read.items() if meaning is not None}
    values = sorted((value for value in listed if value == value), key=str)
    if raw not in rows.columns or not values:
        return rows.mutate(**{name: ibis.null(kind) for name, kind in kinds.items()})
    key = f"{raw}_listed"
    schema = ibis.schema({key: rows[raw].type(), **kinds}).to_pyarrow()
    meanings = {name: [read.get(value) for value in values] for name, (read, _kind) in columns.items()}
    small = ibis.memtable(pa.Table.from_pydict({key: values, **meanings}, schema=schema))
    return rows.left_join(small, rows[raw] == small[key]).drop(key)


def identifier(column: ir.Column) -> ir.Column:
    """Return an identifier as a whole number or as text without spaces around it; null where it is blank."""
    kind = column.type()
    if kind.is_integer():
        return column
    if kind.is_floating():
        return (column.isnan() | column.isinf()).ifelse(ibis.null("float64"), column).cast("int64")
    if kind.is_decimal():
        return column.cast("int64")
    if kind.is_string():
        return column.strip().nullif("")
    if kind.is_uuid():
        return column.cast("string")
    raise FlowsError(f"Column {column.get_name()} has the type {kind}: an identifier has to be text or a whole number.")


def _number(column: ir.Column, unit: str) -> ir.Column:
    """Return earnings as whole or binary numbers; null where they are missing, unreadable or beyond all measure."""
    kind = column.type()
    most = LARGEST_CENTS if unit == "cents" else LARGEST_CENTS // 100
    if kind.is_integer():
        return column.cast("int64").between(-most, most).ifelse(column.cast("int64"), ibis.null("int64"))
    if kind.is_floating() or kind.is_decimal():
        number = column.cast("float64")
    elif kind.is_string():
        plain = column.replace("$", "").replace(",", "").strip()
        number = plain.re_search(_DOLLARS).ifelse(plain, ibis.null("string")).cast("float64")
    else:
        raise FlowsError(f"Column {column.get_name()} has the type {kind}: earnings have to be numbers.")
    # on some engines a not-a-number is greater than any number: it fails the upper bound there, and any bound elsewhere
    return number.between(-float(most), float(most)).ifelse(number, ibis.null("float64"))


def _cents(number: ir.Column, unit: str) -> ir.Column:
    factor = 1 if unit == "cents" else 100
    return number * factor if number.type().is_integer() else (number * factor + 0.5).floor().cast("int64")


def _reason(rows: ir.Table) -> ir.Column:
    return ibis.cases(
        (rows.worker.isnull(), "worker_missing"),
        (rows.employer.isnull(), "employer_missing"),
        (rows.quarter.isnull() & _blank(rows.raw_quarter), "quarter_missing"),
        (rows.quarter.isnull(), "quarter_unreadable"),
        (rows.number.isnull() & _blank(rows.raw_earnings), "earnings_missing"),
        (rows.number.isnull(), "earnings_unreadable"),
        (rows.number <= 0, "earnings_not_positive"),
        else_=ibis.null("string"),
    )


def _blank(column: ir.Column) -> ir.Column:
    kind = column.type()
    if kind.is_string():
        return column.isnull() | (column.strip() == "")
    return column.isnull() | column.isnan() if kind.is_floating() else column.isnull()
