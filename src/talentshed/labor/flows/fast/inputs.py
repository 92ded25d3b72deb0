"""Which completers, people and listed employers does an analysis have? Small tables, read before the wage records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Protocol

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.flows import completions as awards
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.employers import employer_attributes, reading_of_employers
from talentshed.labor.flows.hashing import Key
from talentshed.labor.flows.people import people

Run = Callable[[ir.Table], Iterable[Mapping[str, Any]]]


class Inputs(Protocol):
    """The tables of an analysis as they stand at their source; None where the configuration names none."""

    @property
    def wages(self) -> ir.Table:
        """Wage records."""

    @property
    def employers(self) -> ir.Table | None:
        """List of employers."""

    @property
    def completions(self) -> ir.Table | None:
        """Awards."""

    @property
    def people(self) -> ir.Table | None:
        """Attributes of people."""


@dataclass(frozen=True)
class Lists:
    """What there is beside wage records, as Arrow tables."""

    completers: pa.Table | None = None
    """worker, institution, cip, award_level, quarter."""
    awards_read: int = 0
    awards_usable: int = 0
    people: pa.Table | None = None
    """worker and a text column for each attribute."""
    attributes: pa.Table | None = None
    """code (of the employer), quarter where known, listed_industry, listed_county."""


def runner(backend: Any) -> Run:
    """Return what runs a small expression and gives its rows."""
    return lambda expression: backend.to_pyarrow(expression).to_pylist()


def secret_of(rows: ir.Table, key: Key, *, always: bool) -> Sequence[int] | None:
    """Return the two numbers that key the hash of workers.

    None, for no hash, where workers are whole numbers already, unless they are `always` hashed.
    """
    if rows.worker.type().is_integer() and not always:
        return None
    digest = blake2b(key.secret, digest_size=16, person=b"flow pass").digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def read_lists(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    rows: ir.Table,
    codes: ir.Table,
    *,
    _: Callable[[str], str] = str,
) -> Lists:
    """Read completers, people and listed employers. rows: typed wage rows; codes: employer, code. Raises FlowsError."""
    run, done, read, usable = runner(backend), None, 0, 0
    wages, like = configuration.wages, rows.worker.type()
    if configuration.completions is not None and inputs.completions is not None:
        section, table = configuration.completions, inputs.completions
        reading = awards.reading_of_awards(table, section, run, quarter_format=wages.quarter_format, _=_)
        typed = awards.typed_awards(table, section, reading, like=like)
        done = backend.to_pyarrow(awards.completers(typed, section.keep))
        read = int(table.count().execute())
        usable = int(typed.filter(typed.reason.isnull()).count().execute())
    groups = None
    if configuration.people is not None and inputs.people is not None:
        groups = backend.to_pyarrow(people(inputs.people, configuration.people, like=like, _=_))
    return Lists(done, read, usable, groups, _attributes(backend, inputs, configuration, rows, codes, run, _))


def _attributes(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    rows: ir.Table,
    codes: ir.Table,
    run: Run,
    _: Callable[[str], str],
) -> pa.Table | None:
    section, table, wages = configuration.employers, inputs.employers, configuration.wages
    if section is None or table is None:
        return None
    level = configuration.analysis.industry_level
    reading = reading_of_employers(
        table, section, level, run, quarter_format=wages.quarter_format, state=wages.state, _=_
    )
    listed = employer_attributes(table, section, reading, like=rows)
    known = ["code", *(["quarter"] if section.quarter else []), "listed_industry", "listed_county"]
    found: pa.Table = backend.to_pyarrow(listed.join(codes, "employer").select(*known))
    return found
