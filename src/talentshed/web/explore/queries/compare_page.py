"""How do two regions differ in one sector, or two sectors in one region? Side by side, with bounds."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures.regional_industry import sector_jobs
from talentshed.web.explore.queries import compare_figures, wording
from talentshed.web.explore.queries.compare_figures import Pair, Side
from talentshed.web.explore.queries.drawing import language, page_address
from talentshed.web.explore.queries.lookup import definitions, sector, sector_title
from talentshed.web.explore.queries.places import Place, choices, find_place, place_of
from talentshed.web.explore.queries.problems import NotHere, plainly
from talentshed.web.explore.queries.region_data import Row, measured, measured_sector, years_of
from talentshed.web.explore.queries.shown import rows, store_of
from talentshed.web.ui.values import Choice, Page


@dataclass(frozen=True)
class CompareForm:
    """What the form of the comparison shows: what was typed, and what can be."""

    regions: tuple[str, str]
    sectors: tuple[tuple[Choice, ...], tuple[Choice, ...]]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """What is compared: two regions in one sector, or two sectors in one region; words or keys as people typed them."""

    regions: tuple[str, ...]
    sectors: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether there is enough to compare."""
        return (len(self.regions), len(self.sectors)) in ((2, 1), (1, 2))

    @property
    def begun(self) -> bool:
        """Whether anything was chosen at all."""
        return bool(self.regions or self.sectors)

    def query(self, edition: str) -> str:
        """Return the questions of an address that compares the same again."""
        asked = [("region", key) for key in self.regions] + [("sector", key) for key in self.sectors]
        return urlencode([*asked, ("edition", edition)])


def compare_page(edition: str, asked: Compared) -> Page:
    """Return the comparison as one value; `NotHere` where a place or a sector isn't known or nothing differs."""
    regions = tuple(dict.fromkeys(find_place(edition, text) for text in asked.regions))
    sectors = tuple(dict.fromkeys(sector(edition, key).key for key in asked.sectors))
    known = Compared(regions, sectors)
    if not known.ready:
        sentence = _("Choose two different regions and one sector, or one region and two different sectors.")
        raise NotHere(sentence, status=400)
    return _compare_page(edition, known, language())


@lru_cache(maxsize=64)
def _compare_page(edition: str, asked: Compared, _language: str) -> Page:
    sides = tuple(
        _side(edition, region, key, len(asked.regions) == 2) for region in asked.regions for key in asked.sectors
    )
    pair = Pair(edition, sides[0], sides[1], years_of(edition), len(asked.regions) == 2, asked.query(edition))
    query = asked.query(edition)
    return Page(
        title=_("{first} and {second}").format(first=pair.names[0], second=pair.names[1]),
        subtitle=compare_figures.what_is_compared(pair),
        edition=edition,
        permalink=f"{reverse('explore:compare')}?{query}",
        figures=compare_figures.figures(pair),
        cautions=(
            *dict.fromkeys(line for side in sides for line in wording.named_by_link(side.place)),
            wording.left_out(),
            wording.bounds_explained(),
            *wording.pandemic(pair.years.year, pair.years.before),
        ),
        attributions=(pair.source,),
        downloads={kind: page_address("compare", "chosen", kind, query) for kind in ("xlsx", "json")},
    )


def _side(edition: str, region: str, key: str, by_region: bool) -> Side:
    place, asked = place_of(edition, region), sector(edition, key)
    store = store_of(edition)
    with plainly():
        by_year = sector_jobs(store.table("county_industry"), store.table("state_industry"), place.counties, asked)
    return Side(
        place=place,
        key=asked.key,
        sector=sector_title(asked),
        name=place.name if by_region else sector_title(asked),
        row=measured_sector(edition, place.counties, asked),
        history={row["year"]: row for row in rows(by_year)},
        inside=_inside(edition, place, asked.naics) if by_region else {},
    )


def _inside(edition: str, place: Place, codes: tuple[str, ...]) -> dict[str, Row]:
    """The four-digit industries of a sector in a place, by code."""
    ranges = {"31-33": ("31", "32", "33"), "44-45": ("44", "45"), "48-49": ("48", "49")}
    starts = tuple(start for code in codes for start in ranges.get(code, (code,)))
    found = measured(edition, place.counties, "4", None).rows
    return {row["naics"]: dict(row) for row in found if row["naics"].startswith(starts)}


def sector_choices(edition: str, chosen: str) -> tuple[Choice, ...]:
    """Return the sectors to choose from: the definitions, then NAICS sectors and industry groups."""
    industry = store_of(edition).table("industry")
    listed = rows(
        industry.filter((industry.vintage == "2017") & industry.level.isin([2, 4])).order_by("level", "naics")
    )
    groups = {2: _("NAICS sectors (2 digits)"), 4: _("NAICS industry groups (4 digits)")}
    defined = [
        Choice(each.key, sector_title(each), each.key == chosen, _("Sector definitions")) for each in definitions()
    ]
    codes = [
        Choice(f"naics-{row['naics']}", f"{row['naics']} {row['title']}", f"naics-{row['naics']}" == chosen,
               groups[row["level"]])
        for row in listed
    ]  # fmt: skip
    return (*defined, *codes)


def compare_form(edition: str, asked: Compared) -> CompareForm:
    """Return the form with what was chosen; region keys are shown by name."""
    regions = [_typed(edition, text) for text in (*asked.regions, "", "")[:2]]
    sectors = [sector_choices(edition, key) for key in (*asked.sectors, "", "")[:2]]
    return CompareForm((regions[0], regions[1]), (sectors[0], sectors[1]), tuple(choices(edition)))


def _typed(edition: str, text: str) -> str:
    return {key: words for words, key in choices(edition).items()}.get(text, text)
