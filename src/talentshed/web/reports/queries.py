"""What goes into a report: a page as one value, and its files. Pages, command and API get the same bytes."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.labor.charts.stand_alone import stand_alone_svg
from talentshed.web.explore import forms
from talentshed.web.explore.queries import (
    compare_page,
    finder_export,
    finder_sheet,
    lookup,
    occupation_page,
    ranking_page,
    region_page,
)
from talentshed.web.explore.queries.drawing import FONTS
from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.places import edition_of, place_of
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.table_rows import table_csv
from talentshed.web.reports.csv import grid_to_csv
from talentshed.web.reports.one_page import sheet_to_pdf
from talentshed.web.reports.pdf import report_to_pdf
from talentshed.web.reports.printed import for_paper
from talentshed.web.reports.report import Language, Report, report_to_dict
from talentshed.web.reports.xlsx import report_to_xlsx
from talentshed.web.ui.values import Figure, Page

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "geojson": "application/geo+json",
}


@dataclass(frozen=True)
class File:
    """A file to take away."""

    name: str
    content: bytes
    content_type: str

    @property
    def digest(self) -> str:
        """The first sixteen hex digits of its SHA-256: the same file has the same one."""
        return hashlib.sha256(self.content).hexdigest()[:16]


@dataclass(frozen=True)
class _Named:
    """A page with its words for a cover: the title apart from the place."""

    page: Page
    title: str
    place: str


def packet_bytes(*, region: str, sector: str, edition: str = "", rendering: str = "pdf", site: str = "") -> bytes:
    """Return the packet of a sector in a region as pdf, xlsx or json; `site` goes in front of its permanent address.

    Raises `NotHere` with one plain sentence.
    """
    return _rendered(_packet(f"{region}/{sector}", _asked(edition)), rendering, site=site)


def packet_report(*, region: str, sector: str, edition: str = "", site: str = "") -> Report:
    """Return the packet as one frozen report, all figures in it. `site` goes in front of its permanent address."""
    return _report(_packet(f"{region}/{sector}", _asked(edition)), site)


def page_file(page: str, key: str, kind: str, asked: QueryDict, *, site: str) -> File:
    """Return a whole page as a file; csv gives its first table. Raises `NotHere` where there is none."""
    own = _OWN.get(page, {})
    if kind not in ("pdf", "xlsx", "json", "csv", *own):
        raise NotHere(_("There is no rendering “{kind}”: choose pdf, xlsx, json or csv.").format(kind=kind))
    named = _named(page, key, asked)
    if kind in own:
        content = own[kind](named, key, asked, site)
    elif kind == "csv":
        first = next((figure for figure in named.page.figures if figure.grid is not None), None)
        if first is None or first.grid is None:
            raise NotHere(_("This page has no table to take away."))
        content = grid_to_csv(first.grid)
    else:
        content = _rendered(named, kind, site=site)
    return File(f"{_report(named, site).slug}-{named.page.edition}.{kind}", content, CONTENT_TYPES[kind])


def figure_file(page: str, key: str, figure: str, kind: str, asked: QueryDict, *, site: str) -> File:
    """Return one figure's table (csv, xlsx) or picture (svg, png). Raises `NotHere` where there is none."""
    if page == "data":
        edition = edition_of(asked.get("edition", ""))
        filters = {name: asked.getlist(name) for name in asked if name != "edition"}
        return File(f"{key}-{edition}.csv", table_csv(edition, key, filters), CONTENT_TYPES["csv"])
    named = _named(page, key, asked)
    found = named.page.figure(figure)
    makers: Mapping[str, Callable[[_Named, Figure, str], bytes | None]] = {
        "csv": _figure_csv, "xlsx": _figure_xlsx, "svg": _figure_svg, "png": _figure_png,
    }  # fmt: skip
    content = makers[kind](named, found, site) if found is not None and kind in makers else None
    if content is None:
        raise NotHere(_("There is no file {figure}.{kind} on this page.").format(figure=figure, kind=kind))
    return File(f"{_report(named, site).slug}-{figure}-{named.page.edition}.{kind}", content, CONTENT_TYPES[kind])


def _figure_csv(named: _Named, figure: Figure, site: str) -> bytes | None:
    return grid_to_csv(figure.grid) if figure.grid is not None else None


def _figure_xlsx(named: _Named, figure: Figure, site: str) -> bytes | None:
    return report_to_xlsx(replace(_report(named, site), sections=(figure,))) if figure.grid is not None else None


def _figure_svg(named: _Named, figure: Figure, site: str) -> bytes | None:
    if not figure.svg:
        return None
    return stand_alone_svg(figure.svg, title=figure.heading, description=figure.sentence).encode()


def _figure_png(named: _Named, figure: Figure, site: str) -> bytes | None:
    return _png(figure.spec) if figure.spec else None


