"""How is a number written for people: 51,680 dollars, 38 percent, between 120 and 480, withheld by the agency?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.ui.values import GridColumn, Kind, Value

NUMERIC: tuple[Kind, ...] = ("count", "usd", "usd_hourly", "percent", "points", "ratio", "number", "year")
MINUS = "\N{MINUS SIGN}"
NARROW = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Cell:
    """One cell as it is written: its text, what to sort by, how it is set."""

    text: str
    sort: str
    classes: str = ""
    """How it is set: is-number (right-aligned), is-words (a standing instead of a number), is-status."""
    href: str = ""


def status_in_words(status: str) -> str:
    """Return what a status says to a reader; an unknown one is shown as it is rather than hidden."""
    words = {
        "reported": _("reported by the agency"),
        "estimated": _("estimate"),
        "withheld_by_source": _("withheld by the agency"),
        "suppressed_primary": _("withheld here to protect those who answered"),
        "suppressed_secondary": _("withheld here so that no other figure can be worked out from it"),
        "not_reported": _("not reported"),
        "not_applicable": _("doesn't apply"),
        "not_available": _("not available"),
    }
    return words.get(status, status or words["not_available"])


def written(value: Value, kind: Kind = "number") -> str:
    """Return one value as people write it in the active language. Percent and points take shares (0.12 is 12 %)."""
    if value is None:
        return status_in_words("not_available")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if kind == "status":
        return status_in_words(str(value))
    if kind in ("text", "code") or isinstance(value, str):
        return str(value)
    return _number(float(value), kind)


def _number(value: float, kind: Kind) -> str:
    if value != value:
        return status_in_words("not_available")
    decimals = _decimals(value, kind)
    scaled = round(value * 100 if kind in ("percent", "points") else value, decimals)
    digits = number_format(abs(scaled), decimal_pos=decimals, use_l10n=True, force_grouping=kind != "year")
    if kind == "year":
        digits = str(int(value))
    sign = MINUS if scaled < 0 else "+" if kind == "points" and scaled > 0 else ""
    return sign + _with_unit(digits, kind)


def _decimals(value: float, kind: Kind) -> int:
    if kind == "percent":
        return 0 if abs(value) >= 0.1 else 1
    if kind == "number":
        return 0 if value == int(value) else 1
    return {"usd_hourly": 2, "points": 1, "ratio": 2}.get(kind, 0)


def _with_unit(digits: str, kind: Kind) -> str:
    if kind in ("usd", "usd_hourly"):
        return f"${digits}"
    if kind == "percent":
        # English closes up the sign, Spanish keeps a space before it.
        return f"{digits}{NARROW}%" if (get_language() or "en").startswith("es") else f"{digits}%"
    if kind == "points":
        return _("{number} points").format(number=digits).replace(" ", NARROW)
    return digits


def between(low: Value, high: Value, kind: Kind) -> str:
    """Return a range as "2,310 to 2,540"; one number where both ends are written alike."""
    first, last = written(low, kind), written(high, kind)
    return first if first == last else _("{low} to {high}").format(low=first, high=last)


def in_words(value: Value, kind: Kind, *, status: str = "reported", low: Value = None, high: Value = None) -> str:
    """Return a figure with its standing: a number, a range, or words; never a blank, and withheld never as zero."""
    bounded = low is not None and high is not None
    if status in ("", "reported") and value is not None:
        return written(value, kind)
    if status == "estimated" and (bounded or value is not None):
        return _estimate(value, kind, low, high)
    words = status_in_words(status if status not in ("", "reported", "estimated") else "not_available")
    if bounded:
        return _("{status}; between {low} and {high}").format(
            status=words, low=written(low, kind), high=written(high, kind)
        )
    return words


def _estimate(value: Value, kind: Kind, low: Value, high: Value) -> str:
    """The estimate and what the published figures allow; one number where both ends are written alike."""
    if low is None:
        return written(value, kind)
    if high is None:
        return _("{value} ({low} or more)").format(value=written(value, kind), low=written(low, kind))
    bounds = between(low, high, kind)
    if value is None or written(low, kind) == written(high, kind):
        return bounds
    # a narrow column breaks before the range, never in it
    return _("{value} ({range})").format(value=written(value, kind), range=bounds.replace(" ", NARROW))


def cell(row: Mapping[str, Value], column: GridColumn) -> Cell:
    """Return one cell of a table as it is written. Its standing is in the row's `<key>_status`, else in `status`."""
    value = row.get(column.key)
    status = _standing(row, column)
    low, high = row.get(column.low), row.get(column.high)
    text = in_words(value, column.kind, status=status, low=low, high=high)
    ordered = value if value is not None else low
    return Cell(
        text=text,
        sort="" if ordered is None else str(ordered),
        classes=_classes(column.kind, value is None or _is_kept_back(status)),
        href=str(row.get(column.link) or ""),
    )


def _classes(kind: Kind, is_words: bool) -> str:
    if kind == "status":
        return "is-status"
    if kind not in NUMERIC:
        return ""
    return "is-words is-number" if is_words else "is-number"


def _standing(row: Mapping[str, Value], column: GridColumn) -> str:
    if column.kind not in NUMERIC:
        return "reported" if row.get(column.key) not in (None, "") else "not_available"
    own = row.get(f"{column.key}_status")
    if own is None and (column.low or row.get(column.key) is None):
        own = row.get("status")
    return str(own or "reported")


def _is_kept_back(status: str) -> bool:
    return status not in ("", "reported", "estimated")


def order_by(rows: tuple[Mapping[str, Value], ...], column: GridColumn, descending: bool) -> list[Mapping[str, Value]]:
    """Return the rows ordered by one column. Rows without a value come last either way."""
    known = [row for row in rows if row.get(column.key) is not None]
    unknown = [row for row in rows if row.get(column.key) is None]
    numeric = column.kind in NUMERIC

    def rank(row: Mapping[str, Value]) -> tuple[float, str]:
        value = row[column.key]
        return (float(cast(float, value)), "") if numeric else (0.0, str(value).casefold())

    return sorted(known, key=rank, reverse=descending) + unknown
