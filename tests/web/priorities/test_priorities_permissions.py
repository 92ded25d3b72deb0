"""Who may do what with priorities and at the single table? A policy that is not in the table fails the build."""

import inspect
from datetime import date

import pytest

import truth_table
from priority_world import WHO, World, ask
from talentshed.web.access.verdict import Verdict
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import ActionItem, InitiativeImport, SharedNeed, SharedNeedRequest

# Bob leads the team, Edda is its liaison, Vera owns the item; Acme asked, which went to the office. y: may; .: may not.
TABLE = """
                                  Alice Bob Carol Vera Dan Edda Erin Frank Grace Hugo Charlie
    propose a priority              y    y    y    y    .    .    .    .     .    .    .
    write down a vote               y    .    .    .    .    .    .    .     .    .    .
    change the priority             y    y    y    .    .    .    .    .     .    .    .
    sign up for Brown               y    .    y    .    .    .    .    .     .    .    .
    sign up the office              .    .    .    .    .    .    .    .     .    .    .
    open a team                     y    .    y    .    .    .    .    .     .    .    .
    run the team                    y    y    .    .    .    y    .    .     .    .    .
    add an item for the table       y    .    y    .    .    .    .    .     .    .    .
    add an item for the team        y    y    y    .    .    y    .    .     .    .    .
    update Vera's item              y    y    .    y    .    y    .    .     .    .    .
    update the office's item        y    .    .    .    y    .    .    .     .    .    .
    post a need                     y    y    y    y    .    .    .    .     .    .    .
    close the need                  y    y    y    y    .    .    .    .     .    .    .
    offer for somebody              .    .    .    .    y    y    .    .     .    .    .
    offer for the office            .    .    .    .    y    .    .    .     .    .    .
    take the office's offer back    .    .    .    .    y    .    .    .     .    .    .
    agree to the offer              .    y    y    y    .    .    .    .     .    .    .
    promise for somebody            y    .    .    .    y    y    .    .     .    .    .
    promise for the college         y    .    .    .    .    y    .    .     .    .    .
    promise for Acme                .    .    .    .    .    .    .    .     .    .    .
    settle the college's change     y    .    .    .    .    y    .    .     .    .    .
    record the office's service     y    .    .    .    y    .    .    .     .    .    .
    ask for Acme                    .    y    .    .    .    .    .    .     .    .    .
    read Acme's request             .    y    .    .    y    .    .    .     .    .    .
    write in it for the office      .    .    .    .    y    .    .    .     .    .    .
    write in it for Acme            .    y    .    .    .    .    .    .     .    .    .
    write in it for the college     .    .    .    .    .    .    .    .     .    .    .
    close Acme's request            .    y    .    .    .    .    .    .     .    .    .
    see proposals of shared needs   y    y    y    y    y    y    .    .     .    .    .
    answer for Acme                 .    y    .    .    .    .    .    .     .    .    .
    see the state's efforts         y    .    .    .    y    y    .    y     y    y    .
    keep the state's efforts        y    .    .    .    y    y    .    .     y    y    .
    handle Dan's list               .    .    .    .    y    .    .    .     y    .    .
    renew Bob's calendar            .    y    .    .    .    .    .    .     .    .    .
    be reminded                     y    y    y    y    y    y    y    y     y    y    y
"""


