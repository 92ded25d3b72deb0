"""How do employers come to the table over a champion's name, and partners and guests by a link?"""

import re
from collections.abc import Callable

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from partnership_world import World
from talentshed.web.access import audit
from talentshed.web.access.models import InvitationLink, Letter, Person
from talentshed.web.organizations.actions.peers import InvitationRefused
from talentshed.web.organizations.models import Contact, PeerInvitation
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import inviting
from talentshed.web.partnerships.models import Member, Role
from talentshed.web.partnerships.queries.joined import reach_of, scope_for

Browse = Callable[[str], Client]


def invite(world: World, by: str = "Alice", **more: object) -> PeerInvitation:
    scope = scope_for(world[by], world.machinery.pk)
    given: dict[str, object] = {
        "by": world[by],
        "partnership": world.machinery,
        "scope": scope,
        "inviter": Contact.objects.get(name="Carol"),
        "organization": world.clinic,
        "name": "Nina",
        "email": "Nina@clinic.example",
        **more,
    }
    return inviting.invite_employer(**given)  # type: ignore[arg-type]


def link_in(letter: Letter) -> str:
    found = re.search(r"/join/[\w-]+/", letter.text)
    assert found
    return found.group()


def test_a_letter_over_a_champions_name_brings_an_employer_to_the_table(world: World) -> None:
    made = invite(world)
    assert made.override_reason == ""
    assert Member.objects.get(partnership=world.machinery, organization=world.clinic).stage == "invited"
    letter = Letter.objects.get(to="nina@clinic.example")
    assert letter.subject.startswith("Carol invites you")
    phone = Client()
    assert phone.get(link_in(letter)).status_code == 200
    assert Member.objects.get(partnership=world.machinery, organization=world.clinic).stage == "invited"
    answer = phone.post(link_in(letter), {"name": "Nina", "email": "nina@clinic.example"})
    assert answer["Location"] == reverse("partnerships:home", args=[world.machinery.pk])
    assert phone.get(answer["Location"]).status_code == 200
    nina = Person.objects.get(email="nina@clinic.example")
    held = policies.standing(nina, world.machinery)
    assert held.roles == {"employer_member"}
    assert held.employers == {world.clinic.pk}
    assert Member.objects.get(partnership=world.machinery, organization=world.clinic).stage == "committed"
    kinds = [entry.kind for entry in audit.trail(world.machinery.scope)]
    assert {"EMPLOYER_INVITED", "PEER_INVITED", "PEER_ACCEPTED", "EMPLOYER_JOINED"} <= set(kinds)


def test_a_public_body_needs_a_reason_to_invite_over_its_own_name(world: World) -> None:
    with pytest.raises(InvitationRefused, match="comes from a peer"):
        invite(world, inviter=None)
    assert not Contact.objects.filter(name="Nina").exists()
    made = invite(world, inviter=None, override_reason="There is no champion yet.")
    assert made.override_reason == "There is no champion yet."
    assert made.inviter.person == world["Alice"]
    entry = next(each for each in audit.trail(world.machinery.scope) if each.kind == "EMPLOYER_INVITED")
    assert entry.detail["override_reason"] == "There is no champion yet."


def test_who_only_takes_part_invites_nobody(world: World) -> None:
    with pytest.raises(PermissionDenied):
        invite(world, by="Bob")


def test_a_link_brings_a_support_partner_its_role_and_its_organization(world: World) -> None:
    chamber = world.college
    address = inviting.invite_to_role(
        by=world["Alice"],
        partnership=world.machinery,
        role="support_partner",
        name="Sam",
        email="sam@college.example",
        organization=chamber,
    )
    browser = Client()
    path = "/join/" + address.rsplit("/join/")[1]
    shown = browser.get(path)
    assert b"take part as support partner" in shown.content
    assert not Role.objects.filter(person__email="sam@college.example").exists()
    answer = browser.post(path, {"name": "Sam", "email": "sam@college.example"})
    assert answer.status_code == 302
    sam = Person.objects.get(email="sam@college.example")
    held = policies.standing(sam, world.machinery)
    assert held.roles == {"support_partner"}
    assert held.supporters == {chamber.pk}
    assert browser.get(answer["Location"]).status_code == 200


def test_a_link_is_dead_when_its_sender_no_longer_convenes(world: World) -> None:
    inviting.invite_to_role(
        by=world["Alice"], partnership=world.machinery, role="observer", name="Olive", email="olive@example.net"
    )
    role = world.machinery.roles.get(role="convener")
    Role.objects.filter(pk=role.pk).update(until=role.since)
    letter = Letter.objects.get(to="olive@example.net")
    assert Client().get(link_in(letter)).status_code == 410
    assert Client().post(link_in(letter), {"name": "Olive", "email": "olive@example.net"}).status_code == 410
    assert not Role.objects.filter(person__email="olive@example.net").exists()


def test_an_industry_role_never_comes_by_such_a_link(world: World) -> None:
    with pytest.raises(PermissionDenied, match="champion"):
        inviting.invite_to_role(
            by=world["Alice"],
            partnership=world.machinery,
            role="champion",
            name="Zoe",
            email="zoe@example.net",
            organization=world.acme,
        )


def test_a_link_that_was_taken_back_lets_nobody_in(world: World, browse: Browse) -> None:
    inviting.invite_to_role(
        by=world["Alice"], partnership=world.machinery, role="observer", name="Olive", email="olive@example.net"
    )
    link = InvitationLink.objects.get(email="olive@example.net")
    answer = browse("Alice").post(reverse("partnerships:withdraw", args=[world.machinery.pk, link.pk]))
    assert answer.status_code == 302
    letter = Letter.objects.get(to="olive@example.net")
    assert Client().get(link_in(letter)).status_code == 410


def test_an_employers_person_cannot_take_a_conveners_link_besides(world: World, browse: Browse) -> None:
    inviting.invite_to_role(
        by=world["Alice"],
        partnership=world.machinery,
        role="co_convener",
        name="Bob",
        email="bob@example.org",
        organization=world.college,
    )
    letter = Letter.objects.get(to="bob@example.org")
    answer = browse("Bob").post(link_in(letter))
    assert answer.status_code == 410
    assert b"would not be neutral" in answer.content
    assert policies.standing(world["Bob"], world.machinery).roles == {"employer_member"}


def test_conveners_reach_the_list_of_their_state_only_while_the_partnership_is_open(world: World) -> None:
    assert reach_of(world["Alice"]).convenes == {world.illinois.pk}
    assert reach_of(world["Bob"]).convenes == frozenset()
    world.machinery.status, world.machinery.closed_on = "closed", "2026-01-01"
    world.machinery.save()
    assert reach_of(world["Alice"]).convenes == frozenset()


def test_strangers_and_overseers_are_lent_no_scope(world: World) -> None:
    assert scope_for(world["Charlie"], world.machinery.pk) is None
    assert scope_for(world["Frank"], world.machinery.pk) is None
    bob = scope_for(world["Bob"], world.machinery.pk)
    assert bob is not None
    assert not bob.may_convene
    assert outbox.outbox == []
