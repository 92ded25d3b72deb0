"""How many years of school does a page ask of its reader (Flesch-Kincaid, over the running words of its main part)?"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

FEWEST_WORDS = 4
"""What has fewer is a name, a number or a heading of a fact rather than a sentence."""
_NOT_READ = {"table", "svg", "script", "select", "datalist", "nav", "button", "textarea", "code"}
_WITHOUT_END = {"input", "br", "img", "hr", "link", "meta", "path", "circle", "source", "track"}
_WITHIN_A_SENTENCE = {"a", "strong", "em", "span", "abbr", "b", "i", "time", "small"}


class _Words(HTMLParser):
    """The running words of the main part, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _WITHOUT_END:
            self._inside.append(tag)
        if tag not in _WITHIN_A_SENTENCE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if tag not in _WITHIN_A_SENTENCE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if "main" in self._inside and not _NOT_READ.intersection(self._inside):
            self.blocks[-1] += data


def sentences(html: str) -> list[list[str]]:
    """Return the sentences of a page's main part, each as its words; tables and pictures aside."""
    parser = _Words()
    parser.feed(html)
    split = [part for block in parser.blocks for part in re.split(r"(?<=[.!?])\s+", " ".join(block.split()))]
    words = [re.findall(r"[A-Za-z][A-Za-z'’]*", part) for part in split]
    return [found for found in words if len(found) >= FEWEST_WORDS]


def syllables(word: str) -> int:
    """Count the groups of vowels of an English word, without the silent e at its end and in -es and -ed.

    Two syllables may meet: in "employer" around the y, in "industrial" after the i (but not in "nation" or "social").
    """
    letters = re.sub("[^a-z]", "", word.lower())
    apart = re.sub("(?<![ctsgx])i(?=[ao])", "i ", re.sub("(?<=[aeiou])y(?=[aeiou])", " ", letters))
    count = len(re.findall("[aeiouy]+", apart))
    silent = (
        (letters.endswith("e") and not letters.endswith("le"))
        or (letters.endswith("es") and not re.search("(s|x|z|ch|sh|c|g)es$", letters))
        or (letters.endswith("ed") and not re.search("[td]ed$", letters))
    )
    return max(1, count - (silent and bool(re.search("[aeiouy][^aeiouy]+e[sd]?$", letters))))


def grade(found: Sequence[Sequence[str]]) -> float:
    """Return the grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others 1975)."""
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