@lru_cache(maxsize=64)
def _png(spec: str) -> bytes:
    from talentshed.labor.charts.picture import Picture, png, register_fonts

    register_fonts(FONTS)
    return png(Picture(json.loads(spec), "", ""), scale=2)


def _rendered(named: _Named, kind: str, *, site: str) -> bytes:
    return _kept(_Rendering(named.page.permalink, get_language() or "en", kind, site, _Held(named)))


@dataclass(frozen=True)
class _Held:
    """Something that rides along without being part of a key: the permanent address already says what it is."""

    named: _Named

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@dataclass(frozen=True)
class _Rendering:
    permalink: str
    language: str
    kind: str
    site: str
    held: _Held


@lru_cache(maxsize=24)
def _kept(asked: _Rendering) -> bytes:
    report = _report(asked.held.named, asked.site)
    if asked.kind == "pdf":
        return report_to_pdf(for_paper(report))
    if asked.kind == "xlsx":
        return report_to_xlsx(report)
    return (json.dumps(report_to_dict(report), ensure_ascii=False, indent=1) + "\n").encode()


def _report(named: _Named, site: str) -> Report:
    return Report(
        title=named.title,
        subtitle=named.page.subtitle,
        place=named.place,
        edition=named.page.edition,
        permalink=f"{site}{named.page.permalink}",
        sections=named.page.figures,
        summary=named.page.summary,
        attributions=named.page.attributions,
        limits=named.page.cautions,
        language=_language(),
    )


def _language() -> Language:
    return "es" if (get_language() or "en").startswith("es") else "en"


def _named(page: str, key: str, asked: QueryDict) -> _Named:
    makers: Mapping[str, Callable[[str, QueryDict], _Named]] = {
        "packet": _packet,
        "occupation": _occupation,
        "region": _region,
        "ranking": _ranking,
        "decision": _decision,
        "compare": _compare,
        "finder": _finder,
    }
    if page not in makers:
        raise NotHere(_("There is no page “{page}” to take away.").format(page=page))
    return makers[page](key, asked)


def _asked(edition: str) -> QueryDict:
    return QueryDict(f"edition={edition}" if edition else "")


def _edition(asked: QueryDict) -> str:
    return edition_of(asked.get("edition", ""))


def _packet(key: str, asked: QueryDict) -> _Named:
    region, _slash, sector = key.partition("/")
    page = packet(region, sector, asked.get("edition", ""))
    title = lookup.sector_title(lookup.sector(page.edition, sector))
    return _Named(page, title, place_of(page.edition, region).name)


def _occupation(key: str, asked: QueryDict) -> _Named:
    region = asked.get("region", "")
    page = occupation_page.occupation(key, region, asked.get("edition", ""))
    place = place_of(page.edition, region).name if region else _("United States")
    return _Named(page, page.title, place)


def _region(key: str, asked: QueryDict) -> _Named:
    page = region_page.region_page(_edition(asked), key)
    return _Named(page, _("Region report"), place_of(page.edition, key).name)


def _ranking(key: str, asked: QueryDict) -> _Named:
    page = ranking_page.ranking_page(_edition(asked), key, forms.ranking_asked(asked))
    return _Named(page, _("Sector ranking"), place_of(page.edition, key).name)


def _decision(key: str, asked: QueryDict) -> _Named:
    page = ranking_page.decision_page(_edition(asked), key, forms.ranking_asked(asked))
    return _Named(page, _("Decision record"), place_of(page.edition, key).name)


def _compare(key: str, asked: QueryDict) -> _Named:
    page = compare_page.compare_page(_edition(asked), forms.compared(asked))
    return _Named(page, _("Comparison"), page.title)


def _finder(key: str, asked: QueryDict) -> _Named:
    found = finder_export.exported(key, asked)
    page = finder_export.export_page(found)
    return _Named(page, page.title, finder_export.place_words(found))


def _finder_pdf(named: _Named, key: str, asked: QueryDict, site: str) -> bytes:
    found = finder_sheet.sheet(finder_export.exported(key, asked))
    return sheet_to_pdf(found, language=_language(), site=site)


def _finder_geojson(named: _Named, key: str, asked: QueryDict, site: str) -> bytes:
    found = finder_export.geojson_of(finder_export.exported(key, asked))
    return (json.dumps(found, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _finder_svg(named: _Named, key: str, asked: QueryDict, site: str) -> bytes:
    figure = named.page.figure("map")
    content = _figure_svg(named, figure, site) if figure is not None else None
    if content is None:
        raise NotHere(_("This edition has no shapes of these counties, so there is no map."))
    return content


_OWN: Mapping[str, Mapping[str, Callable[[_Named, str, QueryDict, str], bytes]]] = {
    "finder": {"pdf": _finder_pdf, "geojson": _finder_geojson, "svg": _finder_svg}
}
"""Renderings that one page only has, or has in its own way."""
