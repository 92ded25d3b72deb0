"""The steps of a launch: a facilitator, the projector and six phones at once; and the same with plain forms."""

import os
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, expect
from watching import DESKTOP, PHONE, PROJECTOR, CheckPage, Size, watch
from workspace import Kind

FIRMS = ("Ames", "Birch", "Cole", "Dunn", "Eck")
"""Those with a phone; a sixth, Grand, comes without one."""
OFFICE = "River Workforce Office"
SOON = 20_000
TEXTS = {
    "Ames": "We can't find welders",
    "Birch": "A welding program nearby",
    "Cole": "More trained welders",
    "Dunn": "Housing for new hires",
    "Eck": "No housing near the plant",
}


def look(page: Page, name: str) -> None:
    """Keep a picture of a page where somebody wants to look at it: LOOK_AT names a folder."""
    if os.environ.get("LOOK_AT"):
        page.screenshot(path=f"{os.environ['LOOK_AT']}/{name}.png", full_page=True)


def say(phone: Page, text: str, kind: str = "opportunity") -> None:
    """Put something on the board."""
    phone.locator(f"label[for=kind-{kind}]").click()
    phone.fill("#text", text)
    phone.get_by_role("button", name="Put it on the board").click()


@dataclass
class Launch:
    """Everybody at the launch, with the check of each page."""

    browser: Browser
    site: str
    where: str
    """Address of the room for those who keep the records."""
    kind: Kind
    lead: Page
    check_lead: CheckPage
    screen: Page
    check_screen: CheckPage
    phones: dict[str, Page] = field(default_factory=dict)
    checks: dict[str, CheckPage] = field(default_factory=dict)

    def check_of(self, page: Page, *sizes: Size) -> CheckPage:
        """Return a check that has heard nothing yet."""
        return watch(page, self.site, scripts=self.kind.scripts, sizes=sizes, language=self.kind.language)

    def come_in(self, key: str, name: str) -> Page:
        """Let one more phone in by the code of a badge, as its QR picture holds it."""
        self.lead.goto(f"{self.where}check-in/")
        self.lead.get_by_role("link", name=f"Badge of {name}").click()
        if self.lead.locator(".room__address").count() == 0:
            self.lead.get_by_role("button", name="Another code").click()
        address = self.lead.locator(".room__address").inner_text()
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=self.kind.scripts)  # type: ignore[arg-type]
        phone = self.phones[key] = context.new_page()
        self.checks[key] = self.check_of(phone, PHONE)
        phone.goto(address)
        phone.get_by_role("button", name="Come in").click()
        expect(phone.locator("h1")).to_have_text("Welcome")
        return phone

    def stage(self, name: str) -> None:
        """Move the room on."""
        self.lead.goto(self.where)
        self.lead.locator(".room__stages").get_by_role("button", name=name, exact=True).click()
        expect(self.lead.locator("[aria-current=step]")).to_have_text(name)

    def seen(self, key: str, name: str) -> None:
        """Check and look at a phone."""
        self.checks[key](self.phones[key])
        look(self.phones[key], name)

    def on_screen(self, text: str, name: str) -> None:
        """Wait for words on the wall, check the page and look at it."""
        if not self.kind.scripts:
            self.screen.reload()
        expect(self.screen.locator("main")).to_contain_text(text, timeout=SOON)
        self.check_screen(self.screen)
        look(self.screen, name)

    def at_desk(self, name: str) -> None:
        """Check and look at the facilitator's page."""
        self.check_lead(self.lead)
        look(self.lead, name)

    def everybody_leaves(self) -> None:
        """Close the browsers of all phones."""
        for phone in self.phones.values():
            phone.context.close()


def opened(browser: Browser, site: str, where: str, kind: Kind, lead: Page) -> Launch:
    """Open the projector beside the facilitator's page, which is signed in, and go to the door."""
    screen = lead.context.new_page()
    screen.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    nobody: Any = None
    launch = Launch(browser, site, where, kind, lead, nobody, screen, nobody)
    launch.check_lead, launch.check_screen = launch.check_of(lead, DESKTOP, PHONE), launch.check_of(screen, PROJECTOR)
    screen.goto(f"{where}screen/")
    lead.goto(f"{where}check-in/")
    return launch


