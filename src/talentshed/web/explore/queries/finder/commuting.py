"""Who stays, comes and goes, and where do the people live and work whom the region starts from?"""

from functools import lru_cache
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.flow_bars import commuting_bars
from talentshed.labor.charts.marks import Bar, bar_picture
from talentshed.labor.measures import commuting
from talentshed.labor.regions import sheds
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import drawn, language
from talentshed.web.explore.queries.finder import market, words
from talentshed.web.explore.queries.finder.asked import Asked
from talentshed.web.explore.queries.finder.found import Found
from talentshed.web.explore.queries.finder.found import found as answer_to
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn

MOST_ROWS = 25
MOST_BARS = 10
_NOTE_SHARE = 0.005
"""Counties of a shed below this share of the workers are left to the files."""


def commuting_figure(found: Found) -> Figure:
    """Return who lives and works in the region, who comes and who leaves, with margins of error; of all workers."""
    store = store_of(found.edition)
    listed = _flows(found)
    picture = commuting_bars(
        pa.Table.from_pylist(listed),
        title=_("Commuting in, out of and within the region, {period}").format(period=market.period_of(found.edition)),
        source=wording.source_line(store, commuting.METHOD.tables),
        locale=language(),
        _=_,
    )
    return Figure(
        key="commuting",
        heading=_commuting_heading(found),
        sentence=picture.sentence,
        receipt=receipt_of(
            store,
            commuting.METHOD,
            filled=_filled(found),
            bounds=_("90 percent margins of error stand beside each number"),
        ),
        grid=_commuting_grid(found, listed),
        notes=(_all_workers(found),),
        **drawn(picture, "commuting"),
    )


def _flows(found: Found) -> list[dict[str, Any]]:
    """The three flows as a whole, then each county outside that workers come from or go to."""
    held = market.contained(found.edition, found.members, "")
    whole = (("stay", held.stay, held.stay_moe), ("in", held.into, held.into_moe), ("out", held.out, held.out_moe))
    ties = zip(("in", "out"), market.partners(found.edition, found.members), strict=True)
    partners = [
        (flow, found.name(place.code), place.workers, place.moe)
        for flow, shed in ties
        for place in shed.places
        if place.code not in found.members
    ]
    every = [*((flow, None, workers, moe) for flow, workers, moe in whole), *partners]
    return [{"flow": flow, "county": county, "commuters": n, "moe": moe} for flow, county, n, moe in every]


def _commuting_heading(found: Found) -> str:
    held = market.contained(found.edition, found.members, "")
    text = (
        _("{into} people come here to work, {out} leave for work")
        if held.into >= held.out
        else _("{out} people leave for work, {into} come here to work")
    )
    return text.format(into=written(round(held.into), "count"), out=written(round(held.out), "count"))


def _filled(found: Found) -> str:
    held = market.contained(found.edition, found.members, "")
    text = _("stay {stay}; come {into}; leave {out}")
    return text.format(
        stay=words.with_margin(held.stay, held.stay_moe),
        into=words.with_margin(held.into, held.into_moe),
        out=words.with_margin(held.out, held.out_moe),
    )


def _all_workers(found: Found) -> str:
    text = _("The flows are those of {period}, all workers together: older than the figures on jobs.")
    return text.format(period=market.period_of(found.edition))


def _commuting_grid(found: Found, listed: list[dict[str, Any]]) -> Grid:
    names = {
        "stay": _("live here and work here"),
        "in": _("live elsewhere, work here"),
        "out": _("live here, work elsewhere"),
    }
    columns = (
        GridColumn("name", _("County")),
        GridColumn("direction", _("Who")),
        GridColumn("commuters", _("Workers"), "count"),
        GridColumn("moe", _("Margin of error"), "count", help=_("90 percent")),
    )

    kept = [row for flow in names for row in [each for each in listed if each["flow"] == flow][: MOST_ROWS + 1]]
    shown = tuple(
        {
            "name": row["county"] or _("all together"),
            "direction": names[row["flow"]],
            "flow": row["flow"],
            "commuters": round(row["commuters"]),
            "moe": None if row["moe"] is None else round(row["moe"]),
        }
        for row in kept
    )
    return Grid(_("Commuting in, out of and within the region"), columns, shown, sortable=True)


def shed_figures(found: Found) -> tuple[Figure, ...]:
    """Return where the people who work in the first county live, and where the people who live there work."""
    # what is chosen by hand doesn't change them, and drawing takes most of the time
    return _shed_figures(found.asked.changed(counties=(), name=""), language())


