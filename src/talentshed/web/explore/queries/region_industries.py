"""Which industries of a region are far above the nation, and which are the largest?"""

import pyarrow as pa
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.bubble import sector_bubble_chart
from talentshed.labor.charts.standing import quotient_chart
from talentshed.labor.measures import location_quotient, structure
from talentshed.labor.measures.location_quotient import FEWEST_JOBS
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.region_data import RegionData, Row
from talentshed.web.explore.queries.region_figures import share_filled
from talentshed.web.explore.queries.region_parts import bounds_of, finished, linked, picture_frame, stamped
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn

TOP = 10
LARGEST = 40


def concentration_figure(data: RegionData) -> Figure | None:
    """In which industries is the region far above the nation? Nothing to show where no industry is steady enough."""
    steady = [row for row in data.industries if not row["unstable"] and row["lq"] is not None]
    ordered = sorted(steady, key=lambda row: (-row["lq"], row["naics"]))[:TOP]
    if not ordered:
        return None
    top = ordered[0]
    text = _("{industry} is {lq} times as concentrated here as in the nation")
    if top["lq_status"] != "reported":
        text = _("{industry} is about {lq} times as concentrated here as in the nation")
    heading = text.format(industry=top["title"], lq=written(top["lq"], "ratio" if top["lq"] < 10 else "count"))
    picture = quotient_chart(
        pa.Table.from_pylist([{**row, "status": row["lq_status"]} for row in ordered]),
        place=data.place.short,
        year_before=data.years.before,
        year=data.years.year,
        limit=TOP,
        **picture_frame(data),
    )
    columns = (
        GridColumn("naics", _("NAICS"), "code"),
        GridColumn("title", _("Industry"), link="address"),
        GridColumn(
            "lq", _("Location quotient {year}").format(year=data.years.year), "ratio", low="lq_low", high="lq_high"
        ),
        GridColumn("lq_before", _("Location quotient {year}").format(year=data.years.before), "ratio"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("pay", _("Pay per job"), "usd"),
    )
    grid = Grid(_("The most concentrated industries"), columns, linked(data, ordered), sortable=True, head="title")
    note = _(
        "Industries with fewer than {fewest} jobs here are left out of this picture: one employer would move them."
    )
    receipt = stamped(
        data, location_quotient.METHOD, filled=_quotient_filled(data, top), row={**top, "status": top["lq_status"]},
        bounds=bounds_of(top, "lq", "ratio"),
    )  # fmt: skip
    notes = (note.format(fewest=FEWEST_JOBS),)
    return finished(data, "concentration", heading, picture, grid, receipt=receipt, notes=notes)


def _quotient_filled(data: RegionData, row: Row) -> str:
    share, lq = row["share"], row["lq"]
    return _("{title}: LQ = ({jobs} / {total}) / {nation} = {lq}").format(
        title=row["title"],
        jobs=written(row["jobs"], "count"),
        total=written(data.total["jobs"], "count"),
        nation=f"{share / lq:.6f}" if lq else "",
        lq=written(lq, "ratio"),
    )


def industries_figure(data: RegionData) -> Figure:
    """Which of the largest industries combine size, concentration and growth?"""
    largest = data.industries[:LARGEST]
    both = [row for row in largest if (row["lq"] or 0) > 1 and (row["change_longest_rate"] or 0) > 0]
    heading = ngettext(
        "{both} of the {all} largest industries is above the nation and growing",
        "{both} of the {all} largest industries are above the nation and growing",
        len(both),
    ).format(both=len(both), all=len(largest))
    picture = sector_bubble_chart(
        pa.Table.from_pylist([{**row, "growth": row["change_longest_rate"]} for row in largest]),
        place=data.place.short,
        period=_("{first} to {year}").format(first=data.years.first, year=data.years.year),
        limit=LARGEST,
        **picture_frame(data),
    )
    columns = (
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("naics", _("NAICS"), "code"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("share", _("Share of jobs"), "percent"),
        GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
        GridColumn("change_longest_rate", _("Change since {year}").format(year=data.years.first), "percent"),
        GridColumn("pay", _("Pay per job"), "usd"),
    )
    caption = _("The {count} largest industries").format(count=len(largest))
    grid = Grid(caption, columns, linked(data, list(largest)), sortable=True, head="title")
    top = largest[0]
    receipt = stamped(data, structure.METHOD, filled=share_filled(top, data.total), row=top)
    notes = wording.pandemic(data.years.year, data.years.first)
    return finished(data, "industries", heading, picture, grid, receipt=receipt, notes=notes)
