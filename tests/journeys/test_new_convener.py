"""A new convener goes from signing in to the end of phase 3 with nothing but the screen; docs/tutorials tells the same.

Each step begins where the page before led to: no address is typed after the first one.
"""

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from watching import CheckPage
from workspace import Kind, in_each_kind, reading

import people
from organization_world import PEORIA, TAZEWELL, organization, speaks
from talentshed.web.organizations.models import Site
from talentshed.web.partnerships.models import Partnership


@pytest.fixture
def world(transactional_db: None) -> None:
    """A state with its bodies and firms, and Nora, who speaks for the workforce board and has never convened."""
    people.illinois()
    board = organization("River Workforce Board", "workforce")
    organization("River College", "education")
    organization("River County Schools", "education")
    for firm, county in (("Acme Gears", TAZEWELL), ("Brown Bearings", PEORIA)):
        Site.objects.create(organization=organization(firm, naics="333612"), county_fips=county, naics="333612")
    speaks("Nora", board)


def go(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


GROUPS = {
    "Phases": "Plan",
    "Playbook": "Plan",
    "Notes on the figures": "Plan",
    "Members and roles": "People",
    "Library": "About",
}
"""Where a page stands in the workspace: its group leads to the group's first page, beside which the others stand."""


def tab(page: Page, name: str) -> None:
    ways = page.get_by_role("navigation", name="Workspace")
    if name in GROUPS:
        ways.get_by_role("link", name=GROUPS[name], exact=True).click()
    ways.get_by_role("link", name=name, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.fill("input[name=email]", "nora@example.org")
    page.press("input[name=email]", "Enter")
    expect(page.locator("input[name=code]")).to_be_visible()
    page.fill("input[name=code]", re.findall(r"\d{6}", mail.outbox[-1].subject)[0])
    page.press("input[name=code]", "Enter")
    expect(page.locator("h1")).to_have_text("My work")


def start(page: Page, look: CheckPage) -> None:
    page.get_by_role("main").get_by_role("link", name="Start a partnership").click()
    page.get_by_label("Sector", exact=True).select_option("manufacturing")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Say for which region")
    look(page)
    page.locator("input[name=region]").fill("edr-IL-3")
    press(page, "Go on")
    look(page)
    page.get_by_label("Body that convenes").select_option(label="River Workforce Board")
    press(page, "Start the partnership")
    expect(page.get_by_role("heading", name="What is next?")).to_be_visible()
    look(page)


def tick(page: Page, number: str, note: str) -> None:
    """Say that a step is done, from the page of its phase."""
    page.get_by_role("main").get_by_role("link", name=f"Step {number} is done").click()
    page.get_by_label("What was done or decided").fill(note)
    press(page, "The step is done")
    expect(page.get_by_role("button", name=f"Open step {number} again")).to_be_visible()


def follow(page: Page) -> None:
    """Open the next step from the first screen."""
    tab(page, "Overview")
    page.get_by_role("region", name="What is next?").locator("a.usa-button").first.click()


def move_on(page: Page, number: int, name: str) -> None:
    tab(page, "Phases")
    go(page, "Move on to the next phase")
    expect(page.get_by_text("The gate is met.")).to_be_visible()
    press(page, "Move on")
    expect(page.get_by_text(f"The partnership is in phase {number}, {name}.")).to_be_visible()


def gauge_readiness(page: Page, look: CheckPage) -> None:
    follow(page)
    expect(page.locator("h1")).to_have_text("Gauge readiness")
    look(page)
    go(page, "Issues and start group")
    look(page)
    tick_after(page, "Playbook", "1. Gauge readiness", "1.1", "Twelve talks, seven with employers")
    tick(page, "1.2", "Jobs, pay and openings surprised us; we doubt the layoffs")
    tick(page, "1.3", "Eight people rated; agreed on 2, 1, 2, 1, 2")
    tick(page, "1.4", "Go. The board and four firms, March 4")
    move_on(page, 2, "Build the support team")


def tick_after(page: Page, way: str, phase: str, number: str, note: str) -> None:
    tab(page, way)
    go(page, phase)
    tick(page, number, note)


def partner(page: Page, name: str, functions: tuple[str, ...], core: bool) -> None:
    """Put a partner on the list, note that it said yes, and what it covers."""
    tab(page, "Members and roles")
    go(page, "Put an organization on the list")
    page.get_by_label("Organization").select_option(label=name)
    press(page, "Put it on the list")
    go(page, name)
    page.locator("select[name=stage]").select_option("committed")
    press(page, "Save")
    if core:
        press(page, "Put it in the core team")
    tab(page, "Members and roles")
    go(page, "Support team: who covers what")
    go(page, f"Change what {name} covers")
    for function in functions:
        page.get_by_text(function, exact=True).click()
    press(page, "Save")
    expect(page.get_by_role("heading", name="By function")).to_be_visible()


def build_the_team(page: Page, look: CheckPage) -> None:
    partner(page, "River College", ("Community college", "Adult education and literacy"), core=True)
    look(page)
    partner(page, "River County Schools", ("Schools and career and technical education",), core=False)
    expect(page.get_by_text("no firm has said yes yet")).to_be_visible()
    tab(page, "Playbook")
    go(page, "2. Build the support team")
    look(page)
    go(page, "Draft: role agreement")
    expect(page.locator(".ts-paper")).to_contain_text("River Workforce Board")
    look(page)
    with page.expect_download() as caught:
        go(page, "Take it as a Word file")
    assert caught.value.suggested_filename.endswith("role_agreement.docx")
    tick_after(page, "Playbook", "2. Build the support team", "2.4", "Declared to the board, March 20")
    tick(page, "2.5", "Signed by all three on April 2")
    tick(page, "2.6", "Two plant managers read it")
    move_on(page, 3, "Define sector and region")


def define_the_sector(page: Page, look: CheckPage) -> None:
    follow(page)
    expect(page.locator("h1")).to_have_text("Define sector and region")
    tick(page, "3.2", "All agree on the region")
    tab(page, "Notes on the figures")
    look(page)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Say what you see")).first.click()
    page.get_by_text("doubtful", exact=True).click()
    press(page, "Note it")
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence what is doubtful or missing.")
    look(page)
    page.get_by_label("What makes you say so").fill("A plant of three hundred closed in May")
    press(page, "Note it")
    expect(page.get_by_text("A plant of three hundred closed in May")).to_be_visible()
    tab(page, "Library")
    go(page, "Add to the library")
    page.locator("select[name=kind]").select_option("glossary")
    page.get_by_label("Title, or the word that is explained").fill("Takt time")
    page.get_by_label("What is known").fill("The beat at which a line has to finish a piece")
    page.locator("input[name=source]").fill("Visit at a plant")
    press(page, "Add it")
    look(page)
    tick_after(page, "Playbook", "3. Define sector and region", "3.3", "Marked by four employers and the core team")
    tick(page, "3.4", "Approved on May 4; open: contract workers")
    tick(page, "3.5", "Two advisory boards found; they will meet as one")
    tick(page, "3.6", "Ten words, three trends")
    look(page)
    move_on(page, 4, "Recruit champions")


def walk(page: Page, look: CheckPage) -> None:
    sign_in(page)
    start(page, look)
    gauge_readiness(page, look)
    build_the_team(page, look)
    define_the_sector(page, look)
    tab(page, "Playbook")
    expect(page.get_by_role("region", name="Next step")).to_contain_text("4.1 Find two to six champions")
    look(page)
    made = Partnership.objects.get()
    assert made.phase == 4
    assert not made.phase_changes.exclude(override_reason="").exists(), "a gate was passed unmet"


@in_each_kind
def test_a_new_convener_reaches_the_end_of_phase_3(browser: Browser, site: str, world: None, kind: Kind) -> None:
    with reading(browser, site, kind) as (page, look):
        walk(page, look)