def verdicts(world: World, name: str) -> dict[str, Verdict]:
    """Ask every policy for one person."""
    who, here = world[name], world.partnership
    request = ask(world, "Bob", world.acme)
    theirs = ActionItem(partnership=here, owner_organization=world.office, title="x", due_date=date(2030, 1, 1))
    place = SharedNeedRequest(shared=SharedNeed(partnership=here), request=request)
    batch = InitiativeImport(state=here.home_state, by=world["Dan"])
    return {
        "propose a priority": policies.may_propose(who, here),
        "write down a vote": policies.may_decide(who, here, world.priority),
        "change the priority": policies.may_edit_priority(who, here, world.priority),
        "sign up for Brown": policies.may_commit(who, here, world.priority, world.brown),
        "sign up the office": policies.may_commit(who, here, world.priority, world.office),
        "open a team": policies.may_open_team(who, here, world.priority),
        "run the team": policies.may_run_team(who, here, world.team),
        "add an item for the table": policies.may_add_item(who, here),
        "add an item for the team": policies.may_add_item(who, here, world.team),
        "update Vera's item": policies.may_update_item(who, here, world.item),
        "update the office's item": policies.may_update_item(who, here, theirs),
        "post a need": policies.may_post_need(who, here),
        "close the need": policies.may_close_need(who, here, world.need),
        "offer for somebody": policies.may_offer(who, here, world.need),
        "offer for the office": policies.may_offer(who, here, world.need, world.office),
        "take the office's offer back": policies.may_withdraw_offer(who, here, world.offer),
        "agree to the offer": policies.may_accept_offer(who, here, world.offer),
        "promise for somebody": policies.may_promise_change(who, here),
        "promise for the college": policies.may_promise_change(who, here, world.college),
        "promise for Acme": policies.may_promise_change(who, here, world.acme),
        "settle the college's change": policies.may_settle_change(who, here, world.change),
        "record the office's service": policies.may_record_service(who, here, world.office),
        "ask for Acme": policies.may_request(who, world.acme),
        "read Acme's request": policies.may_read_request(who, request),
        "write in it for the office": policies.may_write_message(who, request, world.office),
        "write in it for Acme": policies.may_write_message(who, request, world.acme),
        "write in it for the college": policies.may_write_message(who, request, world.college),
        "close Acme's request": policies.may_close_request(who, request),
        "see proposals of shared needs": policies.may_see_shared(who, here),
        "answer for Acme": policies.may_answer_shared(who, place),
        "see the state's efforts": policies.may_see_efforts(who, here.home_state),
        "keep the state's efforts": policies.may_keep_efforts(who, here.home_state),
        "handle Dan's list": policies.may_handle_list(who, batch),
        "renew Bob's calendar": policies.may_renew_calendar(who, world["Bob"]),
        "be reminded": policies.may_be_reminded(who),
    }


@pytest.mark.parametrize("name", WHO)
def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World, name: str) -> None:
    found = verdicts(world, name)
    assert {deed: bool(verdict) for deed, verdict in found.items()} == {
        deed: row[name] for deed, row in truth_table.read(TABLE, WHO).items()
    }
    assert all(verdict.reason.endswith(".") for verdict in found.values() if not verdict), "a no without a reason"


def test_no_policy_is_missing_from_the_table(world: World) -> None:
    asked = inspect.getsource(verdicts)
    missing = [name for name in policies.__all__ if f"policies.{name}(" not in asked]
    assert missing == ["may_propose_shared"], "asked below: it has no person"
    assert policies.may_propose_shared(world.partnership)


def test_a_closed_partnership_is_read_and_not_written(world: World) -> None:
    here = world.partnership
    here.status, here.closed_on = "closed", date(2026, 1, 1)
    alice, bob, dan = world["Alice"], world["Bob"], world["Dan"]
    for verdict in (
        policies.may_propose(bob, here),
        policies.may_decide(alice, here, world.priority),
        policies.may_edit_priority(alice, here, world.priority),
        policies.may_commit(alice, here, world.priority, world.brown),
        policies.may_open_team(alice, here, world.priority),
        policies.may_run_team(bob, here, world.team),
        policies.may_add_item(alice, here),
        policies.may_update_item(alice, here, world.item),
        policies.may_post_need(bob, here),
        policies.may_close_need(bob, here, world.need),
        policies.may_offer(dan, here, world.need),
        policies.may_withdraw_offer(dan, here, world.offer),
        policies.may_accept_offer(bob, here, world.offer),
        policies.may_promise_change(alice, here),
        policies.may_settle_change(alice, here, world.change),
        policies.may_record_service(alice, here),
        policies.may_propose_shared(here),
    ):
        assert "closed" in verdict.reason


def test_what_is_of_another_partnership_is_refused_even_to_its_own_convener(world: World) -> None:
    hugo, other = world["Hugo"], world.other
    for verdict in (
        policies.may_decide(hugo, other, world.priority),
        policies.may_edit_priority(hugo, other, world.priority),
        policies.may_open_team(hugo, other, world.priority),
        policies.may_run_team(hugo, other, world.team),
        policies.may_update_item(hugo, other, world.item),
        policies.may_close_need(hugo, other, world.need),
        policies.may_settle_change(hugo, other, world.change),
    ):
        assert not verdict
