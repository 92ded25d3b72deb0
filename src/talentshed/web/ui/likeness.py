"""Which texts are about the same, by the words they share, in English and Spanish?

Accents and endings don't matter: welder, welders and welding are one word, and so are región and regiones. The same
texts always come out in the same order. Nothing is learned and nothing is sent anywhere.

    stem("competidores") == stem("compete")      words_of(text) -> {stem: word as written}
    rank("what does it cost", [Text(key, strong="title", weak="body"), …]) -> [Match(key, score, share), …]
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

SHORTEST_STEM = 3
LONG_ENDING = 3
"""An ending of so many letters is cut off only where a letter more than the shortest stem is left: region stays."""
SHORTEST_BEGINNING = 3
"""Letters after which a word that is still being typed counts as the beginning of another."""
STRONG, WEAK = 3.0, 1.0
_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
_FINAL = "aeo"


@dataclass(frozen=True)
class Text:
    """Something that can be found."""

    key: str
    strong: str
    """Words that say what it is about: the title, the question. They count three times."""
    weak: str = ""
    """All the others."""


@dataclass(frozen=True)
class Match:
    """A text that was found."""

    key: str
    score: float
    share: float
    """Share of the asked words that it has, by their weight: 1 where it has all of them."""


def plain(text: str) -> str:
    """Return small letters without accents: Región is region."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def listed(name: str) -> tuple[str, ...]:
    """Return the words of one of our lists, in its order; lines that begin with # are remarks."""
    text = resources.files(__package__).joinpath(f"words/{name}.txt").read_text(encoding="utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


COMMON: frozenset[str] = frozenset(listed("common"))
"""Words that say nothing of what a text is about."""
_ENDINGS = tuple(sorted(set(listed("endings")), key=lambda ending: (-len(ending), ending)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without accent and ending. Short words keep enough to be told apart."""
    bare = plain(word).replace("’", "'").removesuffix("'s").replace("'", "").replace("-", "")
    for ending in _ENDINGS:
        keeps_sense = not (ending == "s" and bare.endswith(("ss", "us", "is")))
        least = SHORTEST_STEM + (len(ending) >= LONG_ENDING)
        if keeps_sense and bare.endswith(ending) and len(bare) - len(ending) >= least:
            bare = bare[: -len(ending)]
            break
    while len(bare) > SHORTEST_STEM and bare[-1] in _FINAL:
        bare = bare[:-1]
    return bare


def words_of(text: str, says_little: Collection[str] = COMMON) -> dict[str, str]:
    """Return the telling words of a text: stem -> the word as first written, in small letters.

    says_little: words without accents that don't count; a capability may hand over a list of its own.
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(plain(text)):
        bare = word.replace("’", "'").replace("'", "")
        if len(bare) >= SHORTEST_STEM and bare not in says_little:
            found.setdefault(stem(bare), word)
    return found


def likeness(one: str, other: str) -> float:
    """Return how much two texts share: telling words of both / telling words of either, 0 to 1."""
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / len(first | second) if first | second else 0.0


def rank(asked: str, texts: Iterable[Text], least_share: float = 0.0) -> tuple[Match, ...]:
    """Return the texts that share telling words with what was asked, the best first.

    A rare word weighs more than one that most texts have; a word of the title weighs three times. The last word asked
    may be half typed. least_share: leave out what has less of the asked words. Ties go by key.
    """
    known = [(each.key, set(words_of(each.strong)), set(words_of(each.weak))) for each in texts]
    wanted = words_of(asked)
    if not wanted or not known:
        return ()
    spread = Counter(root for _key, strong, weak in known for root in strong | weak)
    forms = {root: _forms(root, word, asked, spread) for root, word in wanted.items()}
    weights = {root: _weight(max((spread[form] for form in forms[root]), default=0), len(known)) for root in wanted}
    whole = sum(weights.values())
    found = []
    for key, strong, weak in known:
        shared = [root for root in wanted if forms[root] & (strong | weak)]
        score = sum(weights[root] * (STRONG if forms[root] & strong else WEAK) for root in shared)
        share = sum(weights[root] for root in shared) / whole
        if shared and share >= least_share:
            found.append(Match(key, round(score, 6), round(share, 6)))
    return tuple(sorted(found, key=lambda match: (-match.score, match.key)))


def _forms(root: str, word: str, asked: str, spread: Collection[str]) -> frozenset[str]:
    """Return the stems that a word stands for: its own and, if it is the last one typed, those that it begins."""
    if len(word) < SHORTEST_BEGINNING or not plain(asked).endswith(word):
        return frozenset((root,))
    return frozenset((root, *(each for each in spread if each.startswith(word))))


def _weight(times: int, all_texts: int) -> float:
    return math.log(1 + all_texts / max(times, 1))
