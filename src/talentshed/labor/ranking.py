"""Which industries deserve a sector partnership in this region, ranked by visible criteria, and how sure is that?

The one entry point for command line, page, API and notebook: it runs the lazy measures, scores and draws.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

import ibis.expr.types as ir
from ibis import _ as row

from talentshed.labor.measures.growth import spans_pandemic
from talentshed.labor.measures.region import Region
from talentshed.labor.measures.sector import Sector
from talentshed.labor.measures.sector_choice import (
    Criterion,
    DecisionRecord,
    Reason,
    criteria,
    normal_weights,
)
from talentshed.labor.measures.sector_ranking import sector_ranking
from talentshed.labor.scored import Scored

if TYPE_CHECKING:
    import pyarrow as pa

LEVELS = (2, 3, 4, 5, 6)
SEED = 1
DRAWS = 10_000

Words = Callable[[str], str]


class RankingError(Exception):
    """A ranking that can't be made; the message says what is wrong and what would do."""


class Tables(Protocol):
    """Anything that hands out tables by name: the store, or a small holder in a notebook."""

    def table(self, name: str) -> ir.Table:
        """Return the table of that name."""


@dataclass(frozen=True)
class Measured:
    """The industries of a region with their key figures (rows of `sector_ranking`, by code), not yet weighed."""

    rows: tuple[Mapping[str, Any], ...]
    level: str
    year: int
    before: int
    first: int
    unranked: tuple[str, ...] = ()
    """Titles of industries that no county here publishes: all we have is our own estimate, so they get no place."""


@dataclass(frozen=True)
class Ranking:
    """Ranked industries, best first, with everything needed to explain and repeat the ranking."""

    rows: tuple[Mapping[str, Any], ...]
    """Columns of `sector_ranking`, then place, score (0-1), score_low, score_high, missing (criteria without a figure),
    p_first and p_topK (share of draws), confidence (share; blank if it never comes first), unicorn_note (words)."""
    criteria: tuple[Criterion, ...]
    weights: Mapping[str, float]
    """By criterion key; they add to one."""
    runner_ups: tuple[Reason, ...]
    central_weights: Mapping[str, Mapping[str, float]]
    """For industries that come first in some draw: by naics, the mean weights by criterion key for which they do."""
    year: int
    before: int
    first: int
    level: str
    k: int
    draws: int
    seed: int
    cautions: tuple[str, ...]

    @property
    def p_top(self) -> str:
        """Name of the column with the probability of being among the first k."""
        return f"p_top{self.k}"

    def to_pyarrow(self) -> "pa.Table":
        """Return the rows as an Arrow table."""
        import pyarrow as pa

        return pa.Table.from_pylist([dict(entry) for entry in self.rows])


def rank_sectors(
    tables: Tables | Mapping[str, ir.Table],
    counties: Sequence[str],
    *,
    level: int | Literal["sectors"] = 4,
    year: int | None = None,
    weights: Mapping[str, float] | None = None,
    around: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
    k: int = 5,
    definitions: Sequence[Sector] = (),
    naics: Sequence[str] | None = None,
    _: Words = str,
) -> Ranking:
    """Rank the industries of a region.

    `tables` is a store or a mapping with county_industry, state_industry, national_industry and industry. `counties`
    are 5-digit FIPS codes. `level` is the number of NAICS digits, or "sectors" for `definitions`; `naics` narrows to
    some codes. `year` defaults to the latest of the national benchmark. `weights` by criterion key (any positive scale;
    criteria left out count nothing). Robustness: `draws` random weightings, uniform over all weightings of the criteria
    that count, or scattered `around` the weights, with data drawn within their bounds; the same `seed` gives the same
    result. Raises RankingError (region, level, year) and WeightError in one plain sentence.
    """
    measured = measure_sectors(tables, counties, level=level, year=year, definitions=definitions, naics=naics, _=_)
    return rank_measured(measured, weights=weights, around=around, draws=draws, seed=seed, k=k, _=_)


def measure_sectors(
    tables: Tables | Mapping[str, ir.Table],
    counties: Sequence[str],
    *,
    level: int | Literal["sectors"] = 4,
    year: int | None = None,
    definitions: Sequence[Sector] = (),
    naics: Sequence[str] | None = None,
    _: Words = str,
) -> Measured:
    """Return what `rank_measured` weighs, worth keeping while weights are tried. Arguments as in `rank_sectors`."""
    get = tables.__getitem__ if isinstance(tables, Mapping) else tables.table
    years = ranking_years(get("national_industry"), year, _)
    _check_counties(get("county_industry"), counties, years[0], _)
    expression = sector_ranking(
        get("county_industry"),
        get("state_industry"),
        get("national_industry"),
        get("industry"),
        counties,
        **dict(zip(("year", "before", "first"), years, strict=True)),
        level=_level(level, definitions, _),
        naics=naics,
        sectors=definitions if level == "sectors" else None,
    )
    # a fixed order, so that the draws of an industry don't depend on the engine
    found = sorted(expression.to_pyarrow().to_pylist(), key=lambda entry: str(entry["naics"]))
    published = [entry for entry in found if entry["establishments"]]
    if not published:
        raise RankingError(_("No figures are published for these industries in the region: there is nothing to rank."))
    unranked = tuple(str(entry["title"]) for entry in found if not entry["establishments"])
    return Measured(tuple(published), str(level), *years, unranked=unranked)


