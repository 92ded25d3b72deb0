"""How do a suggested region, its doubts and its alternatives look as text, CSV and JSON?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from talentshed.cli.output import as_csv, as_json, as_table

if TYPE_CHECKING:
    from talentshed.cli.regions.suggest import Asked
    from talentshed.labor.regions.alternatives import Alternative
    from talentshed.labor.regions.containment import Containment
    from talentshed.labor.regions.membership import Membership
    from talentshed.labor.regions.sheds import Shed
    from talentshed.labor.regions.suggestion import Suggestion

_MORE = 10
"""Places outside of a shed that the table for people still shows."""


def suggestion(found: "Suggestion", membership: "Membership | None", asked: "Asked", rendering: str) -> str:
    """Return a suggested region: for people with all that a convener weighs, as CSV its places, as JSON everything."""
    rows = _places(found, membership, asked)
    if rendering == "csv":
        return as_csv(rows)
    if rendering == "json":
        return json.dumps(_whole(found, membership, asked, rows), ensure_ascii=False, indent=2) + "\n"
    parts = [_heading(found, asked), as_table(rows), _sentence(found.containment)]
    if found.alternatives:
        parts.append("\n".join(["Alternatives:", *(_alternative(each, asked) for each in found.alternatives)]) + "\n")
    parts.append("\n".join([*_doubts(membership), *asked.notes]))
    return "\n".join(parts) + "\n"


def shed(found: "Shed", asked: "Asked", rendering: str) -> str:
    """Return a shed: every place with a flow; for people those inside and the next few."""
    names = asked.names
    rows = [
        {
            "place": place.code,
            **({"name": names.get(place.code, "")} if names else {}),
            **{name: value for name, value in asdict(place).items() if name != "code"},
        }
        for place in found.places
    ]
    if rendering != "table":
        return as_csv(rows) if rendering == "csv" else as_json(rows)
    outside = [row for row in rows if not row["inside"]][:_MORE]
    who = "people who work there live" if found.direction == "home" else "people who live there work"
    piece = " in one piece" if found.contiguous else ""
    heading = (
        f"{_named(found.of, asked)}: where the {who}. {_places_count(len(found.members))}{piece} with "
        f"{found.reached:.1%} of {_count(found.total, found.total_moe)} workers ({found.target:.0%} wanted).\n"
    )
    left = len(rows) - len(found.members) - len(outside)
    more = [f"and {left:,} more places: --format csv or json lists them."] if left > 0 else []
    few = [row for row in rows if row["inside"]] + outside
    shown = [{**row, "workers": round(row["workers"]), "moe": _whole_number(row["moe"])} for row in few]
    return heading + "\n" + as_table(shown) + "\n".join([*more, *asked.notes]) + "\n"


def _places_count(many: int) -> str:
    return f"{many} {'place' if many == 1 else 'places'}"


def _whole_number(value: float | None) -> int | None:
    return None if value is None else round(value)


def _places(found: "Suggestion", membership: "Membership | None", asked: "Asked") -> list[dict[str, Any]]:
    """Members first, then places that are in some of the redrawn regions, the surest first."""
    sure: Mapping[str, float] = membership.probability if membership else {}
    join = {each.code: each.could_join for each in membership.contested} if membership else {}
    codes = sorted({*found.members, *sure}, key=lambda code: (code not in found.members, -sure.get(code, 0.0), code))
    return [
        {
            "place": code,
            **({"name": asked.names.get(code, "")} if asked.names else {}),
            "inside": code in found.members,
            **({"probability": sure.get(code, 0.0), "contested": code in join} if membership else {}),
            **({"could_join": asked.names.get(join.get(code, ""), join.get(code, ""))} if membership else {}),
        }
        for code in codes
    ]


def _heading(found: "Suggestion", asked: "Asked") -> str:
    size = _places_count(len(found.members))
    share = found.containment.containment
    held = "unknown" if share is None else f"{share:.1%}"
    of = f" ({asked.sector})" if asked.sector else ""
    if found.reached:
        proof = "proved: no smaller region in one piece reaches it" if found.proved_smallest else "not proved smallest"
        reach = f"containment {held}, {found.target:.0%} wanted ({proof})"
    else:
        proof = "it is proved that none does" if found.proved_smallest else "none was found"
        reach = f"no region in one piece reaches {found.target:.0%} ({proof}); the best found has {held}"
    return f"Region around {_named(found.seed, asked)}{of}: {size}, {reach}.\n"


def _sentence(held: "Containment") -> str:
    lives = _share(held.resident_share, held.resident_share_moe)
    works = _share(held.job_share, held.job_share_moe)
    return (
        f"Of {_count(held.residents, held.residents_moe)} workers who live there, {lives} work there. "
        f"Of {_count(held.jobs, held.jobs_moe)} jobs, {works} are held by people who live there.\n"
        f"{_count(held.into, held.into_moe)} workers come in, {_count(held.out, held.out_moe)} leave.\n"
    )


def _alternative(each: "Alternative", asked: "Asked") -> str:
    """One line: what is changed, and what that does."""
    added, removed = (_named(codes, asked) for codes in (each.added, each.removed))
    share = each.containment.containment
    steps = [f"with {added}"] * bool(added) + [f"without {removed}"] * bool(removed)
    what = ", ".join(steps) if not each.kind.endswith("target") else f"for {each.target:.0%}: {', '.join(steps)}"
    held = "unknown" if share is None else f"{share:.1%} ({each.change * 100:+.1f} points)"
    short = "" if each.reached else f", short of {each.target:.0%}"
    return f"- {what}: containment {held}{short}, {each.workers:+,.0f} workers who live there"


def _doubts(membership: "Membership | None") -> list[str]:
    if membership is None:
        return []
    targets = ", ".join(f"{each:.0%}" for each in membership.sweep)
    lines = [
        f"probability: share of {membership.draws:,} redraws of the flows within their margins of error, each with "
        f"containment {targets}, whose region holds the place.",
        "It supposes that the errors of different flows are normal and have nothing to do with each other.",
    ]
    if membership.reached < 1:
        lines.append(f"A region reached its containment in {membership.reached:.0%} of them; only those count.")
    return lines


def _whole(
    found: "Suggestion", membership: "Membership | None", asked: "Asked", rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "seed": list(found.seed),
        "sector": asked.sector or None,
        "status": "estimated" if asked.sector else "reported",
        "target": found.target,
        "members": list(found.members),
        "reached": found.reached,
        "proved_smallest": found.proved_smallest,
        "proved_best": found.proved_best,
        "seconds": found.seconds,
        "containment": _contained(found.containment),
        "alternatives": [
            {**asdict(each), "containment": _contained(each.containment)} for each in found.alternatives
        ],
        "draws": membership.draws if membership else 0,
        "sweep": list(membership.sweep) if membership else [],
        "redraws_that_reached": membership.reached if membership else None,
        "places": list(rows),
        "notes": list(asked.notes),
    }  # fmt: skip


def _contained(held: "Containment") -> dict[str, Any]:
    return {**asdict(held), "containment": held.containment}


def _named(codes: Sequence[str], asked: "Asked") -> str:
    names = [asked.names.get(code, code) for code in codes]
    return "; ".join(names) if len(names) > 2 else " and ".join(names)


def _count(workers: float, moe: float | None) -> str:
    return f"{workers:,.0f}" if moe is None else f"{workers:,.0f} ± {moe:,.0f}"


def _share(share: float | None, moe: float | None) -> str:
    if share is None:
        return "an unknown share"
    return f"{share:.1%}" if moe is None else f"{share:.1%} ± {moe * 100:.1f} points"
