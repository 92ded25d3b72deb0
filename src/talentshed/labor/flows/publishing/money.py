"""Which earnings may be shown? Fuzzy percentiles only, and only of groups whose count is published.

The confidential table `fuzzy_<table>` has the key of its table and the percentiles five below and five above each that
is shown (p20, p30, p45, p55, p70, p80, cents). What is published is the mean of the two in whole tens of dollars. A
true percentile is some person's own pay, so without that table no earnings leave.
"""

from collections.abc import Callable, Mapping

from talentshed.labor.disclosure.reading import REPORTED, SECONDARY
from talentshed.labor.flows.publishing.family import Made
from talentshed.labor.flows.publishing.sheet import Sheet, Shown
from talentshed.labor.flows.publishing.studying import program_of

ENDS = {"p25": ("p20", "p30"), "p50": ("p45", "p55"), "p75": ("p70", "p80")}
_CENTS, _STEP = 100, 10
Codes = tuple[str, ...]
_LINKED = (2, 4, 8, 12)


def fuzzy(row: Mapping[str, object], name: str) -> float | None:
    """Return a fuzzy percentile in dollars, rounded to tens; None where the group has nobody."""
    low, high = (row[end] for end in ENDS[name])
    if low is None or high is None:
        return None
    dollars = (int(str(low)) + int(str(high))) / 2 / _CENTS
    return float(_STEP * int(dollars / _STEP + 0.5))


def earnings(made: Made, counts: Sheet, *, _: Callable[[str], str] = str) -> Sheet | None:
    """Return fuzzy earnings by sector and offset, beside published counts. None without the fuzzy table.

    Sectors that are published together, and those made of several codes, have no percentile of their own.
    """
    rows = made.rows("fuzzy_earnings")
    keys = [made.sector(str(row["sector"])) for row in rows]
    found: dict[Codes, float | None] = {}
    for row, code in zip(rows, keys, strict=True):
        if len({str(each["sector"]) for each, key in zip(rows, keys, strict=True) if key == code}) == 1:
            for name in ENDS:
                found[code, f"{int(str(row['offset'])):+d}", name] = fuzzy(row, name)
    held = {row.codes: row for row in counts.rows}
    return _sheet("earnings_percentiles", ("sector", "offset", "percentile"), found, held, _at_offset, counts.name, _)


def completer_earnings(made: Made, counts: Mapping[str, Sheet], *, _: Callable[[str], str] = str) -> Sheet | None:
    """Return fuzzy earnings of completers by program and offset, beside published counts; None without any."""
    found: dict[Codes, float | None] = {}
    for row in made.rows("fuzzy_completer_earnings"):
        for name in ENDS:
            found[program_of(row)[1], f"{int(str(row['offset'])):+d}", name] = fuzzy(row, name)
    sheets = [counts[name] for name in ("completers", "completer_earnings") if name in counts]
    held = {row.codes: row for sheet in sheets for row in sheet.rows}
    name = "completer_earnings_percentiles"
    return _sheet(name, ("program", "offset", "percentile"), found, held, _of_completers, "completers", _)


def _at_offset(codes: Codes) -> Codes:
    return (codes[0], f"paid at {codes[1]}")


def _of_completers(codes: Codes) -> Codes:
    offset = int(codes[1])
    return (codes[0], f"after {offset}: employed" if offset in _LINKED else f"paid at {codes[1]}")


def _sheet(
    name: str,
    dimensions: Codes,
    found: Mapping[Codes, float | None],
    held: Mapping[Codes, Shown],
    count_of: Callable[[Codes], Codes],
    source: str,
    _: Callable[[str], str],
) -> Sheet | None:
    if not found:
        return None
    hidden = _("Hidden because the count of those paid is hidden.")
    rows = []
    for codes, value in sorted(found.items(), key=lambda item: (item[0][0], int(item[0][1]), item[0][2])):
        count = held.get(count_of(codes))
        if count is None:
            continue  # a group that was joined with others has no line of its own
        is_shown = bool(count.value) and value is not None
        status = REPORTED if is_shown else SECONDARY
        rows.append(Shown(codes, value if is_shown else None, status, sentence="" if is_shown else hidden))
    return Sheet(name, dimensions, tuple(rows), 0, (source,)) if rows else None
