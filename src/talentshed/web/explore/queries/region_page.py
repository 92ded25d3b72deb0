"""What does a region's page say? Its jobs, its sectors, its ties: one value for page, workbook and report."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any

import pyarrow as pa
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from talentshed.labor.charts.county_map import county_map
from talentshed.labor.measures import regional_industry
from talentshed.labor.store import StoreError
from talentshed.web.explore.queries import region_change, region_figures, region_industries, region_ties, wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language, page_address
from talentshed.web.explore.queries.lookup import definitions, sector_title
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.region_data import RegionData, region_data
from talentshed.web.explore.queries.shown import receipt_of, rows, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, Link, Page


def region_page(edition: str, key: str) -> Page:
    """Return everything that a region's page shows, in the active language; `NotHere` for an unknown region."""
    return _region_page(edition, place_of(edition, key).key, language())


@lru_cache(maxsize=64)
def _region_page(edition: str, key: str, spoken: str) -> Page:
    data = region_data(edition, place_of(edition, key))
    makers = (
        region_figures.jobs_figure,
        region_figures.mix_figure,
        map_figure,
        region_change.change_figure,
        region_industries.industries_figure,
        region_industries.concentration_figure,
        region_ties.commuting_figure,
    )
    # drawing is most of the work and lets other threads run
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = list(pool.map(partial(_in_language, spoken, data), makers))
    query = f"edition={edition}"
    return Page(
        title=data.place.name,
        subtitle=_("The labor market of this region, March {year}").format(year=data.years.year),
        edition=edition,
        permalink=f"{reverse('explore:region', args=[data.place.key])}?{query}",
        figures=tuple(wording.well_begun(figure) for figure in made if figure is not None),
        summary=region_figures.region_sentences(data),
        cautions=(wording.left_out(), *region_ties.place_cautions(data.place)),
        attributions=(wording.source_line(store_of(edition), ("cbp_county", "cbp_state", "commuting")),),
        downloads={kind: page_address("region", data.place.key, kind, query) for kind in ("xlsx", "json")},
    )


def _in_language(spoken: str, data: RegionData, maker: Any) -> Figure | None:
    # a thread of the pool starts in the default language
    with translation.override(spoken):
        figure: Figure | None = maker(data)
        return figure


@lru_cache(maxsize=4)
def shapes(edition: str) -> Mapping[str, Any]:
    """Return the county shapes of an edition; empty where it has none."""
    try:
        with store_of(edition).file("counties.json").open(encoding="utf-8") as file:
            found: Mapping[str, Any] = json.load(file)
            return found
    except StoreError:
        return {}


def map_figure(data: RegionData) -> Figure | None:
    """Where in and around the region are the jobs? None where the edition has no shapes of these counties."""
    drawing = shapes(data.edition)
    if not drawing:
        return None
    store = store_of(data.edition)
    county, held = store.table("county"), store.table("county_industry")
    states = sorted({fips[:2] for fips in data.place.counties})
    totals = held.filter((held.naics == "00") & (held.year == data.years.year) & held.county_fips.left(2).isin(states))
    found = rows(totals.join(county.select("county_fips", "name", "state"), "county_fips").order_by("county_fips"))
    inside = sorted(
        (row for row in found if row["county_fips"] in data.place.counties),
        key=lambda row: (-row["jobs"], row["county_fips"]),
    )
    picture = county_map(
        drawing,
        pa.Table.from_pylist([{**row, "value": row["jobs"]} for row in found]),
        title=_("Jobs by county, {year}; the region is outlined").format(year=data.years.year),
        region=data.place.counties,
        states=states,
        source=wording.source_line(store, ("cbp_county", "county")),
        locale=language(),
        _=_,
    )
    return Figure(
        key="map",
        heading=_map_heading(data, inside),
        sentence=picture.sentence,
        receipt=receipt_of(
            store, regional_industry.METHOD, filled=_county_filled(inside[0]), status=inside[0]["status"]
        ),
        grid=_county_grid(data, inside),
        addresses=addresses("region", data.place.key, "map", picture=True, query=f"edition={data.edition}"),
        **drawn(picture, "map"),
    )


def _map_heading(data: RegionData, inside: list[dict[str, Any]]) -> str:
    top = inside[0]
    if len(inside) == 1:
        return _("{county} stands alone in this region").format(county=top["name"])
    share = top["jobs"] / max(sum(row["jobs"] for row in inside), 1)
    text = _("{county} holds {share} of the region’s jobs")
    return text.format(county=top["name"], share=written(share, "percent"))


def _county_filled(row: dict[str, Any]) -> str:
    return _("{county}: {jobs} jobs").format(county=row["name"], jobs=written(row["jobs"], "count"))


def _county_grid(data: RegionData, inside: list[dict[str, Any]]) -> Grid:
    columns = (
        GridColumn("name", _("County"), link="address"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("establishments", _("Establishments in published cells"), "count"),
        GridColumn("status", _("Standing"), "status"),
    )
    linked = tuple({**row, "address": reverse("explore:region", args=[row["county_fips"]])} for row in inside)
    return Grid(_("Jobs by county, {year}").format(year=data.years.year), columns, linked, sortable=True)


def key_numbers(edition: str, key: str) -> tuple[region_figures.KeyNumber, ...]:
    """Return the numbers that open a region's page."""
    return region_figures.key_numbers(region_data(edition, place_of(edition, key)))


@lru_cache(maxsize=64)
def _areas(edition: str, key: str, _language: str) -> Grid:
    return region_ties.areas_grid(region_data(edition, place_of(edition, key)))


def areas(edition: str, key: str) -> Grid:
    """Return the public areas that the region touches."""
    return _areas(edition, key, language())


def sector_links(edition: str, key: str, pin: str) -> tuple[Link, ...]:
    """Return the sector definitions as places to go: each leads to its packet for this region."""
    return tuple(
        Link(
            reverse("explore:packet", args=[key, sector.key]) + pin,
            sector_title(sector),
            _("NAICS {codes}").format(codes=", ".join(sector.naics[:6]) + (" …" if len(sector.naics) > 6 else "")),
        )
        for sector in definitions()
    )
