"""Proposed groups of posts: by shared words, explained by quotes, the same for the same posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings.room_grouping import Said, propose, words_of
from talentshed.web.ui.likeness import stem

POSTS = [
    ("1", "We can't find welders", "Acme"),
    ("2", "A welding program at the college", "Brown"),
    ("3", "More trained welders", "Cole"),
    ("4", "Truck drivers are missing", "Acme"),
    ("5", "Housing for new hires", "Dunn"),
    ("6", "No housing near the plant", "Brown"),
    ("7", "Drivers for the night shift", "Eck"),
    ("8", "The price of energy", "Frost"),
]


def said(rows: list[tuple[str, str, str]]) -> list[Said]:
    return [Said(*row) for row in rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("welder", "welding"),
        ("welders", "Welder's"),
        ("driver", "drivers"),
        ("program", "programs"),
        ("soldador", "soldadores"),
        ("capacitación", "capacitaciones"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str):
    assert stem(one) == stem(other)


def test_words_without_meaning_are_left_out():
    assert set(words_of("We need more of our people to have better jobs in the region").values()) == set()
    assert set(words_of("Nos faltan más trabajadores para la región").values()) <= {"faltan"}


def test_posts_that_share_a_word_are_proposed_as_a_group_with_the_word_and_quotes():
    found = propose(said(POSTS))
    assert [(group.word, set(group.posts), group.firms) for group in found] == [
        ("welders", {"1", "2", "3"}, 3),
        ("drivers", {"4", "7"}, 2),
        ("housing", {"5", "6"}, 2),
    ]
    assert found[0].spellings == ("welders", "welding")
    assert found[0].quotes == ("More trained welders", "We can't find welders", "A welding program at the college")


def test_the_word_that_more_firms_share_goes_first_not_the_one_that_one_firm_repeats():
    rows = [(str(n), f"steel price {n}", "Acme") for n in range(5)] + [("8", "rail", "Brown"), ("9", "rail", "Cole")]
    assert [(group.word, group.firms) for group in propose(said(rows))] == [("rail", 2), ("steel", 1)]


@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(random):
    shuffled = list(POSTS)
    random.shuffle(shuffled)
    assert propose(said(shuffled)) == propose(said(POSTS))


texts = st.lists(st.sampled_from(["weld", "truck", "house", "energy", "rail", "tax", "skill", "port"]), max_size=4).map(
    " ".join
)


@given(st.lists(texts, max_size=20))
def test_a_post_is_in_at_most_one_group_and_each_group_shares_its_word(written: list[str]):
    posts = [Said(str(number), text, f"firm {number % 5}") for number, text in enumerate(written)]
    groups = propose(posts)
    placed = [post for group in groups for post in group.posts]
    assert len(placed) == len(set(placed))
    text_of = {post.id: post.text for post in posts}
    for group in groups:
        assert len(group.posts) >= 2
        assert all(stem(group.word) in words_of(text_of[post]) for post in group.posts)
