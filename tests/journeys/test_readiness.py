"""A round from the invitation to the second one, in a browser: nine raters of five kinds, on screens and on paper."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from watching import PROJECTOR, CheckPage
from workspace import KINDS, Kind, in_each_kind, reading, sign_in

import people
import priority_world
from priority_world import World
from readiness_world import paper
from talentshed.web.access.models import Letter
from talentshed.web.readiness.models import Rater, Rating, Round

BY_MAIL = (("Ann", "industry"), ("Ben", "industry"), ("Cyd", "workforce"))
ON_PAPER = ("industry", "workforce", "workforce", "education", "community")
"""The ninth is of economic development, and has a slip."""


@pytest.fixture
def world(transactional_db: None) -> World:
    return priority_world.build()


def open_round(page: Page, look: CheckPage, world: World, title: str) -> Round:
    """Open a round by the pages."""
    page.goto(f"/partnerships/{world.partnership.pk}/readiness/")
    look(page)
    page.click("text=Open a round")
    page.fill("[name=title]", title)
    page.fill("[name=closes_on]", (timezone.localdate() + timedelta(days=8)).isoformat())
    look(page)
    page.click("main button:has-text('Open the round')")
    expect(page.locator("h1")).to_have_text(title)
    return Round.objects.get(title=title)


def invite(page: Page, name: str, kind: str, look: CheckPage) -> str:
    """Send an invitation, and return the path that is in the letter."""
    page.click("text=Invite somebody by mail")
    page.fill("[name=name]", name)
    page.fill("[name=email]", f"{name.lower()}@example.org")
    page.click(f"label[for='kind-{kind}']")
    look(page)
    page.click("button:has-text('Send the invitation')")
    expect(page.locator("main")).to_contain_text(name)
    found = re.search(r"https?://[^/]+(/\S*readiness/join/\S+)", Letter.objects.latest("pk").text)
    assert found
    return found[1]


def rate(page: Page, look: CheckPage, path: str, value: Callable[[str], str]) -> None:
    """Go through all components by a link."""
    page.goto(path)
    look(page)
    page.click("main button:has-text('Begin')")
    for number in range(1, 6):
        expect(page.locator("main")).to_contain_text(f"Part {number} of 5")
        for item in range(1, 9):
            page.click(f"label[for='C{number}-{item}-{value(f'C{number}.{item}')}']")
        if number in (1, 5):
            look(page)
        page.click("main form button:has-text('Save and')")
    expect(page.locator("main")).to_contain_text("40 answers are saved")
    look(page)
    page.click("button:has-text('I am through')")
    expect(page.locator("h1")).to_contain_text("you are through")


@in_each_kind
def test_a_round_of_nine_raters_of_five_kinds_from_invitation_to_the_next_round(
    browser: Browser, site: str, world: World, kind: Kind
) -> None:
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Alice"])
        round = open_round(page, look, world, "Spring round")
        links = [invite(page, name, side, look) for name, side in BY_MAIL]
        page.goto(round.address("slips"))
        page.click("label[for='kind-economic_development']")
        page.fill("[name=count]", "1")
        page.click("button:has-text('Make the slips')")
        look(page)
        links.append(re.sub(r"https?://[^/]+", "", page.locator(".rr-address").inner_text()))
        for place, link in enumerate(links):
            # The industry sees the first item two steps lower than the public side.
            page.context.clear_cookies()
            rate(page, look, link, lambda item, place=place: "1" if item == "C1.1" and place < 2 else "3")
        sign_in(page, site, world["Alice"])
        type_in(page, look, round)
        for side in ON_PAPER[1:]:
            low = {"C1.1": "1"} if side == "industry" else {}
            paper(world, round, side, dict.fromkeys(round.instrument.by_key, "3") | low)
        agree(page, look, round)
        act(page, look, round)
        round.refresh_from_db()
        Round.objects.filter(pk=round.pk).update(opened_at=timezone.now() - timedelta(days=180))
        change(page, look, world)


def type_in(page: Page, look: CheckPage, round: Round) -> None:
    """Type in one paper form of a firm."""
    page.goto(round.get_absolute_url())
    expect(page.locator("main")).to_contain_text("4 of 4, 4 are through")
    look(page)
    page.click("text=Type in a paper form")
    page.click("label[for='kind-industry']")
    for part in range(1, 6):
        for item in range(1, 9):
            page.click(f"label[for='C{part}-{item}-{1 if (part, item) == (1, 1) else 3}']")
    look(page)
    page.click("button:has-text('Save this form')")
    expect(page.locator("main")).to_contain_text("The form is in.")
    assert Rater.objects.filter(is_paper=True).count() == 1


def agree(page: Page, look: CheckPage, round: Round) -> None:
    """Reveal, talk about the first item, take the middle of the others, close, decide."""
    page.goto(round.address("reveal"))
    look(page)
    page.click("button:has-text('Reveal for all')")
    expect(page.locator("tbody tr").first).to_contain_text("C1.1")
    assert Rating.objects.count() == 9 * 40
    look(page)
    page.click("tbody tr:first-child a")
    look(page)
    wall = page.locator("text=Show it on the wall").get_attribute("href")
    page.click("label[for='value-2']")
    page.fill("[name=rationale]", "Two packets go round.")
    page.fill("[name=dissent]", "The firms see only one.")
    page.click("button:has-text('Keep it and go on')")
    expect(page.locator(".usa-alert--success")).to_contain_text("C1.1 is agreed.")
    page.goto(str(wall))
    expect(page.locator("main")).to_contain_text("Two packets go round.")
    look(page, sizes=(PROJECTOR,))
    page.goto(round.address("talk"))
    page.click("text=Take the middle where all agree")
    page.click("text=Close the consensus")
    expect(page.locator("main")).to_contain_text("10 of 10 critical items pass.")
    look(page)
    page.goto(round.address("decide"))
    page.click("label[for='decision-go']")
    page.fill("[name=decision_reason]", "The gaps are known.")
    look(page)
    page.click("button:has-text('Record the decision')")
    expect(page.locator("main")).to_contain_text("The gaps are known.")


def act(page: Page, look: CheckPage, round: Round) -> None:
    """Turn the widest gap into work, which then stands among the action items."""
    page.goto(round.address("results"))
    page.click("text=Turn C1.1 into work")
    page.fill("[name=title]", "Choose one data packet")
    page.fill("[name=due_date]", (timezone.localdate() + timedelta(days=30)).isoformat())
    page.select_option("[name=owner]", index=1)
    look(page)
    page.click("button:has-text('Add the action item')")
    expect(page.locator("#gaps").locator("..")).to_contain_text("Choose one data packet")
    page.goto(f"/partnerships/{round.partnership_id}/items/")
    expect(page.locator("main")).to_contain_text("Choose one data packet")


def change(page: Page, look: CheckPage, world: World) -> None:
    """Rate again after half a year; each item says how far it moved."""
    round = open_round(page, look, world, "Autumn round")
    for side in ("industry",) * 3 + ("workforce",) * 3:
        paper(world, round, side, dict.fromkeys(round.instrument.by_key, "4"))
    page.goto(round.address("reveal"))
    page.click("button:has-text('Reveal for all')")
    page.click("text=Take the middle where all agree")
    page.click("text=Close the consensus")
    page.goto(round.address("results"))
    changed = page.locator("#table-changes")
    expect(changed.locator("tr", has_text="C1.1")).to_contain_text("+2")
    expect(changed.locator("tr", has_text="C1.2")).to_contain_text("+1")
    look(page)


def test_a_rater_on_a_phone_saves_as_they_go_and_comes_back(browser: Browser, site: str, world: World) -> None:
    with reading(browser, site, KINDS["desktop"]) as (page, look):
        sign_in(page, site, world["Alice"])
        open_round(page, look, world, "Spring round")
        link = invite(page, "Ann", "industry", look)
    with reading(browser, site, KINDS["phone in Spanish"]) as (phone, look):
        phone.goto(link)
        phone.click("main button:has-text('Begin')")
        with phone.expect_response(lambda answer: answer.status == 204):
            phone.click("label[for='C1-1-2']")
        expect(phone.locator("[data-status]")).to_have_text("Saved")
        phone.click("label[for='C1-2-na']")
        phone.click("main form button:has-text('Save and go on')")
        expect(phone.locator(".usa-alert--error")).to_contain_text("why it is not applicable")
        phone.fill("[name=C1-2-reason]", "One sector only.")
        phone.click("main form button:has-text('Save and go on')")
        expect(phone.locator("main")).to_contain_text("Part 2 of 5")
        look(phone)
    with reading(browser, site, KINDS["phone without scripts"]) as (phone, look):
        phone.goto(f"{link}C1/")
        expect(phone.locator("#C1-1-2")).to_be_checked()
        look(phone)


@in_each_kind
def test_the_state_s_pages_are_accessible_and_quiet(browser: Browser, site: str, world: World, kind: Kind) -> None:
    with reading(browser, site, kind) as (page, look):
        sign_in(page, site, world["Frank"])
        page.goto(f"/oversee/{people.illinois().code}/readiness/")
        look(page)
        page.click("text=Plan help")
        page.fill("[name=title]", "Packet clinic")
        page.fill("[name=on_date]", "2030-02-01")
        look(page)
        page.click("button:has-text('Put it into the calendar')")
        expect(page.locator("main")).to_contain_text("Packet clinic")
        page.goto("/oversee/IL/readiness/instruments/add/")
        look(page)
        page.goto("/oversee/IL/readiness/open/")
        page.fill("[name=closes_on]", (timezone.localdate() + timedelta(days=8)).isoformat())
        page.click("main button:has-text('Open the round')")
        expect(page.locator("main")).to_contain_text("Who rates")
        look(page)
