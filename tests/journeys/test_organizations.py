"""A partner imports a list, looks before calling, and writes down a call; a convener merges and invites a peer."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from watching import DESKTOP, CheckPage, watch

import organization_world
from organization_world import World
from talentshed.web.access.models import Person
from talentshed.web.organizations.models import Interaction, Organization, PeerInvitation
from talentshed.web.organizations.policies import standing


@pytest.fixture
def world(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(standing, "_readers", [organization_world.reader])
    monkeypatch.setattr(standing, "_scopes", {"gears": organization_world.gears})
    return organization_world.build()


def sign_in(page: Page, site: str, somebody: Person) -> None:
    """Put a session of somebody into the browser; signing in itself is another story."""
    client = Client()
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    page.context.clear_cookies()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


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
    page.goto("/organizations/")
    look(page)
    page.get_by_role("link", name="Import a list").click()
    look(page)
    page.get_by_label("CSV or XLSX file").set_input_files(the_list(folder))
    page.get_by_role("button", name="Upload and preview").click()
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


def test_a_partner_and_a_convener_work_with_organizations(
    page: Page, site: str, check_page: CheckPage, world: World, tmp_path: Path
) -> None:
    world.acme.naics = "3336"
    world.acme.save()
    sign_in(page, site, world["Dan"])
    partner_imports_and_calls(page, check_page, world, tmp_path)
    sign_in(page, site, world["Alice"])
    convener_merges_and_invites(page, check_page, world)
    assert Organization.objects.filter(merged_into=world.acme).count() == 1
    for address in ("edit/", "sites/add/", "people/add/", "speakers/invite/", "speakers/confirm/", "associations/"):
        page.goto(f"/organizations/{world.acme.pk}/{address}")
        check_page(page)
    page.goto(f"/organizations/{world.office.pk}/counties/")
    check_page(page)


def test_the_same_without_javascript(browser: Browser, site: str, world: World, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP, base_url=site)
    page = context.new_page()
    sign_in(page, site, world["Dan"])
    nothing = lambda _page: None  # noqa: E731
    partner_imports_and_calls(page, nothing, world, tmp_path)
    sign_in(page, site, world["Alice"])
    convener_merges_and_invites(page, nothing, world)
    context.close()


def test_an_employer_and_an_overseer_see_their_own_side(browser: Browser, site: str, world: World) -> None:
    context = browser.new_context(viewport=DESKTOP, base_url=site)
    page = context.new_page()
    check = watch(page, site)
    for name in ("Bob", "Frank"):
        sign_in(page, site, world[name])
        page.goto(f"/organizations/{world.acme.pk}/")
        expect(page.get_by_text("Two seats for apprentices")).to_have_count(1 if name == "Bob" else 0)
        check(page)
        page.goto("/organizations/")
        check(page)
    context.close()
