"""Which posts say the same? Proposes groups by shared words, each with its reason, and never the other way round.

Always the same proposal for the same posts, in whatever order they came. A person applies, changes or drops it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

LEAST_POSTS = 2
MOST_QUOTES = 3


def _plain(text: str) -> str:
    """Return small letters without accents."""
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def _listed(name: str) -> tuple[str, ...]:
    """Return the words of one of our lists."""
    text = resources.files(__package__).joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


_COMMON = frozenset(_listed("room_common_words"))
_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*")
_ENDINGS = _listed("room_endings")
SHORTEST_STEM = 3


@dataclass(frozen=True)
class Said:
    """A post as the proposal needs it: what it says, and a token that tells firms apart."""

    id: str
    text: str
    firm: str


@dataclass(frozen=True)
class Group:
    """Posts that share a word."""

    word: str
    """The shared word as most of the posts write it."""
    spellings: tuple[str, ...]
    posts: tuple[str, ...]
    """Ids, in the order of the texts."""
    firms: int
    quotes: tuple[str, ...]
    """Up to three of the texts, shortest first."""


def stem(word: str) -> str:
    """Return a word without its ending, so that welder, welders and welding are one."""
    plain = _plain(word).replace("’", "'").removesuffix("'s").replace("'", "").replace("-", "")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def words_of(text: str) -> dict[str, str]:
    """Return the words of a text that carry meaning: stem to spelling, as first written."""
    found: dict[str, str] = {}
    for word in _WORD.findall(_plain(text)):
        bare = word.replace("’", "'").replace("'", "")
        if bare in _COMMON or len(bare) < SHORTEST_STEM:
            continue
        root = stem(word)
        if root not in _COMMON:
            found.setdefault(root, word)
    return found


def propose(posts: Iterable[Said]) -> tuple[Group, ...]:
    """Propose groups: again and again the word that most firms share among the posts not yet in a group.

    Ties go to more posts, then to the longer word, then to the alphabet. Posts that share no word are in no group.
    """
    waiting = sorted(posts, key=lambda post: (_plain(post.text), post.id))
    known = {post.id: words_of(post.text) for post in waiting}
    groups: list[Group] = []
    while True:
        by_word: dict[str, list[Said]] = defaultdict(list)
        for post in waiting:
            for root in known[post.id]:
                by_word[root].append(post)
        shared = {root: said for root, said in by_word.items() if len(said) >= LEAST_POSTS}
        if not shared:
            return tuple(groups)
        best = min(shared, key=lambda root: (-_firms(shared[root]), -len(shared[root]), -len(root), root))
        members = shared[best]
        groups.append(_group(best, members, known))
        taken = {post.id for post in members}
        waiting = [post for post in waiting if post.id not in taken]


def _firms(posts: Iterable[Said]) -> int:
    return len({post.firm for post in posts})


def _group(root: str, members: Sequence[Said], known: dict[str, dict[str, str]]) -> Group:
    written = [known[post.id][root] for post in members]
    spellings = sorted(set(written), key=lambda word: (-written.count(word), word))
    quotes = sorted((post.text for post in members), key=lambda text: (len(text), text))
    return Group(
        word=spellings[0],
        spellings=tuple(spellings),
        posts=tuple(post.id for post in members),
        firms=_firms(members),
        quotes=tuple(quotes[:MOST_QUOTES]),
    )
