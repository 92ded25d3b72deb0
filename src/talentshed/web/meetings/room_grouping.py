"""Which posts say the same? Proposes groups by shared words, each with its reason, and never the other way round.

Always the same proposal for the same posts, in whatever order they came. A person applies, changes or drops it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from talentshed.web.ui import likeness

LEAST_POSTS = 2
MOST_QUOTES = 3


_SAYS_LITTLE = likeness.COMMON | frozenset(
    resources.files(__package__).joinpath("data/room_common_words.txt").read_text(encoding="utf-8").split()
)
"""Beside common words: those that half of all posts of a launch have."""


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


def words_of(text: str) -> dict[str, str]:
    """Return the words of a text that carry meaning: stem to spelling, as first written."""
    return likeness.words_of(text, _SAYS_LITTLE)


def propose(posts: Iterable[Said]) -> tuple[Group, ...]:
    """Propose groups: again and again the word that most firms share among the posts not yet in a group.

    Ties go to more posts, then to the longer word, then to the alphabet. Posts that share no word are in no group.
    """
    waiting = sorted(posts, key=lambda post: (likeness.plain(post.text), post.id))
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
