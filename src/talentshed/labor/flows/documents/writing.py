"""How are numbers, ranges and hidden figures written in the documents?"""

from collections.abc import Callable
from typing import Literal

Language = Literal["en", "es"]
RANGE = "\u2013"


def count_words(value: float) -> str:
    """Write a count; Spanish in the United States has the same signs."""
    return f"{value:,.0f}"


def money_words(value: float) -> str:
    """Write whole dollars."""
    return f"${value:,.0f}"


def percent_words(value: float, language: Language) -> str:
    """Write a percentage (0 to 100) with one decimal, as the published tables have it."""
    return f"{value:.1f}%" if language == "en" else f"{value:.1f}\u00a0%"


def range_words(low: float, high: float, language: Language) -> str:
    """Write a range of shares (0 to 1) as percentages."""
    return f"{100 * low:.1f}{RANGE}{percent_words(100 * high, language)}"


def hidden_words(status: str, _: Callable[[str], str] = str) -> str:
    """Say in a few words why there is no figure."""
    if status == "suppressed_primary":
        return _("hidden to protect a contributor")
    return _("hidden to protect a neighboring figure")
