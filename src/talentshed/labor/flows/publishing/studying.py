"""Which counts of completers may be published together, program by program within their fields?

A completer stands in many tables at once, so all of them are one family: the figures after k quarters, those of the
Census table (year y is complete after 4y quarters) and of the workforce act are linked as figures of one dimension.
"""

from itertools import pairwise

from talentshed.labor.disclosure.hierarchy import Hierarchy
from talentshed.labor.flows.definitions.studying import PLACES
from talentshed.labor.flows.publishing.codes import field_of
from talentshed.labor.flows.publishing.family import Family, Made, Part, family, part
from talentshed.labor.flows.publishing.trees import Node, Record, node, tree_table

PROGRAM = Hierarchy("program", ("field", "program"))
LEAST_PERSONS = 10
OTHER_FIELDS, SMALLER = "other fields", "smaller programs"
Codes = tuple[str, str]
Tree = tuple[str, Node, tuple[str, ...]]
"""Sheet, tree, and the figures that aren't printed."""
Figures = dict[Codes, dict[str, int | None]]


def program_of(row: dict[str, object]) -> Codes:
    """Return the field and the program of a row, as they are published."""
    words = [str(row["institution"]), str(row["cip"]), f"level {row['award_level']}"]
    return f"field {field_of(str(row['cip']))}", ", ".join(words)


def completers(made: Made) -> Family | None:
    """Completers by program: where they are, how soon they begin in the sector, whom the earnings are of.

    Programs with fewer completers than the threshold are one program of their field, fields with fewer are one field:
    a program with a single completer has no line.
    """
    figures: Figures = {}
    least = LEAST_PERSONS
    trees: list[Tree] = [
        *_destinations(made, figures),
        *_graduates(made, figures),
        *_same_employer(made, figures),
        *_first_job(made, figures),
        *_paid(made, figures),
        *_windows(made, figures),
    ]
    records: list[Record] = [
        ({"field": key[0], "program": key[1]}, dict(own)) for key, own in _joined(figures, least).items()
    ]
    parts: list[Part | None] = []
    for sheet, tree, unprinted in trees:
        names = {path[-1] for path in tree.paths()}
        filled: list[Record] = [(codes, {name: own.get(name, 0) for name in names}) for codes, own in records]
        table = tree_table(sheet, "completers", (PROGRAM,), filled, tree)
        parts.append(part(sheet, table, unprinted))
    return family("completers", parts, {})


def _joined(figures: Figures, least: int) -> Figures:
    """Return figures with fields and programs joined until each has `least` completers, if there are as many."""
    fields: dict[str, int] = {}
    for (field, _program), own in figures.items():
        fields[field] = fields.get(field, 0) + _size(own)
    small = _pool(fields, least)
    programs: dict[str, dict[str, int]] = {}
    for (field, program), own in figures.items():
        programs.setdefault(OTHER_FIELDS if field in small else field, {})[program] = _size(own)
    pools = {field: _pool(sizes, least) for field, sizes in programs.items()}
    joined: Figures = {}
    for (before, program), own in figures.items():
        field = OTHER_FIELDS if before in small else before
        code = f"{field}, {SMALLER}" if program in pools[field] else program
        into = joined.setdefault((field, code), {})
        for name, amount in own.items():
            into[name] = (into.get(name) or 0) + (amount or 0)
    return joined


def _pool(sizes: dict[str, int], least: int) -> set[str]:
    """Return the codes below `least`, and the next smallest while they are too few together."""
    order = sorted(sizes, key=lambda code: (sizes[code], code))
    pool = {code for code in order if sizes[code] < least}
    for code in order:
        if pool and sum(sizes[each] for each in pool) < least:
            pool.add(code)
    return pool


def _size(own: dict[str, int | None]) -> int:
    """The completers of a program: the most that are counted after any k."""
    after: dict[str, int] = {}
    for name, amount in own.items():
        if name.startswith("after ") and ": " in name:
            after[name.split(":")[0]] = after.get(name.split(":")[0], 0) + (amount or 0)
    return max(after.values(), default=max((amount or 0 for amount in own.values()), default=0))


def _add(figures: Figures, row: dict[str, object], name: str, amount: int) -> None:
    own = figures.setdefault(program_of(row), {})
    own[name] = (own.get(name) or 0) + amount


def _destinations(made: Made, figures: Figures) -> list[Tree]:
    """After k: employed (captured, leaked) and not in the records; the places are the finest."""
    after = set()
    for row in made.rows("completers"):
        k = int(str(row["quarters_after"]))
        after.add(k)
        _add(figures, row, f"after {k}: {row['destination']}", int(str(row["completers"])))
    trees: list[Tree] = []
    for k in sorted(after):
        inside, *outside, missing = (f"after {k}: {place}" for place in PLACES)
        leaked = node(f"after {k}: leaked", *outside)
        trees.append(("completers", node(f"after {k}", node(f"after {k}: employed", inside, leaked), missing), ()))
    return trees


