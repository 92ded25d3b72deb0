"""Which industry codes did each employer's rows of a quarter carry, and which paid the most?"""

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def mark_codes(low: Any, high: Any, used: Any, employer: Any, quarter: Any, industry: Any, unknown: int) -> None:
    """Note the lowest and the highest code of each employer and quarter, and which quarters occur.

    low, high: int16[employer x quarters + quarter], changed in place; used: bool[quarter]; rows without a code, which
    have the number `unknown`, don't count.
    """
    quarters = len(used)
    for i in range(len(employer)):
        used[quarter[i]] = True
        code = industry[i]
        if code != unknown:
            place = np.int64(employer[i]) * quarters + quarter[i]
            low[place] = min(low[place], code)
            high[place] = max(high[place], code)


@njit(cache=True, nogil=True)
def rows_at(is_wanted: Any, employer: Any, quarter: Any, quarters: int) -> Any:
    """Return the numbers of the rows whose employer and quarter are wanted.

    is_wanted: bool[employer x quarters + quarter].
    """
    found = np.empty(len(employer), np.int64)
    count = 0
    for i in range(len(employer)):
        if is_wanted[np.int64(employer[i]) * quarters + quarter[i]]:
            found[count] = i
            count += 1
    return found[:count].copy()


@njit(cache=True, nogil=True)
def rows_of_keys(keys: Any, wanted: Any) -> Any:
    """Return the numbers of the rows whose key is among the wanted ones, which are in order."""
    bits = np.uint64(1)
    while (1 << bits) < 8 * len(wanted):
        bits += np.uint64(1)
    width = np.uint64(64) - bits
    mark = np.uint64(0x9E3779B97F4A7C15)
    may_be = np.zeros(1 << bits, np.bool_)
    for key in wanted:
        may_be[(key * mark) >> width] = True
    found = np.empty(len(keys), np.int64)
    count = 0
    for i in range(len(keys)):
        if may_be[(keys[i] * mark) >> width]:
            place = np.searchsorted(wanted, keys[i])
            if place < len(wanted) and wanted[place] == keys[i]:
                found[count] = i
                count += 1
    return found[:count].copy()
