"""What should an analysis of the simulated files find, and how far off may it be? Written to planted.json.

A figure that follows from a chance (how often jobs end) is true up to sampling: its tolerance is four standard errors
at the size that was simulated, by the formula that the figure names. A figure that the simulation counted while it
lived the state has a tolerance of zero.
"""

from typing import Any

import numpy as np

from talentshed.labor.flows.definitions.moving import SOURCES
from talentshed.labor.flows.definitions.studying import AFTER
from talentshed.labor.flows.simulation import world
from talentshed.labor.flows.simulation.settings import Settings
from talentshed.labor.flows.simulation.tallies import Tallies

Figure = dict[str, Any]
Where = dict[str, Any]

STANDARD_ERRORS = 4.0
_OF_A_MEDIAN = float(np.sqrt(np.pi / 2))
"""Standard error of a median over that of a mean, for a normal distribution."""
_RETAINED = (4, 8)


def figures(settings: Settings, counts: Tallies) -> list[Figure]:
    """Return every planted figure that these quarters and people can show, in the order of the tables."""
    return [
        *_feeding(counts),
        *_inflow(counts),
        *(figure for code in world.STEADY for figure in _retention(settings, counts, code)),
        *(figure for code in (*world.STEADY, world.SEASONAL) for figure in _leaving(settings, counts, code)),
        *_first_jobs(settings, counts),
        *_capture(counts),
        *_lift(settings, counts),
        *_gap(counts),
    ]


def _figure(
    name: str, table: str, where: Where, column: str, value: float, error: float, words: str, **more: Any
) -> Figure:
    return {
        "name": name,
        "table": table,
        "where": where,
        "column": column,
        **more,
        "value": value,
        "tolerance": STANDARD_ERRORS * error,
        "words": words,
    }


def _share_error(share: float, n: float) -> float:
    return float(np.sqrt(share * (1 - share) / n))


def _feeding(counts: Tallies) -> list[Figure]:
    n = int(counts.moves[world.PLACE[world.FOCUS]].sum())
    where = {"origin_industry": world.FOCUS, "kind": "adjacent"}
    words = (
        f"Of all moves straight from a job in {world.FOCUS} to another employer, the share into {world.FEEDER_OF}. "
        f"Tolerance: four standard errors of a share among {n:,} moves."
    )
    if not n:
        return []
    return [
        _figure(
            "share of moves from the focus sector that go to transport",
            "job_to_job",
            {**where, "destination_industry": world.FEEDER_OF},
            "flows",
            world.FEEDER_SHARE,
            _share_error(world.FEEDER_SHARE, n),
            words,
            reckoned="quotient",
            of={"table": "job_to_job", "where": where, "column": "flows"},
        )
    ]


def _inflow(counts: Tallies) -> list[Figure]:
    words = "Starts in the focus sector and region from this source, in all quarters, as the simulation made them."
    totals = counts.inflow.sum(axis=0)
    return [
        _figure(
            f"starts from {source}",
            "inflow",
            {"sector": world.FOCUS, "source": source},
            "hires",
            int(total),
            0.0,
            words,
            reckoned="sum",
        )
        for source, total in zip(SOURCES, totals, strict=True)
    ]


def _retention(settings: Settings, counts: Tallies, code: str) -> list[Figure]:
    place = world.PLACE[code]
    chance = world.SECTORS[place].leaving
    made = []
    for k in (k for k in _RETAINED if k <= settings.quarters - 2):
        stays = (1 - chance) ** k
        at_risk = _at_risk(counts.hires[:, place], chance, k)
        if min(at_risk) < 1:
            continue
        # Greenwood's formula, with the hires that were made and the chance that is true
        error = stays * np.sqrt(sum(chance / ((1 - chance) * n) for n in at_risk))
        words = (
            f"Share of hires in {code} who stay more than {k} quarters: (1 - {chance}) ** {k}. Product of retained / "
            f"at_risk over the rows up to {k}. Tolerance: four standard errors by Greenwood's formula, "
            f"{int(at_risk[0]):,} hires at risk at first."
        )
        made.append(
            _figure(
                f"retention at {k} quarters in {code}",
                "retention",
                {"sector": code, "quarters": {"max": k}},
                "retained",
                stays,
                float(error),
                words,
                reckoned="survival",
                of={"table": "retention", "where": {"sector": code, "quarters": {"max": k}}, "column": "at_risk"},
            )
        )
    return made


def _at_risk(hires: np.ndarray[Any, Any], chance: float, k: int) -> list[float]:
    """Return how many spells of hires are expected at risk after 1, 2 … k quarters."""
    last = len(hires) - 1
    return [
        float(sum(hires[start] * (1 - chance) ** (j - 1) for start in range(1, last - j + 1))) for j in range(1, k + 1)
    ]


def _leaving(settings: Settings, counts: Tallies, code: str) -> list[Figure]:
    """Return how often jobs end, for retail by season: in the last quarter of the year twice as often."""
    place, base = world.PLACE[code], {"industry": code}
    seasons = ((world.SEASON,), tuple({1, 2, 3, 4} - {world.SEASON})) if code == world.SEASONAL else ((1, 2, 3, 4),)
    made = []
    for season in seasons:
        mine = [q for q in range(settings.quarters - 1) if settings.season(q) in season]
        jobs = int(counts.jobs[mine, place].sum())
        if not jobs:
            continue
        chance = float(world.leaving(season[0])[place])
        where = {**base, "quarter": [settings.first_quarter + q for q in mine]}
        when = "all quarters" if len(season) == 4 else f"calendar quarters {', '.join(map(str, season))}"
        words = (
            f"Jobs in {code} paid for the last time, over all jobs paid, in {when} but the last of the records. "
            f"Tolerance: four standard errors of a share among {jobs:,} jobs."
        )
        made.append(
            _figure(
                f"share of jobs in {code} that end, {when}",
                "qwi",
                where,
                "Sep",
                chance,
                _share_error(chance, jobs),
                words,
                reckoned="quotient",
                of={"table": "qwi", "where": where, "column": "EmpTotal"},
            )
        )
    return made


