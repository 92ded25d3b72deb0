"""A convener plans the launch, firms answer by link, the facilitator runs it, the chair approves what stays."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from watching import DESKTOP, PHONE, PROJECTOR, watch

import meeting_world
from meeting_world import World
from talentshed.web.access.models import Letter, Person
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries.finding import answer_token


@pytest.fixture
def world(transactional_db: None) -> World:
    return meeting_world.build()


def sign_in(page: Page, site: str, somebody: Person) -> None:
    """Put a session of somebody into the browser; signing in itself is another story."""
    client = Client()
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    page.context.clear_cookies()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


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


def answer_by_link(page: Page, look: Any, meeting: Meeting, name: str, organization: str) -> None:
    """Answer an invitation on a phone, without an account."""
    page.goto(f"/meet/{answer_token(meeting)}/")
    look(page)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Choose yes, no or maybe.").first).to_be_visible()
    look(page)
    page.get_by_text("yes, I come").click()
    page.locator("#organization_name").fill(organization)
    page.locator("#name").fill(name)
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    page.get_by_text("I have read the notice below").click()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", name="Thank you for your answer")).to_be_visible()
    look(page)


def decide_as_chair(page: Page, look: Any, meeting: Meeting) -> None:
    """Decide on the word."""
    page.goto(reverse("meetings:agenda", args=[meeting.partnership_id, meeting.pk]))
    page.get_by_role("link", name=re.compile("Decide on")).click()
    look(page)
    page.get_by_text("Other words, please").click()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Decided: the chair wants other words (Carol).")).to_be_visible()


def run_the_meeting(page: Page, look: Any, meeting: Meeting) -> None:
    """Check people in, run the first step, stop a topic, and record the meeting as held."""
    here = reverse("meetings:meeting", args=[meeting.partnership_id, meeting.pk])
    for name in ("answers", "seats", "script", "notice"):
        page.goto(f"{here}{name}/")
        look(page)
    page.goto(f"{here}attendance/")
    page.locator("label[for^=here-]").click()
    page.get_by_role("button", name="Save who is here").click()
    expect(page.get_by_text("1 person is on the list")).to_be_visible()
    look(page)
    page.goto(f"{here}timer/")
    look(page)
    page.get_by_role("button", name="Start step 1", exact=True).click()
    expect(page.get_by_text("running")).to_be_visible()
    look(page)
    page.get_by_label("Kind of topic").select_option("prices")
    page.get_by_role("button", name="Stop and write it down").click()
    expect(page.get_by_text("Stopped, and written down")).to_be_visible()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=2))
    page.goto(f"{here}held/")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The meeting is recorded as held.")).to_be_visible()
    look(page)


def write_it_down(page: Page, look: Any, meeting: Meeting) -> None:
    """Write minutes, a decision and the summary."""
    here = reverse("meetings:meeting", args=[meeting.partnership_id, meeting.pk])
    page.goto(f"{here}decisions/add/")
    page.get_by_label("Decision").fill("Open a welding team by June")
    page.get_by_role("button", name="Log it").click()
    look(page)
    page.goto(f"{here}minutes/write/")
    page.get_by_label("Minutes").fill("We talked about prices of steel.")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator("mark")).to_have_text("prices")
    look(page)
    page.get_by_text("I have looked at the words").click()
    page.get_by_role("button", name="Approve this version").click()
    expect(page.get_by_text("Everybody in the workspace can read this version")).to_be_visible()
    page.goto(f"{here}summary/draft/")
    expect(page.get_by_label("Summary")).to_have_value(re.compile("Open a welding team by June"))
    look(page)
    page.get_by_role("button", name="Keep this draft").click()
    look(page)
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Send it to 1 person who came").click()
    expect(page.get_by_text("Sent to 1 person")).to_be_visible()
    look(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_launch_from_the_plan_to_the_summary(browser: Browser, site: str, world: World, scripts: bool) -> None:
    desk = browser.new_context(base_url=site, viewport=DESKTOP, java_script_enabled=scripts)
    phone = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=scripts)
    page, small = desk.new_page(), phone.new_page()
    nothing = lambda _page: None  # noqa: E731
    look, look_small = (watch(page, site), watch(small, site)) if scripts else (nothing, nothing)
    sign_in(page, site, world["Alice"])
    meeting = plan_the_launch(page, look, world)
    answer_by_link(small, look_small, meeting, "Ann", "Acme Gears")
    sign_in(page, site, world["Carol"])
    decide_as_chair(page, look, meeting)
    sign_in(page, site, world["Alice"])
    run_the_meeting(page, look, meeting)
    write_it_down(page, look, meeting)
    assert Letter.objects.filter(to="ann@example.org", subject="Summary: Launch at Brown").count() == 1
    desk.close()
    phone.close()


def test_the_clock_runs_and_turns_red_when_a_step_is_over_time(browser: Browser, site: str, world: World) -> None:
    step = world.launch.items.first()
    assert step is not None
    step.started_at = timezone.now() - timedelta(minutes=step.minutes, seconds=-2)
    step.save()
    context = browser.new_context(base_url=site, viewport=PROJECTOR)
    page = context.new_page()
    look = watch(page, site, sizes=(PROJECTOR,))
    sign_in(page, site, world["Fay"])
    page.goto(reverse("meetings:timer", args=[world.machinery.pk, world.launch.pk]) + "?view=projector")
    expect(page.locator("#clock-time")).to_have_text(re.compile(r"^0:0\d over time$"), timeout=10_000)
    expect(page.locator("#clock")).to_have_class(re.compile("is-over"))
    look(page)
    context.close()


def test_the_warning_comes_while_a_public_partner_is_speaking(browser: Browser, site: str, world: World) -> None:
    step = world.launch.items.last()
    assert step is not None
    # Twelve minutes are their share of 120; two seconds are left of them when the page opens.
    step.started_at = timezone.now() - timedelta(minutes=12, seconds=-2)
    step.save()
    context = browser.new_context(base_url=site, viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, site, world["Fay"])
    page.goto(reverse("meetings:timer", args=[world.machinery.pk, world.launch.pk]))
    expect(page.locator("#listening")).to_contain_text("Give the floor back to business", timeout=10_000)
    context.close()
