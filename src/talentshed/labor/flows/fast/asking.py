"""What is asked of the pass? From the question and the prepared lists to numbers in arrays for the kernels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from talentshed.labor.flows.definitions.earning import EQUITY_QUARTERS, OFFSETS
from talentshed.labor.flows.definitions.studying import AFTER, EARNING_OFFSETS, PSEO_YEARS
from talentshed.labor.kernels.flow_holding import HOLDING
from talentshed.labor.kernels.flow_jobs import NOBODY
from talentshed.labor.kernels.flow_terms import BEHIND, DESTINATIONS, NONE, PLACES, SOURCES, Counts, Terms

Program = tuple[str, str, str]
"""Institution, CIP code, award level."""
COUNTY_CODES = 100_000
_NO_KEYS = np.empty(0, np.uint64)


@dataclass(frozen=True)
class Completers:
    """Those who completed a program, each once: key, program, quarter of the award."""

    keys: Any = field(default_factory=lambda: _NO_KEYS)
    program: Any = field(default_factory=lambda: np.empty(0, np.int64))
    quarter: Any = field(default_factory=lambda: np.empty(0, np.int64))
    programs: tuple[Program, ...] = ()
    """In the order of their texts; `program` is a place in it."""


@dataclass(frozen=True)
class People:
    """People with the group that each is in, by attribute."""

    keys: Any = field(default_factory=lambda: _NO_KEYS)
    group: Any = field(default_factory=lambda: np.zeros((1, 0), np.int64))
    """Person x attribute; the last row is for workers who aren't in the list."""
    groups: tuple[tuple[str, str], ...] = ()
    """(attribute, value) in the order of their texts; `group` holds places in it."""


@dataclass(frozen=True)
class Asked:
    """One analysis, ready for the pass."""

    first: int
    last: int
    industries: tuple[str, ...]
    """Every industry code, in the order of their texts, `unknown` among them."""
    industry: Any
    """int16[employer x quarters + quarter]."""
    sector: tuple[str, ...] = ()
    region: tuple[int, ...] = ()
    index: Mapping[int, int] = field(default_factory=dict)
    """Price index of each quarter in thousandths; empty: earnings stay as paid."""
    base_index: int = 1
    education_window: int = 4
    attached_cents: int = 0
    completers: Completers = Completers()
    people: People = People()
    has_completions: bool = False
    has_people: bool = False
    """Whether there is such a list, though it may be empty."""
    listed: Any = field(default_factory=lambda: np.empty(0, np.int32))

    @property
    def quarters(self) -> int:
        """How many quarters the records have."""
        return self.last - self.first + 1

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sector in focus, or every industry where none is."""
        return ("+".join(self.sector),) if self.sector else self.industries

    @property
    def cohorts(self) -> tuple[tuple[int, int], ...]:
        """(program, quarter of the award) of each exit cohort, in order."""
        pairs = zip(self.completers.program.tolist(), self.completers.quarter.tolist(), strict=True)
        return tuple(sorted(set(pairs)))


def terms_of(asked: Asked) -> Terms:
    """Return the arrays that the pass reads."""
    quarters = range(asked.first, asked.last + 1)
    done = asked.completers
    cohorts = {pair: place for place, pair in enumerate(asked.cohorts)}
    pairs = zip(done.program.tolist(), done.quarter.tolist(), strict=True)
    return Terms(
        quarters=asked.quarters,
        industries=len(asked.industries),
        industry=asked.industry,
        sector=sector_places(asked),
        inside=_inside(asked.region),
        listed=asked.listed,
        index=np.array([asked.index.get(quarter, 1) for quarter in quarters], np.int64),
        base=asked.base_index if asked.index else 1,
        window=asked.education_window,
        attached=asked.attached_cents,
        offsets=np.array(OFFSETS, np.int64),
        equity_quarters=EQUITY_QUARTERS,
        award=np.ascontiguousarray(done.quarter - asked.first, np.int64),
        program=np.ascontiguousarray(done.program, np.int64),
        cohort=np.array([cohorts[pair] for pair in pairs], np.int64),
        after=np.array(AFTER, np.int64),
        award_offsets=np.array(EARNING_OFFSETS, np.int64),
        years=np.array(PSEO_YEARS, np.int64),
        group=np.ascontiguousarray(asked.people.group, np.int64),
    )


def sector_places(asked: Asked) -> Any:
    """Return the sector in focus of each industry, or NONE."""
    if not asked.sector:
        return np.arange(len(asked.industries), dtype=np.int16)
    belongs = [code.startswith(asked.sector) for code in asked.industries]
    return np.where(belongs, 0, NONE).astype(np.int16)


def _inside(region: Sequence[int]) -> Any:
    inside = np.full(COUNTY_CODES + 1, not region)
    inside[list(region)] = True
    inside[NOBODY] = not region
    return inside


def blank_counts(asked: Asked, employers: int) -> Counts:
    """Return room to count in, all zero."""
    industries, quarters, sectors = len(asked.industries), asked.quarters, len(asked.sectors)
    programs = len(asked.completers.programs)
    return Counts(
        holding=np.zeros((industries, quarters, HOLDING), np.int64),
        net=np.zeros((employers, quarters), np.int32),
        size=np.zeros((employers, quarters), np.int32),
        behind=np.zeros((BEHIND, employers, quarters), np.int32),
        spells=np.zeros((industries, quarters + 1, 2), np.int64),
        inflow=np.zeros((sectors, quarters, SOURCES), np.int64),
        outflow=np.zeros((sectors, quarters, DESTINATIONS), np.int64),
        placed=np.zeros((programs, len(AFTER), PLACES), np.int64),
        first_job=np.zeros((programs, quarters, 2), np.int64),
        attached=np.zeros((programs, len(PSEO_YEARS), 2), np.int64),
        exits=np.zeros((len(asked.cohorts), 3), np.int64),
        equity=np.zeros((len(asked.people.groups), sectors, 4), np.int64),
        jobs=np.zeros(1, np.int64),
        workers=np.zeros(1, np.int64),
    )
