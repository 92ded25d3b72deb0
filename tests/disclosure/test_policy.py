"""Which rules does a policy set, and who may go below its floors?"""

from dataclasses import replace

import pytest

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import FOLDER, Policy, below_floors, load_policy, policy_from, with_lower

REASON = {"reason": "Agreed with counsel for one table", "approver": "Ana", "second_approver": "Ben"}


@pytest.mark.parametrize("key", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_each_shipped_policy_keeps_its_own_floors(key):
    policy = load_policy(key)
    assert policy.key == key
    assert policy.floors
    assert below_floors(policy) == ()


def test_the_defaults_are_those_of_the_guard_rails():
    people, answers = load_policy("people"), load_policy("employer-answers")
    jobs = load_policy("people-by-employers")
    assert people.minimum_persons == 10
    assert (jobs.minimum_contributors, jobs.dominance) == (3, ((1, 80.0),))
    assert (answers.minimum_contributors, answers.dominance, answers.p_percent) == (5, ((1, 25.0),), 15)
    assert answers.attackers == ("outsider", "contributor", "pair")


def test_a_setting_can_be_tightened_by_anyone():
    stricter = with_lower(load_policy("employer-answers"), {"minimum_contributors": 7, "dominance": ((1, 20.0),)})
    assert (stricter.minimum_contributors, stricter.lowered) == (7, ())


@pytest.mark.parametrize(
    "changes",
    [{"minimum_contributors": 3}, {"minimum_contributors": None}, {"dominance": ()}, {"dominance": ((1, 30.0),)}],
)
@pytest.mark.parametrize(
    "people",
    [
        {},
        {"reason": "why"},
        {"reason": "why", "approver": "Ana"},
        {"reason": "why", "approver": "Ana", "second_approver": " ana"},
        {"approver": "Ana", "second_approver": "Ben"},
    ],
)
def test_below_a_floor_needs_a_reason_and_two_people(changes, people):
    with pytest.raises(DisclosureError, match="needs a written reason and two different approvers"):
        with_lower(load_policy("employer-answers"), changes, **people)


def test_an_approved_exception_stands_in_the_policy():
    policy = with_lower(load_policy("employer-answers"), {"minimum_contributors": 4}, **REASON)
    (lowered,) = policy.lowered
    assert (lowered.setting, lowered.floor, lowered.to, lowered.second_approver) == (
        "minimum_contributors",
        5,
        4,
        "Ben",
    )


def test_a_policy_of_ones_own_is_read_from_a_file(tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text("key: ours\nversion: '3'\nminimum_persons: 20\ndominance: [[2, 85]]\n", encoding="utf-8")
    assert load_policy(path) == Policy("ours", "3", minimum_persons=20, dominance=((2, 85.0),))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"key": "ours"}, "key and version"),
        ({"key": "ours", "version": "1"}, "no rule"),
        ({"key": "Our rules", "version": "1"}, "lower-case"),
        ({"key": "ours", "version": "1", "minimum": 3}, "no field 'minimum'"),
        ({"key": "ours", "version": "1", "minimum_persons": "ten"}, "must be a number"),
        ({"key": "ours", "version": "1", "minimum_persons": 1}, "below 2 it hides nothing"),
        ({"key": "ours", "version": "1", "dominance": [80]}, "pairs"),
        ({"key": "ours", "version": "1", "dominance": [[1, 100]]}, "below 100"),
        ({"key": "ours", "version": "1", "p_percent": 0}, "above 0"),
        ({"key": "ours", "version": "1", "minimum_persons": 3, "weight": "cells"}, "value, log, one"),
        ({"key": "ours", "version": "1", "minimum_persons": 3, "attackers": ["ghost"]}, "outsider, contributor, pair"),
    ],
)
def test_a_wrong_policy_is_refused_in_a_sentence(content, message):
    with pytest.raises(DisclosureError, match=message):
        policy_from(content)


def test_an_unknown_policy_is_refused_with_the_known_ones():
    with pytest.raises(DisclosureError, match="employer-answers, people, people-by-employers"):
        load_policy("nobody")
    with pytest.raises(DisclosureError, match="no setting 'key'"):
        with_lower(replace(load_policy("people")), {"key": "other"})