def rank_measured(
    measured: Measured,
    *,
    weights: Mapping[str, float] | None = None,
    around: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
    k: int = 5,
    _: Words = str,
) -> Ranking:
    """Weigh measured industries; arguments and result as in `rank_sectors`."""
    if k < 1 or draws < 1:
        raise RankingError(_("The number of places and the number of draws must be at least one."))
    chosen = criteria(_)
    shares = normal_weights(weights, chosen, _)
    scored = Scored.of(measured.rows, chosen, shares, around=around, draws=draws, seed=seed, k=k)
    rows = tuple(scored.row(index, place, _) for place, index in enumerate(scored.order, start=1))
    return Ranking(
        rows=rows,
        criteria=chosen,
        weights=shares,
        runner_ups=scored.runner_ups(rows),
        central_weights=scored.central(),
        year=measured.year,
        before=measured.before,
        first=measured.first,
        level=measured.level,
        k=k,
        draws=draws,
        seed=seed,
        cautions=_cautions(measured, _),
    )


def ranking_years(nation: ir.Table, year: int | None, _: Words = str) -> tuple[int, int, int]:
    """Return the year, the one two years earlier (the first if there is none) and the first of the benchmark."""
    years = sorted(nation.select("year").distinct().to_pyarrow()["year"].to_pylist())
    if not years:
        raise RankingError(_("This edition has no national figures to compare with."))
    if year is None:
        year = years[-1]
    if year not in years:
        message = _("There are no national figures for {year} to compare with; choose {years}.")
        raise RankingError(message.format(year=year, years=", ".join(str(known) for known in years)))
    return year, (year - 2 if year - 2 in years else years[0]), years[0]


def decision_record(ranking: Ranking, region: Region, edition: str) -> DecisionRecord:
    """Freeze a ranking as the record of a decision: region, edition, criteria, weights, result, robustness."""
    weighed = tuple(asdict(criterion) | {"weight": ranking.weights[criterion.key]} for criterion in ranking.criteria)
    return DecisionRecord(
        region=region.name,
        counties=region.counties,
        edition=edition,
        level=ranking.level,
        year=ranking.year,
        before=ranking.before,
        first=ranking.first,
        k=ranking.k,
        criteria=weighed,
        draws=ranking.draws,
        seed=ranking.seed,
        ranking=ranking.rows,
        runner_ups=ranking.runner_ups,
        cautions=ranking.cautions,
    )


def _level(level: int | str, definitions: Sequence[Sector], _: Words) -> int:
    if level == "sectors":
        if not definitions:
            raise RankingError(_("There are no sector definitions to rank."))
        return 0
    if level not in LEVELS:
        message = _("There is no level '{level}': choose 2 to 6 digits, or sectors.")
        raise RankingError(message.format(level=level))
    return int(level)


def _check_counties(county_industry: ir.Table, counties: Sequence[str], year: int, _: Words) -> None:
    if not counties:
        raise RankingError(_("A region needs at least one county."))
    asked = sorted(set(counties))
    rows = county_industry.filter((row.level == 0) & (row.year == year) & row.county_fips.isin(asked))
    held = set(rows.select("county_fips").to_pyarrow()["county_fips"].to_pylist())
    if absent := [county for county in asked if county not in held]:
        message = _("This edition has no industry figures for county {counties} in {year}.")
        raise RankingError(message.format(counties=", ".join(absent), year=year))


def _cautions(measured: Measured, _: Words) -> tuple[str, ...]:
    notes = [_("Government, farms, railroads, private households and the self-employed are not counted.")]
    if spans_pandemic(measured.year, measured.first):
        notes.append(_("Changes that span 2019 to 2021 carry the pandemic."))
    estimated = sum(entry["status"] != "reported" for entry in measured.rows)
    if estimated:
        message = _("{count} of {all} industries rest on estimates: the source hides or leaves out small cells.")
        notes.append(message.format(count=estimated, all=len(measured.rows)))
    if measured.unranked:
        message = _("{count} industries get no place: no county here publishes them, so all we have is an estimate.")
        notes.append(message.format(count=len(measured.unranked)))
    return tuple(notes)
