"""Who may do what to which organization? One truth table; a policy that is not in it fails the build."""

import inspect

import pytest

import truth_table
from organization_world import World, gears
from talentshed.web.organizations import policies
from talentshed.web.organizations.models import ImportBatch, Interaction, PeerInvitation, Spokesperson

WHO = ("Alice", "Bob", "Dan", "Lena", "Frank", "Olga", "Grace", "Rita", "Ivan", "Charlie")

# Acme is an employer; Bob speaks for it. The workforce office is Dan's and Olga's. y: may; .: may not.
TABLE = """
                                     Alice Bob Dan Lena Frank Olga Grace Rita Ivan Charlie
    see the list of the state          y    .   y   .    y     y    y     y    .     .
    see Acme                           y    y   y   .    y     y    y     y    .     .
    see the union                      y    .   y   y    y     y    y     y    .     .
    see Acme's people                  y    y   y   .    .     .    y     .    .     .
    see the college's people           y    .   y   .    y     y    y     .    .     .
    see an e-mail with consent         y    y   y   .    .     .    y     .    .     .
    see a phone without consent        .    y   .   .    .     .    .     .    .     .
    see a phone that the office wrote  .    y   y   .    .     .    .     .    .     .
    count Acme's contacts              y    y   y   .    y     y    y     .    .     .
    read Acme's contacts               y    y   y   .    .     .    .     .    .     .
    read the office's own contact      y    y   y   .    .     y    .     .    .     .
    read the college's contacts        y    .   y   .    .     y    .     .    .     .
    add to the state                   y    .   y   .    .     y    y     .    .     .
    edit Acme                          y    y   y   .    .     y    y     .    .     .
    edit the college                   y    .   .   .    .     .    y     .    .     .
    invite a speaker of Acme           y    y   .   .    .     .    y     .    .     .
    confirm a speaker of Acme          y    .   .   .    .     .    y     .    .     .
    end Bob as a speaker               y    y   .   .    .     .    y     .    .     .
    record a contact with Acme         y    .   y   .    .     y    .     .    .     .
    record it for the office           .    .   y   .    .     y    .     .    .     .
    record one of the office itself    .    .   .   .    .     .    .     .    .     .
    import                             y    .   y   .    .     y    y     .    .     .
    handle Dan's import                y    .   y   .    .     .    y     .    .     .
    settle duplicates                  y    .   y   .    .     y    y     .    .     .
    merge                              y    .   .   .    .     .    y     .    .     .
    set the limit of asks              .    .   .   .    .     .    y     .    .     .
    see champions                      y    .   .   .    .     .    .     .    .     .
    invite over Bo's name              y    y   .   .    .     .    .     .    .     .
    see who invited whom               y    y   y   .    .     .    y     .    .     .
"""


def verdicts(world: World, name: str) -> dict[str, bool]:
    """Ask every policy for one person."""
    who = world[name]
    state, acme, office = world.illinois.pk, world.acme, world.office
    batch = ImportBatch(state=world.illinois, by=world["Dan"])
    written = Interaction(organization=acme, by_organization=office, kind="call")
    world.boss.organization = acme
    own_phone = type(world.boss)(organization=acme, name="Phil", phone="1", recorded_by_organization=office)
    world.boss.person = world["Bob"]
    scope = gears(world["Alice" if name == "Alice" else "Bob"], 7)
    bob = Spokesperson.objects.select_related("organization").get(person=world["Bob"])
    found = {
        "see the list of the state": policies.may_see_state(who, state),
        "see Acme": policies.may_see(who, acme),
        "see the union": policies.may_see(who, world.union),
        "see Acme's people": policies.may_see_people(who, acme),
        "see the college's people": policies.may_see_people(who, world.college),
        "see an e-mail with consent": policies.may_see_field(who, world.boss, "email"),
        "see a phone without consent": policies.may_see_field(who, world.boss, "phone"),
        "see a phone that the office wrote": policies.may_see_field(who, own_phone, "phone"),
        "count Acme's contacts": policies.may_count_interactions(who, acme),
        "read Acme's contacts": policies.may_read_interactions(who, acme),
        "read the office's own contact": policies.may_read_interaction(who, written),
        "read the college's contacts": policies.may_read_interactions(who, world.college),
        "add to the state": policies.may_add(who, state),
        "edit Acme": policies.may_edit(who, acme),
        "edit the college": policies.may_edit(who, world.college),
        "invite a speaker of Acme": policies.may_invite_spokesperson(who, acme),
        "confirm a speaker of Acme": policies.may_appoint(who, acme),
        "end Bob as a speaker": policies.may_dismiss(who, bob),
        "record a contact with Acme": policies.may_record_interaction(who, acme),
        "record it for the office": policies.may_record_interaction(who, acme, office),
        "record one of the office itself": policies.may_record_interaction(who, office, office),
        "import": policies.may_import(who, state),
        "handle Dan's import": policies.may_undo_import(who, batch),
        "settle duplicates": policies.may_settle_duplicates(who, state),
        "merge": policies.may_merge(who, state),
        "set the limit of asks": policies.may_set_ask_cap(who, state),
        "see champions": policies.may_see_champions(who, scope),
        "see who invited whom": policies.may_see_peers(who, scope),
        "invite over Bo's name": policies.may_invite_peer(who, scope, world.boss),
    }
    assert all(verdict.reason.endswith(".") for verdict in found.values() if not verdict), "a no without a reason"
    return {deed: bool(verdict) for deed, verdict in found.items()}


@pytest.mark.parametrize("name", WHO)
def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World, name: str) -> None:
    found = verdicts(world, name)
    wanted = {deed: row[name] for deed, row in truth_table.read(TABLE, WHO).items()}
    assert found == wanted


def test_no_policy_is_missing_from_the_table() -> None:
    asked = inspect.getsource(verdicts)
    rules = [name for name in policies.__all__ if name.startswith("may_")]
    assert len(rules) >= 20
    assert [name for name in rules if f"policies.{name}(" not in asked] == ["may_answer"]


def test_a_closed_account_is_a_stranger(world: World) -> None:
    dan = world["Dan"]
    dan.is_active = False
    assert not policies.may_see(dan, world.acme)


def test_who_spoke_for_an_organization_until_yesterday_is_a_stranger(world: World) -> None:
    Spokesperson.objects.filter(person=world["Dan"]).update(since="2020-01-01", until="2020-02-01")
    assert not policies.may_see(world["Dan"], world.acme)


def test_an_overseer_reads_what_their_own_organization_wrote_but_not_what_others_did(world: World) -> None:
    theirs = Interaction(organization=world.acme, by_organization=world.college, kind="call")
    assert policies.may_read_interaction(world["Olga"], world.visit)
    assert not policies.may_read_interaction(world["Olga"], theirs)
    assert policies.may_read_interaction(world["Dan"], theirs)


def test_a_merged_record_is_read_but_not_changed(world: World) -> None:
    world.acme.merged_into = world.brown
    assert policies.may_see(world["Alice"], world.acme)
    for verdict in (
        policies.may_edit(world["Alice"], world.acme),
        policies.may_appoint(world["Alice"], world.acme),
        policies.may_invite_spokesperson(world["Alice"], world.acme),
        policies.may_record_interaction(world["Dan"], world.acme),
    ):
        assert "merged" in verdict.reason


def test_who_accepted_can_not_answer_again_and_a_no_can_become_a_yes() -> None:
    assert not policies.may_answer(PeerInvitation(answer="accepted"))
    assert policies.may_answer(PeerInvitation(answer="declined"))
    assert policies.may_answer(PeerInvitation())
