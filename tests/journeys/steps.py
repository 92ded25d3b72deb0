"""Steps that several stories of the workspace share, each from page to page as somebody goes."""

import re
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from watching import CheckPage

from talentshed.web.access.models import Letter
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries.finding import answer_token
from talentshed.web.partnerships.models import Member, Partnership


def upload_list(page: Page, look: CheckPage, file: Path) -> None:
    """As a partner, take a list of firms to the page that shows what would become of it."""
    page.goto("/organizations/")
    look(page)
    page.get_by_role("link", name="Import a list").click()
    look(page)
    page.get_by_label("CSV or XLSX file").set_input_files(file)
    page.get_by_role("button", name="Upload and preview").click()


def start_one(page: Page, look: CheckPage) -> Partnership:
    """As a partner, start a partnership of welders, after two mistakes."""
    page.goto("/my-work/")
    page.get_by_role("link", name="Start a partnership").click()
    look(page)
    page.get_by_label("Region").fill("Atlantis")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").get_by_text("Say for which industry")).to_be_visible()
    look(page)
    page.get_by_label("Sector").select_option("manufacturing")
    page.get_by_label("Kind of work").fill("welder")
    page.get_by_label("Region").fill("17143-17179~River towns")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Peoria County, IL; Tazewell County, IL")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Start the partnership").click()
    expect(page.get_by_text("The partnership is started.")).to_be_visible()
    look(page)
    return Partnership.objects.get(name="welder partnership, River towns")


def invite_employer(
    page: Page, look: CheckPage, made: Partnership, firm: str, person: str, email: str, over: str = ""
) -> None:
    """As the convener, send a letter to an employer: over a champion's name, or with a reason where there is none."""
    page.goto(f"/partnerships/{made.pk}/people/")
    look(page)
    page.get_by_role("link", name="Invite an employer").click()
    page.get_by_label("Employer", exact=True).select_option(label=firm)
    page.get_by_label("Name of the person").fill(person)
    page.get_by_label("E-mail").fill(email)
    if over:
        page.get_by_label("Over whose name").select_option(label=over)
    else:
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.get_by_text("An invitation comes from a peer").first).to_be_visible()
        look(page)
        page.get_by_label("Reason, where a public body sends it").fill("There is no champion yet.")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation goes out.")).to_be_visible()


def join_by_letter(page: Page, look: CheckPage, made: Partnership, email: str, firm: str) -> None:
    """Without an account, follow the letter into the partnership, and say whether the firm accepts the convener."""
    page.context.clear_cookies()
    letter = Letter.objects.get(to=email)
    found = re.search(r"/join/[\w-]+/", letter.text)
    assert found
    page.goto(found.group())
    look(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Who owes what?")).to_be_visible()
    look(page)
    page.get_by_role("link", name=f"Say for {firm} whether you accept").click()
    page.get_by_role("link", name=f"Answer for {firm}").click()
    look(page)
    page.get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text(re.compile("employers (who answered|at the table) accept the convener"))).to_be_visible()
    look(page)
    assert Member.objects.get(partnership=made, organization__name=firm).stage == "committed"


def answer_by_link(page: Page, look: CheckPage, meeting: Meeting, name: str, organization: str) -> None:
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


def run_the_meeting(page: Page, look: CheckPage, meeting: Meeting) -> None:
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


def write_it_down(page: Page, look: CheckPage, meeting: Meeting) -> None:
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


def plan_and_post_need(page: Page, look: CheckPage, here: str, priority: str) -> None:
    """As the lead of a team, say what is done about its priority, and what it lacks."""
    page.goto(f"{here}/priorities/")
    expect(page.locator("h1")).to_have_text("Priorities")
    look(page)
    page.get_by_role("main").get_by_role("link", name=priority).first.click()
    look(page)
    page.click("text=Write the plan")
    look(page)
    page.fill("[name=cause]", "No bus runs after nine")
    page.click("label[for=cause_kind-access]")
    page.fill("[name=plan]", "A shared van")
    page.fill("[name=measure]", "welders on second shift")
    page.fill("[name=target]", "40 by December 2027")
    page.click("text=Save the plan")
    expect(page.locator("main")).to_contain_text("not a lack of training")
    page.goto(f"{here}/table/new/")
    look(page)
    page.fill("[name=title]", "A van for the night")
    page.click("text=Post it")
    look(page)
    page.goto(f"{here}/table/")
    expect(page.locator(".pr-board tbody tr").first).to_contain_text("Unclaimed since today")
    look(page)


def offer(page: Page, look: CheckPage, here: str) -> None:
    """As a support partner, answer the first need of the table."""
    page.goto(f"{here}/table/")
    page.locator(".pr-board tbody tr").first.locator("text=Offer something").click()
    look(page)
    page.click("label[for=kind-equipment]")
    page.click("text=Put it on the table")


def deliver(page: Page, look: CheckPage) -> None:
    """As the need's firm, say that it came."""
    page.click("button:has-text('Delivered')")
    expect(page.locator("main")).to_contain_text("1 offer, 1 delivered")
    look(page)
