"""Which labor-market areas does commuting make of the whole nation, and how sure is each county's?"""

from collections.abc import Callable

import ibis
import pyarrow as pa

from talentshed.labor.regions.areas import Areas
from talentshed.labor.regions.commuting_flows import CommutingFlows, from_table
from talentshed.labor.regions.commuting_zones import tolbert_sizer
from talentshed.labor.regions.coombes_bond import coombes_bond
from talentshed.labor.regions.stability import area_stability

DRAWS = 200
"""Draws of the flows and thresholds behind `area_membership`."""
_EVERY = 50

Progress = Callable[[str], None]


def area_tables(commuting: pa.Table, progress: Progress) -> dict[str, pa.Table]:
    """Return labor_market_area and area_membership of the latest flows; the same flows give the same tables.

    Coombes-Bond takes ISTAT's thresholds; Tolbert-Sizer, which needs two counties at least, resident workers and the
    cut .98.
    """
    period = max(str(period) for period in commuting["period"].to_pylist())
    flows = from_table(ibis.memtable(commuting), period)
    progress(f"labor-market areas of {len(flows.places)} counties")
    found = {"coombes-bond": coombes_bond(flows)}
    if len(flows.places) > 1:
        found["tolbert-sizer"] = tolbert_sizer(flows)
    rows = [row for method, areas in found.items() for row in _area_rows(flows, areas, method, period)]
    return {"labor_market_area": pa.Table.from_pylist(rows), "area_membership": _membership(flows, progress)}


def _area_rows(flows: CommutingFlows, areas: Areas, method: str, period: str) -> list[dict[str, object]]:
    residents = dict(zip(flows.places, flows.residents.tolist(), strict=True))
    jobs = dict(zip(flows.places, flows.jobs.tolist(), strict=True))
    return [
        {
            "county_fips": code,
            "method": method,
            "area_fips": area,
            "residents": round(residents[code]),
            "jobs": round(jobs[code]),
            "period": period,
        }
        for code, area in areas.mapping().items()
    ]


def _membership(flows: CommutingFlows, progress: Progress) -> pa.Table:
    def tell(done: int, draws: int) -> None:
        if done % _EVERY == 0 or done == draws:
            progress(f"how sure each county's area is: {done} of {draws} draws")

    found = area_stability(flows, draws=DRAWS, progress=tell)
    counties, areas, shares = zip(*found.pairs(), strict=True)
    columns = {"county_fips": counties, "area_fips": areas, "probability": shares, "draws": [DRAWS] * len(shares)}
    return pa.table(columns)
