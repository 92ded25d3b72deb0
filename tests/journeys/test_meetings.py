"""A convener plans the launch, firms answer by link, the facilitator runs it, the chair approves what stays."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from steps import answer_by_link, run_the_meeting, write_it_down
from watching import PHONE, PROJECTOR
from workspace import Kind, in_each_kind, reading, sign_in

import meeting_world
from meeting_world import World
from talentshed.web.access.models import Letter
from talentshed.web.meetings.models import Meeting


@pytest.fixture
def world(transactional_db: None) -> World:
    return meeting_world.build()


def plan_the_launch(page: Page, look: Any, world: World) -> Meeting:
    """Plan a second launch with its run sheet, and put a word on the agenda that doesn't belong."""
    page.goto(f"/partnerships/{world.machinery.pk}/meetings/")
    look(page)
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("What kind of meeting").select_option("launch")
    page.get_by_label("Title").fill("Launch at Brown")
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_text("Choose the date.").first).to_be_visible()
    look(page)
    page.get_by_label("Date").fill("2031-05-06")
    page.get_by_label("Start").fill("9:00")
    page.get_by_label("Who chairs").select_option(label="Carol, industry champion")
    page.get_by_text("Two-hour launch.").click()
    page.get_by_role("button", name="Plan the meeting").click()
    expect(page.get_by_role("heading", name="Launch at Brown")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Agenda", exact=True).first.click()
    look(page)
    page.get_by_role("link", name="Add a step").click()
    page.get_by_label("Step").fill("Starting pay of welders")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody states what their own firm pays, or will pay").first).to_be_visible()
    look(page)
    return Meeting.objects.get(title="Launch at Brown")


def decide_as_chair(page: Page, look: Any, meeting: Meeting) -> None:
    """Decide on the word."""
    page.goto(reverse("meetings:agenda", args=[meeting.partnership_id, meeting.pk]))
    page.get_by_role("link", name=re.compile("Decide on")).click()
    look(page)
    page.get_by_text("Other words, please").click()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Decided: the chair wants other words (Carol).")).to_be_visible()


@in_each_kind
def test_a_launch_from_the_plan_to_the_summary(browser: Browser, site: str, world: World, kind: Kind) -> None:
    with reading(browser, site, kind) as (page, look), reading(browser, site, kind, PHONE) as (small, look_small):
        sign_in(page, site, world["Alice"])
        meeting = plan_the_launch(page, look, world)
        answer_by_link(small, look_small, meeting, "Ann", "Acme Gears")
        sign_in(page, site, world["Carol"])
        decide_as_chair(page, look, meeting)
        sign_in(page, site, world["Alice"])
        run_the_meeting(page, look, meeting)
        write_it_down(page, look, meeting)
        assert Letter.objects.filter(to="ann@example.org", subject="Summary: Launch at Brown").count() == 1


def test_the_clock_runs_and_turns_red_when_a_step_is_over_time(browser: Browser, site: str, world: World) -> None:
    step = world.launch.items.first()
    assert step is not None
    step.started_at = timezone.now() - timedelta(minutes=step.minutes, seconds=-2)
    step.save()
    with reading(browser, site, size=PROJECTOR) as (page, look):
        sign_in(page, site, world["Fay"])
        page.goto(reverse("meetings:timer", args=[world.machinery.pk, world.launch.pk]) + "?view=projector")
        expect(page.locator("#clock-time")).to_have_text(re.compile(r"^0:0\d over time$"), timeout=10_000)
        expect(page.locator("#clock")).to_have_class(re.compile("is-over"))
        look(page)


def test_the_warning_comes_while_a_public_partner_is_speaking(browser: Browser, site: str, world: World) -> None:
    step = world.launch.items.last()
    assert step is not None
    # Twelve minutes are their share of 120; two seconds are left of them when the page opens.
    step.started_at = timezone.now() - timedelta(minutes=12, seconds=-2)
    step.save()
    with reading(browser, site) as (page, _look):
        sign_in(page, site, world["Fay"])
        page.goto(reverse("meetings:timer", args=[world.machinery.pk, world.launch.pk]))
        expect(page.locator("#listening")).to_contain_text("Give the floor back to business", timeout=10_000)