@lru_cache(maxsize=128)
def _shed_figures(asked: Asked, _language: str) -> tuple[Figure, ...]:
    suggested = answer_to(asked, wait=False)
    sheds_here = market.sheds(asked.edition, asked.seed, asked.target, asked.sector)
    return tuple(_shed_figure(suggested, shed) for shed in sheds_here)


def _shed_figure(found: Found, shed: sheds.Shed) -> Figure:
    store = store_of(found.edition)
    key = "labor-shed" if shed.direction == "home" else "commute-shed"
    inside = [place for place in shed.places if place.inside]
    picture = bar_picture(
        [_bar(found, place) for place in shed.places[:MOST_BARS]],
        title=_shed_title(found, shed),
        sentences=_shed_sentences(found, shed, len(inside)),
        source=wording.source_line(store, sheds.METHOD.tables[:1]),
        locale=language(),
        _=_,
    )
    return Figure(
        key=key,
        heading=_shed_heading(found, shed, len(inside)),
        sentence=picture.sentence,
        receipt=receipt_of(
            store,
            sheds.METHOD,
            filled=_("{part} of {whole} workers").format(
                part=written(round(shed.reached * shed.total), "count"),
                whole=words.with_margin(shed.total, shed.total_moe),
            ),
            status="estimated" if found.asked.sector else "reported",
            parameters={_("containment"): words.percent(found.asked.share)},
        ),
        grid=_shed_grid(found, shed),
        **drawn(picture, key),
    )


def _bar(found: Found, place: sheds.ShedPlace) -> Bar:
    low = None if place.moe is None else max(0.0, place.workers - place.moe)
    high = None if place.moe is None else place.workers + place.moe
    text = _("{workers}, {share}").format(
        workers=written(round(place.workers), "count"), share=words.percent(place.share)
    )
    return Bar(found.name(place.code), place.workers, text, low, high, "main" if place.inside else "context")


def _shed_title(found: Found, shed: sheds.Shed) -> str:
    if shed.direction == "home":
        text = _("Where the people who work in {county} live")
    else:
        text = _("Where the people who live in {county} work")
    return text.format(county=found.seed_name())


def _shed_heading(found: Found, shed: sheds.Shed, count: int) -> str:
    alone = [place.code for place in shed.places if place.inside] == [found.asked.seed]
    if alone and shed.direction == "home":
        text = _("{share} of the people who work in {county} live there too")
    elif alone:
        text = _("{share} of the people who live in {county} work there too")
    elif shed.direction == "home":
        text = ngettext(
            "{share} of the people who work in {county} live in {count} county",
            "{share} of the people who work in {county} live in {count} counties",
            count,
        )
    else:
        text = ngettext(
            "{share} of the people who live in {county} work in {count} county",
            "{share} of the people who live in {county} work in {count} counties",
            count,
        )
    return text.format(share=words.percent(shed.reached), county=found.seed_name(), count=count)


def _shed_sentences(found: Found, shed: sheds.Shed, count: int) -> list[str]:
    names = words.short_names(found, [place.code for place in shed.places if place.inside])
    if shed.direction == "home":
        text = _("The labor shed at {target} of 100: {names}.")
    else:
        text = _("The commute shed at {target} of 100: {names}.")
    said = [text.format(target=found.asked.target, names=names)]
    if any(not place.inside for place in shed.places[:MOST_BARS]):
        said.append(_("Gray bars are counties beyond it."))
    if shed.total_moe is not None:
        said.append(_("Brackets are the 90 percent margins of error of the survey."))
    return said


def _shed_grid(found: Found, shed: sheds.Shed) -> Grid:
    columns = (
        GridColumn("name", _("County")),
        GridColumn("workers", _("Workers"), "count"),
        GridColumn("moe", _("Margin of error"), "count", help=_("90 percent")),
        GridColumn("share", _("Share"), "percent"),
        GridColumn("cumulative", _("Together with those above"), "percent"),
        GridColumn("inside", _("In the shed")),
    )
    kept = [place for place in shed.places if place.inside or place.share >= _NOTE_SHARE][: 2 * MOST_ROWS]
    shown = tuple(
        {
            "name": found.name(place.code),
            "workers": round(place.workers),
            "moe": None if place.moe is None else round(place.moe),
            "share": place.share,
            "cumulative": place.cumulative,
            "inside": _("yes") if place.inside else _("no"),
        }
        for place in kept
    )
    return Grid(_shed_title(found, shed), columns, shown, sortable=True)
