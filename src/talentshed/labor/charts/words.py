"""How are numbers, ranges and missing figures written in and under a picture?"""

from collections.abc import Callable, Sequence
from typing import Literal

Translate = Callable[[str], str]
Locale = Literal["en", "es"]
Kind = Literal["count", "usd", "usd_hourly", "percent", "change", "ratio", "number", "year"]
"""percent and change take shares (0.12 is 12 %); change always has its sign."""

DECIMAL_AND_GROUP = {"en": (".", ","), "es": (".", ",")}
"""Decimal and thousands sign of each language, as the pages write them: Spanish in the United States has the same."""

MINUS = "\u2212"
RANGE = "\u2013"
TO = {"en": "to", "es": "a"}
_DECIMALS = {"count": 0, "usd": 0, "usd_hourly": 2, "percent": 1, "change": 1, "ratio": 2, "number": 1, "year": 0}


def write(value: float, kind: Kind = "count", locale: Locale = "en") -> str:
    """Write one number with its unit, in the signs of the language."""
    if kind == "year":
        return str(int(value))
    scaled = value * 100 if kind in ("percent", "change") else value
    # One rounding for sign and digits, so that a rounded zero never reads minus zero.
    decimals = 0 if kind in ("percent", "change") and abs(scaled) >= 10 else _DECIMALS[kind]
    rounded = round(scaled, decimals)
    digits = _group(f"{abs(rounded):,.{decimals}f}", locale)
    if kind in ("percent", "change"):
        digits = f"{digits}%" if locale == "en" else f"{digits}\u00a0%"
    if kind in ("usd", "usd_hourly"):
        digits = f"${digits}"
    return _sign(rounded, kind) + digits


def _sign(rounded: float, kind: Kind) -> str:
    if rounded < 0:
        return MINUS
    return "+" if kind == "change" and rounded > 0 else ""


def _group(digits: str, locale: Locale) -> str:
    decimal, thousands = DECIMAL_AND_GROUP[locale]
    return "".join({",": thousands, ".": decimal}.get(sign, sign) for sign in digits)


def write_range(low: float, high: float, kind: Kind = "count", locale: Locale = "en") -> str:
    """Write both ends of a range, short, as it stands beside a mark."""
    signed = low < 0 or high < 0 or kind == "change"
    if signed:
        return f"{write(low, kind, locale)} {TO[locale]} {write(high, kind, locale)}"
    start = write(low, kind, locale).rstrip("%\u00a0") if kind == "percent" else write(low, kind, locale)
    return f"{start}{RANGE}{write(high, kind, locale)}"


def status_words(status: str, _: Translate = str) -> str:
    """Say in a few words why there is no figure; fits beside a mark where the bar would be."""
    words = {
        "withheld_by_source": _("withheld by the agency"),
        "suppressed_primary": _("hidden to protect a contributor"),
        "suppressed_secondary": _("hidden to protect a neighboring figure"),
        "not_reported": _("not reported"),
        "not_applicable": _("does not apply"),
        "not_available": _("not available"),
    }
    return words.get(status, _("not available"))


def figure_words(
    value: float | None,
    *,
    kind: Kind = "count",
    low: float | None = None,
    high: float | None = None,
    status: str = "reported",
    locale: Locale = "en",
    _: Translate = str,
) -> str:
    """Write a figure as it may be said: estimates with their range, missing ones with their reason."""
    ends = None if low is None or high is None or low == high else (low, high)
    if value is None and ends is None:
        return status_words(status, _)
    if value is None and ends is not None:
        return _("{reason}, {range}").format(
            reason=status_words(status, _), range=write_range(ends[0], ends[1], kind, locale)
        )
    assert value is not None
    text = write(value, kind, locale)
    # A share of an estimated total can be reported and still have bounds: then it is said as the estimate it is.
    if status == "reported" and ends is None:
        return text
    if ends is None:
        return _("about {value}").format(value=text)
    return _("about {value} ({range})").format(value=text, range=write_range(ends[0], ends[1], kind, locale))


def join_names(names: Sequence[str], _: Translate = str) -> str:
    """List names in a sentence: A; A and B; A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def leader_sentences(
    pairs: Sequence[tuple[str, str]], *, first: str, tied: str, second: str, _: Translate = str
) -> list[str]:
    """Say who leads and who comes next, from (name, written figure) in order, without breaking ties by chance.

    `first` has {name} and {value}; `tied` has {names} and {value}; `second` has {name} and {value}. Figures that
    read the same count as tied: a reader sees no difference between them.
    """
    if not pairs:
        return []
    top = pairs[0][1]
    leaders = [name for name, text in pairs if text == top]
    if len(leaders) > 1:
        return [tied.format(names=join_names(leaders[:4], _), value=top)] if len(leaders) <= 4 else []
    sentences = [first.format(name=pairs[0][0], value=top)]
    runners = [pair for pair in pairs if pair[1] != top]
    if runners and sum(text == runners[0][1] for _name, text in runners) == 1:
        sentences.append(second.format(name=runners[0][0], value=runners[0][1]))
    return sentences


def missing_sentence(missing: int, total: int, _: Translate = str) -> list[str]:
    """Say how many rows of the picture have no figure; nothing if all have one."""
    if not missing:
        return []
    if missing == total:
        return [_("There is no published figure for any of them; what is missing is not zero.")]
    return [
        _("Without a published figure: {missing} of {total}; what is missing is not zero.").format(
            missing=missing, total=total
        )
    ]
