"""Which configuration and which tables does a flow analysis start from?

Reads flows.toml, turns a named region into counties, and opens the tables that it names on the backend it is handed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from glob import glob
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from talentshed.labor.flows.configuration import FlowsConfiguration, Source, parse
from talentshed.labor.flows.problem import FlowsError


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tables of an analysis as they stand at their source; None where the configuration names none."""

    wages: ir.Table
    employers: ir.Table | None = None
    completions: ir.Table | None = None
    people: ir.Table | None = None


def read_configuration(path: Path, *, _: Callable[[str], str] = str) -> FlowsConfiguration:
    """Return what a flows.toml asks for, with a named region turned into its counties; raises FlowsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = _("There is no file {file}: write one with `talentshed flows template --out {name}`.")
        raise FlowsError(message.format(file=path, name=path.name)) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise FlowsError(_("{file} can't be read ({why}).").format(file=path, why=problem)) from None
    return with_counties(parse(text, file=path.name, folder=path.resolve().parent, _=_))


def with_counties(configuration: FlowsConfiguration) -> FlowsConfiguration:
    """Return the configuration with the counties of the region that it names by key; RegionError if there is none."""
    if not configuration.analysis.region_key:
        return configuration
    from talentshed.labor.measures.region import resolve_region
    from talentshed.labor.store import open_store

    store = open_store()
    key = configuration.analysis.region_key
    region = resolve_region(key, counties=store.table("county"), areas=store.table("county_area"))
    return replace(configuration, analysis=replace(configuration.analysis, region=tuple(region.counties)))


def open_inputs(backend: Any, configuration: FlowsConfiguration, *, _: Callable[[str], str] = str) -> Inputs:
    """Open every table of the configuration on a backend; files need DuckDB or Spark. Raises FlowsError."""
    parts = {"employers": None, "completions": None, "people": None} | {
        name: part for name in ("employers", "completions", "people") if (part := getattr(configuration, name))
    }
    wages = open_table(backend, configuration.wages.source, _=_)
    worker = configuration.wages.worker
    # a CSV file doesn't say whether digits are text: persons are read as the workers of the wage records are
    as_text = worker in wages.columns and wages[worker].type().is_string()
    opened = {
        name: open_table(backend, part.source, text=(getattr(part, "person", ""),) if as_text else (), _=_)
        for name, part in parts.items()
        if part is not None
    }
    return Inputs(wages, **opened)


def open_table(backend: Any, source: Source, *, text: tuple[str, ...] = (), _: Callable[[str], str] = str) -> ir.Table:
    """Open the files or the table of a source as they stand; `text` names columns of CSV files to read as text.

    Types of CSV columns are found from all rows, so that one odd cell makes a column text and not a failure.
    """
    if source.table:
        return _named(backend, source.table, _)
    if backend.name == "postgres":
        message = _("{files}: --engine postgres reads tables; name one with table in the place of files.")
        raise FlowsError(message.format(files=", ".join(source.files)))
    files = [file for pattern in source.files for file in _matching(pattern, _)]
    endings = {_ending(file) for file in files}
    if backend.name == "pyspark" and endings in ({"parquet"}, {"csv"}):
        return _on_spark(backend, source.files, text, endings == {"csv"})
    if endings == {"parquet"}:
        return backend.read_parquet(files)
    if endings == {"csv"}:
        types: Mapping[str, str] = dict.fromkeys(filter(None, text), "VARCHAR")
        return backend.read_csv(files, sample_size=-1, union_by_name=True, **({"types": types} if types else {}))
    message = _("{files}: write either Parquet files (.parquet) or CSV files (.csv, .csv.gz), not both or others.")
    raise FlowsError(message.format(files=", ".join(source.files)))


def _matching(pattern: str, _: Callable[[str], str]) -> list[str]:
    if "://" in pattern:
        return [pattern]
    path = Path(pattern)
    found = sorted(glob(str(path / "*") if path.is_dir() else pattern, recursive=True))
    if not found:
        raise FlowsError(_("There is no file {pattern}: check files in flows.toml.").format(pattern=pattern))
    return found


def _on_spark(backend: Any, patterns: tuple[str, ...], text: tuple[str, ...], is_csv: bool) -> ir.Table:
    """Let Spark find the files by their patterns: they may lie where this machine doesn't look."""
    import ibis

    if not is_csv:
        return ibis.union(*(backend.read_parquet(pattern) for pattern in patterns))
    found = [backend.read_csv(pattern, header=True, inferSchema=True) for pattern in patterns]
    if set(text) & set(found[0].columns):
        from ibis.backends.pyspark.datatypes import PySparkSchema

        kinds = {**found[0].schema(), **dict.fromkeys(set(text) & set(found[0].columns), "string")}
        schema = PySparkSchema.from_ibis(ibis.schema(kinds))
        found = [backend.read_csv(pattern, header=True, schema=schema) for pattern in patterns]
    return ibis.union(*found)


def _ending(file: str) -> str:
    return file.lower().removesuffix(".gz").removesuffix(".zst").rsplit(".", 1)[-1]


def _named(backend: Any, table: str, _: Callable[[str], str]) -> ir.Table:
    from ibis.common.exceptions import IbisError, TableNotFound

    schema, _dot, name = table.rpartition(".")
    try:
        return _in_code_points(backend, backend.table(name, database=schema or None), schema, name)
    except (IbisError, TableNotFound) as problem:
        message = _("There is no table {table} on the backend ({why}): check [wages] table and [backend] url.")
        raise FlowsError(message.format(table=table, why=str(problem).splitlines()[0])) from None


def _in_code_points(backend: Any, table: ir.Table, schema: str, name: str) -> ir.Table:
    """Return the table with texts that compare by code point, as on every other engine, so that ties end alike.

    PostgreSQL compares texts as the language of the database does, unless the collation is said.
    """
    texts = {column for column, kind in table.schema().items() if kind.is_string()}
    if backend.name != "postgres" or not texts:
        return table
    quoted = {column: _quoted(column) for column in table.columns}
    columns = ", ".join(
        f'{each}::text COLLATE "C" AS {each}' if column in texts else each for column, each in quoted.items()
    )
    place = ".".join(_quoted(part) for part in (schema, name) if part)
    return backend.sql(f"SELECT {columns} FROM {place}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
