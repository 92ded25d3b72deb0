"""Where is the labor market, and which of its industries matter? Tables in, tables out; no web inside.

In a notebook: `import talentshed.labor as tl`, then `store = tl.open_store()` and any function named in `__all__`.
Names are imported on first use, so that the command and the pages start quickly.
"""

from importlib import import_module
from typing import Any

_WHERE = {
    "open_store": "store",
    "rank_sectors": "ranking",
    "decision_record": "ranking",
    "load_sectors": "sectors",
    "resolve_region": "measures.region",
    "list_regions": "measures.region",
    "resolve_sector": "measures.sector",
    "regional_industry": "measures.regional_industry",
    "sector_jobs": "measures.regional_industry",
    "as_sectors": "measures.regional_industry",
    "location_quotient": "measures.location_quotient",
    "growth": "measures.growth",
    "volatility": "measures.growth",
    "shift_share": "measures.shift_share",
    "esteban_marquillas": "measures.shift_share",
    "dynamic_shift_share": "measures.shift_share",
    "pay": "measures.pay",
    "structure": "measures.structure",
    "unicorn": "measures.unicorn",
    "relatedness": "measures.relatedness",
    "related_industries": "measures.relatedness",
    "occupation_demand": "measures.occupation_demand",
    "openings": "measures.openings",
    "wage_ladder": "measures.wage_ladder",
    "local_completers": "measures.local_completers",
    "layoff_notices": "measures.layoffs",
    "balanced_occupations": "balanced_occupations",
    "county_complexity": "county_complexity",
    "from_table": "regions.commuting_flows",
    "neighbors": "regions.neighbors",
    "suggest_region": "regions.suggestion",
    "region_membership": "regions.membership",
    "containment": "regions.containment",
    "labor_shed": "regions.sheds",
    "commute_shed": "regions.sheds",
    "coombes_bond": "regions.coombes_bond",
    "tolbert_sizer": "regions.commuting_zones",
    "compare": "regions.comparison",
    "bodies": "regions.bodies",
    "overlay": "regions.overlay",
    "area_stability": "regions.stability",
    "TABLES": "tables",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    """Import a public name from the module that answers it."""
    if name not in _WHERE:
        raise AttributeError(f"talentshed.labor has no '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(f"talentshed.labor.{_WHERE[name]}"), name)
