"""Which requests of several firms look like one need, and by which words?

Two requests are similar when they have the same topic and share a telling word: of the occupation or skill named, or,
where none is named, of the text. A word's ending doesn't matter (welder, welders, welding). Three firms make a group;
one firm that asks three times doesn't. The firms decide whether it is one need.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_FIRMS = 3
LEAST_LETTERS = 3

_SAYS_LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "could",
        "do",
        "entry",
        "find",
        "firm",
        "for",
        "from",
        "get",
        "good",
        "have",
        "help",
        "hire",
        "hour",
        "how",
        "in",
        "into",
        "is",
        "it",
        "job",
        "jobs",
        "just",
        "know",
        "level",
        "like",
        "look",
        "make",
        "many",
        "more",
        "much",
        "need",
        "new",
        "not",
        "of",
        "off",
        "on",
        "one",
        "or",
        "our",
        "out",
        "over",
        "people",
        "person",
        "please",
        "plant",
        "position",
        "really",
        "region",
        "right",
        "run",
        "seat",
        "shift",
        "should",
        "site",
        "skill",
        "skilled",
        "some",
        "staff",
        "start",
        "still",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "this",
        "time",
        "to",
        "too",
        "train",
        "trained",
        "training",
        "two",
        "up",
        "us",
        "want",
        "we",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "work",
        "worker",
        "workers",
        "would",
        "year",
        "years",
        "you",
        "your",
        "also",
        "about",
        "after",
        "again",
        "all",
        "because",
        "been",
        "before",
        "both",
        "between",
        "company",
        "employee",
        "employees",
        "employer",
        "machine",
        "operator",
        "operators",
        "technician",
        "technicians",
        "specialist",
        "manager",
        "assistant",
        "senior",
        "junior",
        "lead",
        "general",
        "quickly",
        "soon",
        "month",
        "week",
        "day",
        "night",
        "part",
        "full",
    ]
)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_ENDINGS = ("ists", "ings", "ers", "ist", "ian", "ing", "er", "es", "s")


@dataclass(frozen=True)
class Asked:
    """What counts of a request."""

    key: int
    firm: int
    topic: str
    occupation: str
    text: str


@dataclass(frozen=True)
class Group:
    """Requests that look like one need."""

    topic: str
    words: tuple[str, ...]
    """Words that all of them share, as most of them write them; the one that brought them together first."""
    requests: tuple[int, ...]


def telling(occupation: str, text: str) -> dict[str, str]:
    """Return the telling words of a request: stem -> the word as it is written."""
    found: dict[str, str] = {}
    for word in _WORD.findall((occupation if occupation.strip() else text).casefold()):
        if len(word) >= LEAST_LETTERS and word not in _SAYS_LITTLE:
            found.setdefault(stem(word), word)
    return found


def stem(word: str) -> str:
    """Return a word without its ending: welders, welding and welder are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_LETTERS:
            word = word[: -len(ending)]
            break
    return word.rstrip("e") if len(word) > LEAST_LETTERS else word


def groups(asked: Iterable[Asked], least: int = LEAST_FIRMS) -> tuple[Group, ...]:
    """Return the groups of similar requests, those of most firms first; a request is in one group at most."""
    by_topic: dict[str, list[Asked]] = defaultdict(list)
    for each in sorted(asked, key=lambda one: one.key):
        by_topic[each.topic].append(each)
    found = [group for topic in sorted(by_topic) for group in _of_topic(topic, by_topic[topic], least)]
    return tuple(sorted(found, key=lambda group: (-len(group.requests), group.topic, group.words)))


def _of_topic(topic: str, asked: list[Asked], least: int) -> list[Group]:
    words = {each.key: telling(each.occupation, each.text) for each in asked}
    left = list(asked)
    found: list[Group] = []
    while True:
        firms: dict[str, set[int]] = defaultdict(set)
        for each in left:
            for one in words[each.key]:
                firms[one].add(each.firm)
        best = min(firms, key=lambda one: (-len(firms[one]), one), default="")
        if not best or len(firms[best]) < least:
            return found
        members = [each for each in left if best in words[each.key]]
        found.append(Group(topic, _shared(best, [words[each.key] for each in members]), tuple(m.key for m in members)))
        left = [each for each in left if best not in words[each.key]]


def _shared(best: str, words: Sequence[dict[str, str]]) -> tuple[str, ...]:
    common = set(words[0]).intersection(*words[1:]) - {best}
    return tuple(_usual(one, words) for one in (best, *sorted(common)))


def _usual(one: str, words: Sequence[dict[str, str]]) -> str:
    counted = Counter(each[one] for each in words)
    return min(counted, key=lambda word: (-counted[word], word))
