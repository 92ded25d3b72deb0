"""Which group is each person in? The list of people, one row each, ready for comparing groups."""

from collections.abc import Callable

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from talentshed.labor.flows.configuration import People
from talentshed.labor.flows.inputs import check_columns, identifier


def people(table: ir.Table, section: People, *, like: dt.DataType, _: Callable[[str], str] = str) -> ir.Table:
    """Return one row a person: worker (of the type `like`) and a text column for each attribute.

    Of several rows of a person the lowest value of each attribute counts; a blank one is null. Raises FlowsError for a
    column that isn't there.
    """
    check_columns(table, {"person": section.person, **dict(section.attributes)}, _=_)
    rows = table.select(
        worker=_person(identifier(table[section.person]), like),
        **{name: table[column].cast("string").strip().nullif("") for name, column in section.attributes},
    )
    known = rows.filter(rows.worker.notnull())
    return known.group_by("worker").agg(**{name: known[name].min() for name, _column in section.attributes})


def _person(column: ir.Column, like: dt.DataType) -> ir.Column:
    if column.type().is_string() and like.is_integer():
        # a person whose number is no number can't be among the workers
        return column.re_search(r"^[0-9]{1,18}$").ifelse(column, ibis.null("string")).cast(like)
    return column if column.type() == like else column.cast(like)
