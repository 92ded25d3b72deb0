"""Is a demo made only where it may be, and is only the story told in the past?"""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

import people
from talentshed.web.access import installation
from talentshed.web.access.models import Person
from talentshed.web.access.problems import DemoError
from talentshed.web.demo_state import seeding
from talentshed.web.demo_state.clock import Calendar
from talentshed.web.demo_state.stories import industries, listed, step_notes, stories
from talentshed.web.partnerships.playbook import STEPS


@pytest.mark.django_db
def test_a_database_of_real_people_is_neither_seeded_nor_emptied():
    people.person("Alice")
    with pytest.raises(DemoError, match="Real people"):
        seeding.seed()
    with pytest.raises(DemoError, match="never marked as a demo"):
        seeding.start_over()
    assert Person.objects.count() == 1
    assert not installation.is_demo()


@pytest.mark.django_db(transaction=True)
def test_starting_over_empties_a_demo_and_nothing_else():
    from talentshed.web.access import demo_state

    demo_state.make()
    seeding.start_over()
    assert seeding.is_empty()
    assert not Person.objects.exists()
    assert not installation.is_demo()


def test_only_what_is_told_is_in_the_past():
    now = timezone.now()
    calendar = Calendar(now)
    elsewhere = []
    with calendar.on(100):
        assert timezone.now().date() == calendar.at(100).date()
        assert timezone.localdate() == calendar.at(100).date()
        asking = threading.Thread(target=lambda: elsewhere.append(timezone.now()))
        asking.start()
        asking.join()
        with calendar.on(3):
            assert timezone.localdate() == calendar.at(3).date()
        assert timezone.localdate() == calendar.at(100).date()
    assert now <= elsewhere[0] <= timezone.now()
    assert timezone.now() - now < timedelta(minutes=1)


def test_deeds_of_a_day_come_one_after_the_other_and_none_lies_ahead():
    calendar = Calendar(timezone.now())
    with calendar.on(10):
        first, second = timezone.now(), timezone.now()
    assert first < second
    assert calendar.at(0, hour=23) < timezone.now()
    assert calendar.at(-5) > timezone.now()
    assert calendar.meeting_at(-5).weekday() < 5
    assert calendar.meeting_at(200).weekday() < 5


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.key)
def test_a_story_names_firms_and_bodies_that_are_listed_and_goes_forward(story):
    days = (story.started, *story.reached)
    assert list(days) == sorted(days, reverse=True)
    known = {row[0] for state in ("IL", "IA") for name in ("firms", "bodies") for row in listed(name, state)[1]}
    assert set((*story.partners, *story.employers, *story.prospects)) <= known
    assert not set(story.employers) & set(story.prospects)
    assert (story.launch.held is not None) == bool(story.priorities)
    assert len(story.employers) >= 3 or story.phase < 4


def test_each_industry_has_a_priority_of_each_kind_and_each_step_its_note():
    for held in industries().values():
        assert len({each.kind for each in held.demands}) == 6
    ticked = {step.key for steps in STEPS.values() for step in steps if not step.check}
    assert ticked <= set(step_notes())
