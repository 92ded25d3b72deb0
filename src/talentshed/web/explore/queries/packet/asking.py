"""What is the same for every region, so that it is asked once?"""

from functools import lru_cache

import pyarrow as pa

from talentshed.labor.store.asking import Measure, Parameters, ask
from talentshed.web.explore.queries.shown import store_of


@lru_cache(maxsize=128)
def ask_once(edition: str, measure: Measure, tables: tuple[str, ...], parameters: Parameters) -> pa.Table:
    """Return what a measure of the store's own tables comes to, kept for every region that asks."""
    return ask(store_of(edition), measure, *tables, **dict(parameters))
