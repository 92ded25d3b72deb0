"""How much of the change in jobs came from the nation, from the industry, and from what is special here?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.growth import growth_rate, spans_pandemic
from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Shift-share"),
    question=gettext_noop("How many of the jobs gained or lost here are the nation's, the industry's, and our own?"),
    formula="national = e0 G; industry mix = e0 (G_i - G); competitive = e1 - e0 (1 + G_i); they add up to e1 - e0",
    unit=gettext_noop("jobs"),
    citation=(
        "Dunn (1960), Papers of the Regional Science Association 6; Esteban-Marquillas (1972), Regional and Urban "
        "Economics 2; dynamic: Barff and Knight (1988), Growth and Change 19"
    ),
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(
        gettext_noop("It sorts a change into parts; it doesn't say why the parts are what they are."),
        gettext_noop("The nation includes the region itself."),
        gettext_noop("The national benchmark exists for 2017, 2019 and 2021: the dynamic form steps over these."),
    ),
)


def shift_share(local: ir.Table, nation: ir.Table, year: int, before: int) -> ir.Table:
    """Split the change of every industry into national, industry-mix and competitive parts (Dunn 1960).

    `local` and `nation` have one row a year and industry, with the row 00 in `nation`. Returns naics, change with
    bounds, national, mix, competitive with bounds (jobs; the three add up to change), spans_pandemic and status
    (not_available where the nation has no such industry in both years).
    """
    wide = _wide(local, nation, (before, year))
    parts = _step(wide, before, year)
    competitive_low = wide[f"low_{year}"] - wide[f"high_{before}"] * (1.0 + parts["industry_growth"])
    competitive_high = wide[f"high_{year}"] - wide[f"low_{before}"] * (1.0 + parts["industry_growth"])
    return wide.select(
        "naics",
        **_change(wide, before, year),
        national=parts["national"],
        mix=parts["mix"],
        competitive=parts["competitive"],
        competitive_low=competitive_low,
        competitive_high=competitive_high,
        spans_pandemic=ibis.literal(spans_pandemic(year, before)),
        status=_status(wide, parts["competitive"]),
    )


def esteban_marquillas(local: ir.Table, nation: ir.Table, year: int, before: int) -> ir.Table:
    """Split the competitive part into what an average region would have had and what specialisation adds (1972).

    Both tables need the row 00. Returns naics, change with bounds, national, mix, homothetic (jobs the industry would
    have here at the nation's mix), competitive, allocation (jobs; national + mix + competitive + allocation = change),
    status (not_applicable where the industry wasn't here before: it has no rate of growth).
    """
    wide = _wide(local, nation, (before, year))
    parts = _step(wide, before, year)
    base = wide[f"jobs_{before}"].cast("float64")
    homothetic = wide[f"area_{before}"] * ratio(wide[f"n_{before}"], wide[f"whole_{before}"])
    gap = growth_rate(wide[f"jobs_{year}"], wide[f"jobs_{before}"]) - parts["industry_growth"]
    known = _status(wide, parts["competitive"])
    return wide.select(
        "naics",
        **_change(wide, before, year),
        national=parts["national"],
        mix=parts["mix"],
        homothetic=homothetic,
        competitive=homothetic * gap,
        allocation=(base - homothetic) * gap,
        spans_pandemic=ibis.literal(spans_pandemic(year, before)),
        status=((known != "not_available") & gap.isnull()).ifelse("not_applicable", known),
    )


def dynamic_shift_share(local: ir.Table, nation: ir.Table, years: Sequence[int]) -> ir.Table:
    """Add up the classic split over consecutive steps (Barff and Knight 1988), so that the base moves along.

    `years` are those of the national benchmark, for example (2017, 2019, 2021). Returns naics, steps, change with
    bounds, national, mix, competitive (jobs; they add up to change from the first to the last year), status.
    """
    ordered = sorted(years)
    wide = _wide(local, nation, ordered)
    steps = [_step(wide, before, year) for before, year in pairwise(ordered)]
    summed: dict[str, Any] = {}
    for name in ("national", "mix", "competitive"):
        summed[name] = steps[0][name]
        for step in steps[1:]:
            summed[name] = summed[name] + step[name]
    return wide.select(
        "naics",
        steps=ibis.literal(len(steps), "int64"),
        **_change(wide, ordered[0], ordered[-1]),
        **summed,
        spans_pandemic=ibis.literal(spans_pandemic(ordered[-1], ordered[0])),
        status=_status(wide, summed["competitive"]),
    )


def parts(base: Any, now: Any, industry_growth: Any, total_growth: Any) -> dict[str, Any]:
    """Return the classic parts of one step from its base and end (jobs) and the nation's growth rates (shares)."""
    start = base.cast("float64")
    return {
        "national": start * total_growth,
        "mix": start * (industry_growth - total_growth),
        # written without the rate of growth here, so that an industry that arrives (base 0) counts as competitive
        "competitive": now.cast("float64") - start * (1.0 + industry_growth),
    }


def _step(wide: ir.Table, before: int, year: int) -> dict[str, Any]:
    industry_growth = growth_rate(wide[f"n_{year}"], wide[f"n_{before}"])
    total_growth = growth_rate(wide[f"whole_{year}"], wide[f"whole_{before}"])
    split = parts(wide[f"jobs_{before}"], wide[f"jobs_{year}"], industry_growth, total_growth)
    return split | {"industry_growth": industry_growth}


def _change(wide: ir.Table, before: int, year: int) -> dict[str, Any]:
    return {
        "change": wide[f"jobs_{year}"] - wide[f"jobs_{before}"],
        "change_low": wide[f"low_{year}"] - wide[f"high_{before}"],
        "change_high": wide[f"high_{year}"] - wide[f"low_{before}"],
    }


def _status(wide: ir.Table, value: Any) -> Any:
    return value.isnull().ifelse("not_available", wide.all_reported.ifelse("reported", "estimated"))


def _wide(local: ir.Table, nation: ir.Table, years: Sequence[int]) -> ir.Table:
    """One row an industry: jobs_Y, low_Y, high_Y here, n_Y in the nation, and the totals area_Y and whole_Y."""
    here, there = local.filter(_.year.isin(list(years))), nation.filter(_.year.isin(list(years)))
    held: dict[str, Any] = {}
    for year in years:
        this = here.year == year
        held[f"jobs_{year}"] = here.jobs.max(where=this).fill_null(0)
        held[f"low_{year}"] = here.jobs_low.max(where=this).fill_null(0)
        held[f"high_{year}"] = this.any().ifelse(here.jobs_high.max(where=this), 0)
    industries = here.group_by("naics").agg(**held, all_reported=(here.status == "reported").all())
    industries = industries.mutate(
        **{f"area_{year}": _total(industries, f"jobs_{year}").over(ibis.window()) for year in years}
    )
    national = there.group_by("naics").agg(**{f"n_{year}": there.jobs.max(where=there.year == year) for year in years})
    national = national.mutate(**{f"whole_{year}": _total(national, f"n_{year}").over(ibis.window()) for year in years})
    joined = industries.left_join(national, "naics", rname="{name}_of_nation")
    return joined.filter(_.naics != "00")


def _total(industries: ir.Table, column: str) -> Any:
    return (industries.naics == "00").ifelse(industries[column], None).max()
