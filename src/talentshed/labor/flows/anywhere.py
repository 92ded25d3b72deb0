"""How does the same analysis go where the records live: on PostgreSQL, Spark, or any engine that Ibis speaks to?"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.flows import completions as awards
from talentshed.labor.flows.clock import Clock, Progress
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.deflation import Deflator, deflator_for
from talentshed.labor.flows.employers import employer_attributes, reading_of_employers
from talentshed.labor.flows.fast.inputs import Inputs, runner
from talentshed.labor.flows.inputs import Reading, kept, reading_of, typed
from talentshed.labor.flows.people import people
from talentshed.labor.flows.portable import MAKERS, Records, possible, remembered, run, span, worked_out
from talentshed.labor.flows.preparation import Step, jobs, step
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.publishing.side_tables import side_tables
from talentshed.labor.flows.question import question_of
from talentshed.labor.flows.run import Found
from talentshed.labor.flows.successors import successor_links


def analyze_anywhere(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    *,
    progress: Progress = lambda what, done, of: None,
    _: Callable[[str], str] = str,
) -> Found:
    """Run a whole analysis as expressions of one engine. Raises FlowsError.

    inputs: tables on the backend. Jobs are kept on it as a temporary table. progress: told of tables, not of rows.
    """
    clock = Clock()
    reading = reading_of(inputs.wages, configuration.wages, configuration.analysis.industry_level, runner(backend), _=_)
    rows = typed(inputs.wages, configuration.wages, reading)
    listed = _attributes(backend, inputs, configuration, rows, _)
    with ExitStack() as until_done:
        made = until_done.enter_context(remembered(jobs(kept(rows), configuration.wages, reading, attributes=listed)))
        clock.stop("jobs")
        first, last = _span(made, _)
        is_calendar = reading.quarters.is_calendar
        deflator = deflator_for(configuration.analysis, first, last, is_calendar=is_calendar, _=_)
        done, groups = (
            each if each is None else until_done.enter_context(remembered(each))
            for each in _lists(backend, inputs, configuration, rows, _)
        )
        asked = question_of(configuration.analysis, deflator)
        records = Records(made, asked, first, last, completers=done, people=groups)
        tables, side = _tables(records, clock, progress)
        counts = _Counts.of(backend, inputs, rows, made)
        clock.stop("counting")
    return _found(backend, configuration, reading, deflator, (first, last), rows, tables, side, counts, clock, _)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many rows were read, kept and made jobs, of whom, and the links found among employers."""

    read: int
    kept: int
    jobs: int
    workers: int
    employers: int
    links: pa.Table

    @classmethod
    def of(cls, backend: Any, inputs: Inputs, rows: ir.Table, made: ir.Table) -> "_Counts":
        read, sound, jobs = (int(each.count().execute()) for each in (inputs.wages, kept(rows), made))
        workers, employers = (int(made[name].nunique().execute()) for name in ("worker", "employer"))
        return cls(read, sound, jobs, workers, employers, backend.to_pyarrow(successor_links(made)))


def _found(
    backend: Any,
    configuration: FlowsConfiguration,
    reading: Reading,
    deflator: Deflator,
    quarters: tuple[int, int],
    rows: ir.Table,
    tables: dict[str, pa.Table],
    side: dict[str, pa.Table],
    counts: _Counts,
    clock: Clock,
    _: Callable[[str], str],
) -> Found:
    return Found(
        engine=f"{backend.name}, expressions",
        tables=tables,
        steps=_steps(configuration, reading, counts, deflator.is_real, _),
        first=quarters[0],
        last=quarters[1],
        is_calendar=reading.quarters.is_calendar,
        deflator=deflator,
        rows_read=counts.read,
        rows_kept=counts.kept,
        jobs=counts.jobs,
        workers=counts.workers,
        employers=counts.employers,
        links=counts.links,
        side=side,
        backend=backend,
        rows=rows if counts.kept < counts.read else None,
        seconds=clock.seconds,
    )


def _span(made: ir.Table, _: Callable[[str], str]) -> tuple[int, int]:
    first, last = span(made).to_pyarrow().to_pylist()[0].values()
    if first is None or last is None:
        raise FlowsError(_("No row of the wage files can be used: check which columns [wages] in flows.toml names."))
    return int(first), int(last)


def _tables(records: Records, clock: Clock, progress: Progress) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    """Return the tables, and what a release has to know beside them."""
    tables, names = {}, possible(records)
    with worked_out(records) as ready:
        clock.stop("steps that tables share")
        for place, name in enumerate(names, 1):
            tables[name] = run(name, MAKERS[name](ready))
            clock.stop(name)
            progress("tables", place, len(names))
        side = side_tables(ready)
        clock.stop("side tables")
    return tables, side


def _attributes(
    backend: Any, inputs: Inputs, configuration: FlowsConfiguration, rows: ir.Table, _: Callable[[str], str]
) -> ir.Table | None:
    section, table, wages = configuration.employers, inputs.employers, configuration.wages
    if section is None or table is None:
        return None
    level, form, state = configuration.analysis.industry_level, wages.quarter_format, wages.state
    reading = reading_of_employers(table, section, level, runner(backend), quarter_format=form, state=state, _=_)
    return employer_attributes(table, section, reading, like=rows)


def _lists(
    backend: Any, inputs: Inputs, configuration: FlowsConfiguration, rows: ir.Table, _: Callable[[str], str]
) -> tuple[ir.Table | None, ir.Table | None]:
    """Return completers and people; None where the configuration names none."""
    done = groups = None
    like, form = rows.worker.type(), configuration.wages.quarter_format
    if configuration.completions is not None and inputs.completions is not None:
        section, table = configuration.completions, inputs.completions
        reading = awards.reading_of_awards(table, section, runner(backend), quarter_format=form, _=_)
        usable = awards.typed_awards(table, section, reading, like=like)
        done = awards.completers(usable, section.keep)
    if configuration.people is not None and inputs.people is not None:
        groups = people(inputs.people, configuration.people, like=like, _=_)
    return done, groups


def _steps(
    configuration: FlowsConfiguration,
    reading: Reading,
    counts: _Counts,
    is_real: bool,
    _: Callable[[str], str],
) -> tuple[Step, ...]:
    read, sound, made, links = counts.read, counts.kept, counts.jobs, counts.links.num_rows
    rule = "latest_filing" if configuration.wages.filed else "added_together"
    return (
        step("rows_set_aside", read, sound, _=_),
        step(rule, sound, made, _=_),
        step("unknown_industry", read, read, reading.unknown_industry_rows, _=_),
        step("unknown_county", read, read, reading.unknown_county_rows, _=_),
        step("deflation", made, made, made if is_real else 0, _=_),
        step("successors", made, made, links, _=_),
    )
