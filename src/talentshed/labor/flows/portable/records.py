"""Who works where in which quarter, who starts, who stays? The steps that several tables of an analysis share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.portable.expressions import divided, surely
from talentshed.labor.flows.question import Question


@dataclass(frozen=True)
class Records:
    """Prepared records of one analysis, as expressions of one engine, and what is asked of them.

    jobs: worker, employer, quarter, cents, industry, county, one row a job. first and last: quarters of the records
    (see `span`). completers: worker, institution, cip, award_level, quarter, one row a person. people: worker and a
    text column for each attribute, one row a person. Ids may be numbers or texts. On PostgreSQL texts have to be in
    the collation C, for the lowest employer is that of the lowest code points.
    """

    jobs: ir.Table
    question: Question
    first: "int | ir.IntegerScalar"
    last: "int | ir.IntegerScalar"
    completers: ir.Table | None = None
    people: ir.Table | None = None
    made: Mapping[str, ir.Table] = field(default_factory=dict)
    """Steps that the engine has worked out already, by name: held, mains."""

    @cached_property
    def held(self) -> ir.Table:
        """Jobs with the same worker's and employer's paid quarters around them: see `jobs_in_time`."""
        return self.made["held"] if "held" in self.made else jobs_in_time(self.jobs)

    @cached_property
    def mains(self) -> ir.Table:
        """Main jobs with the main jobs before and after: see `main_jobs`."""
        return self.made["mains"] if "mains" in self.made else main_jobs(self.jobs, self.question)

    @cached_property
    def starts(self) -> ir.Table:
        """Starts, with the main job before: rows of `mains`."""
        mains = self.mains
        is_same = surely((mains.before_quarter == mains.quarter - 1) & (mains.before_employer == mains.employer))
        return mains.filter(mains.inside, mains.sector.notnull(), mains.quarter > self.first, ~is_same)

    @cached_property
    def hires(self) -> ir.Table:
        """One row a hire: worker, quarter, industry, length (quarters), ended."""
        return spells(self.held, self.last).filter(lambda t: t.quarter > self.first)

    @cached_property
    def pay(self) -> ir.Table:
        """One row for each worker and quarter with a job: worker, quarter, cents as paid, real."""
        return pay(self.jobs, self.question)

    @property
    def graduates(self) -> ir.Table:
        """The completers; ValueError without any file of them."""
        if self.completers is None:
            raise ValueError("this table needs completions")
        return self.completers

    @property
    def persons(self) -> ir.Table:
        """The people; ValueError without any file of them."""
        if self.people is None:
            raise ValueError("this table needs people")
        return self.people

    @cached_property
    def of_completers(self) -> "Records":
        """The records of completers alone, which are few."""
        # no semi join: beside another join Ibis writes it as PostgreSQL can't read it; each person stands here once
        graduates = self.graduates.select(graduate="worker")
        jobs = self.jobs.join(graduates, [("worker", "graduate")]).drop("graduate")
        return Records(jobs, self.question, self.first, self.last, completers=self.completers)


def span(jobs: ir.Table) -> ir.Table:
    """Return one row: first and last, the first and the last quarter of the records."""
    return jobs.agg(first=jobs.quarter.min().cast("int64"), last=jobs.quarter.max().cast("int64"))


def jobs_in_time(jobs: ir.Table) -> ir.Table:
    """Return the jobs with the quarters in which the same worker was paid by the same employer before and after.

    before, before_2, before_4: the last, last but one and last but three such quarter; after: the next one; blank
    where there is none. cents_before and industry_before belong to `before`.
    """
    runs = ibis.window(group_by=["worker", "employer"], order_by="quarter")
    return jobs.mutate(
        before=jobs.quarter.lag(1).over(runs),
        before_2=jobs.quarter.lag(2).over(runs),
        before_4=jobs.quarter.lag(4).over(runs),
        after=jobs.quarter.lead(1).over(runs),
        cents_before=jobs.cents.lag(1).over(runs),
        industry_before=jobs.industry.lag(1).over(runs),
    )


def main_jobs(jobs: ir.Table, question: Question) -> ir.Table:
    """Return one row for each worker and quarter with a job: the main job, with its sector and whether it is inside.

    sector: name of the sector, blank where the industry isn't in it. before_… and after_…: the worker's previous and
    next main job, whenever that was. before_2_quarter: the quarter of the main job before the previous one.
    """
    choice = ibis.window(group_by=["worker", "quarter"], order_by=[jobs.cents.desc(), jobs.employer])
    chosen = jobs.mutate(place=ibis.row_number().over(choice)).filter(lambda t: t.place == 0).drop("place")
    mains = chosen.mutate(sector=sector_of(chosen.industry, question), inside=is_inside(chosen.county, question))
    life = ibis.window(group_by="worker", order_by="quarter")
    names = ("quarter", "employer", "industry", "sector", "inside")
    return mains.mutate(
        **{f"before_{name}": mains[name].lag(1).over(life) for name in names},
        **{f"after_{name}": mains[name].lead(1).over(life) for name in names},
        before_2_quarter=mains.quarter.lag(2).over(life),
    )


def sector_of(industry: ir.StringValue, question: Question) -> ir.StringValue:
    """Return the name of the sector in focus, blank for other industries; without a focus the industry itself."""
    if not question.sector:
        return industry
    belongs = ibis.or_(*(industry.left(len(code)) == code for code in question.sector))
    return surely(belongs).ifelse("+".join(question.sector), ibis.null("string"))


def is_inside(county: ir.Value, question: Question) -> ir.BooleanValue:
    """Say whether a job lies in the region; a missing county lies outside, and without a region all lie inside.

    Counties may be numbers (17031) or texts of five digits.
    """
    if not question.region:
        return ibis.literal(True)
    codes = sorted(int(code) for code in question.region)
    known = codes if county.type().is_integer() else [f"{code:05d}" for code in codes]
    return surely(county.isin(known))


def spells(held: ir.Table, last: int) -> ir.Table:
    """Return one row for each unbroken run of quarters: worker, quarter and industry of its start, length, ended."""
    edges = held.mutate(
        opens=~surely(held.before == held.quarter - 1), closes=~surely(held.after == held.quarter + 1)
    ).filter(lambda t: t.opens | t.closes)
    # at the edges of a run its end is this row, if the run has one quarter, or the next one
    runs = ibis.window(group_by=["worker", "employer"], order_by="quarter")
    ends = edges.closes.ifelse(edges.quarter, edges.quarter.lead(1).over(runs))
    found = edges.mutate(end=ends).filter(lambda t: t.opens)
    length = (found.end - found.quarter + 1).cast("int64")
    return found.select("worker", "quarter", "industry", length=length, ended=found.end < last)


def pay(jobs: ir.Table, question: Question) -> ir.Table:
    """Return a worker's earnings of a quarter from all employers: worker, quarter, cents as paid, real (cents)."""
    sums = jobs.group_by("worker", "quarter").agg(cents=jobs.cents.sum())
    if not question.index:
        return sums.mutate(real=sums.cents)
    index = sums.quarter.cases(*sorted(question.index.items())).cast("int64")
    indexed = sums.mutate(index=index)
    base = question.base_index
    real = divided(indexed.cents * base + indexed.index // 2, indexed.index)
    return indexed.select("worker", "quarter", "cents", real=real)
