"""Does this industry cluster in few places beyond what its few large plants explain?"""

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from talentshed.labor.measures.ratio import ratio
from talentshed.labor.method import Method, gettext_noop

METHOD = Method(
    name=gettext_noop("Ellison-Glaeser index"),
    question=gettext_noop("Does this industry cluster in few places beyond what its few large plants explain?"),
    formula="gamma = (G - (1 - sum x^2) H) / ((1 - sum x^2) (1 - H)), G = sum (s_r - x_r)^2, H = plant Herfindahl",
    unit=gettext_noop("index; above 0.05 is commonly read as highly clustered, below 0.02 as not"),
    citation="Ellison and Glaeser (1997), Journal of Political Economy 105(5)",
    tables=("county_industry", "cbp_size_class"),
    misses=(gettext_noop("It compares the places at hand: another set of places gives another value."),),
)


def ellison_glaeser(areas: ir.Table, plants: ir.Table | None) -> ir.Table:
    """Return naics, concentration (G), plant_herfindahl (H), gamma and status, one row an industry.

    `areas` has columns area, naics and jobs: every industry of one level in every area, one year. `plants` has naics
    and herfindahl (0-1), for example from `plant_herfindahl`; without it, or for an industry that it lacks, gamma is
    not_available, while G is still given.
    """
    whole = areas.jobs.sum().over(ibis.window())
    placed = areas.mutate(
        s=ratio(areas.jobs, areas.jobs.sum().over(ibis.window(group_by="naics"))),
        x=ratio(areas.jobs.sum().over(ibis.window(group_by="area")), whole),
    )
    sizes = placed.select("area", "x").distinct().agg(squares=_.x.pow(2).sum())
    # an area without the industry adds x^2 to G: sum over all areas = sum x^2 + sum over its own of (s^2 - 2 s x)
    gaps = placed.mutate(own=_.s.pow(2) - _.s * _.x * 2.0).group_by("naics").agg(own=_.own.sum())
    rows = gaps.cross_join(sizes).select("naics", "squares", concentration=_.own + _.squares)
    if plants is None:
        rows = rows.mutate(plant_herfindahl=ibis.null("float64"))
    else:
        held = plants.select("naics", plant_herfindahl=_.herfindahl)
        rows = rows.left_join(held, "naics", rname="{name}_of_plants").drop("naics_of_plants")
    value = gamma(rows.concentration, rows.plant_herfindahl, rows.squares)
    return rows.select(
        "naics",
        "concentration",
        "plant_herfindahl",
        gamma=value,
        status=value.isnull().ifelse("not_available", "estimated"),
    )


def gamma(concentration: Any, plants: Any, squares: Any) -> Any:
    """Return the index from G, the plant Herfindahl H and the sum of squared area shares; columns or plain numbers."""
    spread = 1.0 - squares
    return (concentration - spread * plants) / (spread * (1.0 - plants))
