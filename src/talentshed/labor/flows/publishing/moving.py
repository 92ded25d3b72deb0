"""Which tables of moves, starts and leavings may be published together, and at which detail?"""

from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.flows.definitions.earning import OFFSETS
from talentshed.labor.flows.publishing.family import Family, Made, Part, family, part
from talentshed.labor.flows.publishing.trees import Record, added, node, product_table, tree_table

ORIGIN = Hierarchy("origin", ("origin",))
DESTINATION = Hierarchy("destination", ("destination",))
KIND = Hierarchy("kind", ("kind",))
SECTOR = Hierarchy("sector", ("sector",))
YEAR = Hierarchy("time", ("time",), has_total=False)
QUARTER = Hierarchy("time", ("year", "quarter"), has_total=False)
_GONE = {"left_the_data": "nonemployment"}
"""Who comes back after all changes with every release, so both are published as one."""


def moves(made: Made) -> Family | None:
    """Moves between sectors by year, and by quarter and kind; the kinds aren't split by sector.

    By sector and kind they would add up to the sources of `inflow`, which has other hidden cells.
    """
    by_pair, by_quarter = [], []
    for row in made.rows("job_to_job"):
        quarter, flows = int(str(row["quarter"])), int(str(row["flows"]))
        year = made.periods.year(quarter)
        if year is None:
            continue
        origin, destination = (
            made.industries.code(str(row[name])) for name in ("origin_industry", "destination_industry")
        )
        by_pair.append(((origin, destination, year), flows))
        by_quarter.append(((year, made.periods.name(quarter), str(row["kind"])), flows))
    pairs = product_table("job_to_job", "moves", (ORIGIN, DESTINATION, YEAR), added(by_pair))
    whole = product_table("job_to_job_by_quarter", "moves", (QUARTER, KIND), added(by_quarter))
    scopes = {"origin": "moves_out", "destination": "moves_in"}
    return family("moves", [part("job_to_job", pairs), part("job_to_job_by_quarter", whole)], scopes)


def starts(made: Made) -> Family | None:
    """Starts in the sector by time and source; by those paid before and after; by group of people.

    The starts of all quarters, of whom earnings and equity tell, aren't those of the complete years, so they are a
    measure of their own; the rule on changes since the last release keeps their difference from telling of a few.
    """
    rows = []
    for row in made.rows("inflow"):
        quarter = int(str(row["quarter"]))
        year = made.periods.year(quarter)
        if year is not None:
            codes = (made.sector(str(row["sector"])), year, made.periods.name(quarter), str(row["source"]))
            rows.append((codes, int(str(row["hires"]))))
    source = Hierarchy("source", ("source",))
    return family(
        "starts",
        [part("inflow", product_table("inflow", "starts", (SECTOR, QUARTER, source), added(rows)))],
        {"sector": "starts"},
    )


def all_starts(made: Made) -> Family | None:
    """Starts of all quarters: those paid before and after, and by group of people."""
    totals = added(((made.sector(str(row["sector"])),), int(str(row["hires"]))) for row in made.rows("inflow"))
    parts = _paid(made, totals) + _groups(made, "starts", "earners")
    return family("all_starts", parts, {"sector": "starts"})


def _paid(made: Made, totals: dict[tuple[str, ...], int]) -> list[Part | None]:
    parts: list[Part | None] = []
    for offset in OFFSETS:
        paid = added(
            ((made.sector(str(row["sector"])),), int(str(row["workers"])))
            for row in made.rows("earnings")
            if row["offset"] == offset
        )
        name, other = f"paid at {offset:+d}", f"not paid at {offset:+d}"
        records: list[Record] = [
            ({"sector": key[0]}, {name: paid.get(key, 0), other: total - paid.get(key, 0)})
            for key, total in totals.items()
        ]
        if made.rows("earnings"):
            tree = node("starts", name, other)
            table = tree_table("earnings", "all starts", (SECTOR,), records, tree, root_is_total=True)
            parts.append(part("earnings", table, (other,)))
    return parts


def _groups(made: Made, whole: str, some: str) -> list[Part | None]:
    """Tables of `equity`, one an attribute: a figure and what is part of it, by sector and group."""
    rest = f"not {some}"
    rows = made.rows("equity")
    parts: list[Part | None] = []
    for attribute in sorted({str(row["attribute"]) for row in rows}):
        own = [row for row in rows if row["attribute"] == attribute]
        keys = [(made.sector(str(row["sector"])), f"{attribute}: {row['group']}") for row in own]
        all_of, part_of = (
            added((key, int(str(row[name]))) for key, row in zip(keys, own, strict=True)) for name in (whole, some)
        )
        records: list[Record] = [
            ({"sector": key[0], "group": key[1]}, {some: part_of[key], rest: all_of[key] - part_of[key]})
            for key in all_of
        ]
        group = Hierarchy("group", ("group",))
        measure = "all starts" if whole == "starts" else "spells"
        tree, at_root = node(whole, some, rest), measure == "all starts"
        table = tree_table("equity", measure, (SECTOR, group), records, tree, root_is_total=at_root)
        parts.append(part("equity", table, (rest,)))
    return parts


def leavings(made: Made) -> Family | None:
    """Leavings of the sector by time and destination."""
    rows = []
    for row in made.rows("outflow"):
        quarter = int(str(row["quarter"]))
        year = made.periods.year(quarter)
        if year is not None:
            gone = _GONE.get(str(row["destination"]), str(row["destination"]))
            codes = (made.sector(str(row["sector"])), year, made.periods.name(quarter), gone)
            rows.append((codes, int(str(row["separations"]))))
    place = Hierarchy("destination", ("destination",))
    table = product_table("outflow", "leavings", (SECTOR, QUARTER, place), added(rows))
    return family("leavings", [part("outflow", table)], {"sector": "leavings"})


def spells(made: Made) -> Family | None:
    """Spells by how long they lasted: a life table, each row of which is what is left of the one before.

    At risk at k = ended at k + stayed over k; stayed over k = records end there + at risk at k + 1.
    """
    held: dict[str, dict[int, tuple[int, int]]] = {}
    for row in made.rows("retention"):
        code, quarters = made.industries.code(str(row["sector"])), int(str(row["quarters"]))
        before = held.setdefault(code, {}).get(quarters, (0, 0))
        held[code][quarters] = (before[0] + int(str(row["at_risk"])), before[1] + int(str(row["retained"])))
    last = max((quarters for table in held.values() for quarters in table), default=0)
    if not last:
        return None
    records: list[Record] = [({"sector": code}, _life_figures(table, last)) for code, table in held.items()]
    tree = node(f"stayed over {last}", f"records end at {last}")
    for quarters in range(last, 0, -1):
        stayed = tree if quarters == last else node(f"stayed over {quarters}", f"records end at {quarters}", tree)
        tree = node(f"at risk at {quarters}", f"ended at {quarters}", stayed)
    unprinted = [f"{word} at {each}" for each in range(1, last + 1) for word in ("ended", "records end")]
    table = tree_table("retention", "spells", (SECTOR,), records, tree)
    groups = [] if made.asked.sector else _groups(made, "hires", "retained")
    return family("spells", [part("retention", table, unprinted), *groups], {"sector": "hires"})


def _life_figures(table: dict[int, tuple[int, int]], last: int) -> dict[str, int | None]:
    figures: dict[str, int | None] = {}
    for quarters in range(1, last + 1):
        at_risk, retained = table.get(quarters, (0, 0))
        figures[f"ended at {quarters}"] = at_risk - retained
        figures[f"records end at {quarters}"] = retained - table.get(quarters + 1, (0, 0))[0]
    return figures
