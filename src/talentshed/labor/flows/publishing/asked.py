"""What was asked of the records, for whom, and what happened on the way: what a release says beside its figures?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from talentshed.labor.flows.publishing.codes import is_calendar


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of an analysis, as its tables were counted."""

    first: int
    """First quarter of the wage records that were kept."""
    last: int
    sector: tuple[str, ...] = ()
    """NAICS prefixes of the sector in focus; empty: each industry is a sector of its own."""
    region: tuple[str, ...] = ()
    """County codes; empty: everywhere."""
    sector_name: str = ""
    """How people call the sector; empty: its codes."""
    region_name: str = ""
    education_window: int = 4
    base_quarter: str = ""
    """Quarter in whose dollars real earnings are; empty: as paid."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Settings as they stand in flows.toml, for the receipts."""

    @property
    def has_calendar(self) -> bool:
        """Whether quarters are of the calendar, so that they have a name such as 2024Q3."""
        return is_calendar(self.first, self.last)

    @property
    def sector_code(self) -> str:
        """The name of the sector in the tables; empty without a focus."""
        return "+".join(self.sector)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One rule of the preparation and how many rows it met."""

    rule: str
    words: str
    rows_in: int
    rows_out: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that was read."""

    name: str
    """What it is, never a path."""
    digest: str
    rows: int | None
    """None where rows were counted for all files together only."""
    quarters: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody is going to do next."""

    what: str
    owner: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the documents say beside figures. An empty text is printed as `not stated`."""

    decision: str = ""
    agency: str = ""
    vintage: str = ""
    contact: str = ""
    legal_basis: str = ""
    agreements: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    reviewers: tuple[str, ...] = ()
    changes: str = ""
    """What changed since the last release."""
    linkage: str = ""
    outlier_rule: str = ""
    reconciled: tuple[str, ...] = ()
    """Sentences on how totals compare with published ones."""
    sensitivity: tuple[str, ...] = ()
    """Sentences on how findings change with another rule."""
    steps: tuple[StepTaken, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    code_version: str = ""
    command: str = ""
    date: str = ""
    """ISO date of the release; given, because the engine has no clock."""
    approver: str = ""
