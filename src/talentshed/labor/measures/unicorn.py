"""Is this a real strength, or a fast-growing trifle?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures.location_quotient import FEWEST_ESTABLISHMENTS
from talentshed.labor.method import Method, gettext_noop

SMALL_BASE_JOBS = 100
FAST_GROWTH = 0.25
"""Growth over the compared period (share) from which a small base counts as growth from little."""

METHOD = Method(
    name=gettext_noop("Unicorn test"),
    question=gettext_noop("Is this a real strength, or a fast-growing trifle?"),
    formula=(
        f"small base: fewer than {SMALL_BASE_JOBS} jobs now or before; growth from little: small base and growth of "
        f"{FAST_GROWTH:.0%} or more; few workplaces: fewer than {FEWEST_ESTABLISHMENTS} published; low concentration: "
        "LQ < 1. yes = growth from little, or small base with LQ < 1; caution = one of the others; no = none"
    ),
    unit=gettext_noop("yes, caution, no or not_available"),
    citation="Rule of this project: a claim must rest on the present base",
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(
        gettext_noop(
            "A warning is a question to ask, not a verdict on the industry: a new plant also looks like this."
        ),
    ),
)


def unicorn(table: ir.Table) -> ir.Table:
    """Add columns unicorn (yes, caution, no, not_available) and unicorn_reason (codes joined by +, or none).

    `table` has jobs, jobs_before, jobs_first (jobs at the two earlier years), establishments (published), lq,
    change_2yr_rate and change_longest_rate (shares; blank where there was nothing to grow from). Reasons:
    growth_from_little, small_base, few_workplaces, low_concentration; `unicorn_sentence` puts them in words.
    """
    earlier = (table.jobs_before, table.jobs_first)
    rates = (table.change_2yr_rate, table.change_longest_rate)
    verdict, reason = judged(table.jobs, earlier, table.establishments, table.lq, rates)
    return table.mutate(unicorn=verdict, unicorn_reason=reason)


def judged(
    jobs: Any, earlier: Sequence[Any], establishments: Any, quotient: Any, rates: Sequence[Any]
) -> tuple[Any, Any]:
    """Return the columns verdict and reason from jobs now and at each earlier year, workplaces, quotient and rates."""
    small = ibis.least(jobs, *earlier) < SMALL_BASE_JOBS
    fast = ibis.or_(*[rate >= FAST_GROWTH for rate in rates])
    # nothing before and something now is growth from nothing
    arrived = (jobs > 0) & ibis.or_(*[before == 0 for before in earlier])
    from_little = small & (fast.fill_null(False) | arrived)
    few = establishments < FEWEST_ESTABLISHMENTS
    low = (quotient < 1.0).fill_null(False)
    verdict = ibis.cases(
        (quotient.isnull(), "not_available"),
        (from_little | (small & low), "yes"),
        (small | few | low, "caution"),
        else_="no",
    )
    base = ibis.cases((from_little, "+growth_from_little"), (small, "+small_base"), else_="")
    codes = base + few.ifelse("+few_workplaces", "") + low.ifelse("+low_concentration", "")
    return verdict, (codes == "").ifelse("none", codes.substr(1))


def unicorn_sentence(row: Mapping[str, Any], _: Callable[[str], str] = str) -> str:
    """Return the reasons of one row of `unicorn` in words with its numbers; empty where there is nothing to warn of."""
    parts = [_PHRASES[code](row, _) for code in str(row["unicorn_reason"]).split("+") if code in _PHRASES]
    return " ".join(parts)


def _small_base(row: Mapping[str, Any], _: Callable[[str], str]) -> str:
    least = min(row["jobs"], row["jobs_before"], row["jobs_first"])
    message = _("Small base: only {least} jobs at its least; one employer more or less would change the picture.")
    return message.format(least=f"{least:,}")


def _from_little(row: Mapping[str, Any], _: Callable[[str], str]) -> str:
    before, rate = _steepest(row)
    if rate is None:
        message = _("Growth from nothing: no jobs before, {jobs} now.")
        return message.format(jobs=f"{row['jobs']:,}")
    message = _("Growth from little: {rate} looks large, but it is {gained} jobs more than {before}.")
    gained = row["jobs"] - before
    return message.format(rate=f"{100 * rate:,.0f}%", gained=f"{gained:,}", before=f"{before:,}")


def _few_workplaces(row: Mapping[str, Any], _: Callable[[str], str]) -> str:
    if row["establishments"] == 0:
        return _("No workplace is published here: every county has fewer than three, and the jobs are estimated.")
    message = _("Only {count} workplaces are published here: too few to form a partnership from this figure alone.")
    return message.format(count=row["establishments"])


def _low_concentration(row: Mapping[str, Any], _: Callable[[str], str]) -> str:
    message = _("Less concentrated here than in the nation: location quotient {lq}, under 1.")
    return message.format(lq=f"{row['lq']:.2f}")


_PHRASES: dict[str, Callable[[Mapping[str, Any], Callable[[str], str]], str]] = {
    "small_base": _small_base,
    "growth_from_little": _from_little,
    "few_workplaces": _few_workplaces,
    "low_concentration": _low_concentration,
}


def _steepest(row: Mapping[str, Any]) -> tuple[int, float | None]:
    """The earlier jobs with the faster growth since, and that rate; no rate where there was nothing before."""
    known = [
        (row[before], row[rate])
        for before, rate in (("jobs_before", "change_2yr_rate"), ("jobs_first", "change_longest_rate"))
        if row[rate] is not None
    ]
    return max(known, key=lambda pair: pair[1]) if known else (0, None)
