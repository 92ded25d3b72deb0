"""How do arrays of counts become the columns of a declared table?"""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from talentshed.labor.flows.definitions import TABLES

Columns = Mapping[str, Any]


def labels(texts: Sequence[str], places: Any) -> Any:
    """Return the text at each place."""
    return pa.array(texts, pa.string()).take(np.asarray(places, np.int64))


def cells(counts: Any) -> tuple[tuple[Any, ...], Any]:
    """Return the places of all cells above zero, and their counts."""
    places = np.nonzero(counts > 0)
    return places, counts[places]


def where(is_known: Any, values: Any) -> Any:
    """Return values, blank where they aren't known."""
    return pa.array(np.asarray(values, np.int64), mask=~np.asarray(is_known, bool))


def shaped(name: str, columns: Columns, *, is_in_order: bool = False) -> pa.Table:
    """Return the declared columns of a table in order, sorted by its key, unless they are in that order already."""
    declared = TABLES[name]
    schema = ibis.schema(dict(declared.types)).to_pyarrow()
    table = pa.table([columns[column] for column in declared.types], names=list(declared.types)).cast(schema)
    return table if is_in_order else table.sort_by([(key, "ascending") for key in declared.key])
