"""How many workers move between industries, join a sector or leave it? As expressions for any engine."""

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.portable.expressions import shaped, surely
from talentshed.labor.flows.portable.records import Records


def job_to_job(records: Records) -> ir.Table:
    """Return `definitions.TABLES["job_to_job"]`: moves between main jobs by the two industries, quarter and kind."""
    mains = records.mains
    moves = mains.filter(surely(mains.before_employer != mains.employer))
    kind = (moves.before_quarter == moves.quarter - 1).ifelse("adjacent", "nonemployment")
    named = moves.select(
        origin_industry="before_industry", destination_industry="industry", quarter="quarter", kind=kind
    )
    return shaped("job_to_job", named.group_by(*named.columns).agg(flows=named.count()))


def industry_matrix(records: Records) -> ir.Table:
    """Return `definitions.TABLES["industry_matrix"]`: job_to_job added up over all quarters."""
    moves = job_to_job(records)
    is_adjacent = moves.kind == "adjacent"
    sums = moves.group_by("origin_industry", "destination_industry").agg(
        adjacent=is_adjacent.ifelse(moves.flows, 0).sum(),
        nonemployment=is_adjacent.ifelse(0, moves.flows).sum(),
        flows=moves.flows.sum(),
    )
    return shaped("industry_matrix", sums)


def feeder_index(records: Records) -> ir.Table:
    """Return `definitions.TABLES["feeder_index"]`: flows beside what the sizes of the industries would give."""
    mains = records.mains
    sizes = mains.group_by("industry").agg(size=mains.count())
    all_sizes = sizes.mutate(all_jobs=sizes["size"].sum().over(ibis.window()))
    matrix = industry_matrix(records)
    pairs = matrix.filter(matrix.origin_industry != matrix.destination_industry)
    into = pairs.mutate(inflow=pairs.flows.sum().over(ibis.window(group_by="destination_industry")))
    origins = all_sizes.select(origin_industry="industry", origin_jobs="size")
    others = all_sizes.select(destination_industry="industry", other_jobs=all_sizes.all_jobs - all_sizes["size"])
    sized = into.join(origins, "origin_industry").join(others, "destination_industry")
    # sums are wider than int64 on some engines; the products fit and must be rounded once only
    whole = sized.cast(dict.fromkeys(("flows", "inflow", "origin_jobs", "other_jobs"), "int64"))
    above, below = whole.flows * whole.other_jobs, whole.inflow * whole.origin_jobs
    return shaped("feeder_index", whole.mutate(feeder_index=above.cast("float64") / below.cast("float64")))


def inflow(records: Records) -> ir.Table:
    """Return `definitions.TABLES["inflow"]`: starts by sector, quarter and source, the first source that fits."""
    starts = records.starts
    if records.completers is None:
        known = starts.mutate(from_education=ibis.literal(False))
    else:
        known = _marked_by_award(starts, records.completers, records.question.education_window)
    kin = _kin(known, known.before_sector, known.before_inside)
    source = ibis.cases(
        (known.from_education, "education"),
        (surely(known.before_quarter == known.quarter - 1), kin),
        (known.before_quarter.notnull(), "nonemployment"),
        else_="new_to_data",
    )
    named = known.select("sector", "quarter", source=source)
    return shaped("inflow", named.group_by(*named.columns).agg(hires=named.count()))


def _marked_by_award(starts: ir.Table, completers: ir.Table, window: int) -> ir.Table:
    awards = completers.select(graduate="worker", award="quarter")
    since = starts.join(awards, [starts.worker == awards.graduate, starts.quarter >= awards.award])
    firsts = since.group_by("graduate", "award").agg(entered=since.quarter.min())
    counted = firsts.filter(firsts.entered <= firsts.award + window).select("graduate", "entered")
    marked = starts.left_join(counted, [starts.worker == counted.graduate, starts.quarter == counted.entered])
    return marked.mutate(from_education=marked.graduate.notnull())


def outflow(records: Records) -> ir.Table:
    """Return `definitions.TABLES["outflow"]`: leavings by sector, quarter and destination."""
    mains = records.mains
    goes_on = surely(mains.after_quarter == mains.quarter + 1)
    is_same = goes_on & surely(mains.after_employer == mains.employer)
    left = mains.filter(mains.inside, mains.sector.notnull(), mains.quarter < records.last, ~is_same)
    destination = ibis.cases(
        (surely(left.after_quarter == left.quarter + 1), _kin(left, left.after_sector, left.after_inside)),
        (left.after_quarter.notnull(), "nonemployment"),
        else_="left_the_data",
    )
    named = left.select("sector", "quarter", destination=destination)
    return shaped("outflow", named.group_by(*named.columns).agg(separations=named.count()))


def _kin(table: ir.Table, sector: ir.StringValue, inside: ir.BooleanValue) -> ir.StringValue:
    return ibis.cases(
        (~surely(sector == table.sector), "other_sector"),
        (surely(inside), "same_sector_in_region"),
        else_="same_sector_elsewhere",
    )
