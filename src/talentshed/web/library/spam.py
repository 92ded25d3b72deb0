"""What in a question looks like spam? Points with their reasons; a person decides.

The form itself is guarded by `ui.open_forms` (trap field, age, tries of one source). This looks at the words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from talentshed.web.library.models import SpamReason
from talentshed.web.ui.likeness import plain, words_of

HELD_BACK_AT = 4
"""From so many points on, a question waits under spam instead of under new ones."""
POINTS_OF_LINK, MOST_POINTS_OF_LINKS = 2, 6
_LINK = re.compile(
    r"https?://|www\.|\b[a-z0-9-]{2,}\.(?:com|net|ru|info|biz|xyz|top|shop|online|site|click)\b|\[url|<a\s"
)
_LETTER = re.compile(r"[^\W\d_]", re.UNICODE)
_LEAST_LETTERS_TO_SHOUT = 20
_LEAST_WORDS = 2


@dataclass(frozen=True)
class Around:
    """What else is known when a question comes in."""

    is_repeated: bool = False
    """The same words came before, and were spam or are still waiting."""
    is_flooded: bool = False
    """Very many questions came within the last hour."""


def same_words(text: str) -> str:
    """Return a text so that copies of it are equal whatever their case, accents, spaces and signs."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(text)))


def reasons(text: str, name: str, around: Around) -> Mapping[str, int]:
    """Return the points of a question, by kind of reason."""
    found: dict[str, int] = {}
    links = len(_LINK.findall(plain(text))) + 2 * len(_LINK.findall(plain(name)))
    if links:
        found[SpamReason.Kind.LINKS] = min(POINTS_OF_LINK * links, MOST_POINTS_OF_LINKS)
    letters = _LETTER.findall(text)
    shouts = len(letters) >= _LEAST_LETTERS_TO_SHOUT and sum(each.isupper() for each in letters) > 0.7 * len(letters)
    if shouts or len(words_of(text, ())) < _LEAST_WORDS:
        found[SpamReason.Kind.SHOUTING] = 2
    if around.is_repeated:
        found[SpamReason.Kind.SAME] = 3
    if around.is_flooded and found:
        found[SpamReason.Kind.FLOOD] = 2
    return found
