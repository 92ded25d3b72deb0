"""How do three engines come to the same whole number? Division, percentiles, risk sets and blanks, said in one way.

Everything here is an expression: nothing is run. Engines divide whole numbers by way of floats, order missing values
differently and disagree on what a comparison with a missing value is; these few functions write around that.
"""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.flows.definitions import TABLES


def surely(condition: ir.BooleanValue) -> ir.BooleanValue:
    """Return the condition with `not known` read as no."""
    return condition.fill_null(False)


def divided(numerator: ir.IntegerValue, denominator: Any) -> ir.IntegerValue:
    """Return numerator // denominator for positive whole numbers, exact where the engine's own way isn't.

    Engines divide in floats, which lose units above 2**53; the remainder, taken in whole numbers, tells by how much.
    It mends one unit: enough while the result is below 2**52 (45 trillion dollars in cents).
    """
    near = numerator // denominator
    rest = numerator - near * denominator
    return near + (rest >= denominator).ifelse(1, 0) - (rest < 0).ifelse(1, 0)


def half_up(numerator: ir.IntegerValue, denominator: Any) -> ir.IntegerValue:
    """Return numerator / denominator as a whole number, halves up."""
    return divided(numerator * 2 + denominator, denominator * 2)


def count_of(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """Return in how many rows of a group the condition holds; 0 where nobody does."""
    return surely(condition).ifelse(1, 0).cast("int64").sum()


def only_where(condition: ir.BooleanValue, value: ir.Value) -> ir.Value:
    """Return the value, blank where the quarters that it needs aren't in the records."""
    return condition.ifelse(value, ibis.null(value.type()))


def between(quarter: ir.IntegerValue, first: int, last: int) -> ir.BooleanValue:
    """Say whether a quarter lies in the records."""
    return (quarter >= first) & (quarter <= last)


def quartiles(table: ir.Table, by: Sequence[str], value: str, *, names: dict[str, int], **figures: Any) -> ir.Table:
    """Return a row for each group: nearest-rank percentiles of `value` and further figures of all its rows.

    names: column -> percentage; figures: column -> deferred expression (`_.count()`). Rows whose value is blank count
    for the figures only; without any value the percentiles are blank. Nearest rank r of n values:
    100 r <= n p + 99 < 100 r + 100, so that nothing is divided.
    """
    place, of = "place_in_order", "values_in_group"
    in_group = ibis.window(group_by=list(by))
    # blanks come last on every engine because they are put there
    in_order = ibis.window(group_by=list(by), order_by=[table[value].isnull().ifelse(1, 0), table[value]])
    ranked = table.mutate(**{place: ibis.row_number().over(in_order) + 1, of: table[value].count().over(in_group)})

    def at(percentage: int) -> ir.Value:
        position = ranked[of] * percentage + 99
        here = (ranked[place] * 100 <= position) & (position < ranked[place] * 100 + 100)
        return here.ifelse(ranked[value], ibis.null("int64")).max()

    found = {name: at(percentage) for name, percentage in names.items()}
    return ranked.group_by(list(by)).agg(**figures, **found)


def risk_sets(table: ir.Table, by: Sequence[str], *, least: int) -> ir.Table:
    """Return a row for each group and k: at_risk, and happened, those of them to whom it happened at k.

    table: a row for each spell or person with `until` (the last k at which it was at risk) and `happens` (it happened
    at that k; else the records end there). k (column `quarters`) runs from `least` to the greatest `until`.
    """
    groups = table.group_by([*by, "until"]).agg(members=table.count(), events=count_of(table.happens))
    steps = ibis.range(ibis.literal(least, "int64"), groups.until.cast("int64") + 1).unnest()
    seen = groups.mutate(quarters=steps)
    ending = (seen.quarters == seen.until).ifelse(seen.events, 0)
    sums = seen.mutate(ending=ending).group_by([*by, "quarters"])
    return sums.agg(at_risk=_.members.sum(), happened=_.ending.sum())


def shaped(name: str, table: ir.Table) -> ir.Table:
    """Return the columns that the definition of a table declares, in order and with their types."""
    types = TABLES[name].types
    return table.select(*types).cast(types)
