"""Which region does a file of the finder hold, what does its map show, and what do mapping programs read of it?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
from django.http import QueryDict
from django.utils.translation import gettext as _

from talentshed.labor.charts.geojson import region_geojson
from talentshed.labor.charts.probability_map import contested, probability_map
from talentshed.labor.measures.region import resolve_region
from talentshed.labor.measures.region_name import SIGN, named_key
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language
from talentshed.web.explore.queries.finder import market, page, words
from talentshed.web.explore.queries.finder.asked import Asked, asked_of
from talentshed.web.explore.queries.finder.counties import contested_figure
from talentshed.web.explore.queries.finder.found import Found, found
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.region_page import shapes
from talentshed.web.explore.queries.shown import store_of
from talentshed.web.ui.values import Figure, Page, Value

_DIGITS = 6


def exported(key: str, given: QueryDict) -> Asked:
    """Return what an address of a file asks: its question, and the counties and name of its key.

    The key is the county that the region starts from (then the question alone says what is in it), or a region key,
    also one with a name. Raises `NotHere` where either can't be read, or where the two don't fit.
    """
    asked = asked_of(given)
    if not asked.seed:
        sentence = _("This file needs the county that the region starts from: add ?seed= and its five digits.")
        raise NotHere(sentence, status=400)
    if key == asked.seed:
        return asked
    store = store_of(asked.edition)
    with plainly():
        region = resolve_region(key, counties=store.table("county"), areas=store.table("county_area"), _=_)
    if asked.seed not in region.counties:
        sentence = _("The region {key} doesn’t hold county {seed}, which it should start from.")
        raise NotHere(sentence.format(key=key, seed=asked.seed), status=400)
    given_name = region.name if SIGN in region.key else asked.name
    return asked.changed(counties=region.counties, name=given_name)


def export_page(asked: Asked) -> Page:
    """Return the finder's page with its map as a figure: the one value that all files of the answer are made of."""
    whole = page.finder_page(asked)
    drawing = map_figure(found(asked, wait=True))
    return whole if drawing is None else replace(whole, figures=(drawing, *whole.figures))


def place_words(asked: Asked) -> str:
    """Return what the region is called: the name that somebody gave it, else its counties."""
    answered = found(asked, wait=False)
    return asked.name or words.short_names(answered, answered.members)


def map_figure(answered: Found) -> Figure | None:
    """Return the map of how sure each county is; None where the edition has no shapes of these counties."""
    shaped, sure = shapes(answered.edition), contested_figure(answered)
    if not shaped or sure is None or answered.membership is None:
        return None
    if not any(str(each["id"]).zfill(5) in answered.members for each in shaped["objects"]["counties"]["geometries"]):
        return None
    known = sorted(answered.membership.probability.items())
    picture = probability_map(
        shaped,
        pa.table(
            {
                "county_fips": [code for code, _share in known],
                "value": [share for _code, share in known],
                "status": ["estimated"] * len(known),
            }
        ),
        region=answered.members,
        seed=answered.asked.seed,
        title=_("In how many of 100 redraws does the region hold each county?"),
        source=wording.source_line(store_of(answered.edition), ("commuting", "county")),
        locale=language(),
        _=_,
    )
    query = answered.asked.query(always_edition=True)
    files = addresses("finder", answered.asked.seed, "map", picture=True, query=query)
    return Figure(
        key="map",
        heading=words.heading(answered),
        sentence=picture.sentence,
        receipt=sure.receipt,
        addresses={kind: address for kind, address in files.items() if kind in ("svg", "png")},
        **drawn(picture, "map"),
    )


def geojson_of(asked: Asked) -> dict[str, Any]:
    """Return the region as GeoJSON: each county that any redraw took in, and the line around the region.

    Shares are 0 to 1, workers are those of the commuting flows; with a sector they are an estimate and say so.
    Raises `NotHere` where the edition has no shapes.
    """
    answered = found(asked, wait=True)
    shaped = shapes(answered.edition)
    if not shaped:
        raise NotHere(_("This edition has no county shapes, and a map file can’t be made without them."))
    likely = answered.membership.probability if answered.membership else {}
    codes = sorted({*answered.members, *likely})
    return region_geojson(
        shaped,
        [_county(answered, code) for code in codes],
        region=answered.members,
        properties=_region(answered),
    )


def _county(answered: Found, code: str) -> Mapping[str, Value]:
    named = market.county_names(answered.edition)[code]
    flows = market.workers_of(answered.edition, answered.asked.sector)
    number, share = flows.position[code], answered.probability(code)
    return {
        "county_fips": code,
        "name": named.name,
        "state": named.state,
        "starts_here": code == answered.asked.seed,
        "probability": None if share is None else round(share, _DIGITS),
        "contested": contested(share),
        "resident_workers": round(float(flows.residents[number])),
        "jobs": round(float(flows.jobs[number])),
        "live_and_work_here": round(float(flows.stay[number])),
        "standing": _standing(answered),
    }


def _region(answered: Found) -> Mapping[str, Value]:
    held, asked = answered.containment, answered.asked
    numbers = {
        "resident_workers": (held.residents, held.residents_moe),
        "jobs": (held.jobs, held.jobs_moe),
        "live_and_work_here": (held.stay, held.stay_moe),
        "come_to_work": (held.into, held.into_moe),
        "leave_to_work": (held.out, held.out_moe),
    }
    shares = {
        "resident_share": (held.resident_share, held.resident_share_moe),
        "job_share": (held.job_share, held.job_share_moe),
        "containment": (held.containment, None),
    }
    made: dict[str, Value] = {"name": place_words(asked), "key": named_key(answered.members, asked.name, _)}
    made |= {"starts_from": asked.seed, "containment_asked": asked.share, "sector": asked.sector or None}
    for name, (number, margin) in numbers.items():
        made |= {name: round(number), f"{name}_moe": None if margin is None else round(margin)}
    for name, (share, margin) in shares.items():
        made[name] = None if share is None else round(share, _DIGITS)
        if name != "containment":
            made[f"{name}_moe"] = None if margin is None else round(margin, _DIGITS)
    return made | {
        "standing": _standing(answered),
        "period": market.period_of(answered.edition),
        "edition": answered.edition,
        "address": asked.address(always_edition=True),
        "source": sources(answered),
    }


def sources(answered: Found) -> str:
    """Return the line that names what an answer rests on."""
    tables = ("commuting", "county_neighbor", "county", "county_area", "institution")
    return wording.source_line(store_of(answered.edition), tables)


def _standing(answered: Found) -> str:
    return "estimated" if answered.asked.sector else "reported"
