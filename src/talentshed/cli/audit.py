"""Can a hidden cell of a published table be worked out? `talentshed audit TABLE.csv safe.csv`; exit code 1 if so."""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentshed.cli import UsageError
from talentshed.cli.output import as_csv, write
from talentshed.cli.protect import Shown, add_table_options, policy_from_options, table_from

if TYPE_CHECKING:
    import pyarrow as pa

    from talentshed.labor.disclosure.cells import Cells
    from talentshed.labor.disclosure.judging import Failure, Judgment
    from talentshed.labor.disclosure.policy import Policy
    from talentshed.labor.disclosure.reading import Published
    from talentshed.labor.kernels.cell_relations import Demand, Mask

_RULES = ("policy", "threshold", "dominance", "p_percent", "protect_zeros")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed audit`."""
    parser.add_argument("table", type=Path, metavar="TABLE.csv", help="the true table: its finest cells")
    parser.add_argument("published", type=Path, metavar="safe.csv", help="the table that is, or will be, published")
    add_table_options(parser)
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="the certificate, if not beside safe.csv")
    parser.add_argument("--intervals", action="store_true", help="print what any reader can reckon of each hidden cell")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the intervals there instead of to the screen")


def run(args: argparse.Namespace) -> int:
    """Audit; print what can be worked out, a line each, and return 1 if there is anything."""
    from talentshed.labor.disclosure.cells import build_cells
    from talentshed.labor.disclosure.demanding import demand_of
    from talentshed.labor.disclosure.judging import judge, published_failures
    from talentshed.labor.disclosure.reading import read_csv, read_published
    from talentshed.labor.disclosure.rules import combined, findings

    began = time.monotonic()
    rows = read_csv(args.published)
    certificate = _certificate(args, rows)
    table = table_from(_completed(args, certificate, rows), args.table)
    table = replace(table, hierarchies=_as_published(table.hierarchies, rows))
    cells = build_cells([table])
    published = read_published(rows, cells, cells.tables[0], args.published.name)
    policy = _policy(args, certificate, table, cells, published)
    demand = demand_of(cells, policy, combined(findings(cells, policy), cells.n_cells))
    hidden = _hidden(cells, published)
    first = published_failures(cells, published)
    judgment = judge(cells, demand, hidden, policy.attackers, progress=Shown())
    if args.intervals:
        _print_intervals(args, cells, demand, hidden)
    return _say([*first, *judgment.failures], judgment, cells, hidden, time.monotonic() - began)


def _certificate(args: argparse.Namespace, rows: "pa.Table") -> dict[str, Any] | None:
    from talentshed.labor.disclosure.certificate import beside, digest_of, read_certificate

    path = args.certificate or beside(args.published)
    if not path.is_file():
        if args.certificate:
            raise UsageError(f"There is no certificate {path}.")
        return None
    certificate = read_certificate(path)
    if digest_of(rows) not in {each["digest"] for each in certificate["tables"]}:
        print(
            f"Caution: {path.name} is the certificate of another table than {args.published.name}; its rules are used, "
            "but don't publish the two together.",
            file=sys.stderr,
        )
    return certificate


def _completed(args: argparse.Namespace, certificate: dict[str, Any] | None, rows: "pa.Table") -> argparse.Namespace:
    """Return the options with what the certificate says, or what can be deduced, in place of what isn't given."""
    given = argparse.Namespace(**vars(args))
    if certificate and not given.hierarchy:
        entry = certificate["tables"][0]
        given.hierarchy = [f"{each['name']}={'>'.join(each['levels'])}" for each in entry["dimensions"]]
        if not given.count and not given.value:
            given.count, given.value, given.persons = (
                entry["columns"].get(name) for name in ("count", "value", "persons")
            )
        if entry["named_contributors"] and not given.contributors:
            raise UsageError("This table was protected with its contributors: name the same file with --contributors.")
    if not given.hierarchy or not (given.count or given.value):
        _deduce(given, rows)
    return given


def _deduce(given: argparse.Namespace, rows: "pa.Table") -> None:
    from talentshed.labor.disclosure.deducing import deduce
    from talentshed.labor.disclosure.reading import read_csv

    true = read_csv(given.table)
    known = [name for name in (given.count, given.value, given.persons) if name]
    if given.hierarchy:
        from talentshed.labor.disclosure.hierarchy import parse_hierarchy

        used = {level for text in given.hierarchy for level in parse_hierarchy(text).levels}
        left = tuple(name for name in true.column_names if name not in used)
    else:
        found = deduce(true, rows, known)
        given.hierarchy = [f"{each.name}={'>'.join(each.levels)}" for each in found.hierarchies]
        left = found.left
        print(f"Deduced: {', '.join(given.hierarchy)}.", file=sys.stderr)
    if not known:
        if len(left) != 1:
            raise UsageError("Name the column that counts with --count, or the column of the magnitude with --value.")
        given.count = left[0]


def _as_published(hierarchies: tuple[Any, ...], rows: "pa.Table") -> tuple[Any, ...]:
    """A dimension whose total isn't printed has none to reckon with."""
    from talentshed.labor.disclosure.hierarchy import TOTAL

    return tuple(
        replace(each, has_total=each.name not in rows.column_names or TOTAL in set(rows[each.name].to_pylist()))
        for each in hierarchies
    )


def _policy(
    args: argparse.Namespace,
    certificate: dict[str, Any] | None,
    table: Any,
    cells: "Cells",
    published: "Published",
) -> "Policy":
    from talentshed.labor.disclosure.certificate import policy_in
    from talentshed.labor.disclosure.deducing import deduced_policy

    if any(getattr(args, name) is not None for name in _RULES):
        return policy_from_options(args, table)
    if certificate:
        return policy_in(certificate)
    if table.value is not None or table.contributors is not None:
        raise UsageError("Say which rules the table should keep, for example --threshold 3 or --policy FILE.")
    policy = deduced_policy(cells, published)
    print(f"Deduced: a threshold of {policy.minimum_persons}; give --threshold to judge by another.", file=sys.stderr)
    return policy


def _hidden(cells: "Cells", published: "Published") -> "Mask":
    """A cell that the table doesn't have is hidden too, except that everybody takes a missing zero for one."""
    hidden: Mask = (published.status > 0) & ~(published.has_value)
    hidden |= (published.status < 0) & (cells.value > 0)
    return hidden


def _print_intervals(args: argparse.Namespace, cells: "Cells", demand: "Demand", hidden: "Mask") -> None:
    import numpy as np

    from talentshed.labor.disclosure.cells import printed_codes
    from talentshed.labor.kernels.audit_interval import intervals

    chosen = np.flatnonzero(hidden)
    low, high = intervals(cells.relations, demand.value, hidden, chosen, demand.lower, demand.upper, progress=Shown())
    unit = 10.0 ** -cells.decimals[0]
    place = {int(cell): number for number, cell in enumerate(chosen)}
    dimensions, codes, cell_of_row = printed_codes(cells.tables[0])
    rows = [
        {
            **dict(zip(dimensions, row, strict=True)),
            "is_primary": "yes" if demand.is_primary[cell] else "no",
            "low": f"{low[place[cell]] * unit:g}",
            "high": f"{high[place[cell]] * unit:g}",
        }
        for row, cell in zip(zip(*codes, strict=True), cell_of_row.tolist(), strict=True)
        if cell in place
    ]
    content = as_csv(rows)
    if args.out:
        write(args.out, content.encode("utf-8"))
    else:
        sys.stdout.write(content)


def _say(failures: "list[Failure]", judgment: "Judgment", cells: "Cells", hidden: "Mask", seconds: float) -> int:
    for failure in failures:
        print(failure.sentence)
    tried = ", ".join(f"{each.n_examined:,} × {each.kind}" for each in judgment.examined)
    left_out = sum(each.n_left_out for each in judgment.examined)
    words = f"{cells.n_cells:,} cells, {int(hidden.sum()):,} hidden; attackers tried: {tried}"
    if left_out:
        words += f"; not tried: {left_out:,}"
    verdict = f"{len(failures):,} failure{'s' * (len(failures) > 1)}" if failures else "nothing can be worked out"
    print(f"{words}: {verdict}, {seconds:.1f} s.", file=sys.stderr)
    return 1 if failures else 0
