"""Which shares, curves and indexes can be worked out from what is published, and from nothing else?

Everything here takes published figures, so it can't tell more than they do. What needs a hidden figure is hidden.
"""

import math
from collections.abc import Callable, Mapping

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.disclosure.percent import Shown as Percent
from talentshed.labor.disclosure.percent import percentage
from talentshed.labor.disclosure.reading import REPORTED, SECONDARY
from talentshed.labor.flows.publishing.sheet import Sheet, Shown

Z95 = 1.959963984540054
_BLANK = Shown((), None, SECONDARY)


def retention_curve(retention: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return the share of hires who stay more than k quarters by sector, with 95 % bounds (Greenwood's variance).

    A curve ends before the first k whose counts are hidden.
    """
    rows: list[Shown] = []
    held = {row.codes: row for row in retention.rows}
    hidden = _("Hidden because the counts behind it are hidden.")
    last = _last_quarter(retention, "at risk at ")
    for sector in dict.fromkeys(row.codes[0] for row in retention.rows):
        share, variance, is_open = 1.0, 0.0, True
        for k in range(1, last + 1):
            at_risk = held.get((sector, f"at risk at {k}"), _BLANK).value
            stayed = held.get((sector, f"stayed over {k}"), _BLANK).value
            is_open = is_open and at_risk is not None and stayed is not None
            if not is_open or at_risk is None or stayed is None:
                rows.append(Shown((sector, str(k)), None, SECONDARY, sentence=hidden))
                continue
            if at_risk == 0:
                break
            share *= stayed / at_risk
            variance += (at_risk - stayed) / (at_risk * stayed) if stayed else 0.0
            side = Z95 * share * math.sqrt(variance)
            rows.append(Shown((sector, str(k)), share, REPORTED, max(0.0, share - side), min(1.0, share + side)))
    return Sheet("retention_curve", ("sector", "quarters"), tuple(rows), 4, ("retention",))


def first_job_curve(first_job: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return the share of completers with a first sector job within k quarters, from published risk sets."""
    rows: list[Shown] = []
    held = {row.codes: row for row in first_job.rows}
    hidden = _("Hidden because the counts behind it are hidden.")
    last = _last_quarter(first_job, "waiting at ")
    for program in dict.fromkeys(row.codes[0] for row in first_job.rows):
        waiting_share, is_open = 1.0, True
        for k in range(last + 1):
            waiting = held.get((program, f"waiting at {k}"), _BLANK).value
            entered = held.get((program, f"entered at {k}"), _BLANK).value
            is_open = is_open and waiting is not None and entered is not None
            if not is_open or waiting is None or entered is None:
                rows.append(Shown((program, str(k)), None, SECONDARY, sentence=hidden))
                continue
            if waiting == 0:
                break
            waiting_share *= 1 - entered / waiting
            rows.append(Shown((program, str(k)), 1 - waiting_share, REPORTED))
    return Sheet("first_sector_job_curve", ("program", "quarters"), tuple(rows), 4, ("first_sector_job",))


def _last_quarter(sheet: Sheet, begins: str) -> int:
    ks = (int(row.codes[1].removeprefix(begins)) for row in sheet.rows if row.codes[1].startswith(begins))
    return max(ks, default=0)


def capture_rates(completers: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return capture rate and leakage of each program and k, in percent: captured / completers, leaked / employed."""
    held = {row.codes: row for row in completers.rows}
    ks = [row.codes[1].removesuffix(": employed") for row in completers.rows if row.codes[1].endswith(": employed")]
    rows: list[Shown] = []
    for program in dict.fromkeys(row.codes[0] for row in completers.rows):
        for after in dict.fromkeys(ks):
            pairs = {
                "capture rate": (f"{after}: sector_in_region", after),
                "leakage": (f"{after}: leaked", f"{after}: employed"),
                "employment rate": (f"{after}: employed", after),
            }
            for rate, (part, whole) in pairs.items():
                rows.append(_rate((program, after, rate), held.get((program, part)), held.get((program, whole)), _))
    return Sheet("capture", ("program", "after", "rate"), tuple(rows), 1, ("completers",))


def _rate(codes: tuple[str, ...], part: Shown | None, whole: Shown | None, _: Callable[[str], str]) -> Shown:
    found = percentage(_percent(part), _percent(whole), _=_)
    return Shown(codes, found.value, found.status, found.value, found.value, found.sentence)


def _percent(row: Shown | None) -> Percent:
    return Percent(None, SECONDARY) if row is None else Percent(row.value, row.status)


def same_employer_rate(wioa: Sheet, completers: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return the three indicators of the workforce act in percent, all exit quarters together."""
    held = {row.codes: row for row in (*completers.rows, *wioa.rows)}
    pairs = {
        "employment rate Q2": ("after 2: employed", "after 2"),
        "employment rate Q4": ("after 4: employed", "after 4"),
        "retention with the same employer": ("same employer", "after 2: employed"),
    }
    rows = [
        _rate((program, name), held.get((program, part)), held.get((program, whole)), _)
        for program in dict.fromkeys(row.codes[0] for row in wioa.rows)
        for name, (part, whole) in pairs.items()
    ]
    return Sheet("wioa_rates", ("program", "indicator"), tuple(rows), 1, ("wioa", "completers"))


def industry_matrix(job_to_job: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return moves between sectors over all published years; hidden where a year of the pair is hidden."""
    held: dict[tuple[str, str], float | None] = {}
    for row in job_to_job.rows:
        pair = (row.codes[0], row.codes[1])
        before = held.get(pair, 0.0)
        held[pair] = None if before is None or row.value is None else before + row.value
    hidden = _("Hidden because a year of it is hidden.")
    rows = tuple(
        Shown(
            pair, value, REPORTED if value is not None else SECONDARY, value, value, "" if value is not None else hidden
        )
        for pair, value in held.items()
    )
    return Sheet("industry_matrix", ("origin", "destination"), rows, 0, ("job_to_job",))


def feeder_index(matrix: Sheet, qwi: Sheet, *, _: Callable[[str], str] = str) -> Sheet:
    """Return (moves / moves of all others into the destination) / (jobs of the origin / jobs of all others).

    From published figures: moves of complete years, jobs (EmpTotal) of the published quarters. Where the moves of all
    others can't be had because the diagonal or the total is hidden, the index is hidden.
    """
    jobs = _jobs(qwi)
    moves = {row.codes: row.value for row in matrix.rows}
    rows: list[Shown] = []
    hidden = _("Hidden because the counts behind it are hidden.")
    for origin, destination in moves:
        if TOTAL in (origin, destination) or origin == destination:
            continue
        numbers = (
            moves[origin, destination],
            moves.get((TOTAL, destination)),
            moves.get((destination, destination), 0.0),
            jobs.get(origin),
            jobs.get(TOTAL),
            jobs.get(destination),
        )
        index = _index([each for each in numbers if each is not None]) if None not in numbers else None
        status = REPORTED if index is not None else SECONDARY
        rows.append(Shown((destination, origin), index, status, index, index, "" if index is not None else hidden))
    ordered = tuple(sorted(rows, key=lambda row: row.codes))
    return Sheet("feeder_index", ("destination", "origin"), ordered, 3, ("job_to_job", "qwi"))


def _index(numbers: list[float]) -> float | None:
    flows, into, inside, origin_jobs, all_jobs, own_jobs = numbers
    below = (into - inside) * origin_jobs
    return flows * (all_jobs - own_jobs) / below if below > 0 and all_jobs > own_jobs else None


def _jobs(qwi: Sheet) -> Mapping[str, float | None]:
    jobs: dict[str, float | None] = {}
    for industry, _time, figure in (row.codes for row in qwi.rows):
        if figure == "EmpTotal":
            jobs.setdefault(industry, 0.0)
    for row in qwi.rows:
        if row.codes[2] == "EmpTotal":
            before = jobs[row.codes[0]]
            jobs[row.codes[0]] = None if before is None or row.value is None else before + row.value
    return jobs
