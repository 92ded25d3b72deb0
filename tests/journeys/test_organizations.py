"""A partner imports a list, looks before calling, and writes down a call; a convener merges and invites a peer."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from steps import upload_list
from workspace import Kind, in_each_kind, reading, sign_in

import organization_world
from organization_world import World
from talentshed.web.organizations.models import Interaction, Organization, PeerInvitation
from talentshed.web.organizations.policies import standing


@pytest.fixture
def world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(standing, "_readers", [organization_world.reader])
    monkeypatch.setattr(standing, "_scopes", {"gears": organization_world.gears})
    return organization_world.build()


def the_list(folder: Path) -> Path:
    file = folder / "my firms.csv"
    rows = (
        "Company,City,County,NAICS,Employees",
        "ACME GEAR,Pekin,Tazewell,3336,80",
        ",Peoria,Peoria,,",
        "Delta Foundry,Peoria,Peoria,3315,30",
    )
    file.write_text("\n".join(rows))
    return file


def partner_imports_and_calls(page: Page, look: Any, world: World, folder: Path) -> None:
    """Walk from the list through an import to a contact written down."""
    upload_list(page, look, the_list(folder))
    expect(page.get_by_text("1 row can’t be imported as it is")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("1 rows can't be imported as they are")).to_be_visible()
    page.get_by_text("Leave out the rows that can’t be imported").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("may be the same organization")).to_be_visible()
    look(page)
    page.goto("/organizations/?search=acme")
    page.get_by_role("link", name="Acme Gears, Inc.").click()
    expect(page.get_by_text("by River Workforce Office: read before you call.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Write down a contact").click()
    page.get_by_label("How", exact=True).select_option("call")
    page.get_by_text("We asked them for something").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say what they were asked for, in a few words.").first).to_be_visible()
    look(page)
    page.get_by_label("What was asked or talked about").fill("A tour of the plant")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Contacted today by River Workforce Office")).to_be_visible()
    assert Interaction.objects.filter(organization=world.acme, asked="A tour of the plant", is_ask=True).exists()


def convener_merges_and_invites(page: Page, look: Any, world: World) -> None:
    """Walk from a pair of records to one, and from possible champions to an invitation."""
    page.goto("/organizations/duplicates/")
    look(page)
    page.get_by_role("link", name=re.compile("Acme Gears, Inc")).click()
    look(page)
    page.get_by_role("button", name="Merge, and keep “Acme Gears, Inc.”").click()
    expect(page.get_by_text("The two records are one now")).to_be_visible()
    page.goto("/organizations/for/gears/7/champions/")
    look(page)
    page.get_by_role("link", name="Note standing and passion of Bo Boss").click()
    look(page)
    page.get_by_label("Standing among peers").select_option("3")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Standing, as noted by the convener: strong.")).to_be_visible()
    page.get_by_role("link", name="Who invited whom").click()
    look(page)
    page.get_by_role("link", name="Invite a peer").click()
    look(page)
    page.get_by_label("Who invites").select_option(label="Bo Boss, Acme Gears, Inc.")
    page.get_by_label("Who is invited").select_option(label="Pia Peer, Brown Bearings LLC")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("It counts as one ask of this month.")).to_be_visible()
    look(page)
    assert PeerInvitation.objects.get().invited == world.peer


@in_each_kind
def test_a_partner_and_a_convener_work_with_organizations(
    browser: Browser, site: str, world: World, tmp_path: Path, kind: Kind
) -> None:
    world.acme.naics = "3336"
    world.acme.save()
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Dan"])
        partner_imports_and_calls(page, look, world, tmp_path)
        sign_in(page, site, world["Alice"])
        convener_merges_and_invites(page, look, world)
        assert Organization.objects.filter(merged_into=world.acme).count() == 1
        for address in ("edit/", "sites/add/", "people/add/", "speakers/invite/", "speakers/confirm/", "associations/"):
            page.goto(f"/organizations/{world.acme.pk}/{address}")
            look(page)
        page.goto(f"/organizations/{world.office.pk}/counties/")
        look(page)


@in_each_kind
def test_an_employer_and_an_overseer_see_their_own_side(browser: Browser, site: str, world: World, kind: Kind) -> None:
    with reading(browser, site, kind) as (page, look):
        for name in ("Bob", "Frank"):
            sign_in(page, site, world[name])
            page.goto(f"/organizations/{world.acme.pk}/")
            expect(page.get_by_text("Two seats for apprentices")).to_have_count(1 if name == "Bob" else 0)
            look(page)
            page.goto("/organizations/")
            look(page)
