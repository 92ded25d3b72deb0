"""Who could champion a partnership and why, and who invited whom, within the limit of asks?"""

import inspect
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

import people
from organization_world import PEORIA, TAZEWELL, World, gears, organization
from talentshed.web.access import links
from talentshed.web.access.models import AuditEntry, InvitationLink, Letter
from talentshed.web.organizations import reach
from talentshed.web.organizations.actions import asking, peers, speaking
from talentshed.web.organizations.models import (
    AskCap,
    AssociationMember,
    Contact,
    Interaction,
    PeerInvitation,
    Site,
    Spokesperson,
)
from talentshed.web.organizations.policies import Scope
from talentshed.web.organizations.queries import (
    ask_allowed,
    asks_in_month,
    bodies_serving,
    champions,
    employers_in,
    organizations_of,
    recent_asks,
    speaks_for,
)
from talentshed.web.organizations.queries import peers as tree_queries


@pytest.fixture
def scope(world: World) -> Scope:
    found = gears(world["Alice"], 7)
    assert found is not None
    return found


def somebody(name: str, firm: str, **more: object) -> Contact:
    made = organization(firm, naics="3336")
    Site.objects.create(organization=made, county_fips=PEORIA)
    return Contact.objects.create(organization=made, name=name, email=f"{name.lower()}@firm.example", **more)


def test_reach_counts_peers_known_and_half_of_those_known_through_them() -> None:
    # 1 - 2 - 3, and 4 alone; 9 is not among the people, so the tie to 9 counts for nothing.
    ties = [(1, 2, "invited"), (2, 1, "association"), (2, 3, "met"), (4, 9, "met"), (1, 1, "met")]
    found = reach.peer_reach([1, 2, 3, 4], ties)
    # one directly, one through two: (1 + 0.5) / 3
    assert (found[1].share, found[1].direct, found[1].through) == (0.5, 1, 1)
    # two directly: 2 / 3
    assert found[2].share == pytest.approx(2 / 3)
    assert found[2].by_tie == {"association": 1, "invited": 1, "met": 1}
    assert (found[4].share, found[4].direct, found[4].others) == (0.0, 0, 3)
    assert reach.peer_reach([5], [])[5].share == 0.0


def test_champions_stand_in_the_order_of_their_reasons(world: World, scope: Scope) -> None:
    pat = somebody("Pat", "Pat's Gears", decision_authority="decides")
    world.boss.decision_authority = "advises"
    world.boss.save()
    peers.note_champion(by=world["Alice"], scope=scope, contact=pat, standing=3, passion=2, note="Spoke up in March")
    found = champions.suggested_champions(scope)
    assert [each.contact.name for each in found] == ["Pat", "Bo Boss", "Pia Peer"]
    first = found[0]
    # standing 3/3, passion 2/3, decides 1, no tie: (1 + 0.6667 + 1 + 0) / 4
    assert first.low == first.high == pytest.approx((1 + 2 / 3 + 1 + 0) / 4)
    assert first.missing == ()
    assert first.reasons == (
        "Standing, as noted by the convener: strong.",
        "Passion, as noted by the convener: clear.",
        "Decisions: decides alone (owner, chief executive, plant manager).",
        "No tie to the other 2 people here is on record.",
    )
    # What is not noted is a range, not a zero: (0.2 + 0) / 4 to that plus 2 / 4.
    assert (found[1].low, found[1].high) == (pytest.approx(0.05), pytest.approx(0.55))
    assert found[1].missing == ("standing", "passion")


def test_peer_ties_come_from_invitations_associations_and_gatherings(world: World, scope: Scope) -> None:
    pat = somebody("Pat", "Pat's Gears")
    chamber = organization("Chamber", "association")
    AssociationMember.objects.create(association=chamber, member=world.acme)
    AssociationMember.objects.create(association=chamber, member=pat.organization)
    for contact in (world.peer, pat):
        Interaction.objects.create(
            organization=contact.organization,
            contact=contact,
            by_organization=world.office,
            kind="event",
            on_date=date(2026, 2, 1),
        )
    PeerInvitation.objects.create(scope=scope.key, inviter=world.boss, invited=world.peer)
    found = {each.contact.name: each for each in champions.suggested_champions(scope)}
    assert dict(found["Bo Boss"].reach.by_tie) == {"association": 1, "invited": 1}
    assert dict(found["Pat"].reach.by_tie) == {"association": 1, "met": 1}
    assert found["Pat"].reasons[-1] == "Knows 2 of 2 others here (1 through an association, 1 from a meeting or event)."


