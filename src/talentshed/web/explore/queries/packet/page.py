"""What should everybody at the table know about this sector in this region?"""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed import __version__
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.drawing import page_address
from talentshed.web.explore.queries.packet import (
    change,
    completers,
    context,
    inside,
    jobs,
    occupations,
    openings,
    pay,
    second,
    skills,
    standing,
    workplaces,
)
from talentshed.web.explore.queries.packet.figures import draft, finished
from talentshed.web.explore.queries.packet.scope import Case, scope_of
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.problems import plainly
from talentshed.web.explore.queries.shown import current_edition
from talentshed.web.explore.queries.wording import bounds_explained, left_out, named_by_link
from talentshed.web.ui.values import Figure, Page, ReceiptView

GROUPS = (jobs, change, standing, second, pay, workplaces, inside, openings, occupations, completers, skills, context)
"""The modules that make the figures, in the order of the page."""

_SUMMARY = ("jobs", "change-2yr", "concentration", "pay", "openings", "occupations")
_TABLES = (
    *(
        "county_industry",
        "national_industry",
        "qcew_annual",
        "staffing_pattern",
        "oews_area",
        "projection",
        "onet_occupation",
    ),
    *("completion", "cip_soc", "layoff_notice", "county"),
)


def packet(region_key: str, sector_key: str, edition: str = "") -> Page:
    """Return the packet of a sector in a region in the active language. Raises `NotHere` with one plain sentence."""
    with plainly():
        shown = current_edition(edition)
    region, sector = lookup.region(shown, region_key), lookup.sector(shown, sector_key)
    return _packet(shown, region.key, sector.key, get_language() or "en")


@lru_cache(maxsize=64)
def _packet(edition: str, region_key: str, sector_key: str, language: str) -> Page:
    case = Case(scope_of(edition, region_key, sector_key))
    drafts = [each for group in GROUPS for each in group.figures(case)]
    key, query = f"{region_key}/{sector_key}", f"edition={edition}"
    figures = finished([*drafts, draft(ground(case))], page="packet", key=key, query=query)
    address = reverse("explore:packet", kwargs={"region": region_key, "sector": sector_key})
    return Page(
        title=_("{sector} in {place}").format(sector=case.sector, place=case.whole_place),
        subtitle=_subtitle(case),
        edition=edition,
        permalink=f"{address}?{query}",
        figures=figures,
        summary=tuple(f"{figure.heading}." for figure in figures if figure.key in _SUMMARY),
        cautions=cautions(case),
        attributions=attributions(case),
        downloads={kind: page_address("packet", key, kind, query) for kind in ("pdf", "xlsx", "json")},
    )


def _subtitle(case: Case) -> str:
    scope = case.scope
    codes = ", ".join(scope.sector.naics[:12]) + (" …" if len(scope.sector.naics) > 12 else "")
    text = _("Key data points of {year} · NAICS 2017: {codes}").format(year=scope.year, codes=codes)
    if scope.sector.kind == "definition":
        text += " · " + _("definition {key}, version {version}").format(
            key=scope.sector.key, version=scope.sector.version
        )
    return text


def ground(case: Case) -> Figure:
    """Return key data point ten: what people on the ground know, asked as questions."""
    return Figure(
        key="ground",
        heading=_("What the figures can’t know: on-the-ground knowledge"),
        sentence=_(
            "No data set is perfect, and all of them lag. Discuss each figure, write down which ones feel real and "
            "what is missing, and then agree. Data start the conversation; the people at the table finish it."
        ),
        receipt=ReceiptView(
            name=_("On-the-ground knowledge"),
            formula="",
            filled="",
            citation="",
            edition=case.scope.edition,
            code_version=__version__,
            status="not_applicable",
            sources=(),
        ),
        questions=(
            _("Which of these figures feel real to the employers here, and which don’t?"),
            _("What happened since {year} that the data don’t show yet?").format(year=case.scope.year),
            _("Which employers grow, arrive, shrink or leave, and why?"),
            _("Which jobs stand open longest, and what has been tried?"),
            _("What do the government, farm, rail and self-employed jobs that aren’t counted change in this picture?"),
        ),
    )


def cautions(case: Case) -> tuple[str, ...]:
    """Return what holds for every figure of a packet."""
    return (
        *named_by_link(place_of(case.scope.edition, case.scope.region_key)),
        left_out(),
        bounds_explained(),
        _("Figures across 2019 to 2021 carry the pandemic; part of any change over these years is not a trend."),
        _(
            "Jobs are counted by NAICS 2017, staffing patterns by NAICS 2022: codes are matched by meaning, never by "
            "number alone, and jobs without a match are said to be not covered."
        ),
        _("A small base makes large percentages: read every rate beside its number of jobs."),
    )


def attributions(case: Case) -> tuple[str, ...]:
    """Return the lines that the licenses of the sources ask for, each once."""
    lines = [case.store.receipt(name).attribution for name in _TABLES if case.store.has(name)]
    return tuple(dict.fromkeys(line for line in lines if line))
