"""Which labor-market areas does a table of commuting flows make? `talentshed regions delineate FLOWS.csv`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentshed.cli import UsageError
from talentshed.cli.output import as_csv, as_table, write

if TYPE_CHECKING:
    from talentshed.labor.regions.areas import Areas
    from talentshed.labor.regions.commuting_flows import CommutingFlows
    from talentshed.labor.regions.quality import Quality, Spread

_COOMBES_BOND = ("min_size", "min_self_containment", "target_size", "target_self_containment")
_OPTIONS = {"coombes-bond": (*_COOMBES_BOND, "compat"), "tolbert-sizer": ("cut", "denominator", "period")}
_SHOWN_RESERVE = 12


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions delineate`."""
    parser.add_argument("flows", type=Path, metavar="FLOWS.csv", help="first three columns: home, work, commuters")
    parser.add_argument("--method", choices=tuple(_OPTIONS), default="coombes-bond", help="how (coombes-bond)")
    parser.add_argument(
        "--columns", metavar="A,B,C", help="columns of home, work and commuters, if not the first three"
    )
    parser.add_argument(
        "--out", type=Path, metavar="AREAS.csv", help="write place,area there and a summary (.json) beside"
    )
    bars = parser.add_argument_group("coombes-bond")
    bars.add_argument("--min-size", type=float, metavar="N", help="resident workers at least (1000)")
    bars.add_argument("--min-self-containment", type=float, metavar="S", help="share who stay at least (.6667)")
    bars.add_argument(
        "--target-size", type=float, metavar="N", help="resident workers where the least share will do (10000)"
    )
    bars.add_argument("--target-self-containment", type=float, metavar="S", help="share who stay in a small area (.75)")
    bars.add_argument("--compat", metavar="NAME", help="LaborMarketAreas-3.4: as that R package does, for checking")
    zones = parser.add_argument_group("tolbert-sizer")
    zones.add_argument("--cut", type=float, metavar="D", help="mean distance up to which places are joined (.98)")
    zones.add_argument(
        "--denominator",
        choices=("resident-workers", "internal-flow"),
        help="what flows are divided by (resident-workers)",
    )
    zones.add_argument("--period", metavar="COLUMN", help="column of the period: distances are averaged over periods")


def run(args: argparse.Namespace) -> int:
    """Find the areas; write them and their summary, or print both. Nothing is written if anything is wrong."""
    from talentshed.labor.regions.quality import added_up, quality
    from talentshed.labor.regions.reading import read_flows

    _check(args)
    columns = [name.strip() for name in args.columns.split(",")] if args.columns else None
    periods = read_flows(args.flows, columns, args.period)
    areas = _coombes_bond(periods, args) if args.method == "coombes-bond" else _tolbert_sizer(periods, args)
    found = quality(added_up(periods), areas)
    whole = summary(areas, found)
    if args.out:
        _write_both(args.out, areas, whole)
        beside = args.out.with_suffix(".json")
        print(
            f"{len(areas.names):,} areas of {len(areas.places):,} places: {args.out}, summary: {beside}",
            file=sys.stderr,
        )
    else:
        sys.stdout.write(_as_text(areas, found))
    return 0


def _check(args: argparse.Namespace) -> None:
    if args.method == "coombes-bond" and args.period:
        raise UsageError(
            "coombes-bond takes one period: leave out --period and give it the flows of one, or use "
            "--method tolbert-sizer, which averages over periods."
        )
    for method, options in _OPTIONS.items():
        given = [f"--{name.replace('_', '-')}" for name in options if getattr(args, name) is not None]
        if method != args.method and given:
            names = ", ".join(given)
            raise UsageError(f"--method {args.method} has no {names}: leave it out, or choose --method {method}.")
    if args.out and args.out.suffix.lower() == ".json":
        raise UsageError(f"{args.out} is where the summary goes; give --out a name that ends in .csv.")