def test_nothing_about_a_person_is_used_but_the_four_things() -> None:
    source = inspect.getsource(champions) + inspect.getsource(reach)
    assert not re.search(r"\b(gender|sex|age|race|ethnic|religion|disab|birth|national)", source)
    assert set(re.findall(r"contact\.(\w+)", source)) <= {
        "pk", "name", "organization_id", "decision_authority", "get_decision_authority_display",
    }  # fmt: skip


def test_notes_are_for_the_conveners_of_that_partnership(world: World, scope: Scope, visit_as) -> None:
    somebody("Pat", "Pat's Gears")
    address = reverse("organizations:champions", args=["gears", 7])
    alice = visit_as(world["Alice"])
    assert "Possible champions" in alice.get(address).content.decode()
    assert visit_as(world["Bob"]).get(address).status_code == 403
    assert visit_as(world["Dan"]).get(address).status_code == 404
    assert alice.get(reverse("organizations:champions", args=["gears", 8])).status_code == 404
    note = reverse("organizations:note", args=["gears", 7, world.boss.pk])
    alice.post(note, {"standing": "2", "passion": "", "note": "Knows all"})
    text = alice.get(address).content.decode()
    assert "Standing, as noted by the convener: clear." in text
    assert "Knows all" in text
    assert "to " in text
    foreign = Contact.objects.create(organization=world.abroad, name="Foreign")
    assert alice.get(reverse("organizations:note", args=["gears", 7, foreign.pk])).status_code == 404


def test_a_whole_state_is_narrowed_to_counties_and_industries(world: World, visit_as) -> None:
    somebody("Pat", "Pat's Gears")
    address = reverse("organizations:champions", args=["state", world.illinois.pk])
    alice = visit_as(world["Alice"])
    assert "Bo Boss" in alice.get(address).content.decode()
    text = alice.get(address, {"counties": PEORIA, "naics": "3336"}).content.decode()
    assert "Pat" in text
    assert "Bo Boss" not in text
    assert visit_as(world["Dan"]).get(address).status_code == 403
    assert visit_as(world["Charlie"]).get(address).status_code == 404


def test_an_invitation_goes_out_over_the_champions_name_and_counts_as_an_ask(world: World, scope: Scope) -> None:
    made = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer, message="Come!")
    letter = Letter.objects.get()
    assert letter.to == "pia@brown.example"
    assert letter.subject == "Bo Boss invites you to Gears of the river"
    assert "Come!" in letter.text
    assert letter.text.count("http") == 2
    assert asks_in_month(world.brown, timezone.localdate()) == 1
    assert recent_asks(world.brown).get().by_organization == world.acme
    assert made.remind_on == timezone.localdate() + timedelta(days=7)
    assert AuditEntry.objects.get(kind="PEER_INVITED").scope == "gears/7"


def test_the_limit_of_the_month_refuses_with_a_sentence_unless_a_convener_gives_a_reason(
    world: World, scope: Scope
) -> None:
    AskCap.objects.create(state=world.illinois, asks_per_month=1)
    Interaction.objects.create(organization=world.brown, kind="call", is_ask=True, asked="A tour", scope="other/3")
    world.boss.person = world["Bob"]
    world.boss.save()
    with pytest.raises(peers.InvitationRefused, match="was asked 1 times this month"):
        peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    with pytest.raises(peers.InvitationRefused, match="was asked 1 times"):
        peers.invite_peer(
            by=world["Bob"],
            scope=gears(world["Bob"], 7),
            inviter=world.boss,
            invited=world.peer,
            override_reason="I want",
        )
    assert not Letter.objects.exists()
    made = peers.invite_peer(
        by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer, override_reason="She asked for it"
    )
    assert made.override_reason == "She asked for it"
    assert AuditEntry.objects.get(kind="PEER_INVITED").detail["override_reason"] == "She asked for it"


