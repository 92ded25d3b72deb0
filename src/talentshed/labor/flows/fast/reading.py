"""How do the rows of the wage files get into heaps, with every employer's industry on the way, in one reading?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np

from talentshed.labor.flows.fast.heaps import Heaps, columns_of
from talentshed.labor.flows.inputs import Reading
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.kernels.flow_codes import mark_codes, rows_at

ROWS_AT_ONCE = 1 << 20
MOST_QUARTERS = 400
_NO_CODE = np.iinfo(np.int16).max


@dataclass
class Staged:
    """Rows in heaps, and what is known of employers. Quarters count from `first`, which may be shifted later."""

    heaps: Heaps
    first: int
    used: Any
    """bool[quarter]: which quarters occur in rows that were kept."""
    low: Any
    high: Any
    """int16[employer x quarters + quarter]: lowest and highest code."""
    employers: int

    @classmethod
    def blank(cls, heaps: Heaps, first: int, quarters: int, employers: int) -> "Staged":
        """Return a value that knows nothing yet."""
        places = employers * quarters
        low, high = np.full(places, _NO_CODE, np.int16), np.full(places, -1, np.int16)
        return cls(heaps, first, np.zeros(quarters, bool), low, high, employers)

    @property
    def quarters(self) -> int:
        """How many quarters the arrays have."""
        return len(self.used)


def span_of(reading: Reading, *, _: Callable[[str], str] = str) -> tuple[int, int]:
    """Return the first and the last quarter that occurs; FlowsError where there is none, or far too many."""
    span = reading.span
    if span is None:
        raise FlowsError(_("No row of the wage files has a quarter that can be read: check [wages] quarter."))
    if span[1] - span[0] >= MOST_QUARTERS:
        message = _("The quarters run from {first} to {last}, over {most} of them: mend the wrong ones, or map [wages] "
                    "quarter to another column.")  # fmt: skip
        raise FlowsError(message.format(first=span[0], last=span[1], most=MOST_QUARTERS))
    return span


def employer_codes(backend: Any, employers: ir.Table) -> tuple[ir.Table, int]:
    """Number the employers in the order of their ids; return a table (employer, code) on the backend and their count.

    employers: a table with the column `employer`, in any order, with repetitions.
    """
    distinct = employers.filter(employers.employer.notnull()).select("employer").distinct()
    numbered = distinct.mutate(code=ibis.row_number().over(order_by=distinct.employer).cast("int32"))
    table = backend.create_table("flow_employer_codes", numbered, temp=True, overwrite=True)
    return table, int(table.count().execute())


def stage(
    backend: Any,
    rows: ir.Table,
    codes: ir.Table,
    employers: int,
    heaps: Heaps,
    span: tuple[int, int],
    unknown: int,
    secret: Sequence[int] | None,
    *,
    seen: Callable[[int], None] = lambda rows: None,
) -> Staged:
    """Read kept typed rows once and deal them into heaps.

    rows: worker, employer, quarter, cents, county, industry_place; codes: of `employer_codes`; unknown: the place of
    the industry `unknown`; seen: told the number of rows of each batch.
    """
    staged = Staged.blank(heaps, span[0], span[1] - span[0] + 1, employers)
    coded = rows.join(codes, "employer").select("worker", "quarter", "cents", "county", "code", "industry_place")
    coded = coded.rename(employer="code", industry="industry_place").cast({"quarter": "int32", "industry": "int16"})
    for batch in backend.to_pyarrow_batches(coded, chunk_size=ROWS_AT_ONCE):
        columns = columns_of(batch, secret, staged.first)
        add(staged, columns, unknown)
        seen(batch.num_rows)
    return staged


def add(staged: Staged, columns: dict[str, Any], unknown: int) -> None:
    """Deal a batch, and note its codes."""
    mark_codes(
        staged.low, staged.high, staged.used, columns["employer"], columns["quarter"], columns["industry"], unknown
    )
    staged.heaps.add(columns)


def industries_of(staged: Staged, unknown: int, batches: Iterable[dict[str, Any]]) -> tuple[Any, int]:
    """Return (int16[employer x quarters + quarter], employer-quarters that had several codes).

    batches: all staged rows, asked for only where some employer had several codes in a quarter. Of several codes the
    one with the greatest earnings counts, on a tie the lowest; `unknown` where no row has a code.
    """
    found = np.where(staged.low == _NO_CODE, unknown, staged.low).astype(np.int16)
    several = staged.low < staged.high
    if not several.any():
        return found, 0
    sums: list[tuple[Any, Any]] = []
    for columns in batches:
        chosen = rows_at(several, columns["employer"], columns["quarter"], staged.quarters)
        industry = columns["industry"][chosen]
        at = columns["employer"][chosen].astype(np.int64) * staged.quarters + columns["quarter"][chosen]
        is_code = industry != unknown
        sums.append(_summed((at << 16 | industry)[is_code], columns["cents"][chosen][is_code]))
    keys, cents = _summed(*(np.concatenate(each) for each in zip(*sums, strict=True)))
    order = np.lexsort((keys, -cents, keys >> 16))
    first = np.unique(keys[order] >> 16, return_index=True)[1]
    best = keys[order][first]
    found[best >> 16] = best & 0xFFFF
    return found, int(several.sum())


def _summed(keys: Any, values: Any) -> tuple[Any, Any]:
    found, place = np.unique(keys, return_inverse=True)
    sums = np.zeros(len(found), np.int64)
    np.add.at(sums, place, values)
    return found, sums
