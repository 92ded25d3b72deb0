"""What are all tables of a talent flow analysis, on any engine that holds the records? The portable path.

`expressions(records)` gives one Ibis expression a table and runs nothing; `answer(records)` runs them. DuckDB,
PostgreSQL and Spark give the same rows, and the fast path gives them too.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.flows.definitions import NEEDS, TABLES
from talentshed.labor.flows.portable import dominant, earning, holding, moving, staying, studying
from talentshed.labor.flows.portable.records import Records, span

MAKERS: dict[str, Callable[[Records], ir.Table]] = {
    "job_to_job": moving.job_to_job,
    "inflow": moving.inflow,
    "outflow": moving.outflow,
    "industry_matrix": moving.industry_matrix,
    "feeder_index": moving.feeder_index,
    "retention": staying.retention,
    "first_sector_job": staying.first_sector_job,
    "jobs": holding.jobs,
    "qwi": holding.qwi,
    "j2j": dominant.j2j,
    "earnings": earning.earnings,
    "equity": earning.equity,
    "completers": studying.completers,
    "capture": studying.capture,
    "completer_earnings": studying.completer_earnings,
    "pseo": studying.pseo,
    "wioa": studying.wioa,
}
"""Each table of `definitions.TABLES` by name, with the function that makes its expression."""


def possible(records: Records) -> list[str]:
    """Return the names of the tables that these records and this question allow, in the order of the definitions."""
    has = {
        "completions": records.completers is not None,
        "people": records.people is not None,
        "sector": bool(records.question.sector),
    }
    return [name for name in TABLES if all(has[need] for need in NEEDS.get(name, ()))]


def expressions(records: Records) -> dict[str, ir.Table]:
    """Return the expression of every table that is possible, by name."""
    return {name: MAKERS[name](records) for name in possible(records)}


def answer(records: Records, names: Iterable[str] | None = None) -> dict[str, pa.Table]:
    """Run the named tables (all that are possible if none is named); return each as Arrow, sorted by its key."""
    wanted = list(possible(records) if names is None else names)
    with worked_out(records) as ready:
        return {name: run(name, MAKERS[name](ready)) for name in wanted}


@contextmanager
def worked_out(records: Records) -> Iterator[Records]:
    """Yield the records with the steps that most tables share worked out once, in temporary tables of the engine."""
    with remembered(records.held) as held, remembered(records.mains) as mains:
        yield replace(records, made={"held": held, "mains": mains})


def remembered(table: ir.Table) -> Any:
    """Work the table out and keep it as a temporary table of its engine; it goes at the end of a `with`."""
    # Ibis 12 caches on Spark without lists that Python holds in memory; asking for no row puts them there
    table.limit(0).to_pyarrow()
    kept = table.cache()
    _by_code_point(kept)
    return kept


def _by_code_point(kept: ir.Table) -> None:
    """Let the texts of a temporary table on PostgreSQL compare by code point, as they do on every other engine."""
    texts = [name for name, kind in kept.schema().items() if kind.is_string()]
    if texts and kept.get_backend().name == "postgres":
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
        kept.get_backend().raw_sql(f'ALTER TABLE "{kept.get_name()}" {changes}').close()


def run(name: str, table: ir.Table) -> pa.Table:
    """Run one table's expression; return it with the declared columns and types, sorted by its key."""
    found: pa.Table = table.to_pyarrow()
    declared = TABLES[name]
    # sorted here, for engines order texts each in its own way
    return found.sort_by([(key, "ascending") for key in declared.key])


__all__ = ["MAKERS", "Records", "answer", "expressions", "possible", "remembered", "run", "span", "worked_out"]