def _coombes_bond(periods: "Sequence[CommutingFlows]", args: argparse.Namespace) -> "Areas":
    from talentshed.labor.regions.coombes_bond import Thresholds, coombes_bond

    given = {name: getattr(args, name) for name in _COOMBES_BOND if getattr(args, name) is not None}
    return coombes_bond(periods[0], Thresholds(**given), compat=args.compat)


def _tolbert_sizer(periods: "Sequence[CommutingFlows]", args: argparse.Namespace) -> "Areas":
    from talentshed.labor.regions.commuting_zones import tolbert_sizer

    given = {name: getattr(args, name) for name in ("cut", "denominator") if getattr(args, name) is not None}
    return tolbert_sizer(periods, **given)


def summary(areas: "Areas", found: "Quality") -> dict[str, Any]:
    """Return what stands in the JSON beside areas.csv: shares from 0 to 1, sizes in resident workers and places."""
    return {
        "method": areas.method,
        "parameters": dict(areas.parameters),
        "places": len(areas.places),
        "areas": len(areas.names),
        "Q": found.q,
        "self_containment": {
            "target": found.target,
            "supply_side": _spread(found.supply),
            "demand_side": _spread(found.demand),
        },
        "sizes": dict(found.sizes),
        "reserve": list(areas.reserve),
        "set_aside": dict(areas.set_aside),
        "invalid": [
            {"area": row.name, "validity": row.validity, "residents": row.residents}
            for row in found.areas
            if row.name in set(areas.invalid)
        ],
    }


def _spread(side: "Spread") -> dict[str, float | None]:
    return {"min": side.least, "median": side.median, "share_above_target": side.share_above_target}


def _write_both(path: Path, areas: "Areas", whole: dict[str, Any]) -> None:
    rows = [{"place": place, "area": area} for place, area in areas.mapping().items()]
    beside = path.with_suffix(".json")
    before = beside.read_bytes() if beside.is_file() else None
    write(beside, (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    try:
        write(path, as_csv(rows).encode("utf-8"))
    except UsageError:
        # a summary without its areas, or beside older ones, would be half a result
        if before is None:
            beside.unlink()
        else:
            write(beside, before)
        raise


def _as_text(areas: "Areas", found: "Quality") -> str:
    known = ", ".join(f"{name} {value}" for name, value in areas.parameters.items() if value is not None)
    lines = [
        f"{len(areas.names):,} areas of {len(areas.places):,} places, by {areas.method} ({known}).",
        f"Q (sharpness of borders): {_number(found.q)}.",
        _sentence("Residents who work in their area", found.supply, found.target),
        _sentence("Jobs held by people of the area", found.demand, found.target),
        *([f"Placed last, by ties alone: {_few(areas.reserve)}."] if areas.reserve else []),
        *([f"Under the thresholds since then: {', '.join(areas.invalid)}."] if areas.invalid else []),
        *(f"Set aside, then placed: {place} ({reason})." for place, reason in areas.set_aside.items()),
        "",
    ]
    return "\n".join(lines) + "\n" + as_table(_table(areas, found))


def _table(areas: "Areas", found: "Quality") -> list[dict[str, Any]]:
    members: dict[str, list[str]] = {}
    for place, area in areas.mapping().items():
        members.setdefault(area, []).append(place)
    return [
        {
            "area": row.name,
            "places": row.places,
            "residents": round(row.residents),
            "jobs": round(row.jobs),
            "stay of residents": row.supply,
            "residents of jobs": row.demand,
            **({"validity": row.validity} if areas.method == "coombes-bond" else {}),
            "members": " ".join(members[row.name]),
        }
        for row in found.areas
    ]


def _sentence(what: str, side: "Spread", target: float) -> str:
    if side.least is None or side.median is None or side.share_above_target is None:
        return f"{what}: nobody."
    return (
        f"{what}: at least {side.least:.1%}, in the middle area {side.median:.1%}; "
        f"{side.share_above_target:.1%} of areas reach {target:.1%}."
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.7f}"


def _few(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_SHOWN_RESERVE])
    return shown if len(codes) <= _SHOWN_RESERVE else f"{shown} and {len(codes) - _SHOWN_RESERVE:,} more"
