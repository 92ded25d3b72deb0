"""Which sectors of a region gained jobs, which lost them, and how sure is that?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.measures import growth
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.region_data import RegionData, Row
from talentshed.web.explore.queries.region_parts import bounds_of, finished, linked, picture_frame, stamped
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn


def change_figure(data: RegionData) -> Figure:
    """Which sectors gained and which lost jobs?"""
    known = [row for row in data.sectors if row["change_2yr"] is not None]
    ordered = sorted(known, key=lambda row: (-row["change_2yr"], row["naics"]))
    gained = sum(row["change_2yr"] > 0 for row in ordered)
    heading = ngettext(
        "{gained} of {all} sectors has more jobs than in {before}",
        "{gained} of {all} sectors have more jobs than in {before}",
        gained,
    ).format(gained=gained, all=len(ordered), before=data.years.before)
    picture = bar_picture(
        [_change_bar(row) for row in ordered],
        title=_("Change of jobs by sector in {place}, {before} to {year}").format(
            place=data.place.short, before=data.years.before, year=data.years.year
        ),
        sentences=_change_sentences(data, ordered),
        **picture_frame(data),
    )
    grid = Grid(
        _("Change of jobs by sector since {before} and since {first}").format(
            before=data.years.before, first=data.years.first
        ),
        _change_columns(data),
        linked(data, [_with_status(row) for row in ordered]),
        sortable=True,
    )
    top = ordered[0] if ordered else data.total
    return finished(
        data,
        "change",
        heading,
        picture,
        grid,
        receipt=stamped(
            data, growth.METHOD, filled=_change_filled(data, top), row=top, bounds=bounds_of(top, "change_2yr")
        ),
        notes=(*wording.pandemic(data.years.year, data.years.before), wording.bounds_explained()),
    )


def _change_columns(data: RegionData) -> tuple[GridColumn, ...]:
    since = _("Change since {year}")
    rate = _("Rate since {year}")
    before, first = data.years.before, data.years.first
    spans = [("2yr", before)] if before == first else [("2yr", before), ("longest", first)]
    changes = [
        column
        for span, year in spans
        for column in (
            GridColumn(f"change_{span}", since.format(year=year), low=f"change_{span}_low", high=f"change_{span}_high",
                       kind="count"),
            GridColumn(f"change_{span}_rate", rate.format(year=year), "percent", low=f"change_{span}_rate_low",
                       high=f"change_{span}_rate_high"),
        )
    ]  # fmt: skip
    return (
        GridColumn("title", _("Sector"), link="address"),
        GridColumn("jobs", _("Jobs {year}").format(year=data.years.year), "count", low="jobs_low", high="jobs_high"),
        *changes,
    )


def _with_status(row: Row) -> Row:
    """The row with the standing of each of its changes, where the table looks for it."""
    standing = {
        f"change_{span}{part}_status": row[f"change_{span}_status"]
        for span in ("2yr", "longest")
        for part in ("", "_rate")
    }
    return {**row, **standing}


def _change_bar(row: Row) -> Bar:
    """No range is drawn: one with wide bounds would flatten all others. Words say where bounds don't settle it."""
    change, rate = row["change_2yr"], row["change_2yr_rate"]
    text = ("+" if change > 0 else "") + written(change, "count")
    if rate is not None:
        text = f"{text} ({'+' if rate > 0 else ''}{written(rate, 'percent')})"
    if _unsure(row):
        return Bar(row["title"], change, _("{change}, direction not settled").format(change=text), tone="context")
    return Bar(row["title"], change, text, tone="main" if change >= 0 else "accent")


def _change_sentences(data: RegionData, ordered: list[Row]) -> list[str]:
    if not ordered:
        return [_("No sector has figures for both years.")]
    best, worst = ordered[0], ordered[-1]
    said = []
    if best["change_2yr"] > 0:
        text = _("{sector} gained most: {jobs} jobs more than in {before}.")
        said.append(
            text.format(sector=best["title"], jobs=written(best["change_2yr"], "count"), before=data.years.before)
        )
    if worst["change_2yr"] < 0:
        text = _("{sector} lost most: {jobs} jobs fewer than in {before}.")
        said.append(
            text.format(sector=worst["title"], jobs=written(-worst["change_2yr"], "count"), before=data.years.before)
        )
    unsure = sum(_unsure(row) for row in ordered)
    if unsure:
        text = ngettext(
            "For {unsure} sector the bounds don’t settle whether it gained or lost.",
            "For {unsure} sectors the bounds don’t settle whether they gained or lost.",
            unsure,
        )
        said.append(text.format(unsure=unsure))
    return said


def _unsure(row: Row) -> bool:
    low, high = row["change_2yr_low"], row["change_2yr_high"]
    return row["change_2yr_status"] != "reported" and (low is None or high is None or low < 0 < high)


def _change_filled(data: RegionData, row: Row) -> str:
    if "change_2yr" not in row:
        return ""
    return _("{title}: change = {jobs} − {before} = {change}").format(
        title=row["title"],
        jobs=written(row["jobs"], "count"),
        before=written(row["jobs_before"], "count"),
        change=written(row["change_2yr"], "count"),
    )
