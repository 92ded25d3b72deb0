"""What leaves of each confidential table, how coarse, and why not more?"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaving:
    """What becomes of one confidential table."""

    table: str
    sheets: tuple[str, ...]
    """Published files, without their ending; empty: nothing of it is published in its own name."""
    how: str
    why: str


def plan(*, _: Callable[[str], str] = str) -> tuple[Leaving, ...]:
    """Return what leaves of every table of `definitions.TABLES`, in their order."""
    sectors = _("NAICS sectors in place of finer codes; sectors with too few employers are joined as `other`.")
    years = _("Complete years only: a year that still grows would tell the quarters that are added to it.")
    programs = _("Programs within their two-digit fields, because few complete a single program.")
    return (
        *_of_moves(sectors, years, _),
        *_of_jobs(sectors, programs, _),
        *_of_pay(sectors, _),
        *_of_completers(programs, _),
    )


def _of_moves(sectors: str, years: str, _: Callable[[str], str]) -> tuple[Leaving, ...]:
    """Moves, starts and leavings."""
    return (
        Leaving(
            "job_to_job",
            ("job_to_job", "job_to_job_by_quarter"),
            f"{sectors} {years}",
            _("The kinds aren't split by sector: they would add up to the sources of `inflow`."),
        ),
        Leaving(
            "inflow",
            ("inflow",),
            f"{sectors} {years}",
            _("There is no total over all years: with the next release it would tell the new quarters."),
        ),
        Leaving(
            "outflow",
            ("outflow",),
            f"{sectors} {years}",
            _("`left_the_data` is part of `nonemployment`: who comes back later would change it with every release."),
        ),
        Leaving(
            "industry_matrix",
            ("industry_matrix",),
            _("Added up from the published years of `job_to_job`."),
            _("So it can't tell a year that is hidden there."),
        ),
        Leaving(
            "feeder_index",
            ("feeder_index",),
            _("Worked out from published moves and published jobs (EmpTotal)."),
            _("Main jobs by sector aren't published; see `jobs`."),
        ),
    )


def _of_jobs(sectors: str, programs: str, _: Callable[[str], str]) -> tuple[Leaving, ...]:
    """Staying and jobs."""
    return (
        Leaving(
            "retention",
            ("retention", "retention_curve"),
            sectors,
            _("Spells that ended, and those that run on at the end of the records, are guarded but not printed."),
        ),
        Leaving(
            "first_sector_job",
            ("first_sector_job", "first_sector_job_curve"),
            programs,
            _("As for `retention`."),
        ),
        Leaving(
            "jobs",
            (),
            _("Not published in its own name; its jobs stand in `qwi` as EmpTotal, Emp and EmpS."),
            _("Main jobs of two quarters differ by inflow less outflow, which would tell hidden totals of these."),
        ),
        Leaving(
            "qwi",
            ("qwi",),
            _("EmpTotal, Emp, EmpEnd, EmpS, HirA, HirAEnd, Sep, SepBeg of the second quarter of each year.")
            + " "
            + sectors,
            _(
                "Quarters in a row add up to one another. Pay, and gains and losses of firms, are left out: how much "
                "of them the largest employer has isn't known."
            ),
        ),
        Leaving(
            "j2j",
            ("j2j",),
            _("Hires and separations of dominant jobs of the second quarter of each year.") + " " + sectors,
            _("As for `qwi`. Stocks of dominant jobs are left out: they differ from quarter to quarter by hires."),
        ),
    )


def _of_pay(sectors: str, _: Callable[[str], str]) -> tuple[Leaving, ...]:
    """Pay and groups of people."""
    return (
        Leaving(
            "earnings",
            ("earnings", "earnings_percentiles"),
            _("Counts, and fuzzy percentiles where their count is published.") + " " + sectors,
            _("A true percentile is some person's own pay."),
        ),
        Leaving(
            "equity",
            ("equity",),
            _("Counts by group; the medians aren't published.") + " " + sectors,
            _("A true median is some person's own pay."),
        ),
    )


def _of_completers(programs: str, _: Callable[[str], str]) -> tuple[Leaving, ...]:
    """Completers."""
    return (
        Leaving("completers", ("completers",), programs, _("Two-digit fields have their own totals.")),
        Leaving(
            "capture",
            ("capture",),
            _("Capture rate, leakage and employment rate, worked out from the published `completers`."),
            _("A rate is shown where both of its counts are."),
        ),
        Leaving(
            "completer_earnings",
            ("completer_earnings", "completer_earnings_percentiles"),
            _("Counts, and fuzzy percentiles where their count is published.") + " " + programs,
            _("A true percentile is some person's own pay."),
        ),
        Leaving("pseo", ("pseo",), _("Counts of graduates; no percentiles.") + " " + programs, _("As for `earnings`.")),
        Leaving(
            "wioa",
            ("wioa", "wioa_rates"),
            _("All exit quarters together; no medians.") + " " + programs,
            _("Few leave a program in one quarter."),
        ),
    )


def no_employers_known(*, _: Callable[[str], str] = str) -> str:
    """Say why a family that names industries isn't published."""
    return _(
        "Not published: the analysis doesn't say how many employers stand behind an industry, so one that has only one "
        "employer couldn't be hidden."
    )


def too_few_employers(*, _: Callable[[str], str] = str) -> str:
    """Say why nothing of a sector in focus is published."""
    return _(
        "Not published: too few employers, or one that is too large, stand behind the sector in the region. Take "
        "a wider sector or region."
    )