def test_a_public_body_does_not_invite_unless_a_convener_gives_a_reason(world: World, scope: Scope) -> None:
    official = Contact.objects.create(organization=world.office, name="Official")
    with pytest.raises(peers.InvitationRefused, match="comes from a peer"):
        peers.invite_peer(by=world["Alice"], scope=scope, inviter=official, invited=world.peer)
    assert peers.invite_peer(
        by=world["Alice"], scope=scope, inviter=official, invited=world.peer, override_reason="No champion yet"
    )


def test_nobody_is_invited_twice_without_address_or_by_themself(world: World, scope: Scope) -> None:
    peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    silent = Contact.objects.create(organization=world.brown, name="Silent")
    for invited, words in ((world.peer, "already"), (silent, "no e-mail"), (world.boss, "themself")):
        with pytest.raises(peers.InvitationRefused, match=words):
            peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=invited)
    with pytest.raises(PermissionDenied):
        peers.invite_peer(by=world["Dan"], scope=scope_of_dan(scope), inviter=world.boss, invited=world.peer)


def scope_of_dan(scope: Scope) -> Scope:
    return Scope(scope.key, scope.name, scope.state_id, may_convene=False)


def test_accepting_links_the_person_and_lets_them_speak_where_a_convener_sent_it(world: World, scope: Scope) -> None:
    world.peer.email = "pia@example.org"
    made = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    pia = people.person("Pia")
    link = InvitationLink.objects.get()
    assert "Bo Boss of Acme Gears, Inc. invites you to take part in Gears of the river." in links.offer(link).sentence
    links.accept(link, pia)
    made.refresh_from_db()
    world.peer.refresh_from_db()
    assert (made.answer, world.peer.person) == ("accepted", pia)
    assert speaks_for(pia, world.brown)
    with pytest.raises(PermissionDenied):
        peers.accept_peer_invitation(link=link, by=pia)


def test_a_peers_own_invitation_gives_no_right_to_speak(world: World, scope: Scope) -> None:
    world.boss.person = world["Bob"]
    world.boss.save()
    world.peer.email = "pia@example.org"
    peers.invite_peer(by=world["Bob"], scope=gears(world["Bob"], 7), inviter=world.boss, invited=world.peer)
    pia = people.person("Pia")
    links.accept(InvitationLink.objects.get(), pia)
    assert not speaks_for(pia, world.brown)


def test_one_reminder_and_it_counts(world: World, scope: Scope) -> None:
    made = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    sent = tree_queries.invitations(scope)
    assert tree_queries.reminders_due(sent, timezone.localdate()) == []
    assert len(tree_queries.reminders_due(sent, timezone.localdate() + timedelta(days=7))) == 1
    peers.remind_peer(by=world["Alice"], scope=scope, invitation=made)
    assert asks_in_month(world.brown, timezone.localdate()) == 2
    with pytest.raises(peers.InvitationRefused, match="reminded once"):
        peers.remind_peer(by=world["Alice"], scope=scope, invitation=made)
    made.reminded_at = None
    made.save()
    with pytest.raises(peers.InvitationRefused, match="at most 2 times"):
        peers.remind_peer(by=world["Alice"], scope=scope, invitation=made)


def test_the_tree_shows_each_person_once_and_survives_circles(world: World, scope: Scope) -> None:
    pat, quinn = somebody("Pat", "Pat's Gears"), somebody("Quinn", "Quinn Gears")
    for inviter, invited in (
        (world.boss, world.peer),
        (world.peer, pat),
        (pat, world.boss),
        (world.boss, pat),
        (quinn, pat),
    ):
        PeerInvitation.objects.create(scope=scope.key, inviter=inviter, invited=invited)
    sent = tree_queries.invitations(scope)
    branches = tree_queries.tree(sent)
    names = [(branch.contact.name, branch.size) for branch in branches]
    assert names == [("Bo Boss", 3), ("Quinn", 1)]
    assert [each.contact.name for each in branches[0].below] == ["Pia Peer"]
    assert [each.contact.name for each in branches[0].below[0].below] == ["Pat"]
    picture = tree_queries.picture(branches)
    assert [node.name for node in picture.nodes] == ["Bo Boss", "Pia Peer", "Pat", "Quinn"]
    assert len(picture.lines) == 2


