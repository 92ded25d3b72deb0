"""Do the demo's rounds fit their stories: agreed ones that may launch, one with a change, one that is open?"""

from datetime import timedelta

import pytest
from django.utils import timezone

import priority_world
from priority_world import World
from readiness_world import NINE
from talentshed.web.readiness import demo
from talentshed.web.readiness.models import Consensus, Rating, Round, TechnicalAssistance
from talentshed.web.readiness.queries import results
from talentshed.web.readiness.queries.gate import gate_of

NOW = timezone.now()


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


def seed(world: World, phase: int, *, again: bool = False) -> tuple[Round, ...]:
    started = NOW - timedelta(days=400)
    return demo.seed(world.partnership, by=world["Alice"], started=started, now=NOW, phase=phase, again=again)


@pytest.mark.parametrize("phase", [5, 6, 8])
def test_whoever_has_launched_passed_the_gate(world: World, phase: int) -> None:
    (made,) = seed(world, phase)
    assert made.is_settled
    assert gate_of(world.partnership).is_open
    assert Consensus.objects.filter(round=made).count() == 40


def test_a_second_round_says_what_changed_and_still_passes(world: World) -> None:
    first, second = seed(world, 6, again=True)
    since = results.since_last(results.outcome(second))
    assert since is not None
    assert since.before == first
    assert any(each.step for each in since.changes)
    assert gate_of(world.partnership).is_open


def test_a_beginner_has_a_round_that_is_open(world: World) -> None:
    (made,) = seed(world, 1)
    assert made.takes_answers(NOW)
    assert Rating.objects.values("rater").distinct().count() == 4


def test_results_by_kind_are_shown_in_the_demo(world: World) -> None:
    (made,) = seed(world, 6)
    lens = results.outcome(made).lens
    assert dict(lens.groups) == {"industry": 4, "workforce": 3, "other": 4}
    assert lens.widest
    assert made.raters_count == len(demo.RATERS) > len(NINE)


def test_the_same_partnership_gets_the_same_answers(world: World) -> None:
    def values() -> list[tuple[str, str]]:
        return list(Consensus.objects.order_by("item").values_list("item", "value"))

    seed(world, 6)
    before = values()
    Round.objects.all().delete()
    seed(world, 6)
    assert values() == before


def test_a_round_is_never_dated_ahead(world: World) -> None:
    made = demo.seed(world.partnership, by=world["Alice"], started=NOW, now=NOW, phase=6, again=True)
    assert all(each.settled_at is not None and each.settled_at <= NOW for each in made)
    assert made[0].opened_at < made[1].opened_at


def test_seeding_takes_few_questions(world: World, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        seed(world, 6)


def test_the_state_has_help_in_its_calendar(world: World) -> None:
    demo.seed_state(world.partnership.home_state, by=world["Frank"], now=NOW)
    assert TechnicalAssistance.objects.filter(on_date__gt=timezone.localdate(NOW)).count() == 2
