"""Do the small counts of a page tell nobody what a few firms answered?"""

from itertools import product

import pytest

from partnership_world import World, member, organization
from talentshed.web.partnerships.models import NeutralityAnswer
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.gates import gates
from talentshed.web.partnerships.queries.leading import acceptance
from talentshed.web.partnerships.queries.neutrality import tally_words
from talentshed.web.releases import door

SMALL = [counts for counts in product(range(7), repeat=3) if sum(counts)]


def test_the_threshold_is_that_of_the_policy() -> None:
    assert door.least_firms() == 3


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((4, 3, 5), (4, 3, 5)),
        ((8, 0, 4), (8, 0, 4)),
        ((6, 0, 0), (6, 0, 0)),
        ((2, 0, 0), (None, None, None)),
        ((0, 0, 0), (0, 0, 0)),
    ],
)
def test_counts_of_enough_firms_are_shown(counts: tuple[int, ...], shown: tuple[int | None, ...]) -> None:
    found = door.counts_of_firms(dict(zip("abc", counts, strict=True)))
    assert tuple(found[key].value for key in "abc") == shown


def test_no_small_count_is_shown_and_none_follows_from_the_sum() -> None:
    # whoever knows the sum and what is shown must find at least two ways to fill each small count
    for counts in SMALL:
        found = door.counts_of_firms(dict(zip("abc", counts, strict=True)))
        shown = [found[key].value for key in "abc"]
        for value, count in zip(shown, counts, strict=True):
            assert value is None or value == count
            assert value is None or not 0 < count < 3
        fits = [
            guess
            for guess in product(range(sum(counts) + 1), repeat=3)
            if sum(guess) == sum(counts)
            and all(value is None or value == each for value, each in zip(shown, guess, strict=True))
        ]
        for place, count in enumerate(counts):
            if 0 < count < 3:
                assert len({guess[place] for guess in fits}) >= 2, counts


def test_a_hidden_count_says_why() -> None:
    found = door.counts_of_firms({"yes": 1, "no": 0})
    assert found["yes"].value is None
    assert "fewer than 3 firms" in found["yes"].sentence
    assert found["yes"].status.startswith("suppressed")


def answer(world: World, yes: int, no: int) -> None:
    """Let firms at the table of Machinery answer; Acme and Brown stay silent."""
    for number in range(yes + no):
        firm = organization(f"Firm {number}")
        member(world.machinery, firm)
        NeutralityAnswer.objects.create(partnership=world.machinery, organization=firm, accepts=number < yes)


def test_the_tally_on_the_convener_is_shown_when_no_answer_follows_from_it(world: World) -> None:
    answer(world, 4, 3)
    third = organization("Third silent one")
    member(world.machinery, third)
    facts = facts_of(world.machinery)
    assert tally_words(facts) == "4 of 7 employers who answered accept the convener; 10 are at the table."
    assert acceptance(facts).value == pytest.approx(4 / 7)


def test_the_answer_of_one_firm_shows_nowhere(world: World) -> None:
    NeutralityAnswer.objects.create(partnership=world.machinery, organization=world.acme, accepts=False)
    facts = facts_of(world.machinery)
    figure = acceptance(facts)
    hints = [str(gate.hint) for gate in gates(world.machinery, 4, facts) if hasattr(gate, "hint")]
    for words in (tally_words(facts), figure.sentence, *hints):
        assert "0 of 1" not in words
    assert (figure.value, figure.is_met) == (None, None)
