"""Draw workers' quarters in a test: a line for each job, a column for each quarter, the pay in cents in its cells.

    world = drawn('''
        | worker | employer | industry | county |   1 |   2 |   3 |
        | ann    | A        | 3331     | 17031  | 500 | 500 |     |
    ''', sector=("33",))

An empty cell: not paid. `completers_drawn` and `people_drawn` draw the other two files; `same` holds a table that was
worked out by hand against the slow reference and against the engine.
"""

from typing import Any

from agreement import counted, expected
from reference import Completer, Job, World

from talentshed.labor.flows.definitions import TABLES


def drawn(text: str, **asked: Any) -> World:
    """Return the drawn jobs and what is asked of them (the other fields of `World`)."""
    names, lines = cells(text)
    quarters = [name for name in names if name.lstrip("-").isdigit()]
    jobs = []
    for line in lines:
        row = dict(zip(names, line, strict=True))
        for quarter in quarters:
            if row[quarter]:
                place = (row["industry"], row.get("county") or None)
                jobs.append(Job(row["worker"], row["employer"], int(quarter), int(row[quarter]), *place))
    return World(tuple(jobs), **asked)


def completers_drawn(text: str) -> tuple[Completer, ...]:
    """Return drawn completers: worker, quarter of the award and, if drawn, institution, cip and award_level."""
    names, lines = cells(text)
    rows = [
        {"institution": "U", "cip": "51", "award_level": "3", **dict(zip(names, line, strict=True))} for line in lines
    ]
    return tuple(Completer(**{**row, "quarter": int(row["quarter"])}) for row in rows)


def people_drawn(text: str) -> dict[str, Any]:
    """Return drawn people as the fields `people` and `attributes` of a world."""
    names, lines = cells(text)
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    people = {row["worker"]: {name: row[name] or None for name in names if name != "worker"} for row in rows}
    return {"people": people, "attributes": tuple(name for name in names if name != "worker")}


def same(name: str, world: World, text: str, **where: Any) -> None:
    """Assert that the reference and the engine give the drawn rows, in the order of the key, in the drawn columns.

    where: compare only rows with these values.
    """
    names, lines = cells(text)
    types = TABLES[name].types
    by_hand = [{key: _value(cell, types[key]) for key, cell in zip(names, line, strict=True)} for line in lines]
    for found in (expected(name, world), counted(name, world)):
        kept = [row for row in found if all(row[column] == value for column, value in where.items())]
        assert [{column: row[column] for column in names} for row in kept] == by_hand


def cells(text: str) -> tuple[list[str], list[list[str]]]:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    return lines[0], lines[1:]


def _value(cell: str, kind: str) -> Any:
    if kind == "string":
        return cell
    if not cell:
        return None
    if "/" in cell:
        above, below = cell.split("/")
        return float(above) / float(below)
    return int(cell)