def everybody_comes_in(launch: Launch) -> None:
    """Check in at the door, print the badges, let the phones in: two of one firm, and the public partner's."""
    lead = launch.lead
    for name in (*FIRMS, "Grand", OFFICE):
        lead.locator("label", has_text=re.compile(f"^\\s*{name}")).first.click()
    launch.at_desk("desk")
    lead.get_by_role("button", name="Check in").click()
    lead.goto(f"{launch.where}badges/")
    expect(lead.locator(".room__card")).to_have_count(7)
    launch.at_desk("sheet")
    for name in FIRMS:
        launch.come_in(name, name)
    launch.at_desk("badge")
    launch.come_in("office", OFFICE)
    launch.come_in("second", "Ames")  # one badge, two phones
    launch.on_screen("6 firms are in the room.", "screen-welcome")
    launch.seen("Ames", "phone-welcome")


def rules_are_read(launch: Launch) -> None:
    """Read the notice on the wall and on a phone."""
    launch.stage("Ground rules")
    ames = launch.phones["Ames"]
    expect(ames.get_by_role("button", name="I have read this")).to_be_visible(timeout=SOON)
    ames.fill("#name", "Ann Ames")
    ames.get_by_role("button", name="I have read this").click()
    expect(ames.locator("[data-done]")).to_have_text("Sent")
    launch.seen("Ames", "phone-rules")


def all_post_at_once(launch: Launch) -> None:
    """Every phone posts, and everybody sees everything."""
    launch.stage("Opportunities and obstacles")
    for name, text in TEXTS.items():
        expect(launch.phones[name].locator("#text")).to_be_visible(timeout=SOON)
        say(launch.phones[name], text, "obstacle" if name == "Eck" else "opportunity")
    for page in (*launch.phones.values(), launch.screen):
        for text in TEXTS.values():
            expect(page.locator(".room__posts").first).to_contain_text(text, timeout=SOON)
    expect(launch.phones["Ames"].locator("[data-count]")).to_have_text("5")
    launch.seen("Ames", "phone-posts")
    launch.on_screen("Now:", "screen-posts")
    launch.lead.goto(launch.where)
    launch.at_desk("lead-posts")


def posts_are_sorted_and_unsorted(launch: Launch) -> None:
    """Take the proposed groups, undo them, take them again."""
    lead = launch.lead
    launch.stage("Themes")
    lead.get_by_role("button", name="Make these themes").click()
    expect(lead.locator(".room__theme h3").first).to_contain_text("Welders")
    lead.get_by_role("button", name=re.compile("^Undo")).click()
    expect(lead.locator(".room__theme")).to_have_count(1)
    lead.get_by_role("button", name="Make these themes").click()
    expect(lead.locator(".room__theme h3").first).to_contain_text("Welders")
    launch.at_desk("lead-themes")
    launch.on_screen("3 of 6 firms", "screen-themes")


def requirements_are_written_down(launch: Launch) -> None:
    """Say what is required, at the desk and on a phone."""
    lead, birch = launch.lead, launch.phones["Birch"]
    launch.stage("What is required")
    for text, theme in (("A night program for welders", "Welders"), ("A housing fund", "Housing")):
        lead.fill("#text", text)
        lead.locator("fieldset label", has_text=theme).last.click()
        lead.get_by_role("button", name="Add", exact=True).click()
        expect(lead.locator("table")).to_contain_text(text)
    launch.at_desk("lead-requirements")
    expect(birch.locator("#theme")).to_be_visible(timeout=SOON)
    birch.fill("#text", "Evening classes")
    birch.get_by_role("button", name="Put it on the board").click()
    launch.on_screen("Evening classes", "screen-requirements")
    launch.seen("Birch", "phone-requirements")


def firms_vote(launch: Launch) -> None:
    """Two phones of Ames share one ballot; the public partner has none."""
    launch.stage("Vote")
    for name in FIRMS:
        page = launch.phones[name]
        expect(page.locator(".room__item")).to_have_count(2, timeout=SOON)
        item = page.locator(".room__item").nth(1 if name in ("Dunn", "Eck") else 0)
        for _ in range(3):
            item.get_by_role("button", name="More").click()
    ames, second, office = (launch.phones[name] for name in ("Ames", "second", "office"))
    expect(ames.locator("[data-left]")).to_have_text("Dots left: 2")
    expect(second.locator(".room__item input").first).to_have_value("3", timeout=SOON)
    second.locator(".room__item").nth(1).get_by_role("button", name="More").click()
    expect(ames.locator(".room__item input").nth(1)).to_have_value("1", timeout=SOON)
    launch.seen("Ames", "phone-vote")
    expect(office.locator("h1")).to_have_text("The businesses vote", timeout=SOON)
    launch.on_screen("5 of 6 firms have voted.", "screen-vote")


