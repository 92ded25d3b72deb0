"""What else has to be counted so that an analysis can be published: employers behind figures, and fuzzy percentiles?

Portable expressions on the records of an analysis, for any engine. They are confidential like the tables they go with.
"""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from talentshed.labor.flows.definitions.earning import OFFSETS
from talentshed.labor.flows.definitions.studying import EARNING_OFFSETS
from talentshed.labor.flows.portable.expressions import quartiles, surely
from talentshed.labor.flows.portable.records import Records
from talentshed.labor.flows.publishing.employers import TABLE

ENDS = {"p20": 20, "p30": 30, "p45": 45, "p55": 55, "p70": 70, "p80": 80}
"""The percentiles five below and above those that are shown."""


def side_tables(records: Records) -> dict[str, pa.Table]:
    """Run and return `contributors`, `fuzzy_earnings` and, with completions, `fuzzy_completer_earnings`."""
    made = {TABLE: contributors(records), "fuzzy_earnings": fuzzy_earnings(records)}
    if records.completers is not None:
        made["fuzzy_completer_earnings"] = fuzzy_completer_earnings(records)
    return {name: table.to_pyarrow() for name, table in made.items()}


def contributors(records: Records) -> ir.Table:
    """Return how many employers stand behind each scope, industry (or sector) and quarter, and the largest's part."""
    counted = [_counted(scope, rows(records)) for scope, rows in SCOPES.items()]
    return ibis.union(*counted)


def _jobs(records: Records) -> ir.Table:
    return records.jobs.select("industry", "quarter", "employer")


def _moves(records: Records) -> ir.Table:
    mains = records.mains
    return mains.filter(surely(mains.before_employer != mains.employer))


def _moves_out(records: Records) -> ir.Table:
    return _moves(records).select("quarter", industry="before_industry", employer="before_employer")


def _moves_in(records: Records) -> ir.Table:
    return _moves(records).select("industry", "quarter", "employer")


def _hires(records: Records) -> ir.Table:
    held = records.held
    is_new = ~surely(held.before == held.quarter - 1) & (held.quarter > records.first)
    return held.filter(is_new).select("industry", "quarter", "employer")


def _starts(records: Records) -> ir.Table:
    return records.starts.select("quarter", "employer", industry="sector")


def _leavings(records: Records) -> ir.Table:
    mains = records.mains
    is_same = surely((mains.after_quarter == mains.quarter + 1) & (mains.after_employer == mains.employer))
    left = mains.filter(mains.inside, mains.sector.notnull(), mains.quarter < records.last, ~is_same)
    return left.select("quarter", "employer", industry="sector")


SCOPES: dict[str, Callable[[Records], ir.Table]] = {
    "jobs": _jobs,
    "moves_out": _moves_out,
    "moves_in": _moves_in,
    "hires": _hires,
    "starts": _starts,
    "leavings": _leavings,
}
"""What is counted -> rows of industry, quarter and employer, one for each that is counted."""


def _counted(scope: str, rows: ir.Table) -> ir.Table:
    each = rows.group_by("industry", "quarter", "employer").agg(amount=_.count())
    found = each.group_by("industry", "quarter").agg(
        employers=_.count(), largest=_.amount.max(), total=_.amount.sum().cast("int64")
    )
    return found.select(
        scope=ibis.literal(scope),
        industry=found.industry,
        quarter=found.quarter.cast("int64"),
        employers=found.employers.cast("int64"),
        largest=found.largest.cast("int64"),
        total="total",
    )


def fuzzy_earnings(records: Records) -> ir.Table:
    """Return the percentiles around those of `earnings` by sector and offset, in cents."""
    starts = records.starts.select("sector", who="worker", begun="quarter")
    pay = records.pay
    both = starts.join(pay, starts.who == pay.worker)
    paid = both.select("sector", "real", offset=(both.quarter - both.begun).cast("int64"))
    return quartiles(paid.filter(paid.offset.isin(OFFSETS)), ["sector", "offset"], "real", names=ENDS)


def fuzzy_completer_earnings(records: Records) -> ir.Table:
    """Return the percentiles around those of `completer_earnings` by program and offset, in cents."""
    program = ("institution", "cip", "award_level")
    graduates = records.graduates.select(*program, who="worker", award="quarter")
    pay = records.of_completers.pay
    both = graduates.join(pay, graduates.who == pay.worker)
    paid = both.select(*program, "real", offset=(both.quarter - both.award).cast("int64"))
    return quartiles(paid.filter(paid.offset.isin(EARNING_OFFSETS)), [*program, "offset"], "real", names=ENDS)
