"""Do firms that share the most begin together, with the reasons shown, read by those who keep the records only?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organization_world import organization
from partnership_world import World, member
from talentshed.web.access.models import AuditEntry
from talentshed.web.partnerships.actions.start_group import record_issue, save_start_group
from talentshed.web.partnerships.models import HeldIssue, Member, StartGroup
from talentshed.web.partnerships.queries.start_group import Proposal, held_by, issue_words, proposal

Browse = Callable[[str], Client]

NAMED = {
    "Acme Gears, Inc.": ("welders", "visas"),
    "Brown Bearings LLC": ("welders", "visas", "freight"),
    "Clay Castings": ("Welders", "freight"),
    "Dow Dies": ("housing",),
    "East Engines": ("  welders ",),
}


@pytest.fixture
def named(world: World) -> World:
    for name in ("Clay Castings", "Dow Dies", "East Engines"):
        member(world.machinery, organization(name), "prospect")
    for name, topics in NAMED.items():
        firm = Member.objects.get(partnership=world.machinery, organization__name=name)
        for topic in topics:
            record_issue(
                by=world["Alice"], partnership=world.machinery, member=firm, kind="obstacle", topic=topic, text="ours"
            )
    return world


def proposed(world: World, least: int = 4, most: int = 8) -> Proposal:
    found = proposal(held_by(world.machinery), least, most)
    assert found is not None
    return found


@pytest.mark.django_db
def test_the_proposed_group_is_the_one_worked_by_hand(named: World) -> None:
    # welders: 4 firms = 6 pairs, visas 1 pair, freight 1 pair; no pair without an issue: 8. With Dow Dies 8 - 4 = 4.
    found = proposed(named)
    assert [str(each.member) for each in found.firms] == [
        "Acme Gears, Inc.",
        "Brown Bearings LLC",
        "Clay Castings",
        "East Engines",
    ]
    assert found.score == 8
    assert found.is_proven
    assert [(issue_words(issue), n) for issue, n in found.common] == [
        ("welders (obstacle)", 4),
        ("freight (obstacle)", 2),
        ("visas (obstacle)", 2),
    ]
    assert [(each.size, each.score, each.added) for each in found.alternatives] == [(5, 4, ("Dow Dies",))]
    assert [(str(each), points) for each, points in found.left_out] == [("Dow Dies", -4)]


@pytest.mark.django_db
def test_each_firm_is_explained_by_what_it_shares_and_with_whom(named: World) -> None:
    clay = proposed(named).firms[2]
    assert clay.sentence == (
        "shares welders (obstacle) with Acme Gears, Inc., Brown Bearings LLC, East Engines; "
        "freight (obstacle) with Brown Bearings LLC"
    )
    assert clay.points == 1 + 2 + 1


@pytest.mark.django_db
def test_sizes_are_kept_even_where_a_firm_fills_up(named: World) -> None:
    found = proposed(named, 5, 5)
    dow = next(each for each in found.firms if str(each.member) == "Dow Dies")
    assert dow.sentence.startswith("shares no issue with the others")
    assert len(proposed(named, 2, 2).firms) == 2
    assert len(proposed(named, 9, 12).firms) == 5


@pytest.mark.django_db
def test_nothing_is_proposed_from_the_words_of_one_firm(world: World) -> None:
    assert proposal(held_by(world.machinery), 4, 8) is None
    firm = Member.objects.get(partnership=world.machinery, organization=world.acme)
    record_issue(by=world["Alice"], partnership=world.machinery, member=firm, kind="obstacle", topic="welders")
    assert proposal(held_by(world.machinery), 4, 8) is None


@pytest.mark.django_db
def test_the_page_proposes_shows_and_saves(named: World, browse: Browse) -> None:
    pk = named.machinery.pk
    alice = browse("Alice")
    shown = alice.get(reverse("partnerships:start_group", args=[pk])).content.decode()
    assert "Begin with these 4 firms (score 8)" in shown
    assert "would change the score by -4" in shown
    save = reverse("partnerships:start_group_save", args=[pk])
    ticked = alice.get(save + "?least=4&most=8").content.decode()
    assert ticked.count("checked") == 4
    chosen = [each.member.pk for each in proposed(named).firms]
    assert alice.post(save + "?least=4&most=8", {"members": chosen}).status_code == 302
    first = StartGroup.objects.get()
    assert (first.score, first.is_as_proposed) == (8, True)
    alice.post(save, {"members": chosen[:3], "note": "They know each other"})
    changed = StartGroup.objects.first()
    assert changed is not None
    # Acme, Brown, Clay: 2 + 1 + 2
    assert (changed.score, changed.is_as_proposed) == (5, False)
    assert "They know each other" in alice.get(reverse("partnerships:start_group", args=[pk])).content.decode()
    assert "Choose at least two firms." in alice.post(save, {"members": chosen[:1]}).content.decode()


@pytest.mark.django_db
def test_a_wrong_size_keeps_what_was_typed_and_says_what_is_wrong(named: World, browse: Browse) -> None:
    page = reverse("partnerships:start_group", args=[named.machinery.pk])
    shown = browse("Alice").get(page, {"least": "9", "most": "5"}).content.decode()
    assert "The second number is at least as large as the first." in shown
    assert 'value="9"' in shown
    assert "Begin with these 4 firms" in shown


@pytest.mark.django_db
def test_an_issue_is_written_down_once_and_a_known_one_is_chosen(named: World, browse: Browse) -> None:
    alice = browse("Alice")
    add = reverse("partnerships:issue_add", args=[named.machinery.pk])
    acme = Member.objects.get(partnership=named.machinery, organization=named.acme)
    before = HeldIssue.objects.count()
    assert alice.post(add, {"member": acme.pk, "known": "obstacle:freight"}).status_code == 302
    assert alice.post(add, {"member": acme.pk, "topic": "WELDERS", "kind": "obstacle", "text": "40"}).status_code == 302
    assert HeldIssue.objects.count() == before + 1
    assert HeldIssue.objects.get(member=acme, topic="welders").text == "40"
    for wrong, sentence in (
        ({"member": acme.pk}, "Choose a known issue, or name a new one"),
        ({"member": acme.pk, "known": "obstacle:freight", "topic": "x"}, "not both"),
        ({"topic": "x", "kind": "obstacle"}, "Choose the firm."),
        ({"member": acme.pk, "topic": "new"}, "Say whether it is an opportunity or an obstacle."),
    ):
        assert sentence in alice.post(add, wrong).content.decode()
    issue = HeldIssue.objects.get(member=acme, topic="freight")
    alice.post(reverse("partnerships:issue_remove", args=[named.machinery.pk, issue.pk]))
    assert not HeldIssue.objects.filter(pk=issue.pk).exists()


@pytest.mark.django_db
def test_what_firms_said_is_read_by_who_keeps_the_records_and_not_told_in_the_trail(
    named: World, browse: Browse
) -> None:
    page = reverse("partnerships:start_group", args=[named.machinery.pk])
    for name, status in (("Alice", 200), ("Fay", 200), ("Bob", 403), ("Dan", 403), ("Erin", 403), ("Charlie", 404)):
        assert browse(name).get(page).status_code == status
    trail = browse("Bob").get(reverse("partnerships:trail", args=[named.machinery.pk])).content.decode()
    assert "wrote down an issue" in trail
    assert "welders" not in trail


@pytest.mark.django_db
def test_a_group_is_made_of_firms_of_the_list(named: World) -> None:
    from django.core.exceptions import ValidationError

    foreign = Member.objects.get(partnership=named.health, organization=named.clinic)
    acme = Member.objects.get(partnership=named.machinery, organization=named.acme)
    with pytest.raises(ValidationError, match="on the list"):
        save_start_group(by=named["Alice"], partnership=named.machinery, members=[acme, foreign], least=4, most=8)
    assert not AuditEntry.objects.filter(kind="START_GROUP_SAVED").exists()


@pytest.mark.django_db
def test_forty_firms_are_weighed_within_the_time_of_a_page(
    world: World, browse: Browse, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for firm in range(40):
        listed = member(world.machinery, organization(f"Firm {firm:02}"), "prospect")
        HeldIssue.objects.bulk_create(
            HeldIssue(member=listed, kind="obstacle", topic=f"issue {issue}")
            for issue in range(20)
            if (firm * 7 + issue * 11) % 10 < 3
        )
    alice = browse("Alice")
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        shown = alice.get(reverse("partnerships:start_group", args=[world.machinery.pk]))
    assert "none scores higher" in shown.content.decode()
