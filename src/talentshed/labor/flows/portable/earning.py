"""What do people earn before and after they join a sector, and how do groups differ? For any engine."""

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.definitions.earning import EQUITY_QUARTERS, OFFSETS
from talentshed.labor.flows.portable.expressions import count_of, quartiles, shaped
from talentshed.labor.flows.portable.records import Records, sector_of

QUARTILES = {"p25": 25, "p50": 50, "p75": 75}
_GROUP = ("attribute", "group", "sector")


def earnings(records: Records) -> ir.Table:
    """Return `definitions.TABLES["earnings"]`: real earnings in quarters around a start."""
    starts = records.starts.select("sector", who="worker", begun="quarter")
    pay = records.pay
    both = starts.join(pay, starts.who == pay.worker)
    paid = both.select("sector", "real", offset=(both.quarter - both.begun).cast("int64"))
    kept = paid.filter(paid.offset.isin(OFFSETS))
    return shaped("earnings", quartiles(kept, ["sector", "offset"], "real", names=QUARTILES, workers=_.count()))


def equity(records: Records) -> ir.Table:
    """Return `definitions.TABLES["equity"]`: starts, retention and earnings by each attribute of the people file."""
    attributes = [name for name in records.persons.columns if name != "worker"]
    return shaped("equity", ibis.union(*(_by_attribute(records, name) for name in attributes)))


def _by_attribute(records: Records, attribute: str) -> ir.Table:
    starts = _grouped(records, attribute, records.starts.select("worker", "sector", "quarter"))
    pay = records.pay.select("real", who="worker", at="quarter")
    paid = starts.left_join(pay, [starts.worker == pay.who, starts.quarter + EQUITY_QUARTERS == pay.at])
    started = quartiles(paid, _GROUP, "real", names={"p50": 50}, starts=_.count(), earners=_.real.count())
    hires = records.hires
    counted = hires.mutate(sector=sector_of(hires.industry, records.question)).filter(
        _.sector.notnull(), _.quarter <= records.last - EQUITY_QUARTERS
    )
    hired = _grouped(records, attribute, counted.select("worker", "sector", "length"))
    stayed = hired.group_by(_GROUP).agg(hires=hired.count(), retained=count_of(hired.length > EQUITY_QUARTERS))
    both = started.outer_join(stayed, list(_GROUP))
    return both.select(
        **{name: ibis.coalesce(both[name], both[f"{name}_right"]) for name in _GROUP},
        **{name: both[name].fill_null(0).cast("int64") for name in ("starts", "hires", "retained", "earners")},
        p50=both.p50,
    )


def _grouped(records: Records, attribute: str, table: ir.Table) -> ir.Table:
    """Return the rows with the attribute's name and the worker's group; `unknown` where that is blank or missing."""
    people = records.persons
    known = people.select(person="worker", value=people[attribute].cast("string")).filter(_.value.strip() != "")
    found = table.left_join(known, table.worker == known.person)
    grouped = found.mutate(attribute=ibis.literal(attribute), group=found.value.fill_null(UNKNOWN))
    return grouped.drop("person", "value")
