"""Which sectors deserve a partnership here, and would another fair weighing agree? The ranking and its record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.measures.region import Region
from talentshed.labor.measures.sector_choice import WeightError, criteria
from talentshed.labor.ranking import LEVELS, Ranking, RankingError, decision_record, rank_measured
from talentshed.web.explore.queries import decision_figures, ranking_doubts, ranking_figures, wording
from talentshed.web.explore.queries.drawing import language, page_address
from talentshed.web.explore.queries.lookup import definitions
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.ranking_figures import Ranked
from talentshed.web.explore.queries.region_data import measured, years_of
from talentshed.web.explore.queries.shown import rows, store_of
from talentshed.web.ui.formats import order_by
from talentshed.web.ui.values import Choice, Figure, Grid, Page

ROWS = 40
_ORDER = ("title", "place", "score", "p_top", "unicorn_word")
"""How the keys of the columns begin that stand first on screen."""


@dataclass(frozen=True)
class Asked:
    """What a ranking is asked for: level, year (None: the latest), weights by criterion (empty: the usual), places."""

    level: str = "4"
    year: int | None = None
    weights: tuple[tuple[str, float], ...] = ()
    k: int = 5

    def query(self, edition: str = "") -> str:
        """Return the questions of an address that asks the same again."""
        asked: dict[str, str] = {"level": self.level}
        asked |= {"year": str(self.year)} if self.year else {}
        asked |= {f"w_{key}": f"{weight:g}" for key, weight in self.weights}
        asked["k"] = str(self.k)
        return urlencode(asked | ({"edition": edition} if edition else {}))


@dataclass(frozen=True)
class Weight:
    """One slider: a criterion, what it means and how much it counts."""

    name: str
    label: str
    meaning: str
    value: float
    share: float


def ranking_page(edition: str, key: str, asked: Asked) -> Page:
    """Return the ranking of a region's sectors as one value; `NotHere` says what can't be ranked."""
    return _ranking_page(edition, place_of(edition, key).key, asked, language())


@lru_cache(maxsize=128)
def _ranking_page(edition: str, key: str, asked: Asked, spoken: str) -> Page:
    ranked = _ranked(edition, key, asked, spoken)
    address = reverse("explore:ranking", args=[key])
    makers = (ranking_figures.ranking_figure, ranking_figures.robustness_figure, ranking_doubts.runner_up_figure,
              ranking_doubts.unicorn_figure)  # fmt: skip
    return Page(
        title=_("Sector ranking: {place}").format(place=ranked.place.name),
        subtitle=_subtitle(ranked.ranking),
        edition=edition,
        permalink=f"{address}?{asked.query(edition)}",
        figures=tuple(figure for figure in (maker(ranked) for maker in makers) if figure is not None),
        summary=ranking_figures.ranking_sentences(ranked),
        cautions=_cautions(ranked),
        attributions=(ranked.source,),
        downloads={kind: page_address("ranking", key, kind, asked.query(edition)) for kind in ("csv", "xlsx", "json")},
    )


def decision_page(edition: str, key: str, asked: Asked) -> Page:
    """Return the decision record: criteria, weights, result, robustness, and lines to sign on paper."""
    return _decision_page(edition, place_of(edition, key).key, asked, language())


@lru_cache(maxsize=32)
def _decision_page(edition: str, key: str, asked: Asked, spoken: str) -> Page:
    ranked = _ranked(edition, key, asked, spoken)
    record = decision_record(ranked.ranking, Region(key, ranked.place.name, ranked.place.counties), edition)
    figures = decision_figures.figures(ranked, record)
    return Page(
        title=_("Decision record: sectors for {place}").format(place=ranked.place.name),
        subtitle=_subtitle(ranked.ranking),
        edition=edition,
        permalink=f"{reverse('explore:decision', args=[key])}?{asked.query(edition)}",
        figures=figures,
        summary=ranking_figures.ranking_sentences(ranked),
        cautions=_cautions(ranked),
        attributions=(ranked.source,),
        downloads={kind: page_address("decision", key, kind, asked.query(edition)) for kind in ("pdf", "xlsx", "json")},
    )


@lru_cache(maxsize=128)
def _ranked(edition: str, key: str, asked: Asked, _language: str) -> Ranked:
    place = place_of(edition, key)
    found = measured(edition, place.counties, asked.level, asked.year)
    try:
        ranking = rank_measured(found, weights=dict(asked.weights) or None, k=asked.k, _=_)
    except (RankingError, WeightError) as error:
        raise NotHere(str(error), status=400) from error
    source = wording.source_line(store_of(edition), ("cbp_county", "cbp_state"))
    return Ranked(edition, place, ranking, asked.query(edition), source)


def _subtitle(ranking: Ranking) -> str:
    return _("{level}, {year}; {count} compared").format(
        level=level_words(ranking.level), year=ranking.year, count=len(ranking.rows)
    )


def _cautions(ranked: Ranked) -> tuple[str, ...]:
    place = (wording.check_with_state(),) if ranked.place.compiled else ()
    named = wording.named_by_link(ranked.place)
    return (*named, *ranked.ranking.cautions, *ranked.ranking_misses, *place)


def level_words(level: str) -> str:
    """Say which kind of industries are compared."""
    words = {
        "2": _("NAICS sectors (2 digits)"),
        "3": _("NAICS subsectors (3 digits)"),
        "4": _("NAICS industry groups (4 digits)"),
        "5": _("NAICS industries (5 digits)"),
        "6": _("NAICS industries (6 digits)"),
        "sectors": _("sector definitions"),
    }
    return words.get(level, level)


def level_choices(asked: Asked) -> tuple[Choice, ...]:
    """Return the levels to choose from."""
    known = [*(str(level) for level in LEVELS), *(["sectors"] if definitions() else [])]
    return tuple(Choice(level, level_words(level), level == asked.level) for level in known)


def year_choices(edition: str, asked: Asked) -> tuple[Choice, ...]:
    """Return the years with a national benchmark, the latest first."""
    latest = asked.year or years_of(edition).year
    nation = store_of(edition).table("national_industry")
    found = sorted((row["year"] for row in rows(nation.select("year").distinct())), reverse=True)
    return tuple(Choice(str(year), str(year), year == latest) for year in found)


def weights_of(asked: Asked) -> tuple[Weight, ...]:
    """Return the criteria with the weights that were asked for, or the usual ones, and their share of all weights."""
    given: Mapping[str, float] = dict(asked.weights)
    values = [(each, given.get(each.key, 0.0) if given else each.weight) for each in criteria(_)]
    total = sum(value for _each, value in values) or 1.0
    return tuple(Weight(f"w_{each.key}", each.name, each.meaning, value, value / total) for each, value in values)


def shown_rows(figure: Figure, *, search: str, sort: str, page: str) -> tuple[Figure, "PageOfRows[Any]"]:
    """Return the ranking narrowed to what is searched, in the order asked, one page of it; and that page of rows."""
    grid = figure.grid
    assert grid is not None
    wanted = search.casefold()
    found = tuple(row for row in grid.rows if wanted in f"{row['naics']} {row['title']}".casefold())
    column = next((each for each in grid.columns if each.key == sort.lstrip("-")), None)
    ordered = tuple(order_by(found, column, sort.startswith("-"))) if column else found
    part = Paginator(ordered, ROWS).get_page(page)
    return replace(figure, grid=_on_screen(grid, tuple(part.object_list))), part


def _on_screen(grid: Grid, kept: tuple[Any, ...]) -> Grid:
    """The columns that fit a screen, only jobs with their bounds. The files hold all columns and bounds."""
    ordered = sorted(grid.columns, key=lambda column: not column.key.startswith(_ORDER))
    columns = tuple(
        column if column.key == "jobs" else replace(column, low="", high="")
        for column in ordered
        if column.key not in ("lq_before", "naics", "establishments")
    )
    return replace(grid, columns=columns, rows=tuple({**row, "title": _coded(row)} for row in kept))


def _coded(row: Any) -> str:
    return row["title"] if not row["naics"][:1].isdigit() else f"{row['title']} ({row['naics']})"
