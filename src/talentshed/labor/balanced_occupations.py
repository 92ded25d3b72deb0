"""Which occupations does every industry here employ, in agreement with the wage survey of the area?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import numpy as np

from talentshed.labor.kernels.proportional_fitting import Fit, fit
from talentshed.labor.measures.occupation_margins import occupation_margins, staffing_cells
from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.labor.ranking import Tables

_ROUNDS = 100
_TOLERANCE = 1e-4


@dataclass(frozen=True)
class Balanced:
    """A region's jobs by industry and occupation, before and after balancing."""

    rows: tuple[Mapping[str, Any], ...]
    """naics, soc, jobs (balanced), jobs_before (staffing pattern alone); all are estimates."""
    occupations: int
    """How many occupations had a total to be balanced to."""
    rounds: int
    gap: float
    """Largest relative distance of an industry from its jobs when it stopped; near zero unless totals disagree."""


def balanced_occupations(tables: Tables, *, counties: Sequence[str], year: int, area: str) -> Balanced:
    """Balance the staffing patterns of all industries of a region to the survey's occupations of the area.

    `area` is the OEWS area that stands for the region (`wage_area`). Not for a single sector: see the METHOD of
    `occupation_margins`.
    """
    county_industry = tables.table("county_industry")
    here = regional_industry(county_industry, tables.table("state_industry"), counties, level=4)
    pattern = tables.table("staffing_pattern")
    with staffing_cells(here, pattern, year=year).cache() as cells:
        national = staffing_cells(tables.table("national_industry"), pattern, year=year)
        margins = _records(occupation_margins(cells, national, tables.table("oews_area"), area=area))
        records = _records(cells.order_by("naics", "soc"))
    return _balance(records, {row["soc"]: row["jobs"] for row in margins})


def _balance(records: list[dict[str, Any]], margins: Mapping[str, float | None]) -> Balanced:
    rows = {naics: place for place, naics in enumerate(sorted({record["naics"] for record in records}))}
    columns = {soc: place for place, soc in enumerate(sorted(margins))}
    seed = np.zeros((len(rows), len(columns)))
    places = [(rows[record["naics"]], columns[record["soc"]]) for record in records]
    for (row, column), record in zip(places, records, strict=True):
        seed[row, column] = record["jobs"]
    totals = np.array([margins[soc] for soc in columns], dtype=np.float64)
    totals[seed.sum(axis=0) == 0] = np.nan
    fitted: Fit = fit(seed, seed.sum(axis=1), totals, tolerance=_TOLERANCE, most=_ROUNDS)
    balanced = tuple(
        {
            "naics": record["naics"],
            "soc": record["soc"],
            "jobs": float(fitted.table[place]),
            "jobs_before": record["jobs"],
        }
        for place, record in zip(places, records, strict=True)
    )
    return Balanced(balanced, int(np.count_nonzero(~np.isnan(totals))), fitted.rounds, fitted.gap)


def _records(expression: ir.Table) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    return records
