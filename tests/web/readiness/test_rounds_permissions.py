"""Who may do what with a round? One table, people as columns; and nobody learns of what is not theirs."""

from collections.abc import Callable

import pytest

import people
import priority_world
from priority_world import World
from readiness_world import opened, settled
from talentshed.web.access.verdict import Verdict
from talentshed.web.readiness.models import Rater, Round
from talentshed.web.readiness.policies import rounds as policies
from truth_table import read

WHO = ("Alice", "Bob", "Carol", "Dan", "Erin", "Frank", "Grace", "Hugo", "Charlie")

PARTNERSHIP = """
                        Alice Bob Carol Dan Erin Frank Grace Hugo Charlie
see rounds                y    y    y    y   y     .     .     .     .
open a round              y    .    .    .   .     .     .     .     .
see a round               y    y    y    y   y     .     .     .     .
invite                    y    .    .    .   .     .     .     .     .
enter paper               y    .    .    .   .     .     .     .     .
change the round          y    .    .    .   .     .     .     .     .
reveal                    y    .    .    .   .     .     .     .     .
read while open           .    .    .    .   .     .     .     .     .
settle while open         .    .    .    .   .     .     .     .     .
read when settled         y    y    y    y   y     .     .     .     .
decide when settled       y    .    .    .   .     .     .     .     .
settle when settled       .    .    .    .   .     .     .     .     .
act on a gap              y    .    y    .   .     .     .     .     .
reveal when settled       .    .    .    .   .     .     .     .     .
"""
STATE = """
                        Alice Bob Carol Dan Erin Frank Grace Hugo Charlie
open a state round        .    .    .    .   .     y     y     .     .
see a state round         .    .    .    .   .     y     y     .     .
add an instrument         .    .    .    .   .     y     y     .     .
plan help                 .    .    .    .   .     y     y     .     .
"""


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


def test_who_may_do_what_with_a_round_of_a_partnership(world: World) -> None:
    done = settled(world)
    going = opened(world, "Summer")
    here = world.partnership
    deeds: dict[str, Callable[[object], Verdict]] = {
        "see rounds": lambda who: policies.may_see_rounds(who, here),  # type: ignore[arg-type]
        "open a round": lambda who: policies.may_open_round(who, here),  # type: ignore[arg-type]
        "see a round": lambda who: policies.may_see_round(who, going),  # type: ignore[arg-type]
        "invite": lambda who: policies.may_invite(who, going),  # type: ignore[arg-type]
        "enter paper": lambda who: policies.may_enter_paper(who, going),  # type: ignore[arg-type]
        "change the round": lambda who: policies.may_change_round(who, going),  # type: ignore[arg-type]
        "reveal": lambda who: policies.may_reveal(who, going),  # type: ignore[arg-type]
        "read while open": lambda who: policies.may_read_results(who, going),  # type: ignore[arg-type]
        "settle while open": lambda who: policies.may_settle(who, going),  # type: ignore[arg-type]
        "read when settled": lambda who: policies.may_read_results(who, done),  # type: ignore[arg-type]
        "decide when settled": lambda who: policies.may_decide(who, done),  # type: ignore[arg-type]
        "settle when settled": lambda who: policies.may_settle(who, done),  # type: ignore[arg-type]
        "act on a gap": lambda who: policies.may_act_on_gap(who, done),  # type: ignore[arg-type]
        "reveal when settled": lambda who: policies.may_reveal(who, done),  # type: ignore[arg-type]
    }
    check(world, PARTNERSHIP, deeds)


def test_who_may_do_what_with_the_readiness_of_a_state(world: World) -> None:
    state = people.illinois()
    round = Round(state=state)
    deeds: dict[str, Callable[[object], Verdict]] = {
        "open a state round": lambda who: policies.may_open_state_round(who, state),  # type: ignore[arg-type]
        "see a state round": lambda who: policies.may_see_round(who, round),  # type: ignore[arg-type]
        "add an instrument": lambda who: policies.may_add_instrument(who, state),  # type: ignore[arg-type]
        "plan help": lambda who: policies.may_plan_assistance(who, state),  # type: ignore[arg-type]
    }
    check(world, STATE, deeds)


def check(world: World, table: str, deeds: dict[str, Callable[[object], Verdict]]) -> None:
    drawn = read(table, WHO)
    assert set(drawn) == set(deeds)
    found = {deed: {name: bool(may(world[name])) for name in WHO} for deed, may in deeds.items()}
    assert found == drawn


def test_a_neighboring_state_oversees_its_own(world: World) -> None:
    ines = people.overseer("Ines", people.indiana())
    assert not policies.may_open_state_round(ines, people.illinois())
    assert not policies.may_plan_assistance(ines, people.illinois())


def test_a_rater_rates_while_answers_are_taken(world: World) -> None:
    round = opened(world)
    rater = Rater(round=round)
    assert policies.may_rate(rater)
    world.partnership.status = "closed"
    round.partnership = world.partnership
    assert policies.may_rate(rater).reason == "This partnership is closed."


def test_every_refusal_is_a_sentence(world: World) -> None:
    done = settled(world)
    for verdict in (
        policies.may_reveal(world["Alice"], done),
        policies.may_settle(world["Alice"], done),
        policies.may_run_round(world["Bob"], done),
        policies.may_invite(world["Alice"], done),
        policies.may_add_instrument(world["Alice"], people.illinois()),
    ):
        assert verdict.reason.endswith(".")
