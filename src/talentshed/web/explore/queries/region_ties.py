"""Whom is a region tied to: commuters in and out, and the public areas that it touches?"""

from typing import Any

import pyarrow as pa
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.charts.talent import commuting_chart
from talentshed.labor.measures.commuting import METHOD, commute_balance, commute_partners
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language
from talentshed.web.explore.queries.places import Place, preset_label, presets
from talentshed.web.explore.queries.region_data import RegionData, Row
from talentshed.web.explore.queries.shown import receipt_of, rows, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView

MOST_PARTNERS = 10


def commuting_figure(data: RegionData) -> Figure | None:
    """Who comes here to work, and who leaves? None where the flows aren't loaded or say nothing of this region."""
    store = store_of(data.edition)
    if not store.has("commuting"):
        return None
    flows = store.table("commuting")
    balance = {row["flow"]: row for row in rows(commute_balance(flows, data.place.counties))}
    partners = _named(data, rows(commute_partners(flows, data.place.counties)))
    coming = [row for row in partners if row["flow"] == "in"]
    if not coming:
        return None
    picture = commuting_chart(
        pa.Table.from_pylist(coming[:MOST_PARTNERS]),
        place=data.place.name,
        direction="in",
        limit=MOST_PARTNERS,
        source=wording.source_line(store, METHOD.tables),
        locale=language(),
        _=_,
    )
    period = str(next(iter(balance.values()))["period"]).replace("-", "–")
    return Figure(
        key="commuting",
        heading=_heading(balance),
        sentence=f"{_balance_sentence(balance, period)} {picture.sentence}",
        receipt=_receipt(data, balance),
        grid=_grid(partners, period),
        notes=(
            _("The flows are those of {period}, the latest five-year count in this edition.").format(period=period),
        ),
        addresses=addresses("region", data.place.key, "commuting", picture=True, query=f"edition={data.edition}"),
        **drawn(picture, "commuting"),
    )


def _named(data: RegionData, found: list[Row]) -> list[Row]:
    county = store_of(data.edition).table("county")
    codes = sorted({row["county_fips"] for row in found})
    listed = rows(county.filter(county.county_fips.isin(codes)).select("county_fips", "name", "state"))
    names = {row["county_fips"]: f"{row['name']}, {row['state']}" for row in listed}
    named = [
        {
            **row,
            "moe": round(row["moe"]),
            # counties of 2010 that have since been renamed keep their code
            "name": names.get(row["county_fips"], row["county_fips"]),
            "direction": _("come here to work") if row["flow"] == "in" else _("leave to work there"),
        }
        for row in found
    ]
    return sorted(named, key=lambda row: (-row["commuters"], row["name"], row["flow"]))


def _heading(balance: dict[str, Row]) -> str:
    coming, leaving = _count(balance, "in"), _count(balance, "out")
    if coming >= leaving:
        text = _("More people come here to work ({coming}) than leave for work ({leaving})")
    else:
        text = _("More people leave for work ({leaving}) than come here to work ({coming})")
    return text.format(coming=written(coming, "count"), leaving=written(leaving, "count"))


def _count(balance: dict[str, Row], flow: str) -> int:
    return int(balance[flow]["commuters"]) if flow in balance else 0


def _balance_sentence(balance: dict[str, Row], period: str) -> str:
    text = _(
        "In {period}, {stay} people lived and worked in the region, {coming} came from elsewhere, and {leaving} worked "
        "elsewhere."
    )
    said = {flow: _with_margin(balance, flow) for flow in ("stay", "in", "out")}
    return text.format(period=period, stay=said["stay"], coming=said["in"], leaving=said["out"])


def _with_margin(balance: dict[str, Row], flow: str) -> str:
    if flow not in balance:
        return _("nobody in the survey")
    row = balance[flow]
    return _("{number} (± {margin})").format(
        number=written(row["commuters"], "count"), margin=written(round(row["moe"]), "count")
    )


def _grid(partners: list[Row], period: str) -> Grid:
    columns = (
        GridColumn("name", _("County")),
        GridColumn("direction", _("Direction")),
        GridColumn("commuters", _("Commuters"), "count"),
        GridColumn("moe", _("Margin of error"), "count", help=_("90 percent")),
    )
    kept = [row for flow in ("in", "out") for row in partners if row["flow"] == flow]
    shown = tuple(row for flow in ("in", "out") for row in [each for each in kept if each["flow"] == flow][:25])
    return Grid(
        _("The counties that most commuters come from and go to, {period}").format(period=period), columns, shown,
        sortable=True,
    )  # fmt: skip


def _receipt(data: RegionData, balance: dict[str, Row]) -> ReceiptView:
    filled = "; ".join(f"{flow} = {_with_margin(balance, flow)}" for flow in ("stay", "in", "out"))
    bounds = _("90 percent margins of error stand beside each number")
    return receipt_of(store_of(data.edition), METHOD, filled=filled, status="reported", bounds=bounds)


def areas_grid(data: RegionData) -> Grid:
    """Return the public areas that the region touches: metro and micro areas, planning and workforce areas."""
    columns = (
        GridColumn("name", _("Area"), link="address"),
        GridColumn("kind", _("Kind")),
        GridColumn("counties", _("Counties of this region in it")),
        GridColumn("standing", _("How sure its borders are")),
    )
    return Grid(_("Public areas that this region touches"), columns, tuple(_areas(data)))


def _areas(data: RegionData) -> list[Row]:
    store = store_of(data.edition)
    area, county = store.table("county_area"), store.table("county").select("county_fips", "name")
    touched = area.filter(area.county_fips.isin(list(data.place.counties))).join(county, "county_fips")
    found: dict[str, Row] = {}
    for row in rows(touched.order_by("kind", "area_code", "county_fips")):
        key = f"{row['kind']}-{row['area_code']}"
        entry = found.setdefault(key, _area(data, key, row))
        entry["counties"] += (", " if entry["counties"] else "") + str(row["name"])
    return list(found.values())


def _area(data: RegionData, key: str, row: Row) -> Row:
    published = row["certainty"] == "published"
    whole = any(each.key == key for each in presets(data.edition))
    return {
        "name": preset_label(row["kind"], key, row["area_name"]),
        "kind": kind_words(row["kind"]),
        "counties": "",
        "standing": _("published") if published else wording.check_with_state(),
        # an area that reaches beyond this edition's counties would be shown short
        "address": reverse("explore:region", args=[key]) if whole else "",
    }


def kind_words(kind: str) -> str:
    """Say what kind of area it is."""
    words: dict[str, Any] = {
        "metro": _("metropolitan area"),
        "micro": _("micropolitan area"),
        "edr": _("planning region"),
        "lwia": _("workforce area"),
        "state": _("state"),
    }
    return str(words.get(kind, kind))


def place_cautions(place: Place) -> tuple[str, ...]:
    """Return what a reader must know of the region’s borders."""
    named = wording.named_by_link(place)
    return (*named, wording.check_with_state()) if place.compiled else named
