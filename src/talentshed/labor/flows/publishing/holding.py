"""Which counts of jobs, under the Census Bureau's names, may be published together?"""

from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.flows.publishing.family import Family, Made, Part, family, part
from talentshed.labor.flows.publishing.trees import Node, Record, added, node, tree_table

INDUSTRY = Hierarchy("industry", ("industry",))
AT = Hierarchy("time", ("time",), has_total=False)
_ONE_QUARTER = "not paid before or after"
_CONTINUED, _WENT_ON = "MHire while the job before went on", "MSep while the next job went on"
QWI_TREES = (
    node("EmpTotal", node("Emp", "EmpS", "SepBeg"), node("HirA", "HirAEnd", _ONE_QUARTER)),
    node("EmpTotal", node("EmpEnd", "EmpS", "HirAEnd"), node("Sep", "SepBeg", _ONE_QUARTER)),
)
J2J_TREES = (
    node("MHire", "EEHire", node("NEHire", "AQHire", "NEPersist"), _CONTINUED),
    node("J2JHire", "EEHire", "AQHire"),
    node("MSep", "EESep", node("ENSep", "AQSep", "ENPersist"), _WENT_ON),
    node("J2JSep", "EESep", "AQSep"),
)


def jobs(made: Made) -> Family | None:
    """Jobs of one quarter a year by sector: those held, begun and ended."""
    records = _records(made, "qwi", ("EmpS", "SepBeg", "HirA", "HirAEnd", "Sep", "EmpTotal", "Emp", "EmpEnd"))
    for _codes, figures in records:
        figures[_ONE_QUARTER] = _less(figures["HirA"], figures["HirAEnd"])
    return family("jobs", _parts("qwi", records, QWI_TREES, (_ONE_QUARTER,)), {"industry": "jobs"})


def main_jobs(made: Made) -> Family | None:
    """Hires into and separations from dominant jobs of one quarter a year by sector."""
    names = ("MHire", "EEHire", "NEHire", "AQHire", "NEPersist", "MSep", "EESep", "ENSep", "AQSep", "ENPersist")
    records = _records(made, "j2j", names)
    for _codes, figures in records:
        figures[_CONTINUED] = _less(figures["MHire"], figures["EEHire"], figures["NEHire"])
        figures[_WENT_ON] = _less(figures["MSep"], figures["EESep"], figures["ENSep"])
    return family("main_jobs", _parts("j2j", records, J2J_TREES, (_CONTINUED, _WENT_ON)), {"industry": "jobs"})


def _records(made: Made, name: str, columns: tuple[str, ...]) -> list[tuple[dict[str, str], dict[str, int | None]]]:
    """Return the figures of each sector in the chosen quarters, where all of them are computable."""
    rows = [row for row in made.rows(name) if all(row[column] is not None for column in columns)]
    quarters = {int(str(row["quarter"])) for row in rows}
    if not quarters:
        return []
    chosen = made.periods.snapshots(min(quarters), max(quarters))
    kept = [row for row in rows if int(str(row["quarter"])) in chosen]
    keys = [(made.industries.code(str(row["industry"])), chosen[int(str(row["quarter"]))]) for row in kept]
    summed = {
        column: added((key, int(str(row[column]))) for key, row in zip(keys, kept, strict=True)) for column in columns
    }
    return [
        ({"industry": key[0], "time": key[1]}, {column: summed[column][key] for column in columns})
        for key in sorted(set(keys))
    ]


def _less(whole: int | None, *parts: int | None) -> int:
    return (whole or 0) - sum(each or 0 for each in parts)


def _parts(
    name: str,
    records: list[tuple[dict[str, str], dict[str, int | None]]],
    trees: tuple[Node, ...],
    unprinted: tuple[str, ...],
) -> list[Part | None]:
    given: list[Record] = list(records)
    return [part(name, tree_table(name, name, (INDUSTRY, AT), given, tree), unprinted) for tree in trees]
