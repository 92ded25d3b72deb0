"""Which requests of several firms look like one need, and by which words?

Two requests are similar when they have the same topic and share a telling word: of the occupation or skill named, or,
where none is named, of the text. A word's ending doesn't matter (welder, welders, welding). Three firms make a group;
one firm that asks three times doesn't. The firms decide whether it is one need.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from talentshed.web.ui import likeness

LEAST_FIRMS = 3

_SAYS_LITTLE = likeness.COMMON | frozenset(
    resources.files(__package__).joinpath("data/request_common_words.txt").read_text(encoding="utf-8").split()
)
"""Beside common words: those that every second request has."""


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
    return likeness.words_of(occupation if occupation.strip() else text, _SAYS_LITTLE)


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
