"""Are forms of a word one word, in both languages, and do the best texts come first, always in the same order?"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.ui.likeness import COMMON, Text, likeness, plain, rank, stem, words_of

#     one form          another
SAME = """
      compete           competitors
      competing         competencia
      region            regiones
      región            regional
      business          businesses
      company           companies
      empresa           empresas
      welder            welding
      soldador          soldadores
      strategy          strategies
      estrategia        estratégico
      boundary          boundaries
      límite            límites
      condado           condados
      training          trainers
      capacitación      capacitar
"""
DIFFERENT = """
      cost              coast
      region            registry
      firm              farm
      empresa           empleo
      partner           party
"""


def pairs(drawn: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in drawn.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_forms_of_a_word_are_one_word(one: str, other: str):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_other_words_stay_apart(one: str, other: str):
    assert stem(one) != stem(other)


def test_accents_and_case_do_not_matter():
    assert plain("Región LABORAL") == "region laboral"
    assert words_of("REGIÓN") == {"region": "region"}


def test_words_that_say_nothing_do_not_count():
    assert set(words_of("What is the cost of it, and why?")) == {"cost"}
    assert set(words_of("¿Cuánto cuesta?")) == {stem("cuesta")}
    assert {"what", "cuanto", "para"} <= COMMON


def test_a_capability_may_hand_over_its_own_list():
    assert set(words_of("shift for welders", frozenset({"shift"}))) == {"for", "weld"}


# texts             welding  night  bus      shares of both / of either
#   one                x       x
#   two                x       x     x       2 / 3
#   three                            x       0 / 3
def test_likeness_is_the_share_of_common_words():
    one, two, three = "welding night", "night welders bus", "bus"
    assert likeness(one, two) == pytest.approx(2 / 3)
    assert likeness(one, three) == 0
    assert likeness("", "") == 0


TEXTS = (
    Text("cost", "What does it cost?", "Staff time is the main cost. A grant may help."),
    Text("region", "Which region?", "A region follows how people commute. The cost of moving borders is low."),
    Text("grant", "Is there a grant?", "Ask the state."),
)


def test_a_word_of_the_title_counts_more():
    assert [each.key for each in rank("cost", TEXTS)] == ["cost", "region"]


def test_a_rare_word_counts_more_than_a_common_one():
    # cost stands in two of three texts, commute in one: log(1 + 3/2) < log(1 + 3/1)
    first = rank("cost commute", TEXTS)[0]
    assert first.key == "cost"  # 3 x log 2.5 = 2.75 against 1 x log 2.5 + 1 x log 4 = 2.30
    assert first.score == pytest.approx(2.748872, abs=1e-5)


def test_half_a_word_finds_the_whole():
    assert rank("commut", TEXTS)[0].key == "region"
    assert rank("cos", TEXTS)[0].key == "cost"


def test_too_little_in_common_is_left_out():
    assert rank("grant unicorn zebra giraffe", TEXTS, least_share=0.5) == ()


@given(st.permutations(TEXTS), st.sampled_from(["cost grant", "region", "people moving", "a", ""]))
def test_the_order_of_the_texts_does_not_matter(texts: list[Text], asked: str):
    assert rank(asked, texts) == rank(asked, TEXTS)


@given(st.text(max_size=40))
def test_whatever_is_typed_has_words_or_none(text: str):
    assert all(words_of(text))
    assert 0 <= likeness(text, random.Random(1).choice(["cost", text])) <= 1