def _program(place: int) -> Where:
    program = world.PROGRAMS[place]
    return {"institution": program.institution, "cip": program.cip, "award_level": program.level}


def _first_jobs(settings: Settings, counts: Tallies) -> list[Figure]:
    """Return the chance of a first job in the focus with the program and with its equal that lacks the effect."""
    made = []
    n_lags = len(world.LAGS)
    for place, what in ((world.WORKS, "the program that works"), (world.COMPARISON, "the comparison program")):
        n = int(counts.counted[place, AFTER.index(4)])
        rate = world.PROGRAMS[place].captured
        if not n or settings.quarters < n_lags + 2:
            continue
        where = {**_program(place), "quarters": {"max": n_lags}}
        words = (
            f"Share of completers of {what} with a first job in the focus sector and region within {n_lags} quarters: "
            f"1 less the product of (at_risk - entered) / at_risk. Tolerance: four standard errors of a share among "
            f"{n:,} completers."
        )
        made.append(
            _figure(
                f"first job in the sector within {n_lags} quarters, {what}",
                "first_sector_job",
                where,
                "entered",
                rate,
                _share_error(rate, n),
                words,
                reckoned="incidence",
                of={"table": "first_sector_job", "where": where, "column": "at_risk"},
            )
        )
    return made


def _capture(counts: Tallies) -> list[Figure]:
    made = []
    programs = ((world.WORKS, "that works"), (world.COMPARISON, "beside it"), (world.LEAKS, "that leaks"))
    for place, what in programs:
        for column, after in enumerate(AFTER):
            if not counts.counted[place, column]:
                continue
            where = {**_program(place), "quarters_after": after}
            captured, employed = int(counts.captured[place, column]), int(counts.employed[place, column])
            values = {"completers": int(counts.counted[place, column]), "captured": captured}
            values["leaked"] = employed - captured
            for name, value in values.items():
                words = f"{name} of the program {what}, {after} quarters after the award, as the simulation made them."
                made.append(
                    _figure(
                        f"{name} after {after} quarters, program {what}",
                        "capture",
                        where,
                        name,
                        value,
                        0.0,
                        words,
                        reckoned="sum",
                    )
                )
    return made


def _lift(settings: Settings, counts: Tallies) -> list[Figure]:
    """Return the gain in earnings that the program brings, and that there was none before it."""
    made = []
    for after in (-2, 8 if settings.quarters >= 16 else 4):
        ns = []
        for place in (world.WORKS, world.COMPARISON):
            known = counts.employed[place, AFTER.index(after)] if after > 0 else _before(settings, counts, place)
            ns.append(float(known))
        if min(ns) < 2:
            continue
        value = world.PROGRAMS[world.WORKS].lift if after > 0 else 1.0
        error = value * _OF_A_MEDIAN * counts.spread * float(np.sqrt(1 / ns[0] + 1 / ns[1]))
        words = (
            f"Median real earnings of completers of the program that works over those of its equal, {after} quarters "
            f"from the award. Tolerance: four standard errors of a ratio of medians of {ns[0]:,.0f} and {ns[1]:,.0f} "
            f"people, logarithms of earnings normal with standard deviation {counts.spread:.2f}."
        )
        made.append(
            _figure(
                f"earnings with the program over those without, {after} quarters from the award",
                "completer_earnings",
                {**_program(world.WORKS), "offset": after},
                "p50",
                value,
                error,
                words,
                reckoned="quotient",
                of={
                    "table": "completer_earnings",
                    "where": {**_program(world.COMPARISON), "offset": after},
                    "column": "p50",
                },
            )
        )
    return made


def _before(settings: Settings, counts: Tallies, place: int) -> float:
    """Return how many completers are expected at work two quarters before the award: students with a small job."""
    late_enough = max(settings.quarters - 7, 0) / max(settings.quarters - 6, 1)
    return float(counts.counted[place, 0] * world.STUDENT_JOBS * late_enough)


def _gap(counts: Tallies) -> list[Figure]:
    men, women = (float(n) for n in counts.earners)
    if min(men, women) < 2:
        return []
    value = float(np.exp(world.FEMALE_LOGARITHM))
    error = value * _OF_A_MEDIAN * counts.spread * float(np.sqrt(1 / men + 1 / women))
    words = (
        "Median real earnings of women over those of men, four quarters after a start in the focus sector and region. "
        f"Tolerance: four standard errors of a ratio of medians of {women:,.0f} and {men:,.0f} starts, logarithms of "
        f"earnings normal with standard deviation {counts.spread:.2f}."
    )
    where = {"attribute": "sex", "sector": world.FOCUS}
    return [
        _figure(
            "earnings of women over those of men",
            "equity",
            {**where, "group": "F"},
            "p50",
            value,
            error,
            words,
            reckoned="quotient",
            of={"table": "equity", "where": {**where, "group": "M"}, "column": "p50"},
        )
    ]
