"""Whose borders does this region cross, and who has to be at its table? `talentshed regions overlay`."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from talentshed.cli import UsageError
from talentshed.cli.output import add_options, as_csv, as_table, write

if TYPE_CHECKING:
    from talentshed.labor.measures.region import Region
    from talentshed.labor.regions.overlay import Overlay, Touch, Uncovered

_SEAT, _TOLD, _AREA, _NOBODY = "table", "told", "statistics only", "nobody known"


def configure(parser: argparse.ArgumentParser, word: str) -> None:
    """Add the options of `talentshed regions overlay`."""
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--counties", metavar="CODES", help="county codes, for example 17201,17007")
    chosen.add_argument("--region", metavar="KEY", help="a region of `talentshed regions list`, for example edr-IL-5")
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Print every body that the region touches, with the share it covers and whether it has to be at the table."""
    from talentshed.labor.measures.region import resolve_region
    from talentshed.labor.regions.bodies import bodies
    from talentshed.labor.regions.commuting_flows import from_table
    from talentshed.labor.regions.overlay import overlay, uncovered_because
    from talentshed.labor.store import open_store

    store = open_store()
    if not store.has("commuting"):
        raise UsageError("There are no commuting flows here: add them with `talentshed data add commuting FILE`.")
    key = str(args.region or args.counties)
    region = resolve_region(key, counties=store.table("county"), areas=store.table("county_area"))
    institution = store.table("institution") if store.has("institution") else None
    known = bodies(store.table("county"), store.table("county_area"), institution)
    found = overlay(from_table(store.table("commuting")), region.counties, known)
    missing = uncovered_because(found, known)
    shown = {"json": _as_json, "csv": _as_csv, "table": _as_text}[args.format](region, found, missing, store.edition)
    if args.out:
        write(args.out, shown.encode("utf-8"))
    else:
        sys.stdout.write(shown)
    return 0


def _rows(found: "Overlay") -> list[dict[str, Any]]:
    return [_row(touch, found) for touch in found.touched]


def _row(touch: "Touch", found: "Overlay") -> dict[str, Any]:
    body = touch.body
    told = body.key in {each.key for each in found.told}
    return {
        "kind": body.kind,
        "key": body.key,
        "name": body.name,
        "standing": _SEAT if touch.at_table else _TOLD if told else _AREA,
        "role": (body.role or "") if touch.at_table else "",
        "resident_share": touch.resident_share,
        "job_share": touch.job_share,
        "own_share": touch.own_share,
        "counties": f"{len(touch.inside)} of {len(body.counties)}",
        "certainty": body.certainty,
    }


def _as_text(region: "Region", found: "Overlay", missing: "tuple[Uncovered, ...]", edition: str) -> str:
    # of the many institutions only those that a role needs are listed; json and csv have them all
    brief = [
        _row(touch, found) for touch in found.touched if touch.at_table or touch.body.role or _few(touch.body.kind)
    ]
    left = len(found.touched) - len(brief)
    lines = [
        f"{region.full_name}: {len(found.table)} bodies have to be at the table.",
        as_table(brief),
        *([f"and {left} more colleges and schools to tell: --format csv or json lists them.\n"] if left else []),
        *_alternatives(found),
        *(each.sentence for each in missing),
        *_without(found),
        "resident_share and job_share: of the workers who live in the region, and of those who work in it, the share",
        "in the body's counties. own_share: of the body's own resident workers, the share who live in the region.",
        f"Workers are those of the commuting flows in edition {edition}.",
        "Areas marked as compiled were put together by hand: check with the state.",
    ]
    return "\n".join(lines) + "\n"


def _few(kind: str) -> bool:
    return kind not in ("college", "school_district")


def _alternatives(found: "Overlay") -> list[str]:
    seats = {body.key: body.name for body in found.table}
    return [
        f"In place of {seats[key]} could sit: {'; '.join(body.name for body in could)}."
        for key, could in found.instead.items()
    ]


def _without(found: "Overlay") -> list[str]:
    if not found.without_flows:
        return []
    return [f"The commuting flows have no county {', '.join(found.without_flows)}: shares leave it out."]


def _as_csv(region: "Region", found: "Overlay", missing: "tuple[Uncovered, ...]", edition: str) -> str:
    blank = {"key": "", "resident_share": None, "job_share": None, "own_share": None, "certainty": ""}
    gaps = [
        {**blank, "kind": "county", "key": f"county-{code}", "name": each.sentence, "standing": _NOBODY,
         "role": each.role, "counties": "1 of 1"}
        for each in missing for code in each.counties
    ]  # fmt: skip
    return as_csv([*_rows(found), *gaps])


def _as_json(region: "Region", found: "Overlay", missing: "tuple[Uncovered, ...]", edition: str) -> str:
    whole = {
        "region": {"key": region.key, "name": region.name, "counties": list(region.counties)},
        "edition": edition,
        "touched": [
            {
                **_row(touch, found),
                "role": touch.body.role,
                "counties": list(touch.inside),
                "all_counties": list(touch.body.counties),
                "whole": touch.whole,
                "note": touch.body.note,
            }
            for touch in found.touched
        ],
        "table": [body.key for body in found.table],
        "told": [body.key for body in found.told],
        "instead": {key: [body.key for body in could] for key, could in found.instead.items()},
        "uncovered": [
            {"role": each.role, "counties": list(each.counties), "sentence": each.sentence} for each in missing
        ],
        "without_flows": list(found.without_flows),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