def results_and_champions(launch: Launch) -> None:
    """Keep two priorities; somebody signs up for the first."""
    lead, ames = launch.lead, launch.phones["Ames"]
    launch.stage("Results")
    launch.on_screen("held by 3 of 6 firms", "screen-results")
    for box in lead.locator("input[name=keep] + label").all():
        box.click()
    lead.get_by_role("button", name="Keep these").click()
    launch.at_desk("lead-results")
    launch.stage("Champions")
    expect(ames.locator("#requirement")).to_be_visible(timeout=SOON)
    ames.fill("#name", "Ann Ames")
    ames.get_by_role("button", name="Sign up").click()
    launch.on_screen("Champion: Ann Ames, Ames", "screen-champions")
    launch.seen("Ames", "phone-champions")


def partners_answer(launch: Launch) -> None:
    """A support partner says what it heard."""
    office = launch.phones["office"]
    launch.stage("We heard")
    expect(office.locator("#heard")).to_be_visible(timeout=SOON)
    office.fill("#heard", "Evenings matter more than seats")
    office.get_by_role("button", name="Send").click()
    launch.on_screen("Evenings matter more than seats", "screen-heard")
    launch.seen("office", "phone-heard")


def the_room_is_closed(launch: Launch) -> None:
    """Close the room; phones thank."""
    lead, ames = launch.lead, launch.phones["Ames"]
    lead.goto(f"{launch.where}close/")
    launch.at_desk("close")
    lead.get_by_role("button", name=re.compile("^Close the room")).click()
    expect(lead.locator("main")).to_contain_text("The room is closed.")
    launch.at_desk("read")
    expect(ames.locator("h1")).to_have_text("Thank you", timeout=SOON)
    look(ames, "phone-closed")


def live(launch: Launch) -> None:
    """Tell the whole launch, as it goes with phones that keep themselves up to date."""
    everybody_comes_in(launch)
    rules_are_read(launch)
    all_post_at_once(launch)
    posts_are_sorted_and_unsorted(launch)
    requirements_are_written_down(launch)
    firms_vote(launch)
    results_and_champions(launch)
    partners_answer(launch)
    the_room_is_closed(launch)


def in_plain_forms(launch: Launch) -> None:
    """Tell the launch without JavaScript: the board's pages are then forms, and each looks for what is new."""
    lead = launch.lead
    for name in ("Ames", OFFICE):
        lead.locator("label", has_text=name).click()
    lead.get_by_role("button", name="Check in").click()
    ames, office = launch.come_in("Ames", "Ames"), launch.come_in("office", OFFICE)
    launch.stage("Opportunities and obstacles")
    ames.get_by_role("link", name="Look for what is new").click()
    say(ames, "We need welders")
    expect(ames.locator(".room__posts")).to_contain_text("We need welders")
    say(ames, "And welding machines")
    expect(ames.locator(".room__posts li")).to_have_count(2)
    launch.seen("Ames", "plain-posts")
    launch.on_screen("We need welders", "plain-screen")
    launch.stage("Themes")
    lead.get_by_role("button", name="Make these themes").click()
    launch.stage("What is required")
    for text in ("A night program for welders", "A machine park"):
        lead.fill("#text", text)
        lead.locator("label", has_text="Welders").last.click()
        lead.get_by_role("button", name="Add", exact=True).click()
    launch.stage("Vote")
    ames.reload()
    ames.locator("input[type=number]").first.fill("4")
    launch.seen("Ames", "plain-vote")
    ames.get_by_role("button", name="Save our ballot").click()
    expect(ames.locator("input[type=number]").first).to_have_value("4")
    launch.stage("Results")
    expect(lead.locator(".room__result").first).to_contain_text("4 points")
    expect(lead.locator(".room__result").first).to_contain_text("one firm only: no common ground yet")
    lead.locator("input[name=keep] + label").first.click()
    lead.get_by_role("button", name="Keep these").click()
    launch.stage("Champions")
    ames.reload()
    ames.fill("#name", "Ann Ames")
    ames.get_by_role("button", name="Sign up").click()
    expect(ames.locator("main")).to_contain_text("Ann Ames champions “A night program for welders”.")
    launch.stage("We heard")
    office.reload()
    office.fill("#heard", "Evenings matter more than seats")
    office.get_by_role("button", name="Send").click()
    expect(office.locator("main")).to_contain_text("Evenings matter more than seats")
    launch.seen("office", "plain-heard")
    lead.goto(f"{launch.where}close/")
    lead.get_by_role("button", name=re.compile("^Close the room")).click()
    expect(lead.locator("main")).to_contain_text("The room is closed.")
    launch.at_desk("plain-read")
