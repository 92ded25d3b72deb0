"""What of this table may be published? `talentshed protect TABLE.csv --hierarchy … --count … --out safe.csv`."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from talentshed.cli import UsageError
from talentshed.cli.output import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from talentshed.labor.disclosure.policy import Policy
    from talentshed.labor.disclosure.printed import TableToProtect
    from talentshed.labor.disclosure.protect import Protected

_THRESHOLD_TELLS = 2
_SHOW_AFTER, _SHOW_EVERY = 1.0, 0.5


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `talentshed protect`."""
    parser.add_argument("table", type=Path, metavar="TABLE.csv", help="the finest cells, a column a hierarchy level")
    add_table_options(parser)
    parser.add_argument("--out", type=Path, metavar="safe.csv", help="write there, with a certificate beside it")
    parser.add_argument("--keep", action="append", default=[], metavar="geo=R1", help="publish this cell if possible")
    parser.add_argument("--weight", choices=("value", "log", "one"), help="what hiding a cell costs (value)")
    parser.add_argument("--exact", type=float, default=0.0, metavar="SECONDS", help="look so long for the best pattern")
    parser.add_argument("--explain", action="store_true", help="add the columns marker, low, high and sentence")
    parser.add_argument("--intervals", action="store_true", help="add what any reader can reckon of hidden cells")


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Add what `protect` and `audit` both need to understand a table and its policy."""
    parser.add_argument(
        "--hierarchy", action="append", default=[], metavar="geo=region>county", help="a dimension and its levels"
    )
    parser.add_argument("--count", metavar="COLUMN", help="column that counts what stands behind a cell")
    parser.add_argument("--value", metavar="COLUMN", help="column of the magnitude, where it isn't the count")
    parser.add_argument("--persons", metavar="COLUMN", help="column of persons, where --count counts employers")
    parser.add_argument("--contributors", type=Path, metavar="FILE", help="finest codes, contributor, amount, holding")
    parser.add_argument("--largest", type=Path, metavar="FILE", help="every cell: contributors, largest_1, largest_2 …")
    rules = parser.add_argument_group("rules")
    rules.add_argument("--policy", metavar="KEY|FILE", help="a shipped policy, or a YAML file")
    rules.add_argument("--threshold", type=int, metavar="N", help="hide cells with fewer than N behind them")
    rules.add_argument("--dominance", action="append", metavar="N:K", help="hide where the N largest hold over K %%")
    rules.add_argument("--p-percent", type=float, metavar="P", help="hide where the largest can be told to P %%")
    rules.add_argument("--protect-zeros", action="store_true", default=None, help="hide zeros too")
    rules.add_argument("--reader-knows", metavar="zeros,marks", help="reckon with readers who draw on zeros and marks")
    rules.add_argument("--attackers", metavar="outsider,contributor,pair", help="who must not work anything out")


def run(args: argparse.Namespace) -> int:
    """Protect the table; write it and its certificate, or print it. Nothing is written if anything is wrong."""
    from talentshed.labor.disclosure.protect import protect
    from talentshed.labor.disclosure.publishing import as_csv

    if not args.hierarchy:
        raise UsageError("Name each dimension with --hierarchy, for example --hierarchy 'geo=region>county'.")
    began = time.monotonic()
    table = table_from(args, args.table)
    policy = policy_from_options(args, table)
    protected = protect([table], policy, keep=_wishes(args.keep), exact_seconds=args.exact, progress=Shown())
    content = as_csv(_rows(protected, args))
    if args.out:
        _write_both(args.out, content, protected, table)
    else:
        sys.stdout.write(content)
    _say(protected, args, time.monotonic() - began)
    return 0


def table_from(args: argparse.Namespace, path: Path) -> "TableToProtect":
    """Return the table of a CSV file as the options describe it."""
    from talentshed.labor.disclosure.hierarchy import parse_hierarchy
    from talentshed.labor.disclosure.printed import TableToProtect
    from talentshed.labor.disclosure.reading import read_csv

    if not args.count and not args.value:
        raise UsageError("Name the column that counts with --count, or the column of the magnitude with --value.")
    return TableToProtect(
        rows=read_csv(path),
        hierarchies=tuple(parse_hierarchy(text) for text in args.hierarchy),
        count=args.count,
        value=args.value,
        persons=args.persons,
        contributors=read_csv(args.contributors) if args.contributors else None,
        largest=read_csv(args.largest) if args.largest else None,
        name=path.name,
    )


def policy_from_options(args: argparse.Namespace, table: "TableToProtect") -> "Policy":
    """Return the policy that --policy names with the other options put in; it applies as it is, floors or not."""
    from dataclasses import replace

    from talentshed.labor.disclosure.policy import ATTACKERS, Policy, checked, load_policy

    policy = load_policy(args.policy) if args.policy else Policy("command-line", "1", "Settings of the command line")
    if not args.policy and table.contributors is not None:
        policy = replace(policy, attackers=ATTACKERS)
    if args.threshold is not None:
        counts_employers = table.value is not None or table.contributors is not None or table.largest is not None
        name = "minimum_contributors" if counts_employers else "minimum_persons"
        policy = replace(policy, **{name: args.threshold})
    if args.dominance:
        policy = replace(policy, dominance=tuple(_pair(text) for text in args.dominance))
    given = {
        "p_percent": args.p_percent,
        "protects_zeros": args.protect_zeros,
        "weight": getattr(args, "weight", None),
        "attackers": tuple(args.attackers.split(",")) if args.attackers else None,
        "reader_knows": tuple(args.reader_knows.split(",")) if args.reader_knows else None,
    }
    policy = replace(policy, **{name: value for name, value in given.items() if value is not None})
    if policy.key == "command-line" and not any(
        (policy.minimum_persons, policy.minimum_contributors, policy.dominance, policy.p_percent)
    ):
        raise UsageError("Say what has to be hidden, for example --threshold 3 or --policy people.")
    return checked(policy)


def _pair(text: str) -> tuple[int, float]:
    n, _, percent = text.partition(":")
    try:
        return int(n), float(percent)
    except ValueError:
        raise UsageError(f"--dominance: '{text}' isn't a number of employers and a percentage, as 1:80.") from None


def _wishes(texts: list[str]) -> "list[Mapping[str, str]]":
    wishes: list[Mapping[str, str]] = []
    for text in texts:
        parts = [part.partition("=") for part in text.split(",")]
        if not all(name.strip() and is_named for name, is_named, _code in parts):
            raise UsageError(f"--keep: '{text}' isn't a dimension and a code, as geo=R1 or geo=R1,industry=Total.")
        wishes.append({name.strip(): code.strip() for name, _is_named, code in parts})
    return wishes


def _rows(protected: "Protected", args: argparse.Namespace) -> "pa.Table":
    from talentshed.labor.disclosure.publishing import explained_rows, published_rows, safe_intervals

    if not args.explain and not args.intervals:
        return published_rows(protected)
    interval = safe_intervals(protected, progress=Shown()) if args.intervals else None
    return explained_rows(protected, 0, interval)


def _write_both(path: Path, content: str, protected: "Protected", table: "TableToProtect") -> None:
    from talentshed.labor.disclosure.certificate import as_json, beside, certificate_of

    certificate = beside(path)
    before = certificate.read_bytes() if certificate.is_file() else None
    write(certificate, as_json(certificate_of(protected, [table])).encode("utf-8"))
    try:
        write(path, content.encode("utf-8"))
    except UsageError:
        # a certificate without its table, or beside another one, would be half a result
        if before is None:
            certificate.unlink()
        else:
            write(certificate, before)
        raise


def _say(protected: "Protected", args: argparse.Namespace, seconds: float) -> None:
    n_cells = protected.cells.n_cells
    n_primary = int((protected.hidden & protected.is_primary).sum())
    n_secondary = int(protected.hidden.sum()) - n_primary
    where = f"; {args.out} and its certificate are written" if args.out else ""
    print(
        f"{n_cells:,} cells: {n_primary:,} hidden by rule, {n_secondary:,} more so that those can't be worked out; "
        f"the audit passed ({', '.join(each.kind for each in protected.judgment.examined)}), {seconds:.1f} s{where}.",
        file=sys.stderr,
    )
    if args.threshold == _THRESHOLD_TELLS:
        print(
            "Caution: with a threshold of 2 the status suppressed_primary itself says that a cell is 1; use 3 or more.",
            file=sys.stderr,
        )


class Shown:
    """Shows progress on the screen, rarely, and only where the work is long."""

    def __init__(self) -> None:
        self._began, self._last = time.monotonic(), 0.0

    def __call__(self, done: int, total: int, words: str) -> None:
        """Say how far the work is."""
        now = time.monotonic()
        if now - self._began > _SHOW_AFTER and now - self._last > _SHOW_EVERY:
            self._last = now
            print(f"  {done:,} of {total:,} {words} …", file=sys.stderr)
