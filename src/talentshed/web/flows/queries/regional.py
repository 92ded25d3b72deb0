"""What does the page on talent flows of a region show: one release, its figures, tables, documents, earlier ones?"""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from talentshed.web.flows.models import FlowRelease
from talentshed.web.flows.queries.regional_beside import beside
from talentshed.web.flows.queries.regional_figures import figures
from talentshed.web.flows.queries.regional_reading import Reading
from talentshed.web.flows.queries.regional_words import sector_in_words, sheet_names
from talentshed.web.flows.queries.releases import (
    Place,
    facts_of,
    left_out_of,
    names_in,
    shown_release,
    stored,
    tables_of,
)
from talentshed.web.flows.release_checking import Checked
from talentshed.web.flows.release_folder import ABSTRACT, CERTIFICATE, IN_WORDS, PICTURES, RECEIPTS, SUMMARY, names_of
from talentshed.web.flows.release_sheets import TOTAL
from talentshed.web.ui.values import Choice, Figure, Grid, Link


@dataclass(frozen=True)
class RegionalPage:
    """One release as a page."""

    release: FlowRelease
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    sectors: tuple[Choice, ...]
    years: tuple[Choice, ...]
    documents: tuple[Link, ...]
    tables: Grid
    files: tuple[Link, ...]
    left_out: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, FlowRelease], ...]
    """Address and release of those that aren't shown here."""


def page(place: Place, pk: int | None = None, sector: str = "", year: str = "") -> RegionalPage | None:
    """Return the page of the release that is shown, or of the one asked for; None where none was uploaded."""
    release = shown_release(place, pk)
    if release is None:
        return None
    reading = _reading(place, release, sector, year)
    held = reading.held
    own = figures(reading)
    together = None if place.standing is None else beside(place.standing, reading)
    others = [each for each in place.releases() if each.pk != release.pk]
    return RegionalPage(
        release=release,
        facts=facts_of(release),
        figures=own if together is None else (*own[:1], together, *own[1:]),
        sectors=tuple(
            Choice(code, sector_in_words(release, code), chosen=code == reading.sector) for code in _sectors(held)
        ),
        years=tuple(Choice(each, each, chosen=each == reading.year) for each in _years(held)),
        documents=_documents(place, release),
        tables=tables_of(held),
        files=_files(place, release, held),
        left_out=left_out_of(held),
        others=tuple((place.address("regional_of", each.pk), each) for each in others),
    )


def figure_of(place: Place, pk: int, key: str, sector: str, year: str) -> Grid:
    """Return the table of one figure, for its file; 404 where there is none."""
    release = shown_release(place, pk)
    if release is None:
        raise Http404
    reading = _reading(place, release, sector, year)
    found = [*figures(reading)]
    if place.standing is not None and (together := beside(place.standing, reading)) is not None:
        found.append(together)
    grid = next((each.grid for each in found if each.key == key), None)
    if grid is None:
        raise Http404
    return grid


def _reading(place: Place, release: FlowRelease, sector: str, year: str) -> Reading:
    held = stored(release)
    sectors, years = _sectors(held), _years(held)
    first = release.sector_code if release.sector_code in sectors else TOTAL
    sector = sector if sector in sectors else first
    year = year if year in years else (years[-1] if years else "")

    def address(key: str, kind: str) -> str:
        return f"{place.address('figure_file', release.pk, key, kind)}?sector={sector}&year={year}"

    return Reading(release, held, held.receipts, sector, year, address)


def _sectors(held: Checked) -> list[str]:
    """Sectors with a table of their own: the focus, or each sector; and all together."""
    found: dict[str, None] = {}
    for name in ("inflow", "outflow", "retention_curve", "earnings_percentiles"):
        if name in held.sheets:
            found |= dict.fromkeys(held.sheets[name].codes("sector"))
    return [*(code for code in found if code != TOTAL), *([TOTAL] if TOTAL in found else [])]


def _years(held: Checked) -> list[str]:
    """Complete years of the tables on who joined and who left; their quarters aren't offered."""
    found: dict[str, None] = {}
    for name in ("inflow", "outflow"):
        if name in held.sheets:
            times = held.sheets[name].codes("time")
            found |= dict.fromkeys(each for each in times if "Q" not in each and not each.startswith("quarter "))
    return sorted(each for each in found if each != TOTAL)


def _documents(place: Place, release: FlowRelease) -> tuple[Link, ...]:
    words = {
        SUMMARY: _("Summary (PDF)"),
        ABSTRACT: _("Technical abstract (PDF)"),
        IN_WORDS: _("Audit certificate in words"),
        CERTIFICATE: _("Audit certificate (JSON)"),
        RECEIPTS: _("Receipts (JSON)"),
    }
    return tuple(Link(place.address("file", release.pk, name), label) for name, label in words.items())


def _files(place: Place, release: FlowRelease, held: Checked) -> tuple[Link, ...]:
    names, there = sheet_names(), names_in(release)
    tables = [
        Link(place.address("file", release.pk, f"tables/{name}.csv"), _("{table} (CSV)").format(table=names[name]))
        for name in names_of(held.files, "tables")
    ]
    pictures = [
        Link(place.address("file", release.pk, f"figures/{name}.svg"), _("Picture {name} (SVG)").format(name=name))
        for name in PICTURES
        if f"figures/{name}.svg" in there
    ]
    return (*tables, *pictures)
