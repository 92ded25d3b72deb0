"""What could an overseer, a neighbor state, a hostile file or a double click do? All was tried, and must fail."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from unittest.mock import patch

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import people
from organization_world import PEORIA, World, organization, speaks
from talentshed.web.access import queries
from talentshed.web.access.actions import people as accounts
from talentshed.web.access.models import AuditEntry, InvitationLink, Letter
from talentshed.web.organizations import files, policies
from talentshed.web.organizations.actions import asking, duplicates, importing, keeping, peers, speaking
from talentshed.web.organizations.importing.reading import FileProblem, read_sheet, taken
from talentshed.web.organizations.models import (
    AssociationMember,
    Contact,
    DuplicatePair,
    Interaction,
    Merge,
    Organization,
    PeerInvitation,
    Site,
    Spokesperson,
)
from talentshed.web.organizations.policies import scope_of
from talentshed.web.organizations.queries import asks
from talentshed.web.organizations.queries.imports import sheet_of


def words_of(page: bytes) -> str:
    return re.sub(r"<[^>]+>", " ", page.decode())


# The wall


def test_an_overseer_finds_nobodys_name_and_no_word_on_any_page(world: World, visit_as) -> None:
    PeerInvitation.objects.create(scope=f"state/{world.illinois.pk}", inviter=world.boss, invited=world.peer)
    DuplicatePair.objects.create(first=world.acme, second=world.brown, score=0.9)
    state = world.illinois.pk
    addresses = [
        reverse("organizations:list"),
        reverse("organizations:list") + "?search=Bo",
        reverse("organizations:list") + "?search=apprentices",
        reverse("organizations:file", args=["csv"]),
        reverse("organizations:organization", args=[world.acme.pk]),
        reverse("organizations:peers", args=["state", state]),
        reverse("organizations:champions", args=["state", state]),
        reverse("organizations:invite_peer", args=["state", state]),
        reverse("organizations:duplicates"),
        reverse("access:state", args=["IL"]),
    ]
    for name in ("Frank", "Olga"):
        client = visit_as(world[name])
        for address in addresses:
            said = words_of(client.get(address).content)
            # Olga's own office wrote the visit down, with whom it was: that she may read.
            own = (
                {"Bo Boss"}
                if (name, address) == ("Olga", reverse("organizations:organization", args=[world.acme.pk]))
                else {}
            )
            for secret in {"Bo Boss", "Pia Peer", "bo@acme", "555-0100"} - set(own):
                assert secret not in said, (name, address, secret)
            if name == "Frank":
                assert "apprentices" not in said.replace("?search=apprentices", ""), address


def test_who_oversees_and_administers_is_still_behind_the_wall(world: World) -> None:
    both = people.administrator("Frank")
    assert not policies.may_see_people(both, world.acme)
    assert not policies.may_see_field(both, world.boss, "email")
    assert policies.may_see_people(both, world.college)


def test_who_oversees_and_convenes_reads_neither_champions_nor_the_tree(world: World, visit_as, monkeypatch) -> None:
    people.overseer("Alice")
    PeerInvitation.objects.create(scope="gears/7", inviter=world.boss, invited=world.peer)
    client = visit_as(world["Alice"])
    for name in ("champions", "peers", "invite_peer"):
        answer = client.get(reverse(f"organizations:{name}", args=["gears", 7]))
        assert answer.status_code == 403, name
        assert "Bo Boss" not in words_of(answer.content)
    scope = scope_of(world["Alice"], "gears/7")
    with pytest.raises(PermissionDenied):
        peers.note_champion(by=world["Alice"], scope=scope, contact=world.boss, passion=3)


def test_an_employer_who_invites_a_peer_is_not_shown_everybody_elses_people(world: World, visit_as) -> None:
    world.boss.person = world["Bob"]
    world.boss.save()
    Contact.objects.create(organization=world.brown, name="Cora Consents", email="c@brown.example", email_consent=True)
    address = reverse("organizations:invite_peer", args=["gears", 7])
    said = words_of(visit_as(world["Bob"]).get(address).content)
    assert "Pia Peer" not in said
    assert "Cora Consents" in said
    visit_as(world["Bob"]).post(address, {"inviter": world.boss.pk, "invited": world.peer.pk, "language": "en"})
    assert not PeerInvitation.objects.exists()


def test_two_states_see_nothing_of_each_other(world: World, visit_as) -> None:
    client = visit_as(world["Ivan"])
    acme, state = world.acme.pk, world.illinois.pk
    for name, args in (
        ("organization", [acme]), ("edit", [acme]), ("add_contact", [acme]), ("invite_speaker", [acme]),
        ("appoint_speaker", [acme]), ("peers", ["state", state]), ("champions", ["state", state]),
    ):  # fmt: skip
        assert client.get(reverse(f"organizations:{name}", args=args)).status_code == 404, name
    for query in ("?state=IL", "?search=Acme", f"?scope=state/{state}", "?state=%00", "?state=I%00"):
        answer = client.get(reverse("organizations:list") + query)
        assert answer.status_code in (200, 404)
        assert "Acme Gears" not in words_of(answer.content)
        assert client.get(reverse("organizations:file", args=["csv"]) + query).content.count(b"Acme") == 0


def test_a_note_on_a_champion_is_not_told_of_by_name_in_the_trail(world: World) -> None:
    scope = scope_of(world["Alice"], "gears/7")
    peers.note_champion(by=world["Alice"], scope=scope, contact=world.boss, passion=3)
    entry = AuditEntry.objects.get(kind="CHAMPION_NOTED")
    assert "Bo Boss" not in entry.about_words
    assert entry.about_type != "organizations.contact"


# Links


def speaker_link(world: World, **more) -> str:
    given = {"by": world["Alice"], "organization": world.acme, "name": "Nina", "email": "nina@acme.example", **more}
    return speaking.invite_spokesperson(**given).removeprefix("http://localhost:8000")


NINA = {"name": "Nina", "email": "nina@acme.example"}


def test_a_link_of_somebody_who_left_says_so_plainly(world: World) -> None:
    address = speaker_link(world)
    InvitationLink.objects.update(made_by=None)
    answer = Client().post(address, NINA)
    assert answer.status_code == 410
    assert "Ask for a new" in answer.content.decode()


def test_a_link_of_somebody_who_lost_the_right_says_so_to_the_invited_not_to_the_inviter(world: World) -> None:
    address = speaker_link(world, by=world["Bob"])
    Spokesperson.objects.filter(person=world["Bob"]).update(since="2020-01-01", until="2020-01-02")
    answer = Client().post(address, NINA)
    assert answer.status_code == 410
    said = words_of(answer.content)
    assert "Ask for a new" in said
    assert "conveners and administrators invite" not in said
    assert not Spokesperson.objects.filter(person__email="nina@acme.example").exists()


def test_a_link_follows_its_organization_into_a_merge(world: World) -> None:
    address = speaker_link(world)
    duplicates.merge_organizations(by=world["Alice"], survivor=world.brown, merged=world.acme)
    client = Client()
    assert "Brown Bearings" in words_of(client.get(address).content)
    client.post(address, NINA)
    assert Spokesperson.objects.get(person__email="nina@acme.example").organization == world.brown


def test_confirming_a_speaker_tells_nobody_who_else_has_an_account(world: World, visit_as) -> None:
    secret = people.person("Zelda")
    address = reverse("organizations:appoint_speaker", args=[world.acme.pk])
    client = visit_as(world["Alice"])
    known = client.post(address, {"email": secret.email})
    unknown = client.post(address, {"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 200
    plain = [
        words_of(each.content).replace(email, "")
        for each, email in ((known, secret.email), (unknown, "nobody@example.org"))
    ]
    assert plain[0] == plain[1]
    Contact.objects.create(organization=world.acme, name="Zelda", email="zelda@example.org", person=secret)
    assert client.post(address, {"email": secret.email}).status_code == 302


# Files


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_no_cell_that_leaves_is_run_as_a_formula(start: str) -> None:
    row = files.rows_as_csv([["Name"], [start]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert row.lstrip('"').startswith("'")
    book = openpyxl.load_workbook(io.BytesIO(files.rows_as_xlsx([["Name"], [start]], "x")))
    assert book.active["A2"].data_type != "f"


def workbook(sheet: str, strings: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = "Name"
    data = io.BytesIO()
    made.save(data)
    packed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part.filename)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = sheet.encode()
            new.writestr(part.filename, text)
        if strings:
            new.writestr("xl/sharedStrings.xml", strings)
    return packed.getvalue()


HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
NAME = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def read(data: bytes):
    columns, rows, notes = read_sheet("x.xlsx", data)
    return taken(columns, rows, notes)


def test_a_workbook_that_breaks_off_is_refused_in_words() -> None:
    with pytest.raises(FileProblem, match="can't be opened"):
        read(workbook(HEAD + NAME + '<row r="2"><c r="A2"'))


def test_a_row_number_beyond_every_spreadsheet_holds_nobody_up() -> None:
    far = '<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>Acme</t></is></c></row>'
    with pytest.raises(FileProblem):
        read(workbook(HEAD + NAME + far + "</sheetData></worksheet>"))


def test_a_cell_far_to_the_right_in_every_row_costs_little() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>F{n}</t></is></c><c r="XFD{n}"><v>1</v></c></row>'
        for n in range(2, 3000)
    )
    began = datetime.now(UTC)
    sheet = read(workbook(HEAD + NAME + rows + "</sheetData></worksheet>"))
    assert len(sheet.rows) == 2998
    assert {len(row) for row in sheet.rows} == {1}
    assert (datetime.now(UTC) - began).total_seconds() < 4


def test_a_bomb_of_words_is_refused_before_it_is_unpacked() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + "<si><t>a</t></si>" * 6_000_000
        + "</sst>"
    )
    with pytest.raises(FileProblem, match="too large when unpacked"):
        read(workbook(HEAD + NAME + "</sheetData></worksheet>", strings))


def test_the_name_of_a_file_is_only_a_name(world: World, visit_as) -> None:
    bad = '../../etc/<b onload="x">passwd.csv'
    file = SimpleUploadedFile(bad, b"Name\nNew Firm\n")
    client = visit_as(world["Dan"])
    answer = client.post(reverse("organizations:upload"), {"file": file, "by_organization": world.office.pk})
    page = client.get(answer["Location"]).content.decode()
    assert "<b onload" not in page
    assert "../" not in page.replace('href="../', "")


def test_an_import_that_breaks_in_the_middle_leaves_nothing(world: World) -> None:
    sheet = sheet_of("x.csv", b"Name,City,Contact name\nNew Firm,Pekin,Ann\n", "IL")
    batch = importing.upload_file(by=world["Dan"], state=world.illinois, file_name="x.csv", sheet=sheet)
    before = [model.objects.count() for model in (Organization, Site, Contact)]
    making = "talentshed.web.organizations.actions.importing.ImportRow.objects.bulk_create"
    with patch(making, side_effect=RuntimeError), pytest.raises(RuntimeError):
        importing.import_file(by=world["Dan"], batch=batch)
    assert [model.objects.count() for model in (Organization, Site, Contact)] == before
    batch.refresh_from_db()
    assert batch.status == "draft"


def test_an_import_whose_people_were_changed_since_is_not_undone(world: World) -> None:
    sheet = sheet_of("x.csv", b"Name,City,Contact name\nNew Firm,Pekin,Ann\n", "IL")
    batch = importing.upload_file(by=world["Dan"], state=world.illinois, file_name="x.csv", sheet=sheet)
    importing.import_file(by=world["Dan"], batch=batch)
    keeping.end_contact(by=world["Alice"], contact=Contact.objects.get(name="Ann"), on_date=date(2026, 1, 1))
    with pytest.raises(importing.ImportRefused, match="changed since"):
        importing.undo_import(by=world["Dan"], batch=batch)


# Double clicks, and two at once


def test_a_form_sent_twice_counts_once(world: World, visit_as) -> None:
    client = visit_as(world["Dan"])
    today = timezone.localdate().isoformat()
    call = {"on_date": today, "kind": "call", "by_organization": world.office.pk, "is_ask": "on", "asked": "A tour"}
    firm = {"name": "Twice Inc.", "kind": "employer"}
    person = {"name": "Tess Twice", "email": "tess@acme.example"}
    site = {"city": "Pekin", "name": "Second plant"}
    for _ in range(2):
        client.post(reverse("organizations:add_interaction", args=[world.acme.pk]), call)
        client.post(reverse("organizations:add") + "?state=IL", firm)
        client.post(reverse("organizations:add_contact", args=[world.acme.pk]), person)
        client.post(reverse("organizations:add_site", args=[world.acme.pk]), site)
        visit_as(world["Bob"]).post(
            reverse("organizations:invite_speaker", args=[world.acme.pk]), {**NINA, "language": "en"}
        )
    assert Interaction.objects.filter(asked="A tour").count() == 1
    assert Organization.objects.filter(name="Twice Inc.").count() == 1
    assert Contact.objects.filter(name="Tess Twice").count() == 1
    assert Site.objects.filter(name="Second plant").count() == 1
    assert InvitationLink.objects.count() == Letter.objects.count() == 1


def test_two_who_merge_the_same_pair_at_once_merge_once(world: World) -> None:
    first, second = Organization.objects.get(pk=world.acme.pk), Organization.objects.get(pk=world.brown.pk)
    duplicates.merge_organizations(by=world["Alice"], survivor=world.acme, merged=world.brown)
    with pytest.raises(ValidationError, match="merged already"):
        duplicates.merge_organizations(by=world["Alice"], survivor=first, merged=second)
    stale = Merge.objects.get()
    duplicates.undo_merge(by=world["Alice"], merge=Merge.objects.get())
    with pytest.raises(ValidationError, match="undone already"):
        duplicates.undo_merge(by=world["Alice"], merge=stale)


def test_two_who_look_for_duplicates_at_once_find_each_pair_once(world: World) -> None:
    organization("Acme Gears Incorporated")
    found = asked = None
    from talentshed.web.organizations.queries import duplicates as looking

    asked = looking.found_pairs(world.illinois.pk)
    assert duplicates.look_for_duplicates(by=world["Alice"], state=world.illinois) == len(asked) == 1
    with patch.object(looking, "found_pairs", return_value=asked):
        found = duplicates.look_for_duplicates(by=world["Alice"], state=world.illinois)
    assert found == 0
    assert DuplicatePair.objects.count() == 1


def test_a_merge_into_ones_own_grandchild_makes_no_circle(world: World) -> None:
    top, middle, low = (organization(f"{name} Holding") for name in ("Top", "Middle", "Low"))
    middle.parent, low.parent = top, middle
    middle.save()
    low.save()
    duplicates.merge_organizations(by=world["Alice"], survivor=low, merged=top)
    seen, above = set(), Organization.objects.get(pk=low.pk)
    while above is not None:
        assert above.pk not in seen, "an organization stands above itself"
        seen.add(above.pk)
        above = above.parent


def test_who_spoke_for_both_has_one_organization_after_a_merge(world: World, visit_as) -> None:
    both = speaks("Bea", world.acme, world.brown)
    duplicates.merge_organizations(by=world["Alice"], survivor=world.acme, merged=world.brown)
    said = words_of(visit_as(both).get(reverse("organizations:list")).content)
    assert "Acme Gears" in said
    assert "Brown Bearings" not in said


# What one doesn't see, one doesn't delete


def test_saving_associations_keeps_those_that_the_reader_cannot_see(world: World, visit_as) -> None:
    chamber = organization("River Chamber", "association")
    AssociationMember.objects.create(association=chamber, member=world.acme)
    visit_as(world["Bob"]).post(reverse("organizations:associations", args=[world.acme.pk]), {"x": "1"})
    assert AssociationMember.objects.filter(association=chamber, member=world.acme).exists()


def test_saving_a_site_or_served_counties_keeps_a_county_that_is_not_in_the_menu(world: World, visit_as) -> None:
    site = Site.objects.create(organization=world.acme, name="Over the river", county_fips="19163")
    world.college.served_counties.create(county_fips="19163")
    client = visit_as(world["Alice"])
    page = client.get(reverse("organizations:site", args=[world.acme.pk, site.pk])).content.decode()
    assert 'value="19163" selected' in page
    client.post(reverse("organizations:site", args=[world.acme.pk, site.pk]), {"name": "West", "county_fips": "19163"})
    client.post(reverse("organizations:served", args=[world.college.pk]), {"counties": ["19163", PEORIA]})
    site.refresh_from_db()
    assert (site.name, site.county_fips) == ("West", "19163")
    assert set(world.college.served_counties.values_list("county_fips", flat=True)) == {"19163", PEORIA}


# Months, days and languages


def test_a_month_ends_when_it_ends_in_the_state(world: World) -> None:
    """Chicago has 1 March, 2 a.m., when Honolulu has 28 February, 10 p.m. Two asks in February fill its limit of 2.

    Honolulu:  Feb 10, Feb 20 | now Feb 28 -> full.     Illinois: Feb 10, Feb 20 | now Mar 1 -> free.
    """
    hawaii = world.indiana if hasattr(world, "indiana") else people.indiana()
    hawaii.time_zone = "Pacific/Honolulu"
    hawaii.save()
    far = Organization.objects.select_related("state").get(pk=world.abroad.pk)
    Interaction.objects.all().delete()
    for firm in (far, world.acme):
        for day in (10, 20):
            Interaction.objects.create(
                organization=firm, kind="call", is_ask=True, asked="x", on_date=date(2027, 2, day)
            )
    with patch("django.utils.timezone.now", return_value=datetime(2027, 3, 1, 8, 0, tzinfo=UTC)):
        assert not asks.ask_allowed(far)
        assert asks.ask_allowed(world.acme)


def test_a_reminder_comes_in_the_language_of_the_letter_or_of_the_person(world: World) -> None:
    scope = scope_of(world["Alice"], "gears/7")
    sent = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer, language="es")
    peers.remind_peer(by=world["Alice"], scope=scope, invitation=sent)
    assert [each.language for each in Letter.objects.order_by("pk")] == ["es", "es"]
    lupe = people.person("Lupe", language="es")
    other = Contact.objects.create(organization=world.brown, name="Lupe", email=lupe.email, person=lupe)
    Interaction.objects.all().delete()
    sent = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=other)
    Interaction.objects.all().delete()
    peers.remind_peer(by=world["Alice"], scope=scope, invitation=sent)
    assert Letter.objects.order_by("pk").last().language == "es"


def test_why_a_reminder_went_out_all_the_same_is_in_the_trail(world: World) -> None:
    scope = scope_of(world["Alice"], "gears/7")
    sent = peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    asking.set_ask_cap(by=world["Grace"], state=world.illinois, asks_per_month=0)
    peers.remind_peer(by=world["Alice"], scope=scope, invitation=sent, override_reason="They asked to be reminded")
    assert AuditEntry.objects.get(kind="PEER_REMINDED").detail["override_reason"] == "They asked to be reminded"


# What is held about somebody


def test_what_is_held_about_somebody_names_their_cards_contacts_and_notes(world: World) -> None:
    bob = world["Bob"]
    Contact.objects.create(organization=world.brown, name="Bob B.", email="BOB@example.org", phone="555-7")
    world.boss.person = bob
    world.boss.save()
    scope = scope_of(world["Alice"], "gears/7")
    peers.note_champion(by=world["Alice"], scope=scope, contact=world.boss, passion=3, note="Built the training lab")
    peers.invite_peer(by=world["Alice"], scope=scope, inviter=world.boss, invited=world.peer)
    held = str(queries.held_about(bob))
    for words in ("Bob B.", "555-7", "Bo Boss", "Two seats for apprentices", "Built the training lab", "Acme Gears"):
        assert words in held, words
    assert "Pia Peer" not in str(queries.held_about(world["Charlie"]))
    assert "Two seats for apprentices" in str(queries.held_about(world["Dan"]))


def test_who_closes_their_account_speaks_for_nobody_and_is_shown_nowhere(world: World, visit_as) -> None:
    bob = world["Bob"]
    world.boss.person = bob
    world.boss.save()
    address = speaker_link(world, by=bob)
    accounts.close_account(by=bob)
    assert not Spokesperson.objects.filter(person=bob, until__isnull=True).exists()
    assert Contact.objects.get(pk=world.boss.pk).person is None
    said = words_of(visit_as(world["Alice"]).get(reverse("organizations:organization", args=[world.acme.pk])).content)
    assert "closed.invalid" not in said
    assert Client().get(address).status_code == 410


def test_my_work_leads_to_the_organizations(world: World, visit_as) -> None:
    for name in ("Bob", "Dan", "Grace"):
        assert 'href="/organizations/"' in visit_as(world[name]).get("/my-work/").content.decode(), name
    assert 'href="/organizations/"' not in visit_as(world["Charlie"]).get("/my-work/").content.decode()


def test_open_invitations_stand_on_the_page_and_can_be_taken_back(world: World, visit_as) -> None:
    address = speaker_link(world)
    page = reverse("organizations:organization", args=[world.acme.pk])
    link = InvitationLink.objects.get()
    assert "nina@acme.example" not in words_of(visit_as(world["Dan"]).get(page).content)
    said = words_of(visit_as(world["Grace"]).get(page).content)
    assert "Take back the invitation of Nina" in said
    back = reverse("organizations:withdraw_speaker", args=[world.acme.pk, link.pk])
    assert visit_as(world["Dan"]).post(back).status_code == 403
    other = reverse("organizations:withdraw_speaker", args=[world.brown.pk, link.pk])
    assert visit_as(world["Grace"]).post(other).status_code == 404
    assert visit_as(world["Grace"]).post(back).status_code == 302
    assert Client().get(address).status_code == 410


def test_markup_in_a_name_stays_words_on_every_page(world: World, visit_as) -> None:
    bad = "<img src=x onerror=alert(1)>"
    client = visit_as(world["Alice"])
    keeping.edit_organization(by=world["Alice"], organization=world.acme, name=bad)
    keeping.keep_contact(by=world["Alice"], organization=world.acme, contact=world.boss, name=bad, title=bad)
    PeerInvitation.objects.create(scope="gears/7", inviter=world.boss, invited=world.peer)
    for address in (
        reverse("organizations:list"),
        reverse("organizations:organization", args=[world.acme.pk]),
        reverse("organizations:add_interaction", args=[world.acme.pk]),
        reverse("organizations:champions", args=["gears", 7]),
        reverse("organizations:peers", args=["gears", 7]),
        speaker_link(world),
    ):
        assert "<img src=x" not in client.get(address).content.decode(), address
    assert "<img src=x" not in Letter.objects.first().html


def test_each_error_of_a_form_leads_to_its_field(world: World, visit_as) -> None:
    client = visit_as(world["Alice"])
    for address in (
        reverse("organizations:add"),
        reverse("organizations:add_site", args=[world.acme.pk]),
        reverse("organizations:add_contact", args=[world.acme.pk]),
        reverse("organizations:add_interaction", args=[world.acme.pk]),
        reverse("organizations:invite_speaker", args=[world.acme.pk]),
        reverse("organizations:invite_peer", args=["gears", 7]),
        reverse("organizations:upload"),
    ):
        page = client.post(address, {"x": "1"}).content.decode()
        targets = re.findall(r'<li><a href="#([\w-]+)"', page)
        assert targets, address
        for target in targets:
            assert f'id="{target}"' in page, (address, target)
