"""How likely are two records the same organization, and why?

An explained score, not a verdict: three quarters from the names, the rest from place and industry. A person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from talentshed.web.organizations.names import words_of

LEAST_SCORE = 0.8
"""Pairs from here on are proposed."""
LEAST_NAME = 0.7
"""However near by, two names less alike than this are not proposed."""

NEARLY = 0.98
"""Names that are not quite the same count at most so much."""

_SAME_WORD = 0.86
_COMMON_TO = 60
"""A word in more names than this says too little to look for pairs by."""

_PLAIN_WORDS = frozenset(
    [
        "manufacturing",
        "manufacturers",
        "services",
        "industries",
        "technologies",
        "products",
        "international",
        "america",
        "american",
        "usa",
        "illinois",
        "group",
        "holdings",
        "enterprises",
        "solutions",
        "systems",
        "company",
        "center",
        "health",
        "hospital",
        "medical",
        "logistics",
        "transportation",
        "distribution",
        "supply",
        "corp",
        "partners",
        "associates",
        "division",
        "plant",
        "site",
        "north",
        "south",
        "east",
        "west",
    ]
)
"""Words that many firms have in their name: they weigh a third."""


@dataclass(frozen=True)
class Record:
    """What is compared of an organization."""

    pk: int
    name: str
    counties: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    naics: str = ""
    kind: str = "employer"


@dataclass(frozen=True)
class Likeness:
    """A score from 0 to 1, and its reasons as keys that are put in words where they are shown."""

    score: float
    name: float
    reasons: tuple[str, ...]


def likeness(first: Record, second: Record) -> Likeness:
    """Return how alike two records are: 0.75 x names + 0.15 x place + 0.10 x industry, each from 0 to 1."""
    name, how = _names(first.name, second.name)
    place, where = _places(first, second)
    industry, what = _industries(first.naics, second.naics)
    return Likeness(round(0.75 * name + 0.15 * place + 0.1 * industry, 4), name, (how, where, what))


def _names(first: str, second: str) -> tuple[float, str]:
    # In one order, since the comparison of letters depends on it a little.
    one, two = sorted((words_of(first), words_of(second)))
    if one == two:
        return 1.0, "name_same"
    if _numbers(one) != _numbers(two):
        # Local 150 and Local 399, Plant 1 and Plant 2: the number is the name.
        return 0.5, "name_numbers_differ"
    if "".join(one) == "".join(two):
        return 1.0, "name_same_but_spaces"
    shared = _shared(one, two)
    whole = SequenceMatcher(None, "".join(one), "".join(two), autojunk=False).ratio()
    if whole >= 0.92 and len(one) == len(two) and all(map(_same_word, one, two)):
        return min(max(shared, whole), NEARLY), "name_typo"
    return min(shared, NEARLY), "name_words_shared" if shared >= LEAST_NAME else "name_differs"


def _numbers(words: Sequence[str]) -> set[str]:
    return {word for word in words if any(letter.isdigit() for letter in word)}


def _weight(word: str) -> float:
    return 1 / 3 if word in _PLAIN_WORDS else 1.0


def _shared(one: Sequence[str], two: Sequence[str]) -> float:
    """Return twice the weight of the words in both, over the weight of all words."""
    rest = list(two)
    both = 0.0
    for word in one:
        found = next((other for other in rest if _same_word(word, other)), None)
        if found is not None:
            rest.remove(found)
            both += _weight(word) + _weight(found)
    total = sum(map(_weight, one)) + sum(map(_weight, two))
    return both / total if total else 0.0


def _same_word(one: str, two: str) -> bool:
    if one == two:
        return True
    if min(len(one), len(two)) < 4 or one[0] != two[0]:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SAME_WORD


def _places(first: Record, second: Record) -> tuple[float, str]:
    if first.cities & second.cities:
        return 1.0, "place_same_city"
    if first.counties & second.counties:
        return 0.9, "place_same_county"
    if not first.counties or not second.counties:
        return 0.5, "place_unknown"
    return 0.0, "place_differs"


def _industries(first: str, second: str) -> tuple[float, str]:
    if not first or not second:
        return 0.5, "industry_unknown"
    if first[:4] == second[:4]:
        return 1.0, "industry_same"
    return (0.6, "industry_near") if first[:2] == second[:2] else (0.0, "industry_differs")


def likely_pairs(
    records: Iterable[Record], only: frozenset[int] | None = None
) -> Iterator[tuple[Record, Record, Likeness]]:
    """Yield pairs worth a look, each once, the lower id first. only: at least one of the two has one of these ids.

    Compared are records of one kind that share a telling word, or the first six letters of the name.
    """
    rows = sorted(records, key=lambda record: record.pk)
    by_pk = {record.pk: record for record in rows}
    for first, second in sorted(_candidates(rows)):
        if only is not None and first not in only and second not in only:
            continue
        one, two = by_pk[first], by_pk[second]
        found = likeness(one, two)
        if found.score >= LEAST_SCORE and found.name >= LEAST_NAME:
            yield one, two, found


def _candidates(rows: Sequence[Record]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for record in rows:
        words = words_of(record.name)
        for word in {*words, "".join(words)[:6] + "…"}:
            blocks[record.kind, word].append(record.pk)
    return {pair for pks in blocks.values() if len(pks) <= _COMMON_TO for pair in combinations(pks, 2)}
