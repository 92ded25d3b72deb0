"""How rare and how rich is the mix of industries of each county, compared with the others of this edition?"""

from typing import TYPE_CHECKING

import ibis.expr.types as ir
import numpy as np

from talentshed.labor.kernels.complexity import complexity
from talentshed.labor.measures.complexity import county_presence

if TYPE_CHECKING:
    import pyarrow as pa


def county_complexity(county_industry: ir.Table, year: int | None = None) -> "pa.Table":
    """Return county_fips, eci (z-score; blank where it isn't defined), industries (number with LQ >= 1) and status."""
    import pyarrow as pa

    held = county_presence(county_industry, year).to_pyarrow()
    places, place = np.unique(held["county_fips"].to_numpy(), return_inverse=True)
    industries, industry = np.unique(held["naics"].to_numpy(), return_inverse=True)
    present = np.zeros((len(places), len(industries)), dtype=bool)
    present[place, industry] = True
    index, _industries = complexity(present)
    known = ~np.isnan(index)
    return pa.table(
        {
            "county_fips": places.astype(str).tolist(),
            "eci": [float(value) if there else None for value, there in zip(index, known, strict=True)],
            "industries": present.sum(axis=1),
            "status": ["estimated" if there else "not_applicable" for there in known],
        }
    )
