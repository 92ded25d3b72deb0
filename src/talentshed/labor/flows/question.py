"""What is asked of the records, once its settings are known: the sector and region in focus, prices, windows?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from talentshed.labor.flows.configuration import Analysis
from talentshed.labor.flows.definitions.studying import ATTACHED_CENTS
from talentshed.labor.flows.deflation import Deflator


@dataclass(frozen=True)
class Question:
    """The settings that tables depend on."""

    sector: tuple[str, ...] = ()
    """NAICS codes in focus; empty: each industry is a sector of its own."""
    region: tuple[str, ...] = ()
    """County codes in focus; empty: everywhere."""
    index: Mapping[int, int] = field(default_factory=dict)
    """Price index of each quarter in thousandths; empty: earnings stay as paid."""
    base_index: int = 1
    education_window: int = 4
    """Quarters after an award in which a start counts as coming from education."""
    attached_cents: int = ATTACHED_CENTS
    """Least earnings of a year of those attached to the labor force."""


def question_of(analysis: Analysis, deflator: Deflator) -> Question:
    """Return the question of a configuration, with the prices of its quarters."""
    return Question(
        sector=analysis.sector,
        region=analysis.region,
        index=dict(deflator.indexes),
        base_index=deflator.base_index if deflator.is_real else 1,
        education_window=analysis.education_window,
        attached_cents=ATTACHED_CENTS if analysis.attached_cents is None else analysis.attached_cents,
    )
