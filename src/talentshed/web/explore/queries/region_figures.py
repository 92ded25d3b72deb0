"""What do a region's own numbers say: how many jobs, and in which sectors?"""

from dataclasses import dataclass

import pyarrow as pa
from django.utils.translation import gettext as _

from talentshed.labor.charts.growth import jobs_over_time_chart
from talentshed.labor.charts.industries import region_mix_chart
from talentshed.labor.measures import regional_industry, structure
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.region_data import RegionData, Row
from talentshed.web.explore.queries.region_parts import bounds_of, finished, linked, picture_frame, stamped
from talentshed.web.ui.formats import between, in_words, written
from talentshed.web.ui.values import Figure, Grid, GridColumn, Kind


@dataclass(frozen=True)
class KeyNumber:
    """A number with the sentence that explains it."""

    value: float | None
    kind: Kind
    sentence: str


def jobs_figure(data: RegionData) -> Figure:
    """How many jobs are here, and how did that develop?"""
    now = data.total
    before = next((row for row in data.history if row["year"] == data.years.before), None)
    columns = (
        GridColumn("year", _("Year"), "year"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("establishments", _("Establishments in published cells"), "count"),
        GridColumn("pay", _("Pay per job"), "usd"),
        GridColumn("status", _("Standing"), "status"),
    )
    picture = jobs_over_time_chart(
        pa.Table.from_pylist(list(data.history)),
        sector=_("all industries"),
        place=data.place.short,
        **picture_frame(data),
    )
    return finished(
        data,
        "jobs",
        _jobs_heading(data, now, before),
        picture,
        Grid(_("Jobs, establishments and pay per job by year"), columns, data.history),
        receipt=stamped(data, regional_industry.METHOD, filled=_jobs_filled(now), row=now),
        notes=(wording.bounds_explained(), *wording.pandemic(data.years.year, data.years.before)),
    )


def _jobs_heading(data: RegionData, now: Row, before: Row | None) -> str:
    values = {"place": data.place.short, "jobs": jobs_in_words(now), "year": now["year"]}
    if before is None or not before["jobs"]:
        return _("{place} had {jobs} jobs in {year}").format(**values)
    rate = now["jobs"] / before["jobs"] - 1
    values |= {"rate": written(abs(rate), "percent"), "before": before["year"]}
    if rate < 0:
        return _("{place} had {jobs} jobs in {year}, {rate} fewer than in {before}").format(**values)
    return _("{place} had {jobs} jobs in {year}, {rate} more than in {before}").format(**values)


def jobs_in_words(row: Row) -> str:
    """Write a row's jobs as they are said in a sentence: exact where published, about where estimated."""
    if row["status"] == "reported":
        return written(row["jobs"], "count")
    return _("about {jobs}").format(jobs=written(row["jobs"], "count"))


def _jobs_filled(row: Row) -> str:
    return _("jobs {year} = {jobs}; low = {low}; high = {high}").format(
        year=row["year"],
        jobs=written(row["jobs"], "count"),
        low=written(row["jobs_low"], "count"),
        high=written(row["jobs_high"], "count"),
    )


def mix_figure(data: RegionData) -> Figure:
    """Which sectors employ the region's people?"""
    total = data.total
    listed = [_shared(row, total) for row in data.sectors]
    picture = region_mix_chart(pa.Table.from_pylist(listed), place=data.place.short, **picture_frame(data))
    top = data.sectors[0]
    heading = _("{sector} is the largest sector, with {share} of the jobs").format(
        sector=top["title"], share=written(top["share"], "percent")
    )
    columns = (
        GridColumn("title", _("Sector"), link="address"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("share", _("Share of jobs"), "percent", low="share_low", high="share_high"),
        GridColumn("establishments", _("Establishments"), "count"),
        GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
        GridColumn("pay", _("Pay per job"), "usd"),
        GridColumn("status", _("Standing"), "status"),
    )
    grid = Grid(_("Jobs by sector, {year}").format(year=data.years.year), columns, linked(data, listed), sortable=True)
    receipt = stamped(
        data,
        structure.METHOD,
        filled=share_filled(top, total),
        row=top,
        bounds=bounds_of(listed[0], "share", "percent"),
    )
    return finished(data, "mix", heading, picture, grid, receipt=receipt, notes=(wording.left_out(),))


def _shared(row: Row, total: Row) -> Row:
    """A row with the bounds of its share: itself at its least among others at their most, and the other way round."""
    low, high = row["jobs_low"], row["jobs_high"]
    others_low = max(total["jobs_low"] - low, 0)
    most = None if high is None else high / max(high + others_low, 1)
    if high is None or total["jobs_high"] is None:
        return {**row, "share_low": None, "share_high": most}
    return {**row, "share_low": low / max(low + total["jobs_high"] - high, 1), "share_high": most}


def share_filled(row: Row, total: Row) -> str:
    """Write the share of jobs as a formula with its numbers."""
    return _("share = {jobs} / {total} = {share}").format(
        jobs=written(row["jobs"], "count"),
        total=written(total["jobs"], "count"),
        share=written(row["share"], "percent"),
    )


def key_numbers(data: RegionData) -> tuple[KeyNumber, ...]:
    """Return the numbers that open the page, each with the sentence that explains it."""
    now = data.total
    jobs = _("jobs at private establishments in March {year}.").format(year=now["year"])
    if now["status"] != "reported":
        text = _("jobs at private establishments in March {year}, our estimate. The published figures allow {range}.")
        jobs = text.format(year=now["year"], range=allowed(now))
    pay = _("a year is what a job pays on average, where payroll is published.")
    places = _("establishments in published cells.")
    return (
        KeyNumber(now["jobs"], "count", jobs),
        KeyNumber(now["pay"], "usd", pay),
        KeyNumber(now["establishments"], "count", places),
    )


def allowed(row: Row) -> str:
    """Say between which numbers the jobs of a row lie."""
    if row["jobs_high"] is None:
        return _("{low} or more").format(low=written(row["jobs_low"], "count"))
    return between(row["jobs_low"], row["jobs_high"], "count")


def region_sentences(data: RegionData) -> tuple[str, ...]:
    """Say what a reader should know of the region who reads no further."""
    now = data.total
    first = _("{place} had {jobs} jobs at private establishments in March {year}: {words}.").format(
        place=data.place.short,
        jobs=jobs_in_words(now),
        year=now["year"],
        words=in_words(now["jobs"], "count", status=now["status"], low=now["jobs_low"], high=now["jobs_high"]),
    )
    second = _("A job paid {pay} a year on average, at {establishments} establishments in published cells.").format(
        pay=written(now["pay"], "usd"), establishments=written(now["establishments"], "count")
    )
    names = [row["title"] for row in data.sectors[:3]]
    third = _("The largest sectors are {names}.").format(names="; ".join(names))
    return (first, second, third, *_since(data))


def _since(data: RegionData) -> tuple[str, ...]:
    known = {row["year"]: row for row in data.history}
    said = []
    for year in dict.fromkeys((data.years.before, data.years.first)):
        if year in known and known[year]["jobs"]:
            then, now = known[year], data.total
            text = _("Since {year} the number of jobs changed by {change}; the published figures allow {range}.")
            bounds = (
                now["jobs_low"] - (then["jobs_high"] or now["jobs_low"]),
                (now["jobs_high"] or 0) - then["jobs_low"],
            )
            change = written(now["jobs"] - then["jobs"], "count")
            said.append(text.format(year=year, change=change, range=between(*bounds, "count")))
    return tuple(said)
