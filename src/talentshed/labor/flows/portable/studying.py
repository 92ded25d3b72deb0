"""Where do those who complete a program work, what do they earn, and do they stay? For any engine."""

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.flows.definitions.studying import (
    AFTER,
    ATTACHED_QUARTERS,
    EARNING_OFFSETS,
    PSEO_YEARS,
)
from talentshed.labor.flows.portable.earning import QUARTILES
from talentshed.labor.flows.portable.expressions import between, count_of, only_where, quartiles, shaped
from talentshed.labor.flows.portable.records import Records
from talentshed.labor.flows.portable.staying import PROGRAM


def completers(records: Records) -> ir.Table:
    """Return `definitions.TABLES["completers"]`: completers by program, quarters after the award and destination."""
    places = _places(records)
    counted = places.group_by(*PROGRAM, "quarters_after", "destination").agg(completers=places.count())
    return shaped("completers", counted)


def capture(records: Records) -> ir.Table:
    """Return `definitions.TABLES["capture"]`: completers, employed, captured and leaked by program and quarters."""
    places = _places(records)
    counted = places.group_by(*PROGRAM, "quarters_after").agg(
        completers=places.count(),
        employed=count_of(places.destination != "not_in_records"),
        captured=count_of(places.destination == "sector_in_region"),
    )
    return shaped("capture", counted.mutate(leaked=counted.employed - counted.captured))


def _places(records: Records) -> ir.Table:
    few = records.of_completers
    seen = _repeated(few.graduates, "quarters_after", AFTER)
    seen = seen.mutate(at=seen.quarter + seen.quarters_after).filter(
        lambda t: between(t.at, records.first, records.last)
    )
    mains = few.mains.select("sector", "inside", who="worker", paid="quarter")
    both = seen.left_join(mains, [seen.worker == mains.who, seen.at == mains.paid])
    in_sector = both.sector.notnull()
    destination = ibis.cases(
        (both.who.isnull(), "not_in_records"),
        (in_sector & both.inside, "sector_in_region"),
        (in_sector, "sector_elsewhere"),
        (both.inside, "other_sector_in_region"),
        else_="other_sector_elsewhere",
    )
    return both.select(*PROGRAM, "quarters_after", destination=destination)


def _repeated(table: ir.Table, name: str, values: tuple[int, ...]) -> ir.Table:
    """Return the table once for each value, which stands in a column of that name."""
    return ibis.union(*(table.mutate(**{name: ibis.literal(value, "int64")}) for value in values))


def completer_earnings(records: Records) -> ir.Table:
    """Return `definitions.TABLES["completer_earnings"]`: real earnings in quarters around the award."""
    few = records.of_completers
    pay = few.pay.select("real", who="worker", paid="quarter")
    both = few.graduates.join(pay, few.graduates.worker == pay.who)
    around = both.select(*PROGRAM, "real", offset=(both.paid - both.quarter).cast("int64"))
    kept = around.filter(around.offset.isin(EARNING_OFFSETS))
    found = quartiles(kept, [*PROGRAM, "offset"], "real", names=QUARTILES, completers=_.count())
    return shaped("completer_earnings", found)


def pseo(records: Records) -> ir.Table:
    """Return `definitions.TABLES["pseo"]`: attached graduates and their earnings 1, 5 and 10 years after."""
    few = records.of_completers
    years = _repeated(few.graduates, "years_after", PSEO_YEARS)
    opened = years.mutate(opens=years.quarter + years.years_after * 4 - 3)
    seen = opened.filter((opened.opens >= records.first) & (opened.opens + 3 <= records.last))
    pay = few.pay.select("real", who="worker", at="quarter")
    both = seen.join(pay, seen.worker == pay.who).filter(lambda t: between(t["at"] - t.opens, 0, 3))
    year = both.group_by(graduate=both.worker, year=both.years_after).agg(paid=both.count(), sum=both.real.sum())
    graduates = seen.left_join(year, [seen.worker == year.graduate, seen.years_after == year.year])
    is_attached = (graduates.paid >= ATTACHED_QUARTERS) & (graduates["sum"] >= records.question.attached_cents)
    counted = graduates.mutate(attached=is_attached.ifelse(graduates["sum"], ibis.null("int64")))
    names = {f"{name}_earnings": percentage for name, percentage in QUARTILES.items()}
    earn = _.attached.count()
    sums = {"grads_earn": earn, "grads_emp": earn, "grads_nme": _.count() - earn}
    return shaped("pseo", quartiles(counted, [*PROGRAM, "years_after"], "attached", names=names, **sums))


def wioa(records: Records) -> ir.Table:
    """Return `definitions.TABLES["wioa"]`: employment, median earnings and same employer after exit, as paid."""
    few = records.of_completers
    second = few.pay.select(second="cents", who="worker", at="quarter")
    fourth = few.pay.select(fourth="cents", whose="worker", then="quarter")
    same = _same_employer(few)
    exits = few.graduates.mutate(exit_2=_.quarter + 2, exit_4=_.quarter + 4)
    found = exits.left_join(second, [("worker", "who"), ("exit_2", "at")])
    found = found.left_join(fourth, [("worker", "whose"), ("exit_4", "then")])
    found = found.left_join(same, [("worker", "stayer")])
    known = found.select(*PROGRAM, "second", "fourth", "stayer", exit_quarter="quarter")
    counted = quartiles(
        known,
        [*PROGRAM, "exit_quarter"],
        "second",
        names={"median_q2": 50},
        exiters=_.count(),
        employed_q2=_.second.count(),
        employed_q4=_.fourth.count(),
        same_employer=_.stayer.count(),
    )
    has_2 = between(counted.exit_quarter + 2, records.first, records.last)
    has_4 = between(counted.exit_quarter + 4, records.first, records.last)
    needs = {"employed_q2": has_2, "median_q2": has_2, "employed_q4": has_4, "same_employer": has_2 & has_4}
    return shaped("wioa", counted.mutate(**{name: only_where(need, counted[name]) for name, need in needs.items()}))


def _same_employer(few: Records) -> ir.Table:
    """Return the completers whom one same employer paid in the second and in the fourth quarter after."""
    paid = few.jobs.join(few.graduates.select(who="worker", exit="quarter"), [("worker", "who")])
    two_or_four = paid.filter((paid.quarter == paid.exit + 2) | (paid.quarter == paid.exit + 4))
    both = two_or_four.group_by("worker", "employer").agg(times=_.count()).filter(_.times == 2)
    return both.select(stayer="worker").distinct()
