"""In which industry and county is an employer, where the wage records don't say it but a list of employers does?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows import codes
from talentshed.labor.flows.configuration import Employers
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.inputs import Reading, check_columns, columns_of, identifier, joined


def reading_of_employers(
    table: ir.Table,
    employers: Employers,
    level: str | int,
    run: Callable[[ir.Table], Iterable[Mapping[str, Any]]],
    *,
    quarter_format: str = "auto",
    state: str | None = None,
    _: Callable[[str], str] = str,
) -> Reading:
    """Say what the coded columns of a list of employers mean; see `inputs.reading_of`."""
    check_columns(table, columns_of(employers), _=_)

    def counted(column: str | None) -> dict[Any, int]:
        return codes.counts_of(run(codes.vocabulary(table, column)), column, _=_) if column else {}

    quarters, naics, county = counted(employers.quarter), counted(employers.naics), counted(employers.county)
    industries, counties = codes.read_industries(naics, level), codes.read_counties(county, state)
    return Reading(
        quarters=codes.read_quarters(quarters, quarter_format),
        industries=industries,
        counties=counties,
        unknown_industry_rows=codes.unknown_rows(naics, industries),
        unknown_county_rows=codes.unknown_rows(county, counties),
    )


def employer_attributes(table: ir.Table, employers: Employers, reading: Reading, *, like: ir.Table) -> ir.Table:
    """Return one row for each employer, or each of its quarters where they are given: known industry and county.

    Columns: employer (as in the wage rows `like`), quarter if mapped, listed_industry, listed_county; null where the
    list has no code. Of several units the largest decides, by the sum of sizes with one code (or, where no size is
    mapped, of rows), on a tie the lowest code.
    """
    rows = table.select(
        employer=identifier(table[employers.employer]).cast(like.employer.type()),
        size=table[employers.size].cast("float64").fill_null(0.0) if employers.size else ibis.literal(1.0),
        **({"raw_quarter": table[employers.quarter]} if employers.quarter else {}),
        **({"raw_naics": table[employers.naics]} if employers.naics else {}),
        **({"raw_county": table[employers.county]} if employers.county else {}),
    )
    rows = joined(rows, "raw_quarter", "quarter", reading.quarters.of, "int64")
    rows = joined(rows, "raw_naics", "listed_industry", reading.industries, "string")
    rows = joined(rows, "raw_county", "listed_county", reading.counties, "int32")
    keys = ["employer", "quarter"] if employers.quarter else ["employer"]
    rows = rows.filter(*(rows[key].notnull() for key in keys))
    rows = rows.mutate(listed_industry=rows.listed_industry.nullif(UNKNOWN))
    every = rows.select(*keys).distinct()
    for name in ("listed_industry", "listed_county"):
        every = every.left_join(_largest(rows, keys, name), keys).drop(*(f"{key}_right" for key in keys))
    return every


def _largest(rows: ir.Table, keys: list[str], name: str) -> ir.Table:
    coded = rows.filter(rows[name].notnull())
    sums = coded.group_by([*keys, name]).agg(total=coded["size"].sum())
    place = ibis.row_number().over(group_by=keys, order_by=[ibis.desc("total"), ibis.asc(name)])
    return sums.mutate(place=place).filter(ibis._.place == 0).select(*keys, name)


def with_attributes(jobs: ir.Table, attributes: ir.Table) -> ir.Table:
    """Fill what the wage records don't say: the industry of jobs in `unknown`, and missing counties."""
    keys = [name for name in ("employer", "quarter") if name in attributes.columns]
    both = jobs.left_join(attributes, keys)
    known = both.industry != UNKNOWN
    both = both.mutate(
        industry=known.ifelse(both.industry, both.listed_industry.fill_null(UNKNOWN)),
        county=both.county.fill_null(both.listed_county),
    )
    return both.select(*jobs.columns)
