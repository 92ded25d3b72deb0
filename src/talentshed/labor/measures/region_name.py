"""What may people call a region that they put together, so that its link carries the name?"""

import unicodedata
from collections.abc import Callable, Sequence

from talentshed.labor.tables import TableError

SIGN = "~"
"""Stands between the counties and the name: 17143-17179~Peoria area."""
LONGEST = 60
"""Characters of a name, so that headings and file names stay readable."""
_SIGNS = " -'’.,&()"
_SHOWN = "- ' . , & ( )"


class RegionNameError(TableError):
    """A name that a region can't have; the message says which sign or length is wrong and what may be written."""


def named_key(counties: Sequence[str], name: str, _: Callable[[str], str] = str) -> str:
    """Return the key of these counties under a name of one's own; without a name, the key of the counties alone.

    Raises `RegionNameError` where the name can't be used.
    """
    listed = "-".join(sorted(set(counties)))
    return f"{listed}{SIGN}{clean_name(name, _)}" if name.strip() else listed


def clean_name(name: str, _: Callable[[str], str] = str) -> str:
    """Return the name as it is kept: one spelling of each letter, single spaces. Raises `RegionNameError`.

    Letters of any language, digits, spaces and - ' . , & ( ) may stand in a name. A link is made by anyone, so signs
    that are part of markup or addresses, or that turn the direction of writing, are refused instead of repaired.
    """
    whole = unicodedata.normalize("NFC", name.strip())
    for sign in whole:
        if not _allowed(sign):
            text = _("The name of a region can't have the sign {sign}: write letters, digits, spaces and {signs}.")
            raise RegionNameError(text.format(sign=_readable(sign), signs=_SHOWN))
    kept = " ".join(whole.split())
    if not any(sign.isalnum() for sign in kept):
        raise RegionNameError(
            _("A region's name needs a letter or a digit: write it after the sign ~, or leave ~ out.")
        )
    if len(kept) > LONGEST:
        text = _("The name of a region can have {most} characters; this one has {count}: shorten it.")
        raise RegionNameError(text.format(most=LONGEST, count=len(kept)))
    return kept


def _allowed(sign: str) -> bool:
    # letters, the marks that stand on them, decimal digits, and spaces of any width
    return sign in _SIGNS or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) in ("Nd", "Zs")


def _readable(sign: str) -> str:
    """Write a sign so that it can be seen in a message, also where it is a space, a break or turns the line around."""
    return f"“{sign}”" if sign.isprintable() else f"U+{ord(sign):04X}"
