"""How does a text of the library read: as paragraphs and lists, in the reader's language?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Both:
    """The same words in English and in Spanish."""

    en: str
    es: str

    def __str__(self) -> str:
        return self.within(get_language())

    def within(self, language: str | None) -> str:
        """Return the words of a language; English where the Spanish ones are still missing."""
        return self.es if (language or "en").startswith("es") and self.es else self.en


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of points."""

    text: str = ""
    points: tuple[str, ...] = ()


def both(value: Mapping[str, str]) -> Both:
    """Return the words of a data file, where they stand side by side."""
    return Both(value["en"].strip(), value["es"].strip())


def blocks(text: str) -> tuple[Block, ...]:
    """Return a text as paragraphs and lists: an empty line ends a paragraph, a line with "- " in front is a point."""
    found: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        found += _parts([line.strip() for line in part.split("\n") if line.strip()])
    return tuple(found)


def _parts(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    words: list[str] = []
    points: list[str] = []
    for line in [*lines, ""]:
        is_point = line.startswith(("- ", "* ", "• "))
        if words and (is_point or not line):
            found.append(Block(text=" ".join(words)))
            words = []
        if points and not is_point:
            found.append(Block(points=tuple(points)))
            points = []
        if is_point:
            points.append(line[2:].strip())
        elif line:
            words.append(line)
    return found


def beginning(text: str, most: int = 160) -> str:
    """Return how a text begins, for lists and for search engines: as many whole sentences as fit, else whole words."""
    plain = " ".join(line.strip().removeprefix("- ") for line in text.split("\n") if line.strip())
    if len(plain) <= most:
        return plain
    end = max(plain.rfind(sign, 0, most) for sign in (". ", "? ", "! "))
    return plain[: end + 1] if end >= most // 3 else plain[: most - 1].rsplit(" ", 1)[0] + "…"
