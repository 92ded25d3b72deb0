"""How do figures stand in a sentence: with their range where they are estimates, in words where they are hidden?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.ui.formats import between, status_in_words, written
from talentshed.web.ui.values import Kind


def write(value: float | None, kind: Kind = "count") -> str:
    """Return a number as it is written in the active language."""
    return written(value, kind)


def said(row: Mapping[str, Any] | None, key: str, kind: Kind = "count", *, status: str = "") -> str:
    """Return a row's figure for use in a sentence: 711; about 740 (690 to 790); withheld …, between 120 and 480.

    The bounds are the row's `<key>_low` and `<key>_high`. A row that isn't there is a count of zero.
    """
    if row is None:
        return written(0, kind)
    value, low, high = row[key], row.get(f"{key}_low"), row.get(f"{key}_high")
    standing = status or str(row.get("status", "reported"))
    if standing == "reported" and value is not None:
        return written(value, kind)
    if standing == "estimated" and value is not None:
        return _about(value, low, high, kind)
    words = status_in_words(standing if standing not in ("reported", "estimated") else "not_available")
    if low is None:
        return words
    if high is None:
        return _("{status}, at least {low}").format(status=words, low=written(low, kind))
    return _("{status}, between {low} and {high}").format(
        status=words, low=written(low, kind), high=written(high, kind)
    )


def _about(value: float, low: float | None, high: float | None, kind: Kind) -> str:
    text = _("about {value}").format(value=written(value, kind))
    if low is None or written(low, kind) == written(high, kind):
        return text
    if high is None:
        return _("about {value} (at least {low})").format(value=written(value, kind), low=written(low, kind))
    return _("about {value} ({range})").format(value=written(value, kind), range=between(low, high, kind))


def about(row: Mapping[str, Any] | None, key: str, kind: Kind = "count") -> str:
    """Return a row's figure for a heading: without its range, which the sentence beneath gives."""
    if row is None or row[key] is None or row.get("status") not in ("estimated", "reported"):
        return said(row, key, kind)
    value = written(row[key], kind)
    return _("about {value}").format(value=value) if row.get("status") == "estimated" else value


def not_counted(sector: str) -> str:
    """Return the sentence for an industry that the county figures leave out by design."""
    text = _("County Business Patterns doesn’t count {sector} by design: its jobs here are unknown, not zero.")
    return text.format(sector=sector)


def bounds(row: Mapping[str, Any] | None, key: str, kind: Kind = "count") -> str:
    """Return the bounds of a figure for its receipt; empty where the figure is published as it is."""
    if row is None or row.get(f"{key}_low") is None or row.get("status") == "reported":
        return ""
    low, high = row[f"{key}_low"], row.get(f"{key}_high")
    if high is None:
        return _("at least {low}; the published figures set no upper bound").format(low=written(low, kind))
    return _("between {low} and {high}").format(low=written(low, kind), high=written(high, kind))


def change(value: float, kind: Kind = "count") -> str:
    """Return a difference with its sign."""
    text = written(value, kind)
    return f"+{text}" if value > 0 and not text.startswith("+") else text


def is_sure(low: float | None, high: float | None) -> bool:
    """Say whether the bounds of a change leave only one direction."""
    return low is not None and high is not None and (low > 0 or high < 0)
