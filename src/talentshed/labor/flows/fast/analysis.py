"""How does a whole analysis go on DuckDB: one reading of the wage files, one pass over workers, every table?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from talentshed.labor.flows.clock import Clock, Counter, Progress
from talentshed.labor.flows.configuration import FlowsConfiguration
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.definitions.studying import ATTACHED_CENTS
from talentshed.labor.flows.deflation import Deflator, deflator_for
from talentshed.labor.flows.fast.asking import Asked, Completers, People
from talentshed.labor.flows.fast.heaps import Heaps, bits_for, shifted
from talentshed.labor.flows.fast.inputs import Inputs, Lists, read_lists, runner, secret_of
from talentshed.labor.flows.fast.links import successor_links
from talentshed.labor.flows.fast.lists import completers_of, people_of, with_listed
from talentshed.labor.flows.fast.passing import Sums, pass_over
from talentshed.labor.flows.fast.reading import Staged, employer_codes, industries_of, span_of, stage
from talentshed.labor.flows.fast.side_tables import side_tables_of
from talentshed.labor.flows.fast.tables import tables_of
from talentshed.labor.flows.hashing import Key
from talentshed.labor.flows.inputs import Reading, identifier, kept, reading_of, typed
from talentshed.labor.flows.preparation import Step, latest_filing, step
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.run import Found

READING, WALKING = "reading", "walking"


@dataclass(frozen=True)
class Opened:
    """The wage records and lists, understood but not read yet."""

    configuration: FlowsConfiguration
    reading: Reading
    span: tuple[int, int]
    rows: ir.Table
    """Typed rows, kept or not."""
    rows_read: int
    codes: ir.Table
    employers: int
    lists: Lists
    secret: Sequence[int] | None
    wages: ir.Table

    @property
    def unknown(self) -> int:
        """The place of the industry `unknown`."""
        return self.reading.industry_names.index(UNKNOWN)


def usable_rows(rows: ir.Table, configuration: FlowsConfiguration) -> ir.Table:
    """Return the typed rows that become jobs: kept, and of the latest filing where filings are known."""
    return latest_filing(kept(rows)) if configuration.wages.filed else kept(rows)


def understand(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    key: Key,
    *,
    hashes: bool = False,
    _: Callable[[str], str] = str,
) -> Opened:
    """Find out what the columns hold, number the employers, and read the lists. Raises FlowsError.

    hashes: hash workers even where they are whole numbers.
    """
    wages, table = configuration.wages, inputs.wages
    reading = reading_of(table, wages, configuration.analysis.industry_level, runner(backend), _=_)
    span = span_of(reading, _=_)
    rows = typed(table, wages, reading)
    codes, employers = employer_codes(backend, table.select(employer=identifier(table[wages.employer])))
    secret = secret_of(rows, key, always=hashes)
    lists = read_lists(backend, inputs, configuration, rows, codes, _=_)
    rows_read = int(table.count().execute())
    return Opened(configuration, reading, span, rows, rows_read, codes, employers, lists, secret, table)


def analyze_in_memory(
    backend: Any,
    inputs: Inputs,
    configuration: FlowsConfiguration,
    key: Key,
    *,
    threads: int = 2,
    progress: Progress = lambda what, done, of: None,
    _: Callable[[str], str] = str,
) -> Found:
    """Run a whole analysis in memory on a DuckDB backend of its own. Raises FlowsError.

    inputs: tables on the backend; key: of the hashes of identifiers; threads: of the pass.
    """
    clock = Clock()
    opened = understand(backend, inputs, configuration, key, _=_)
    clock.stop("understanding")
    heaps = Heaps(bits_for(opened.rows_read))
    done = Counter(progress, READING, opened.rows_read)
    rows, codes = usable_rows(opened.rows, configuration), (opened.codes, opened.employers)
    staged = stage(backend, rows, *codes, heaps, opened.span, opened.unknown, opened.secret, seen=done)
    clock.stop("reading")
    industry, voted = industries_of(staged, opened.unknown, (columns for columns, _start in heaps.dealt))
    asked, deflator = ask(opened, staged, industry, _=_)
    clock.stop("industries")
    sums = walk_all(heaps, asked, staged, threads, Counter(progress, WALKING, heaps.rows), _=_)
    clock.stop("pass")
    batches = (shifted(heaps.take(heap), asked.first - staged.first) for heap in range(1 << heaps.bits))
    links = successor_links(sums.counts.size, batches, names_of(backend, opened.codes), asked.first)
    heaps.dealt.clear()
    clock.stop("links")
    tables = tables_of(sums, asked)
    clock.stop("tables")
    return found_by(backend, opened, asked, deflator, sums, tables, links, heaps.rows, voted, clock, _=_)


def ask(opened: Opened, staged: Staged, industry: Any, *, _: Callable[[str], str] = str) -> tuple[Asked, Deflator]:
    """Return what the pass has to know. industry: of every employer and quarter of the staged rows."""
    if not staged.used.any():
        raise FlowsError(_("No row of the wage files can be used: check which columns [wages] in flows.toml names."))
    begin, end = (int(place) for place in np.flatnonzero(staged.used)[[0, -1]])
    first, last = staged.first + begin, staged.first + end
    names = opened.reading.industry_names
    industry = np.ascontiguousarray(industry.reshape(-1, staged.quarters)[:, begin : end + 1]).reshape(-1)
    listed = np.empty(0, np.int32)
    if opened.lists.attributes is not None:
        industry, names, listed = with_listed(industry, names, opened.lists.attributes, first, last - first + 1)
    analysis, lists = opened.configuration.analysis, opened.lists
    is_calendar = opened.reading.quarters.is_calendar
    deflator = deflator_for(analysis, first, last, is_calendar=is_calendar, _=_)
    asked = Asked(
        first=first,
        last=last,
        industries=names,
        industry=industry,
        sector=analysis.sector,
        region=tuple(int(county) for county in analysis.region),
        index=dict(deflator.indexes),
        base_index=deflator.base_index if deflator.is_real else 1,
        education_window=analysis.education_window,
        attached_cents=ATTACHED_CENTS if analysis.attached_cents is None else analysis.attached_cents,
        completers=Completers() if lists.completers is None else completers_of(lists.completers, opened.secret),
        people=People() if lists.people is None else people_of(lists.people, opened.secret),
        has_completions=lists.completers is not None,
        has_people=lists.people is not None,
        listed=listed,
    )
    return asked, deflator


def walk_all(
    heaps: Heaps,
    asked: Asked,
    staged: Staged,
    threads: int,
    seen: Callable[[int], None],
    *,
    _: Callable[[str], str] = str,
) -> Sums:
    """Walk all heaps; FlowsError where earnings are beyond what can be counted."""
    try:
        return pass_over(heaps, asked, staged.employers, threads=threads, shift=asked.first - staged.first, seen=seen)
    except OverflowError:
        message = _("Somebody's earnings of a quarter or year pass 176 billion dollars: check [wages] earnings_unit.")
        raise FlowsError(message) from None


def found_by(
    backend: Any,
    opened: Opened,
    asked: Asked,
    deflator: Deflator,
    sums: Sums,
    tables: Mapping[str, pa.Table],
    links: pa.Table,
    rows_used: int,
    voted: int,
    clock: Clock,
    *,
    _: Callable[[str], str] = str,
) -> Found:
    """Put together what was found and how."""
    filed = opened.configuration.wages.filed
    rows_kept = int(kept(opened.rows).count().execute()) if filed else rows_used
    jobs, is_calendar = int(sums.counts.jobs[0]), opened.reading.quarters.is_calendar
    counted = (rows_kept, rows_used, jobs, voted, links.num_rows)
    return Found(
        engine="duckdb, one pass",
        tables=tables,
        steps=_steps(opened, counted, deflator.is_real, _),
        first=asked.first,
        last=asked.last,
        is_calendar=is_calendar,
        deflator=deflator,
        rows_read=opened.rows_read,
        rows_kept=rows_kept,
        jobs=jobs,
        workers=int(sums.counts.workers[0]),
        employers=opened.employers,
        links=links,
        side=side_tables_of(sums, asked),
        backend=backend,
        rows=opened.rows if rows_kept < opened.rows_read else None,
        seconds=clock.seconds,
    )


def _steps(
    opened: Opened, counted: tuple[int, int, int, int, int], is_real: bool, _: Callable[[str], str]
) -> tuple[Step, ...]:
    rows_kept, rows_used, jobs, voted, links = counted
    filed = opened.configuration.wages.filed
    steps = [step("rows_set_aside", opened.rows_read, rows_kept, _=_)]
    if filed:
        steps.append(step("latest_filing", rows_kept, rows_used, _=_))
    steps.append(step("added_together", rows_used, jobs, _=_))
    steps.append(step("employer_industry", jobs, jobs, voted, _=_))
    if opened.lists.attributes is not None:
        steps.append(step("listed_attributes", jobs, jobs, _=_))
    reading = opened.reading
    steps.append(step("unknown_industry", opened.rows_read, opened.rows_read, reading.unknown_industry_rows, _=_))
    steps.append(step("unknown_county", opened.rows_read, opened.rows_read, reading.unknown_county_rows, _=_))
    if opened.lists.completers is not None:
        steps.append(step("awards_to_people", opened.lists.awards_read, opened.lists.completers.num_rows, _=_))
    steps.append(step("deflation", jobs, jobs, jobs if is_real else 0, _=_))
    steps.append(step("successors", jobs, jobs, links, _=_))
    return tuple(steps)


def names_of(backend: Any, codes: ir.Table) -> Callable[[Any], Any]:
    """Return what gives the ids of employer codes."""

    def names(places: Any) -> Any:
        ids = backend.to_pyarrow(codes.filter(codes.code.isin(np.unique(places).tolist() or [-1])))
        at = pa.array(places, pa.int32())
        return ids["employer"].combine_chunks().take(pc.index_in(at, ids["code"].combine_chunks()))

    return names
