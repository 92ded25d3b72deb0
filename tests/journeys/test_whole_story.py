"""The whole story of a partnership, from the first idea to the minutes of its first quarterly meeting.

Dan of a workforce office starts it and recruits; Ann Ames is won as its champion and invites a peer. At the launch six
phones post and vote at once; what Ann takes on becomes a priority with a team, a plan, a need and an offer that is
delivered; then the full table meets and writes down what it decided.
"""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import launching
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from steps import (
    answer_by_link,
    deliver,
    invite_employer,
    join_by_letter,
    offer,
    plan_and_post_need,
    run_the_meeting,
    start_one,
    upload_list,
    write_it_down,
)
from watching import PHONE, CheckPage
from workspace import Kind, in_each_kind, reading, sign_in

import people
from organization_world import organization, speaks
from talentshed.web.access.models import Person
from talentshed.web.meetings.models import Meeting
from talentshed.web.partnerships.models import Partnership

FIRMS = (*launching.FIRMS, "Grand")
PRIORITY = "A night program for welders"


@pytest.fixture
def dan(transactional_db: None, settings: Any, site: str) -> Person:
    """Who begins: he speaks for the public body at the river. Nobody else is there yet, and no firm is known."""
    settings.TALENTSHED_URL = site
    people.illinois()
    return speaks("Dan", organization(launching.OFFICE, "workforce"))


def the_list(folder: Path) -> Path:
    sizes = (8, 15, 30, 60, 150, 900)
    rows = [f"{name},Pekin,Tazewell,333612,{size}" for name, size in zip(FIRMS, sizes, strict=True)]
    file = folder / "firms.csv"
    file.write_text("\n".join(("Company,City,County,NAICS,Employees", *rows)))
    return file


def recruit(page: Page, look: CheckPage, site: str, dan: Person, made: Partnership, folder: Path) -> Person:
    """Import the firms, win a champion with a letter, and let her name win a peer; return the champion."""
    upload_list(page, look, the_list(folder))
    look(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The file was imported.")).to_be_visible()
    look(page)
    invite_employer(page, look, made, "Ames", "Ann Ames", "ann@ames.example")
    join_by_letter(page, look, made, "ann@ames.example", "Ames")
    sign_in(page, site, dan)
    page.goto(f"/partnerships/{made.pk}/people/")
    page.get_by_role("link", name="Ames", exact=True).click()
    look(page)
    page.get_by_role("link", name="Give a role").click()
    page.get_by_label("Person").select_option(index=1)
    page.get_by_label("Role").select_option("champion")
    look(page)
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("The role is given.")).to_be_visible()
    invite_employer(page, look, made, "Birch", "Bea Birch", "bea@birch.example", over="Ann Ames, Ames")
    join_by_letter(page, look, made, "bea@birch.example", "Birch")
    sign_in(page, site, dan)
    for name in FIRMS[2:]:
        page.goto(f"/partnerships/{made.pk}/people/add/")
        page.get_by_label("Organization").select_option(label=name)
        page.get_by_role("button", name="Put it on the list").click()
        expect(page.get_by_text(f"{name} is on the list.")).to_be_visible()
    return Person.objects.get(email="ann@ames.example")


def plan_a_meeting(page: Page, look: CheckPage, made: Partnership, title: str, sheet: str, chair: Person) -> Meeting:
    """As the convener, plan a meeting that begins now and that the champion chairs, with its run sheet."""
    page.goto(f"/partnerships/{made.pk}/meetings/")
    look(page)
    page.get_by_role("link", name="Plan a meeting").click()
    look(page)
    page.get_by_label("What kind of meeting").select_option("launch" if "launch" in sheet else "quarterly")
    page.get_by_label("Title").fill(title)
    now = timezone.localtime(timezone.now(), ZoneInfo(made.time_zone))
    page.get_by_label("Date").fill(f"{now:%Y-%m-%d}")
    page.get_by_label("Start").fill(f"{now:%H:%M}")
    page.get_by_label("Who chairs").select_option(str(chair.pk))
    page.get_by_text(sheet).click()
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    look(page)
    return Meeting.objects.get(partnership=made, title=title)


def hold_the_launch(
    browser: Browser, page: Page, look: CheckPage, site: str, made: Partnership, chair: Person, kind: Kind
) -> None:
    """Open the room, and let everybody post, vote and sign up."""
    meeting = plan_a_meeting(page, look, made, "Launch at Ames", "Two-hour launch.", chair)
    page.get_by_role("link", name="Go to the launch room").click()
    look(page)
    page.get_by_role("button", name="Open the launch room").click()
    expect(page.get_by_role("heading", name="Launch room: Launch at Ames")).to_be_visible()
    where = f"/partnerships/{made.pk}/meetings/{meeting.pk}/room/"
    launch = launching.opened(browser, site, where, kind, page)
    (launching.live if kind.scripts else launching.in_plain_forms)(launch)
    launch.everybody_leaves()
    launch.screen.close()


def open_a_team(page: Page, look: CheckPage, made: Partnership) -> None:
    """As the convener, see what became of the vote, and open the team that the champion leads."""
    page.goto(f"/partnerships/{made.pk}/priorities/")
    look(page)
    page.get_by_role("main").get_by_role("link", name=PRIORITY).first.click()
    expect(page.get_by_text("Ann Ames").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Open the action team").click()
    page.get_by_label("Name of the team").fill("Welders at night")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("A team opens with a lead from industry.").first).to_be_visible()
    look(page)
    page.get_by_label("Lead, from industry").select_option(label="Ann Ames, Ames")
    page.get_by_label("Liaison, from a support partner").select_option(index=1)
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_text("The team is open. Next: its plan.")).to_be_visible()
    look(page)


@in_each_kind
def test_a_partnership_from_the_first_idea_to_minutes_and_decisions(
    browser: Browser, site: str, dan: Person, tmp_path: Path, kind: Kind
) -> None:
    with reading(browser, site, kind) as (page, look), reading(browser, site, kind, PHONE) as (small, look_small):
        sign_in(page, site, dan)
        made = start_one(page, look)
        ann = recruit(page, look, site, dan, made, tmp_path)
        hold_the_launch(browser, page, look, site, made, ann, kind)
        open_a_team(page, look, made)
        here = f"/partnerships/{made.pk}"
        sign_in(page, site, ann)
        plan_and_post_need(page, look, here, PRIORITY)
        sign_in(page, site, dan)
        offer(page, look, here)
        expect(page.locator("main")).to_contain_text(launching.OFFICE)
        sign_in(page, site, ann)
        page.reload()
        deliver(page, look)
        sign_in(page, site, dan)
        meeting = plan_a_meeting(page, look, made, "First quarterly meeting", "Quarterly meeting.", ann)
        answer_by_link(small, look_small, meeting, "Cy", "Cole")
        run_the_meeting(page, look, meeting)
        write_it_down(page, look, meeting)
        page.goto(f"{here}/")
        look(page)
    meeting.refresh_from_db()
    assert meeting.is_held
    assert [each.text for each in meeting.decisions.all()] == ["Open a welding team by June"]
    priority = made.priorities.get(title=PRIORITY)
    assert priority.champions.get().name == "Ann Ames"
    assert priority.teams.get().lead == ann
    assert made.needs.get().offers.get().status == "delivered"
