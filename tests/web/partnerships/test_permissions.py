"""Does every role get the answer that the table says, for every action on every object, with no cell left out?"""

import importlib
import inspect
import pkgutil
from collections import Counter

import pytest

from partnership_table import EVERYBODY, cells, populate
from talentshed.web.access.models import Person, State
from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Partnership


def written_policies() -> set[str]:
    """Return the name of every policy that this capability defines, in whichever module."""
    found = set()
    for module in pkgutil.walk_packages(policies.__path__, f"{policies.__name__}."):
        for name, member in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if name.startswith("may_") and member.__module__ == module.name:
                found.add(name)
    return found


@pytest.mark.django_db
def test_every_role_gets_the_answer_of_the_table_for_every_action_on_every_object() -> None:
    world = populate()
    wrong = []
    count = 0
    for cell in cells(world):
        for name in EVERYBODY:
            verdict = cell.ask(world[name])
            assert isinstance(verdict, Verdict)
            count += 1
            if bool(verdict) != (name in cell.allowed):
                wrong.append(f"{cell.policy}, {cell.thing}, {name}: {'yes' if verdict else verdict.reason}")
            if not verdict:
                assert verdict.reason.endswith("."), f"{cell.policy} says no without a sentence"
    assert not wrong, "\n".join(wrong)
    assert count >= 1000


@pytest.mark.django_db
def test_no_policy_is_missing_from_the_table() -> None:
    asked = Counter(cell.policy for cell in cells(populate()))
    assert set(asked) == written_policies()


@pytest.mark.django_db
def test_each_policy_is_asked_of_an_object_that_it_allows_and_of_one_that_it_refuses() -> None:
    answers: dict[str, set[bool]] = {}
    for cell in cells(populate()):
        given = {name in cell.allowed for name in EVERYBODY}
        answers[cell.policy] = answers.get(cell.policy, set()) | given
    assert {policy for policy, seen in answers.items() if seen != {True, False}} == set()


@pytest.mark.django_db
def test_the_answer_for_one_partnership_says_nothing_about_another() -> None:
    world = populate()
    held = policies.standing(world["Alice"], world.machinery)
    assert policies.may_convene(held, world.machinery)
    assert not policies.may_convene(held, world.health)


@pytest.mark.django_db
def test_every_given_role_stands_in_the_table() -> None:
    world = populate()
    held = set(world.machinery.roles.filter(until__isnull=True).values_list("role", flat=True))
    assert held == set(policies.ROLE_RULES)


@pytest.mark.django_db
def test_an_organization_that_was_merged_away_opens_nothing() -> None:
    world = populate()
    world.acme.merged_into = world.brown
    world.acme.save()
    assert not policies.may_see(world["Emma"], world.machinery)


@pytest.mark.django_db
def test_roles_of_a_state_open_its_own_partnerships_only() -> None:
    world = populate()
    lonely = Partnership.objects.create(
        name="Far", home_state=State.objects.get(code="MI"), naics="333", region_key="26001", region_name="Alcona"
    )
    allowed = {name for name in EVERYBODY if policies.may_oversee(world[name], lonely)}
    assert allowed == {"Nils"}
    assert isinstance(world["Nils"], Person)