def _graduates(made: Made, figures: Figures) -> list[Tree]:
    years = set()
    for row in made.rows("pseo"):
        year = int(str(row["years_after"]))
        years.add(year)
        for name in ("grads_emp", "grads_nme"):
            _add(figures, row, f"year {year}: {name}", int(str(row[name])))
    trees: list[Tree] = []
    for year in sorted(years):
        inside = (f"year {year}: grads_emp", f"year {year}: grads_nme")
        outside = f"year {year}: not wholly in the records"
        for own in figures.values():
            places = [own.get(f"after {4 * year}: {place}") or 0 for place in PLACES]
            own[outside] = max(0, sum(places) - sum(own.get(name) or 0 for name in inside))
        trees.append(("pseo", node(f"after {4 * year}", *inside, outside), (outside,)))
    return trees


def _same_employer(made: Made, figures: Figures) -> list[Tree]:
    """The indicators of the workforce act, all exit quarters together: the first two are completers' own figures."""
    rows = [row for row in made.rows("wioa") if row["employed_q2"] is not None]
    for row in rows:
        same = int(str(row["same_employer"] or 0))
        _add(figures, row, "same employer", same)
        _add(figures, row, "another employer, none or not known", int(str(row["employed_q2"])) - same)
    rest = "another employer, none or not known"
    if not rows or not made.rows("completers"):
        return []
    return [("wioa", node("after 2: employed", "same employer", rest), (rest,))]


def _first_job(made: Made, figures: Figures) -> list[Tree]:
    held: dict[tuple[Codes, int], tuple[int, int]] = {}
    for row in made.rows("first_sector_job"):
        key = (program_of(row), int(str(row["quarters"])))
        before = held.get(key, (0, 0))
        held[key] = (before[0] + int(str(row["at_risk"])), before[1] + int(str(row["entered"])))
    if not held:
        return []
    last = max(k for _program, k in held)
    for program in {program for program, _k in held}:
        own = figures.setdefault(program, {})
        for k in range(last + 1):
            at_risk, entered = held.get((program, k), (0, 0))
            own[f"entered at {k}"] = entered
            own[f"records end waiting at {k}"] = at_risk - entered - held.get((program, k + 1), (0, 0))[0]
    tree = node(f"waiting at {last}", f"entered at {last}", f"records end waiting at {last}")
    for k in range(last - 1, -1, -1):
        tree = node(f"waiting at {k}", f"entered at {k}", f"records end waiting at {k}", tree)
    unprinted = tuple(f"records end waiting at {k}" for k in range(last + 1))
    return [("first_sector_job", tree, unprinted)]


def _paid(made: Made, figures: Figures) -> list[Tree]:
    """Those whose earnings are told: at the quarters of the destinations they are the employed, else of their own."""
    trees: list[Tree] = []
    for offset in sorted({int(str(row["offset"])) for row in made.rows("completer_earnings")}):
        if offset in (2, 4, 8, 12) and made.rows("completers"):
            continue
        for row in made.rows("completer_earnings"):
            if row["offset"] == offset:
                _add(figures, row, f"paid at {offset:+d}", int(str(row["completers"])))
        trees.append(("completer_earnings", node(f"paid at {offset:+d}"), ()))
    return trees


def _windows(made: Made, figures: Figures) -> list[Tree]:
    """What the counts after k have in common: completers by the span of quarters in which their awards lie."""
    rows = made.rows("wioa")
    ks = sorted({int(str(row["quarters_after"])) for row in made.rows("completers")})
    if not rows or not ks:
        return []
    first, last = made.asked.first, made.asked.last
    roots = {k: f"after {k}" for k in ks} | ({0: "waiting at 0"} if made.rows("first_sector_job") else {})
    edges = sorted({edge for k in roots for edge in (first - k, last - k + 1)})
    spans = list(pairwise(edges))
    for row in rows:
        at = int(str(row["exit_quarter"]))
        for low, high in spans:
            if low <= at < high:
                _add(figures, row, _span(low, high), int(str(row["exiters"])))
    trees: list[Tree] = []
    for k, root in roots.items():
        inside = tuple(_span(low, high) for low, high in spans if first - k <= low and high <= last - k + 1)
        trees.append(("completers", node(root, *inside), inside))
    return trees


def _span(low: int, high: int) -> str:
    return f"awards of quarters {low} to {high - 1}"
