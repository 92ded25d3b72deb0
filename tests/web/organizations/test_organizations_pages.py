"""Do the pages show each reader what is theirs, and 404 to strangers, whatever address they try?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organization_world import TAZEWELL, World, organization
from talentshed.web.access.models import AuditEntry, InvitationLink
from talentshed.web.organizations import tokens
from talentshed.web.organizations.models import (
    AskCap,
    Contact,
    DuplicatePair,
    ImportBatch,
    Interaction,
    Merge,
    Organization,
    PeerInvitation,
    Site,
    Spokesperson,
)
from talentshed.web.organizations.urls import urlpatterns


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"organizations:{name}", args=args), asked)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


@pytest.fixture
def ids(world: World) -> dict[str, object]:
    """One thing of each kind, all of Illinois."""
    pair = DuplicatePair.objects.create(first=world.acme, second=world.brown, score=0.9, reasons=["name_same"])
    merge = Merge.objects.create(survivor=world.acme, merged=organization("Gone", merged_into=world.acme))
    batch = ImportBatch.objects.create(
        state=world.illinois, by=world["Dan"], file_name="x.csv", layout="own", status="imported"
    )
    sent = PeerInvitation.objects.create(scope="gears/7", inviter=world.boss, invited=world.peer)
    link = InvitationLink.objects.create(
        purpose="organization_spokesperson",
        payload={"organization": world.acme.pk},
        digest="x",
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        "organization": world.acme.pk,
        "site_pk": world.acme.sites.get().pk,
        "contact_pk": world.boss.pk,
        "speaker_pk": world.acme.spokespersons.get().pk,
        "pair": pair.pk,
        "merge": merge.pk,
        "batch": batch.pk,
        "invitation_pk": sent.pk,
        "link_pk": link.pk,
    }


def every_address(ids: dict[str, object]) -> list[tuple[str, str]]:
    found = []
    for pattern in urlpatterns:
        name, route = pattern.name, str(pattern.pattern)
        if name == "decline":
            continue
        kwargs: dict[str, object] = {}
        for key in pattern.pattern.converters:
            kwargs[key] = ids.get(key)
        if "pk" in kwargs:
            kind = next(
                (
                    kind
                    for part, kind in (("import", "batch"), ("duplicates", "pair"), ("merges", "merge"))
                    if f"/{part}/" in route
                ),
                "organization",
            )
            kwargs["pk"] = ids[kind]
        if "/for/" in route:
            kwargs |= {"kind": "gears", "number": 7}
        elif name in ("file", "import_template"):
            kwargs["kind"] = "csv"
        found.append((name, reverse(f"organizations:{name}", kwargs=kwargs)))
    return found


OPEN_TO_ALL_WHO_SIGNED_IN = {"list", "import_template"}


def test_strangers_get_404_at_every_address_and_the_signed_out_are_sent_to_sign_in(visit_as, world: World, ids) -> None:
    addresses = every_address(ids)
    assert len(addresses) >= 35
    charlie, ivan = visit_as(world["Charlie"]), visit_as(world["Ivan"])
    for name, address in addresses:
        for method in ("get", "post"):
            if name not in OPEN_TO_ALL_WHO_SIGNED_IN:
                assert getattr(charlie, method)(address).status_code in (404, 405), (method, address)
            if any(letter.isdigit() for letter in address):
                assert getattr(ivan, method)(address).status_code in (404, 405), (method, address)
        assert Client().get(address).status_code in (302, 405), address


def test_ids_of_another_organization_lead_nowhere(visit_as, world: World, ids) -> None:
    alice = visit_as(world["Alice"])
    other = world.brown.pk
    for name, pk in (("site", ids["site_pk"]), ("contact", ids["contact_pk"])):
        assert alice.get(reverse(f"organizations:{name}", args=[other, pk])).status_code == 404
    for name, pk in (("remove_site", "site_pk"), ("end_contact", "contact_pk"), ("dismiss_speaker", "speaker_pk")):
        assert alice.post(reverse(f"organizations:{name}", args=[other, ids[pk]])).status_code == 404
    assert alice.post(reverse("organizations:remind", args=["gears", 8, ids["invitation_pk"]])).status_code == 404
    assert Site.objects.filter(pk=ids["site_pk"]).exists()


def test_a_member_without_the_right_gets_403_with_the_reason(visit_as, world: World) -> None:
    response = visit_as(world["Frank"]).get(reverse("organizations:edit", args=[world.acme.pk]))
    assert response.status_code == 403
    assert "Records are kept by the organization" in response.content.decode()


def test_the_list_is_narrowed_by_name_kind_county_industry_and_size(visit_as, world: World) -> None:
    dan = visit_as(world["Dan"])
    for asked, here, not_here in (
        ({"search": "acme"}, "Acme Gears", "Brown"),
        ({"search": "pekin"}, "Acme Gears", "Brown"),
        ({"search": "ACME GEARS INCORPORATED"}, "Acme Gears", "Brown"),
        ({"kind": "workforce"}, "River Workforce", "Acme"),
        ({"county": TAZEWELL}, "Acme Gears", "Brown"),
        ({"naics": "333613"}, "Brown", "Acme"),
        ({"size": "100-249"}, "Acme Gears", "Brown"),
    ):
        text = page(dan, "list", state="IL", **asked).split("<table")[1]
        assert here in text, asked
        assert not_here not in text, asked
    assert "No organization fits" in page(dan, "list", search="nobody at all")
    assert "Hoosier" not in page(dan, "list")


def test_the_list_of_a_partnership_holds_its_members_and_the_firms_of_its_industry_and_counties(
    visit_as, world: World
) -> None:
    text = page(visit_as(world["Alice"]), "list", scope="gears/7").split("<table")[1]
    assert "Acme Gears" in text
    assert "Brown Bearings" in text
    assert "Prairie College" not in text


def test_overseers_see_when_but_not_who_and_partners_see_both(visit_as, world: World) -> None:
    Interaction.objects.filter(pk=world.visit.pk).update(on_date=timezone.localdate() - timedelta(days=6))
    assert "6 days ago by River Workforce Office" in page(visit_as(world["Dan"]), "list")
    seen = page(visit_as(world["Frank"]), "list")
    assert "6 days ago" in seen
    assert "6 days ago by" not in seen
    one = page(visit_as(world["Frank"]), "organization", world.acme.pk)
    assert "Two seats" not in one
    assert "Bo Boss" not in one
    assert "1 contact is on record" in one


def test_the_next_partner_reads_who_called_before_calling(visit_as, world: World) -> None:
    Interaction.objects.filter(pk=world.visit.pk).update(on_date=timezone.localdate() - timedelta(days=6))
    text = page(visit_as(world["Edda"]), "organization", world.acme.pk)
    assert "Contacted 6 days ago by River Workforce Office: read before you call." in text
    assert "Two seats for apprentices" in text
    assert "bo@acme.example" in text
    assert "555-0100" not in text
    assert "not shared with you" in text
    assert "555-0100" in page(visit_as(world["Bob"]), "organization", world.acme.pk)


def test_asks_of_the_month_stand_against_the_limit(visit_as, world: World) -> None:
    AskCap.objects.create(state=world.illinois, asks_per_month=1)
    Interaction.objects.filter(pk=world.visit.pk).update(on_date=timezone.localdate())
    text = page(visit_as(world["Dan"]), "organization", world.acme.pk)
    assert "Asked 1 times this month; employers are asked at most 1 times." in text
    assert "Wait until" in page(visit_as(world["Dan"]), "add_interaction", world.acme.pk)


def test_employers_people_see_their_own_organization_only(visit_as, world: World) -> None:
    bob = visit_as(world["Bob"])
    text = page(bob, "list")
    assert "Acme Gears" in text
    assert "Brown" not in text
    assert "Two seats for apprentices" in page(bob, "organization", world.acme.pk)
    assert bob.get(reverse("organizations:organization", args=[world.brown.pk])).status_code == 404
    assert "Brown" not in page(bob, "edit", world.acme.pk)
    assert bob.get(reverse("organizations:file", args=["csv"])).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_leaves_as_a_file_without_contact_fields_or_words(visit_as, world: World, kind: str) -> None:
    organization("=SUM(A1)")
    response = visit_as(world["Dan"]).get(reverse("organizations:file", args=[kind]), {"state": "IL"})
    assert response.status_code == 200
    assert len(response.content) > 200
    if kind == "csv":
        text = response.content.decode("utf-8-sig")
        assert "Acme Gears" in text
        assert "'=SUM(A1)" in text
        assert "bo@acme.example" not in text
        assert "Two seats" not in text


def test_an_organization_is_added_changed_and_gets_a_site_and_a_person(visit_as, world: World) -> None:
    dan = visit_as(world["Dan"])
    address = reverse("organizations:add") + "?state=IL"
    wrong = dan.post(address, {"name": "New Tools Co.", "kind": "employer", "naics": "99"}).content.decode()
    assert "“99” is no industry code" in wrong
    assert 'value="New Tools Co."' in wrong
    made = dan.post(address, {"name": "New Tools Co.", "kind": "employer", "naics": "3335"}, follow=True)
    one = Organization.objects.get(name="New Tools Co.")
    assert one.name_key == "new tools"
    assert "Now add its sites" in made.content.decode()
    assert Site.objects.filter(organization=one).count() == 0
    dan.post(reverse("organizations:add_site", args=[one.pk]), {"county_fips": TAZEWELL, "size_band": "10-19"})
    dan.post(reverse("organizations:add_contact", args=[one.pk]), {"name": "Ann", "email": "ann@new.example"})
    dan.post(
        reverse("organizations:edit", args=[one.pk]), {"name": "New Tools Inc.", "naics": "", "parent": world.acme.pk}
    )
    one.refresh_from_db()
    assert (one.name, one.parent) == ("New Tools Inc.", world.acme)
    assert one.kind == "employer"
    assert one.sites.get().county_fips == TAZEWELL
    assert Contact.objects.get(name="Ann").recorded_by_organization == world.office
    kinds = list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["ORGANIZATION_ADDED", "SITE_ADDED", "CONTACT_ADDED", "ORGANIZATION_CHANGED"]


def test_who_can_not_see_an_address_can_not_change_it_or_say_that_its_owner_agreed(visit_as, world: World) -> None:
    address = reverse("organizations:contact", args=[world.acme.pk, world.boss.pk])
    edda = visit_as(world["Dan"])
    assert 'name="phone"' not in edda.get(address).content.decode()
    edda.post(address, {"name": "Bo Boss", "phone": "999", "phone_consent": "on", "email": "bo@acme.example"})
    world.boss.refresh_from_db()
    assert (world.boss.phone, world.boss.phone_consent) == ("555-0100", False)


def test_who_has_left_keeps_name_but_no_address(visit_as, world: World) -> None:
    visit_as(world["Dan"]).post(reverse("organizations:end_contact", args=[world.acme.pk, world.boss.pk]))
    world.boss.refresh_from_db()
    assert (world.boss.name, world.boss.email, world.boss.phone) == ("Bo Boss", "", "")
    assert "Bo Boss</strong>" not in page(visit_as(world["Dan"]), "organization", world.acme.pk)


def test_a_contact_is_written_down_and_one_of_tomorrow_is_not(visit_as, world: World) -> None:
    dan = visit_as(world["Dan"])
    address = reverse("organizations:add_interaction", args=[world.brown.pk])
    given = {
        "on_date": timezone.localdate().isoformat(),
        "kind": "call",
        "by_organization": world.office.pk,
        "is_ask": "on",
    }
    assert "Say what they were asked for" in dan.post(address, given).content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "once it was made" in dan.post(address, {**given, "asked": "A tour", "on_date": tomorrow}).content.decode()
    assert not Interaction.objects.filter(organization=world.brown).exists()
    dan.post(address, {**given, "asked": "A tour"})
    made = Interaction.objects.get(organization=world.brown)
    assert (made.asked, made.by, made.by_organization, made.is_ask) == ("A tour", world["Dan"], world.office, True)
    # Nobody writes in the name of an organization that they don't speak for.
    foreign = dan.post(address, {**given, "asked": "Again", "by_organization": world.college.pk})
    assert foreign.status_code == 200
    assert Interaction.objects.filter(organization=world.brown).count() == 1


def test_counties_and_associations_are_kept(visit_as, world: World) -> None:
    chamber = organization("Peoria Chamber", "association")
    alice = visit_as(world["Alice"])
    alice.post(reverse("organizations:served", args=[world.office.pk]), {"counties": [TAZEWELL, "17031"]})
    assert set(world.office.served_counties.values_list("county_fips", flat=True)) == {TAZEWELL, "17031"}
    alice.post(reverse("organizations:served", args=[world.office.pk]), {"counties": [TAZEWELL]})
    assert "Tazewell" in page(alice, "organization", world.office.pk)
    assert "Cook" not in page(alice, "organization", world.office.pk)
    alice.post(reverse("organizations:associations", args=[world.acme.pk]), {"associations": [chamber.pk]})
    assert "Peoria Chamber" in page(alice, "organization", world.acme.pk)
    assert alice.get(reverse("organizations:served", args=[world.acme.pk])).status_code == 404


def test_a_speaker_is_confirmed_and_dismissed(visit_as, world: World) -> None:
    alice = visit_as(world["Alice"])
    address = reverse("organizations:appoint_speaker", args=[world.brown.pk])
    assert "Nobody of this state is known" in alice.post(address, {"email": "nobody@example.org"}).content.decode()
    Contact.objects.create(organization=world.brown, name="Charlie", person=world["Charlie"])
    alice.post(address, {"email": "Charlie@example.org", "title": "Owner"})
    held = Spokesperson.objects.get(organization=world.brown)
    assert (held.person, held.confirmed_by, held.title) == (world["Charlie"], world["Alice"], "Owner")
    assert page(visit_as(world["Charlie"]), "organization", world.brown.pk)
    alice.post(reverse("organizations:dismiss_speaker", args=[world.brown.pk, held.pk]))
    assert visit_as(world["Charlie"]).get(world.brown.get_absolute_url()).status_code == 404


def test_the_limit_is_set_by_administrators(visit_as, world: World) -> None:
    grace = visit_as(world["Grace"])
    assert "from 0 to 31" in grace.post(reverse("organizations:ask_cap"), {"asks_per_month": "99"}).content.decode()
    grace.post(reverse("organizations:ask_cap"), {"asks_per_month": "4"})
    assert AskCap.objects.get().asks_per_month == 4


def test_declining_needs_no_account_and_opening_the_link_changes_nothing(world: World) -> None:
    sent = PeerInvitation.objects.create(scope="gears/7", inviter=world.boss, invited=world.peer)
    address = reverse("organizations:decline", args=[tokens.invitation_token(sent.pk)])
    assert Client().get(address).status_code == 200
    sent.refresh_from_db()
    assert sent.answer == ""
    assert "You have declined" in Client().post(address).content.decode()
    sent.refresh_from_db()
    assert sent.answer == "declined"
    assert Client().get(reverse("organizations:decline", args=["made-up"])).status_code == 404
    assert AuditEntry.objects.filter(kind="PEER_DECLINED", by=None).exists()
