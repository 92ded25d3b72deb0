"""How large a part of the region is this industry, how big are its workplaces, and how mixed is the economy?"""

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Structure"),
    question=gettext_noop("How large a part of the region is this industry, and how mixed is the economy around it?"),
    formula=(
        "share = e_ir / E_r; Herfindahl = sum s^2; Hachman = 1 / sum(LQ x s); Krugman = sum |s_ir - s_i|, nation "
        "including the region"
    ),
    unit=gettext_noop("share; jobs an establishment; index"),
    citation="Krugman (1991), Geography and Trade; Hachman index: University of Utah; Herfindahl: standard",
    tables=("county_industry", "state_industry", "national_industry"),
    misses=(gettext_noop("An establishment is a workplace, not a company: one company may have several."),),
)


def structure(local: ir.Table) -> ir.Table:
    """Return each industry's share of the region's jobs and its jobs an establishment, one row a year and industry.

    `local` needs the row 00. Returns year, naics, share with share_low and share_high (0-1), jobs_per_establishment
    (over the cells whose establishments are counted; blank without any), establishments, status.
    """
    total = local.filter(_.naics == "00").select("year", area=_.jobs, area_low=_.jobs_low, area_high=_.jobs_high)
    joined = local.filter(_.naics != "00").join(total, "year")
    least = (joined.area_low < joined.jobs_high).ifelse(joined.jobs_high, joined.area_low)
    return joined.select(
        "year",
        "naics",
        "establishments",
        "status",
        share=ratio(joined.jobs, joined.area),
        share_low=ratio(joined.jobs_low, joined.area_high),
        share_high=ratio(joined.jobs_high, least),
        jobs_per_establishment=workplace_size(joined.jobs_counted, joined.establishments),
    )


def workplace_size(jobs_counted: Any, establishments: Any) -> Any:
    """Return jobs an establishment over the cells that count establishments; null without any."""
    return ratio(jobs_counted, establishments)


def specialization(local: ir.Table, nation: ir.Table) -> ir.Table:
    """Return how specialized the region is, one row a year: herfindahl, hachman, krugman, industries, status.

    Hand in industries of one level only (no row 00): shares are of their sum, so they add up to one. Herfindahl runs
    from 1 / industries (even) to 1 (one industry); Hachman from near 0 (unlike the nation) to 1 (its mirror); Krugman
    from 0 (same mix) to 2 (nothing in common). Industries that the region lacks count with share zero.
    """
    national = nation.select("year", "naics", s_i=_shares(nation))
    here = local.select("year", "naics", s_ir=_shares(local), exact=local.status == "reported")
    national = national.semi_join(here, "year")
    joined = national.left_join(here, ["year", "naics"], rname="{name}_here")
    share = joined.s_ir.fill_null(0.0)
    rows = joined.select(
        "year",
        exact=joined.exact.fill_null(True),
        square=share.pow(2),
        weighted=ratio(share, joined.s_i) * share,
        gap=(share - joined.s_i).abs(),
        present=share > 0,
    )
    return rows.group_by("year").agg(
        industries=_.present.sum(),
        herfindahl=_.square.sum(),
        hachman=1.0 / _.weighted.sum().nullif(0.0),
        krugman=_.gap.sum(),
        status=_.exact.all().ifelse("reported", "estimated"),
    )


def _shares(rows: ir.Table) -> Any:
    return ratio(rows.jobs, rows.jobs.sum().over(ibis.window(group_by="year")))