def test_the_tree_is_a_list_a_picture_and_a_table(world: World, scope: Scope, visit_as) -> None:
    alice = visit_as(world["Alice"])
    invite = reverse("organizations:invite_peer", args=["gears", 7])
    alice.post(invite, {"inviter": world.boss.pk, "invited": world.peer.pk, "language": "en"})
    refused = alice.post(invite, {"inviter": world.boss.pk, "invited": world.peer.pk, "language": "en"})
    assert "Bo Boss has invited Pia Peer already." in refused.content.decode()
    text = alice.get(reverse("organizations:peers", args=["gears", 7])).content.decode()
    assert "1 invitation: 0 accepted, 0 declined, 1 without an answer." in text
    assert "<svg" in text
    assert "<table" in text
    assert visit_as(world["Bob"]).get(reverse("organizations:peers", args=["gears", 7])).status_code == 200
    assert visit_as(world["Bob"]).get(invite).status_code == 404


def test_an_invitation_to_speak_is_kept_only_while_its_sender_may_invite(world: World) -> None:
    speaking.invite_spokesperson(by=world["Alice"], organization=world.brown, name="Pia", email="pia@example.org")
    link = InvitationLink.objects.get()
    pia = people.person("Pia")
    assert links.accept(link, pia) == world.brown.get_absolute_url()
    assert list(organizations_of(pia)) == [world.brown]
    speaking.invite_spokesperson(by=world["Bob"], organization=world.acme, name="Zoe", email="zoe@example.org")
    second = InvitationLink.objects.order_by("pk").last()
    Spokesperson.objects.filter(person=world["Bob"]).update(until=timezone.localdate())
    with pytest.raises(links.LinkError, match="can no longer do that"):
        links.accept(second, people.person("Zoe"))
    assert not speaks_for(people.person("Zoe"), world.acme)
    assert "token" not in Letter.objects.first().key


def test_the_limit_holds_across_partnerships_and_ends_with_the_month(world: World) -> None:
    for day, scope in ((date(2026, 5, 1), "partnership/1"), (date(2026, 5, 31), "partnership/2")):
        Interaction.objects.create(
            organization=world.acme, kind="call", is_ask=True, asked="x", on_date=day, scope=scope
        )
    assert not ask_allowed(world.acme, date(2026, 5, 15))
    assert "Wait until 2026-06-01" in ask_allowed(world.acme, date(2026, 5, 15)).reason
    assert ask_allowed(world.acme, date(2026, 6, 1))
    assert ask_allowed(world.acme, date(2026, 4, 30))
    for _number in range(5):
        Interaction.objects.create(
            organization=world.office, kind="call", is_ask=True, asked="x", on_date=date(2026, 5, 2)
        )
    assert ask_allowed(world.office, date(2026, 5, 15))
    asking.set_ask_cap(by=world["Grace"], state=world.illinois, asks_per_month=3)
    assert ask_allowed(world.acme, date(2026, 5, 15))
    asking.set_ask_cap(by=world["Grace"], state=world.illinois, asks_per_month=0)
    assert not ask_allowed(world.brown, date(2026, 5, 15))


def test_employers_and_bodies_are_found_by_county(world: World) -> None:
    world.office.served_counties.create(county_fips=TAZEWELL)
    world.union.served_counties.create(county_fips=TAZEWELL)
    assert list(bodies_serving(TAZEWELL)) == [world.office]
    assert list(bodies_serving(PEORIA)) == []
    assert list(employers_in([TAZEWELL, PEORIA]).order_by("name")) == [world.acme, world.brown]
    assert list(employers_in([TAZEWELL, PEORIA], ["31-33"]).order_by("name")) == [world.acme, world.brown]
    assert list(employers_in([TAZEWELL, PEORIA], ["333612"])) == [world.acme]
    assert list(employers_in([TAZEWELL], ["62"])) == []
