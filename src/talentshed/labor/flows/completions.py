"""Who completed a program, once for each person: which award counts, and which rows of the file can't be used?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from talentshed.labor.flows import codes
from talentshed.labor.flows.codes import Quarters
from talentshed.labor.flows.configuration import Completions
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.inputs import check_columns, identifier, joined
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.method import gettext_noop

REASONS: dict[str, str] = {
    "person_missing": gettext_noop("No person is named."),
    "date_missing": gettext_noop("The award has no date."),
    "date_unreadable": gettext_noop("The date is no date, no quarter as 2024Q3 and no whole number."),
    "outside_window": gettext_noop("The award lies before `since` or after `until`."),
}
"""Why an award is set aside; the first reason that fits."""


@dataclass(frozen=True, slots=True)
class AwardReading:
    """What dates and award levels of the completions mean."""

    quarters: Quarters
    ranks: Mapping[Any, int]
    """Place of each level, the higher the greater; empty where levels have no order."""


def reading_of_awards(
    table: ir.Table,
    completions: Completions,
    run: Callable[[ir.Table], Iterable[Mapping[str, Any]]],
    *,
    quarter_format: str = "auto",
    _: Callable[[str], str] = str,
) -> AwardReading:
    """Read each different date and level once. Raises FlowsError where `highest` is asked of levels without an order.

    `quarter_format` is that of the wages, for dates given as quarters in whole numbers.
    """
    names = ("person", "date", "institution", "cip", "level")
    check_columns(table, {name: getattr(completions, name) for name in names}, _=_)
    dates = codes.counts_of(run(codes.vocabulary(table, completions.date)), completions.date, _=_)
    levels: dict[Any, int] = {}
    if completions.level:
        levels = codes.counts_of(run(codes.vocabulary(table, completions.level)), completions.level, _=_)
    ranks = _ranks(levels, completions.level_order)
    if completions.keep == "highest":
        missing = [level for level in levels if not codes.is_blank(level) and level not in ranks]
        if not completions.level or missing:
            message = _(
                '[completions] keep = "highest" needs the place of {level}: list all levels from the lowest to the '
                "highest in level_order."
            )
            raise FlowsError(message.format(level=f"'{missing[0]}'" if missing else "each award level"))
    return AwardReading(codes.read_quarters(dates, quarter_format), ranks)


def typed_awards(table: ir.Table, completions: Completions, reading: AwardReading, *, like: dt.DataType) -> ir.Table:
    """Turn completions into typed awards, a row each, with a `reason` where one is set aside.

    Columns: worker (of the type `like`: that of the wage rows), institution, cip, award_level (text, `unknown` where
    blank or not mapped), quarter int64, rank int64 (of the level; null where unknown), reason.
    """
    rows = table.select(
        worker=_person(identifier(table[completions.person]), like),
        institution=_text(table, completions.institution),
        cip=_text(table, completions.cip),
        award_level=_text(table, completions.level),
        raw_level=table[completions.level] if completions.level else ibis.null("string"),
        raw_quarter=table[completions.date],
    )
    rows = joined(rows, "raw_quarter", "quarter", reading.quarters.of, "int64")
    rows = joined(rows, "raw_level", "rank", reading.ranks, "int64")
    inside = ibis.literal(True)
    if since := _bound(completions.since):
        inside = inside & (rows.quarter >= since)
    if until := _bound(completions.until):
        inside = inside & (rows.quarter <= until)
    blank = rows.raw_quarter.cast("string").fill_null("").strip() == ""
    reason = ibis.cases(
        (rows.worker.isnull(), "person_missing"),
        (rows.quarter.isnull() & blank, "date_missing"),
        (rows.quarter.isnull(), "date_unreadable"),
        (~inside, "outside_window"),
        else_=ibis.null("string"),
    )
    return rows.mutate(reason=reason).drop("raw_level", "raw_quarter")


def completers(awards: ir.Table, keep: str) -> ir.Table:
    """Collapse awards without a reason to people. Columns: worker, institution, cip, award_level, quarter; key: worker.

    `first`: the award of the earliest quarter, of several the highest level. `highest`: the award of the highest level,
    of several the earliest. Then the lowest institution, program and level in the order of their texts.
    """
    usable = awards.filter(awards.reason.isnull())
    earliest, highest = ibis.asc("quarter"), ibis.desc("rank", nulls_first=False)
    order = [earliest, highest] if keep == "first" else [highest, earliest]
    order += [ibis.asc("institution"), ibis.asc("cip"), ibis.asc("award_level")]
    ranked = usable.mutate(place=ibis.row_number().over(group_by="worker", order_by=order))
    return ranked.filter(ranked.place == 0).select("worker", "institution", "cip", "award_level", "quarter")


def _ranks(levels: Iterable[Any], order: tuple[str, ...]) -> dict[Any, int]:
    if order:
        places = {text: place for place, text in enumerate(order)}
        return {level: places[str(level).strip()] for level in levels if str(level).strip() in places}
    read = {level: str(level).strip().removesuffix(".0") for level in levels if not codes.is_blank(level)}
    return {level: int(text) for level, text in read.items()} if all(map(str.isdigit, read.values())) else {}


def _person(column: ir.Column, like: dt.DataType) -> ir.Column:
    if column.type().is_string() and like.is_integer():
        # a person whose number is no number can't be among the workers
        return column.re_search(r"^[0-9]{1,18}$").ifelse(column, ibis.null("string")).cast(like)
    return column if column.type() == like else column.cast(like)


def _text(table: ir.Table, column: str | None) -> ir.Column:
    if column is None:
        return ibis.literal(UNKNOWN)
    return table[column].cast("string").strip().nullif("").fill_null(UNKNOWN)


def _bound(text: str) -> int | None:
    if not text:
        return None
    dated = codes.calendar_quarter(text)
    return int(text) if dated is None else dated
