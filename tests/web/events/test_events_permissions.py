"""Who may do what with events? One truth table; a policy that is not in it fails the build."""

import inspect
from datetime import timedelta

import pytest
from django.utils import timezone

import truth_table
from partnership_world import World
from talentshed.web.events import policies
from talentshed.web.events.models import Event, HelpRequest, Registration
from talentshed.web.events.queries.peers import states_of

WHO = ("Alice", "Fay", "Carol", "Bob", "Dan", "Erin", "Frank", "Grace", "Rosa", "Ines", "Charlie")

# Alice convenes Machinery of Illinois, Fay facilitates it; Frank oversees Illinois, Grace administers it, Ines oversees
# Indiana; Rosa convenes Health. y: may; .: may not.
TABLE = """
                                Alice Fay Carol Bob Dan Erin Frank Grace Rosa Ines Charlie
    make one of the state          .    .    .   .   .   .    .     y     .    .    .
    make one of Machinery          y    y    .   .   .   .    .     y     .    .    .
    make one for another state     .    .    .   .   .   .    .     .     .    .    .
    see the state's draft          .    .    .   .   .   .    .     y     .    .    .
    see the state's event          y    y    y   y   y   y    y     y     y    y    y
    run Machinery's event          y    y    .   .   .   .    .     y     .    .    .
    change Machinery's event       y    y    .   .   .   .    .     y     .    .    .
    change a held one              .    .    .   .   .   .    .     .     .    .    .
    publish Machinery's draft      y    y    .   .   .   .    .     y     .    .    .
    publish a past draft           .    .    .   .   .   .    .     .     .    .    .
    call Machinery's event off     y    y    .   .   .   .    .     y     .    .    .
    call a draft off               .    .    .   .   .   .    .     .     .    .    .
    hold one that is past          y    y    .   .   .   .    .     y     .    .    .
    hold one to come               .    .    .   .   .   .    .     .     .    .    .
    fill seats                     y    y    .   .   .   .    .     y     .    .    .
    remind by hand                 .    .    .   .   .   .    .     .     .    .    .
    see who comes                  y    y    .   .   .   .    .     y     .    .    .
    write down who came            y    y    .   .   .   .    .     y     .    .    .
    write it down too early        .    .    .   .   .   .    .     .     .    .    .
    keep materials                 y    y    .   .   .   .    .     y     .    .    .
    see what people thought        y    y    .   .   .   .    .     y     .    .    .
    register                       y    y    y   y   y   y    y     y     y    y    y
    register for a past one        .    .    .   .   .   .    .     .     .    .    .
    see an own registration        y    y    y   y   y   y    y     y     y    y    y
    give a place back              y    y    y   y   y   y    y     y     y    y    y
    give it back twice             .    .    .   .   .   .    .     .     .    .    .
    say what they thought          y    y    y   y   y   y    y     y     y    y    y
    say it before the event        .    .    .   .   .   .    .     .     .    .    .
    ask Illinois for help          y    y    y   y   y   y    y     y     y    y    y
    ask Indiana for help           .    .    .   .   .   .    .     .     .    .    .
    read a request                 .    .    .   .   .   .    .     y     .    .    .
    answer a request               .    .    .   .   .   .    .     y     .    .    .
    answer a settled one           .    .    .   .   .   .    .     .     .    .    .
    find peers                     y    y    y   y   y   y    y     y     y    y    .
    let others ask Machinery       y    .    .   .   .   .    .     .     .    .    .
"""


def event(world: World, *, own: bool = True, days: int = 9, **fields: object) -> Event:
    start = timezone.now() + timedelta(days=days)
    given = {"status": "published", "host": "Us", "title_en": "One", **fields}
    return Event(
        state=world.illinois,
        partnership=world.machinery if own else None,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        **given,
    )


def verdicts(world: World, name: str) -> dict[str, bool]:
    """Ask every policy for one person."""
    who = world[name]
    own, gone = event(world), event(world, days=-2)
    draft = event(world, status="draft")
    held = event(world, days=-2, status="held", held_at=timezone.now())
    seat = Registration(event=own, place="confirmed")
    asked = HelpRequest(state=world.illinois, status="open")
    return {
        "make one of the state": policies.may_make_event(who, world.illinois),
        "make one of Machinery": policies.may_make_event(who, world.illinois, world.machinery),
        "make one for another state": policies.may_make_event(who, world.indiana, world.machinery),
        "see the state's draft": policies.may_see_event(who, event(world, own=False, status="draft")),
        "see the state's event": policies.may_see_event(who, event(world, own=False)),
        "run Machinery's event": policies.may_run_event(who, own),
        "change Machinery's event": policies.may_change_event(who, own),
        "change a held one": policies.may_change_event(who, held),
        "publish Machinery's draft": policies.may_publish(who, draft),
        "publish a past draft": policies.may_publish(who, event(world, days=-2, status="draft")),
        "call Machinery's event off": policies.may_call_off(who, own),
        "call a draft off": policies.may_call_off(who, draft),
        "hold one that is past": policies.may_hold(who, gone),
        "hold one to come": policies.may_hold(who, own),
        "fill seats": policies.may_promote(who, own),
        "remind by hand": policies.may_remind(who, own),
        "see who comes": policies.may_see_registrations(who, own),
        "write down who came": policies.may_record_attendance(who, gone),
        "write it down too early": policies.may_record_attendance(who, own),
        "keep materials": policies.may_keep_materials(who, held),
        "see what people thought": policies.may_see_evaluations(who, held),
        "register": policies.may_register(who, own),
        "register for a past one": policies.may_register(who, gone),
        "see an own registration": policies.may_answer_own(who, seat),
        "give a place back": policies.may_give_back(who, seat),
        "give it back twice": policies.may_give_back(who, Registration(event=own, place="cancelled")),
        "say what they thought": policies.may_evaluate(who, held),
        "say it before the event": policies.may_evaluate(who, own),
        "ask Illinois for help": policies.may_ask_for_help(who, world.illinois),
        "ask Indiana for help": policies.may_ask_for_help(who, world.indiana),
        "read a request": policies.may_read_help(who, asked),
        "answer a request": policies.may_settle_help(who, asked),
        "answer a settled one": policies.may_settle_help(who, HelpRequest(state=world.illinois, status="answered")),
        "find peers": policies.may_find_peers(who, states_of(who)),
        "let others ask Machinery": policies.may_offer_peers(who, world.machinery),
    }


@pytest.mark.parametrize("name", WHO)
def test_each_may_what_the_table_says(world: World, name: str) -> None:
    said = {deed: bool(verdict) for deed, verdict in verdicts(world, name).items()}
    assert said == {deed: row[name] for deed, row in truth_table.read(TABLE, WHO).items()}


def test_a_stranger_without_an_account_may_come_and_ask_and_nothing_else(world: World) -> None:
    own = event(world)
    assert policies.may_register(None, own)
    assert policies.may_ask_for_help(None, world.illinois)
    assert policies.may_promote(None, own)
    assert policies.may_remind(None, own)
    assert not policies.may_run_event(None, own)
    assert not policies.may_see_event(None, event(world, status="draft"))
    assert not policies.may_make_event(None, world.illinois)


def test_a_closed_partnership_has_no_new_events(world: World) -> None:
    world.machinery.status = "closed"
    assert not policies.may_make_event(world["Alice"], world.illinois, world.machinery)
    assert not policies.may_offer_peers(world["Alice"], world.machinery)


def test_every_policy_is_in_the_table() -> None:
    source = inspect.getsource(verdicts)
    assert [name for name in policies.__all__ if f"policies.{name}(" not in source] == []
