"""What does planted.json tell: what should be found, what happened when, who must not be found, what is wrong?"""

from typing import Any

from talentshed.labor.flows.simulation import files, planted, world
from talentshed.labor.flows.simulation.employers import Employers
from talentshed.labor.flows.simulation.people import People
from talentshed.labor.flows.simulation.settings import Settings
from talentshed.labor.flows.simulation.tallies import Tallies

RECKONED = {
    "sum": "the sum of the column over the rows",
    "quotient": "the sum of the column over the rows, divided by the same of `of`",
    "survival": "the product over the rows of the column divided by the column of `of` in the same row",
    "incidence": "1 less the product over the rows of 1 less the column divided by the column of `of` in the same row",
    "where": "rows whose columns have these values: one, any of a list, or up to and with `max`",
}
"""How the value of a figure comes from a table of an analysis, by the word in its `reckoned`."""


def truth_of(settings: Settings, people: People, employers: Employers, counts: Tallies, twice: int) -> dict[str, Any]:
    """Return what planted.json says; `twice` is how many completers have a second award."""
    return {
        "note": files.NOTE,
        "settings": {
            "workers": settings.workers,
            "quarters": settings.quarters,
            "seed": settings.seed,
            "first_quarter": settings.label(0),
            "quarter_format": settings.quarter_format,
            "refilings": settings.refilings,
        },
        "reckoned": RECKONED,
        "figures": planted.figures(settings, counts),
        "events": _events(settings, employers, counts),
        "canaries": _canaries(people, employers),
        "counts": {
            "jobs": counts.rows,
            "wage_records": counts.records,
            "rows_in_two_parts": counts.in_parts,
            "rows_filed_twice": counts.filed_twice,
            "ties": counts.ties,
            "quarantine": counts.faulty,
            "employers": len(employers.ids),
            "employers_with_two_codes": int((employers.second_industry >= 0).sum()),
            "employers_without_code": int((employers.cell // 2 == world.PLACE["unknown"]).sum()),
            "employers_without_county": int((employers.county >= len(world.COUNTIES)).sum()),
            "completers": len(people.completers),
            "awards": len(people.completers) + twice,
        },
    }


def _events(settings: Settings, employers: Employers, counts: Tallies) -> list[dict[str, Any]]:
    layoff, merger = settings.quarters // 2, settings.quarters * 2 // 3
    return [
        {
            "name": "layoff",
            "employer": int(employers.ids[employers.layoff]),
            "quarter": settings.first_quarter + layoff,
            "workers": counts.laid_off,
            "words": f"Laid off at the end of {settings.label(layoff)}; all had a quarter without a main job. Others "
            "may have left on their own.",
        },
        {
            "name": "mass_move",
            "predecessor": int(employers.ids[employers.predecessor]),
            "successor": int(employers.ids[employers.successor]),
            "quarter": settings.first_quarter + merger,
            "workers": counts.moved_together,
            "words": f"Last paid by the predecessor in {settings.label(merger)}, by the successor a quarter later; a "
            "few more may have gone there on their own.",
        },
    ]


def _canaries(people: People, employers: Employers) -> dict[str, Any]:
    program = world.PROGRAMS[world.CANARY]
    return {
        "person": {
            "person_id": int(people.ids[0]),
            "wages": world.CANARY_CENTS / 100,
            "institution": program.institution,
            "cip": program.cip,
            "award_level": program.level,
            "words": "The only completer of this program; the main job pays these wages in each quarter after it, and "
            "nobody else has them but by chance.",
        },
        "firm": {
            "employer_id": int(employers.ids[employers.canary]),
            "county": world.CANARY_COUNTY,
            "industry": world.CANARY_SECTOR,
            "words": "The only employer of this industry in this county.",
        },
    }
