"""How many jobs are held, filled and left in each industry and quarter? As expressions for any engine."""

from typing import Any

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.portable.expressions import count_of, half_up, only_where, shaped, surely
from talentshed.labor.flows.portable.records import Records

_NEEDS = {
    **dict.fromkeys(("Emp", "HirA", "EarnBeg"), (1, 0)),
    **dict.fromkeys(("EmpEnd", "Sep"), (0, 1)),
    **dict.fromkeys(("EmpS", "HirAEnd", "SepBeg", "FrmJbGn", "FrmJbLs", "FrmJbC", "HirAEndRepl", "EarnS"), (1, 1)),
    "EmpSpv": (2, 0),
    **dict.fromkeys(("HirN", "HirR"), (4, 0)),
    **dict.fromkeys(("HirAs", "SepS", "EarnHirAS", "EarnSepS"), (2, 1)),
    **dict.fromkeys(("HirNs", "EarnHirNS"), (5, 1)),
}
"""Quarters before and after t that a figure of QWI names; where one isn't in the records it can't be computed."""
_EARNED = {"EarnS": "EmpS", "EarnBeg": "Emp", "EarnHirAS": "HirAs", "EarnHirNS": "HirNs", "EarnSepS": "SepS"}


def jobs(records: Records) -> ir.Table:
    """Return `definitions.TABLES["jobs"]`: main, beginning-of-quarter, full-quarter and stable jobs, and payroll."""
    held, mains = records.held, records.mains
    began, goes_on = _paid(held, 1), _goes_on(held)
    counted = held.group_by("industry", "quarter").agg(
        jobs=held.count(),
        beginning_jobs=count_of(began),
        full_quarter_jobs=count_of(began & goes_on),
        stable_jobs=count_of(_paid(held, 4) & goes_on),
        payroll_cents=held.cents.sum(),
    )
    main = mains.group_by(industry_of_main=mains.industry, quarter_of_main=mains.quarter).agg(mains=mains.count())
    both = counted.left_join(main, [counted.industry == main.industry_of_main, counted.quarter == main.quarter_of_main])
    needs = {"beginning_jobs": (1, 0), "full_quarter_jobs": (1, 1), "stable_jobs": (4, 1)}
    known = blanked(both.mutate(main_jobs=both.mains.fill_null(0)), needs, records)
    return shaped("jobs", known)


def qwi(records: Records) -> ir.Table:
    """Return `definitions.TABLES["qwi"]`: counts, firm job change and monthly earnings under their Census names."""
    held = records.held
    flags = _flags(held)
    sums = {name: count_of(flag) for name, flag in flags.items()}
    pay = {name: held.cents_before if name == "EarnSepS" else held.cents for name in _EARNED}
    sums |= {name: surely(flags[base]).ifelse(pay[name], 0).sum() for name, base in _EARNED.items()}
    firms = held.group_by("industry", "quarter", "employer").agg(**sums, Payroll=held.cents.sum())
    change = firms.EmpEnd - firms.Emp
    changed = firms.mutate(
        FrmJbGn=(change > 0).ifelse(change, 0), FrmJbLs=(change < 0).ifelse(-change, 0), FrmJbC=change
    )
    names = [*sums, "Payroll", "FrmJbGn", "FrmJbLs", "FrmJbC"]
    added = changed.group_by("industry", "quarter").agg(**{name: changed[name].sum() for name in names})
    whole = added.cast(dict.fromkeys(names, "int64"))
    monthly = {name: _monthly(whole[name], whole[base]) for name, base in _EARNED.items()}
    figures = whole.mutate(
        **monthly, HirAEndRepl=whole.HirAEnd - whole.FrmJbGn, Payroll=half_up(whole.Payroll, ibis.literal(100, "int64"))
    )
    return shaped("qwi", blanked(figures, _NEEDS, records))


def _flags(held: ir.Table) -> dict[str, ir.BooleanValue]:
    began, goes_on = _paid(held, 1), _goes_on(held)
    full = began & goes_on
    return {
        "EmpTotal": held.quarter.notnull(),
        "Emp": began,
        "EmpEnd": goes_on,
        "EmpS": full,
        "EmpSpv": _paid(held, 2),
        "HirA": ~began,
        "HirN": _absent(held.before, held, 4),
        "HirR": ~began & ~_absent(held.before, held, 4),
        "Sep": ~goes_on,
        "HirAEnd": ~began & goes_on,
        "SepBeg": began & ~goes_on,
        "HirAs": full & _absent(held.before_2, held, 2),
        "HirNs": full & _absent(held.before_2, held, 5),
        "SepS": _paid(held, 2) & ~goes_on,
    }


def _paid(held: ir.Table, quarters: int) -> ir.BooleanValue:
    """Say whether the job was paid in each of so many quarters before: then the row that far back is that far back."""
    before: Any = held.before if quarters == 1 else held[f"before_{quarters}"]
    return surely(before == held.quarter - quarters)


def _goes_on(held: ir.Table) -> ir.BooleanValue:
    return surely(held.after == held.quarter + 1)


def _absent(last_paid: ir.IntegerValue, held: ir.Table, quarters: int) -> ir.BooleanValue:
    return last_paid.isnull() | surely(last_paid < held.quarter - quarters)


def _monthly(cents: ir.IntegerValue, jobs_counted: ir.IntegerValue) -> ir.IntegerValue:
    """Return average dollars a month of a quarter's earnings, half up; blank without any job."""
    counted = jobs_counted.nullif(0)
    return half_up(cents, counted * 300)


def blanked(table: ir.Table, needs: dict[str, tuple[int, int]], records: Records) -> ir.Table:
    """Return the table with each figure blank where quarters before or after t that it needs aren't in the records."""
    return table.mutate(
        **{
            name: only_where(
                (table.quarter >= records.first + before) & (table.quarter <= records.last - after), table[name]
            )
            for name, (before, after) in needs.items()
        }
    )
