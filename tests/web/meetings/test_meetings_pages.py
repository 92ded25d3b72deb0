"""Do the pages of meetings answer, to whom, how fast, and does an answer by link reach the list?"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meeting_world import World, attendee
from talentshed.web.access.models import AuditEntry, Letter
from talentshed.web.meetings.actions import coming, planning, recording, running
from talentshed.web.meetings.models import AgendaFinding, Attendance, Decision, Meeting, Minutes, Rsvp, Stop, Summary
from talentshed.web.meetings.queries.finding import answer_token
from talentshed.web.meetings.sitting import Who
from talentshed.web.meetings.urls import _meeting

ANN = Who("Acme Gears", "Ann Lee", "business", decision_authority="decides")


def at(meeting: Meeting, name: str, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[meeting.partnership_id, meeting.pk, *more])


def fill(world: World) -> dict[str, object]:
    """Put one of everything into both meetings of the partnership."""
    alice, launch = world["Alice"], world.launch
    planning.keep_item(by=alice, meeting=launch, title="Wages of welders", minutes=5, speaker="business")
    coming.record_answer(by=alice, meeting=launch, who=ANN, answer="yes", email="ann@example.org")
    coming.record_answer(by=alice, meeting=launch, who=Who("River College", "Dora", "public"), answer="maybe")
    here = attendee(world.quarterly, "Acme Gears, Inc.", "Bob", decision_authority="decides", person=world["Bob"])
    attendee(world.quarterly, "River College", "Dan", "public", at_table=False)
    minutes = recording.write_minutes(by=alice, meeting=world.quarterly, text="We met. Prices were mentioned.")
    decision = recording.log_decision(by=alice, meeting=world.quarterly, text="Open a welding team", kind="action")
    recording.keep_summary(by=alice, meeting=world.quarterly, text="Thank you.")
    running.stop_topic(by=world["Bob"], meeting=world.quarterly, topic="prices", asked_by="Bob")
    return {
        "item_pk": launch.items.first().pk,
        "finding_pk": launch.findings.first().pk,
        "attendance_pk": here.pk,
        "version": minutes.version,
        "decision_pk": decision.pk,
        "kind": "csv",
    }


PAGES = {
    "Alice": "meeting change cancel agenda add_item script timer seats notice held answers record_answer door walk_in "
    "own_answer minutes write_minutes log_decision draft_summary summary",
    "Carol": "meeting agenda script timer seats notice answers own_answer door minutes summary log_decision",
    "Bob": "meeting agenda timer notice own_answer door minutes summary",
    "Erin": "meeting agenda timer notice own_answer minutes summary",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_a_meeting_answers_to_those_whose_it_is(world: World, visit_as, name: str) -> None:
    fill(world)
    client = visit_as(world[name])
    for page in PAGES[name].split():
        answer = client.get(at(world.launch, page))
        assert answer.status_code == 200, page
        assert "Launch of Machinery" in answer.content.decode(), page
        assert answer["Cache-Control"].startswith("max-age=0"), page
    for page in ("list", "decisions"):
        assert client.get(reverse(f"meetings:{page}", args=[world.machinery.pk])).status_code == 200
    for page in ("meeting", "minutes", "summary", "notice", "timer"):
        assert client.get(at(world.quarterly, page)).status_code == 200


def test_the_same_in_spanish(world: World, visit_as) -> None:
    fill(world)
    client = visit_as(world["Alice"])
    tried = {page: "/es" + at(world.launch, page) for page in PAGES["Alice"].split()}
    for page, address in tried.items():
        answer = client.get(address)
        assert answer.status_code == 200, page
        assert '<html lang="es">' in answer.content.decode(), page


@pytest.mark.parametrize("name", ["Bob", "Dan", "Erin"])
def test_members_without_the_right_are_told_why(world: World, visit_as, name: str) -> None:
    client = visit_as(world[name])
    for page in ("change", "answers", "script", "held", "write_minutes", "walk_in", "seats"):
        answer = client.get(at(world.launch, page))
        assert answer.status_code == 403, page
        assert re.search(r"(keep the shared records|keep the records)", answer.content.decode()), page


def addresses(meeting: Meeting, kept: dict[str, object]) -> list[str]:
    """Return every address of a meeting, with ids that exist."""
    found = []
    for pattern in _meeting:
        keys = pattern.pattern.regex.groupindex
        found.append(
            reverse(
                f"meetings:{pattern.name}",
                kwargs={"pk": meeting.partnership_id, "meeting_pk": meeting.pk, **{key: kept[key] for key in keys}},
            )
        )
    return found


@pytest.mark.parametrize("name", ["Charlie", "Rosa"])
def test_strangers_find_nothing_at_any_address(world: World, visit_as, name: str) -> None:
    kept = fill(world)
    client = visit_as(world[name])
    tried = [*addresses(world.launch, kept), *addresses(world.quarterly, kept)]
    tried += [reverse(f"meetings:{page}", args=[world.machinery.pk]) for page in ("list", "plan", "decisions")]
    assert len(tried) > 70
    for address in tried:
        assert client.get(address).status_code in (404, 405), address
        assert client.post(address).status_code in (404, 405), address
        assert 404 in (client.get(address).status_code, client.post(address).status_code), address


def test_overseers_are_sent_to_their_own_page(world: World, visit_as) -> None:
    answer = visit_as(world["Frank"]).get(at(world.launch, "meeting"))
    assert answer.status_code == 403


def test_no_id_of_another_partnership_leads_in(world: World, visit_as) -> None:
    kept = fill(world)
    client = visit_as(world["Rosa"])
    own = world.health.pk if hasattr(world, "health") else world.places.health.pk
    for address in [*addresses(world.launch, kept), *addresses(world.quarterly, kept)]:
        moved = address.replace(f"/partnerships/{world.machinery.pk}/", f"/partnerships/{own}/", 1)
        assert 404 in (client.get(moved).status_code, client.post(moved).status_code), moved
        within = moved.replace(f"/meetings/{world.launch.pk}/", f"/meetings/{world.foreign.pk}/", 1)
        within = within.replace(f"/meetings/{world.quarterly.pk}/", f"/meetings/{world.foreign.pk}/", 1)
        if any(f"/{kept[key]}/" in within.split("/meetings/", 1)[1][3:] for key in ("item_pk", "finding_pk")):
            assert client.post(within).status_code in (404, 405), within
    assert AgendaFinding.objects.filter(meeting=world.launch, decision="").exists()
    assert Attendance.objects.filter(meeting=world.quarterly).count() == 2


def test_signed_out_readers_are_asked_to_sign_in(world: World, client: Client) -> None:
    assert client.get(at(world.launch, "meeting"))["Location"].startswith("/sign-in/")


def answer_fields(**more: str) -> dict[str, str]:
    return {
        "answer": "yes",
        "organization_name": "acme gears inc",
        "side": "public",
        "name": "Ann Lee",
        "title": "Owner",
        "decision_authority": "decides",
        "email": "ann@example.org",
        "read_notice": "on",
        **more,
    }


def test_somebody_answers_by_link_without_an_account(world: World, client: Client) -> None:
    address = reverse("meetings:invited", args=[answer_token(world.launch)])
    page = client.get(address)
    assert page.status_code == 200
    assert "sessionid" not in page.cookies
    assert page["Referrer-Policy"] == "same-origin"
    said = page.content.decode()
    assert "Launch of Machinery" in said
    assert "Acme plant" in said
    assert "Brown Bearings" not in said, "the page doesn't list members"
    thanks = client.post(address, answer_fields(), follow=True)
    assert thanks.status_code == 200
    kept = Rsvp.objects.get(meeting=world.launch)
    # Typed loosely and on the wrong side; known as the member, which sits with business.
    assert (kept.organization_id, kept.side, kept.answer) == (world.places.acme.pk, "business", "yes")
    assert world.launch.acknowledgements.get().notice_version == "2026-1"
    client.post(address, answer_fields(answer="no"))
    assert Rsvp.objects.get(meeting=world.launch).answer == "no", "the last answer counts"


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_is_wrong(world: World, client: Client) -> None:
    address = reverse("meetings:invited", args=[answer_token(world.launch)])
    page = client.post(address, answer_fields(name="", email="ann at home"))
    said = page.content.decode()
    assert page.status_code == 200
    assert 'value="acme gears inc"' in said
    assert "Write the name." in said
    assert "name@example.org" in said
    assert not Rsvp.objects.exists()


def test_a_link_that_was_forged_renewed_or_is_over_lets_nobody_answer(world: World, client: Client) -> None:
    token = answer_token(world.launch)
    forged = token.replace(f"{world.launch.pk}-1", f"{world.foreign.pk}-1")
    for bad in (forged, token[:-1], "nonsense", f"{world.launch.pk}-1"):
        assert client.get(f"/meet/{bad}/").status_code == 404
    coming.renew_link(by=world["Alice"], meeting=world.launch)
    assert client.get(f"/meet/{token}/").status_code == 404
    over = f"/meet/{answer_token(world.quarterly)}/"
    assert "This meeting is over" in client.get(over).content.decode()
    client.post(over, answer_fields())
    assert not Rsvp.objects.exists()


def test_nobody_changes_by_link_what_a_person_answered_signed_in(world: World, client: Client) -> None:
    bob = Who("Acme Gears, Inc.", "Bob", "business")
    coming.answer_invitation(by=world["Bob"], meeting=world.launch, who=bob, answer="yes")
    address = reverse("meetings:invited", args=[answer_token(world.launch)])
    page = client.post(address, answer_fields(name="Bob", answer="no"))
    assert "Sign in to change the answer" in page.content.decode()
    assert Rsvp.objects.get().answer == "yes"


def test_the_calendar_file_comes_by_link_and_to_members(world: World, client: Client, visit_as) -> None:
    by_link = client.get(reverse("meetings:date_by_link", args=[answer_token(world.launch)]))
    assert by_link["Content-Type"].startswith("text/calendar")
    assert b"LOCATION:Acme plant" in by_link.content
    assert visit_as(world["Bob"]).get(at(world.launch, "date")).status_code == 200


def test_a_word_is_found_and_the_chair_decides(world: World, visit_as) -> None:
    alice, carol = visit_as(world["Alice"]), visit_as(world["Carol"])
    fields = {"title": "Wages next year", "minutes": "5", "speaker": "business"}
    page = alice.post(at(world.launch, "add_item"), fields, follow=True).content.decode()
    assert "The check found words" in page
    assert "Nobody states what their own firm pays" in page
    finding = AgendaFinding.objects.get(meeting=world.launch)
    decide = at(world.launch, "decide", finding.pk)
    assert alice.get(decide).status_code == 403
    refused = carol.post(decide, {"decision": "kept", "reason": ""})
    assert "Say why the words may stay" in refused.content.decode()
    carol.post(decide, {"decision": "kept", "reason": "Only published wages are shown."})
    finding.refresh_from_db()
    assert (finding.decision, finding.decided_by, finding.terms_version) == ("kept", world["Carol"], "2026-1")
    item = world.launch.items.get(title="Wages next year")
    alice.post(at(world.launch, "item", item.pk), {**fields, "title": "Published wages"})
    finding.refresh_from_db()
    assert finding.decision == "gone", "new words need no decision; the old one stays in the list"


def test_the_agenda_is_moved_and_warned_of(world: World, visit_as) -> None:
    client = visit_as(world["Alice"])
    last = world.launch.items.last()
    client.post(at(world.launch, "move_item", last.pk), {"to": "up"})
    page = client.get(at(world.launch, "agenda")).content.decode()
    assert "has public partners speak before business is done" in page
    client.post(at(world.launch, "item", last.pk), {"title": last.title, "minutes": "30", "speaker": "public"})
    page = client.get(at(world.launch, "agenda")).content.decode()
    assert "Public partners have 21% of the speaking time; 10% is the most" in page  # 30 of 142
    assert "22 minutes more than the meeting has" in page


def test_the_timer_runs_one_step_at_a_time_and_warns_by_the_clock(world: World, visit_as) -> None:
    client = visit_as(world["Fay"])
    first, second, *_middle, last = world.launch.items.all()
    client.post(at(world.launch, "start_item", first.pk))
    client.post(at(world.launch, "start_item", second.pk))
    first.refresh_from_db()
    assert first.ended_at is not None
    client.post(at(world.launch, "start_item", last.pk))
    last.refresh_from_db()
    last.started_at = timezone.now() - timedelta(minutes=13)
    last.save()
    page = client.get(at(world.launch, "timer") + "?view=projector").content.decode()
    assert "Public partners have spoken for 13 minutes; 12 is their share" in page
    assert "minute 13 of 8" in page
    assert "5 min over" in page
    back = client.post(at(world.launch, "end_item"), {"view": "projector"})
    assert back["Location"].endswith("?view=projector")
    assert not world.launch.items.filter(started_at__isnull=False, ended_at__isnull=True).exists()
    client.post(at(world.launch, "start_item", last.pk))
    last.refresh_from_db()
    assert timezone.now() - last.started_at >= timedelta(minutes=13), "a step that goes on keeps its minutes"


def test_anybody_stops_a_topic_and_no_content_is_kept(world: World, visit_as) -> None:
    client = visit_as(world["Bob"])
    client.post(at(world.launch, "stop"), {"topic": "pay", "asked_by": "Ann", "text": "they said 30 dollars"})
    client.post(at(world.launch, "stop"), {})
    client.post(at(world.launch, "stop"), {"topic": "they said 30 dollars"})
    assert [(stop.topic, stop.asked_by) for stop in Stop.objects.all()] == [("pay", "Ann"), ("", "")]
    assert "30 dollars" not in str(list(AuditEntry.objects.values_list("detail", "about_words")))


def test_check_in_seats_public_partners_outside_and_keeps_the_notice(world: World, visit_as) -> None:
    fill(world)
    client = visit_as(world["Alice"])
    answers = {each.name: each for each in world.launch.answers.all()}
    client.post(
        at(world.launch, "door"),
        {"here": [answers["Ann Lee"].pk, answers["Dora"].pk, "junk"], "read": [answers["Ann Lee"].pk]},
    )
    seats = {each.name: each.at_table for each in world.launch.attendances.all()}
    assert seats == {"Ann Lee": True, "Dora": False}
    assert [each.name for each in world.launch.acknowledgements.all()] == ["Ann Lee"]
    client.post(
        at(world.launch, "walk_in"),
        {"organization_name": "River College", "side": "public", "name": "Dan", "at_table": "on"},
    )
    page = client.get(at(world.launch, "door")).content.decode()
    assert "1 public partner sits at the table" in page
    bob = visit_as(world["Bob"])
    listed = bob.get(at(world.launch, "door_file", "csv")).content.decode("utf-8-sig")
    assert listed.count("\r\n") == 4
    assert "Ann Lee" in listed


def test_who_was_not_there_after_all_is_taken_off_the_list(world: World, visit_as) -> None:
    kept = fill(world)
    address = at(world.quarterly, "remove_attendee", kept["attendance_pk"])
    assert address in visit_as(world["Alice"]).get(at(world.quarterly, "door")).content.decode()
    assert visit_as(world["Bob"]).post(address).status_code == 403
    visit_as(world["Alice"]).post(address)
    assert [each.name for each in world.quarterly.attendances.all()] == ["Dan"]
    elsewhere = address.replace(f"/meetings/{world.quarterly.pk}/", f"/meetings/{world.launch.pk}/")
    assert visit_as(world["Alice"]).post(elsewhere).status_code == 404


def test_minutes_come_in_versions_and_are_approved_after_a_look_at_the_words(world: World, visit_as) -> None:
    alice, hugo, bob = (visit_as(world[name]) for name in ("Alice", "Hugo", "Bob"))
    text = "We spoke about prices."
    page = alice.post(at(world.quarterly, "write_minutes"), {"text": text}, follow=True).content.decode()
    assert "<mark>prices</mark>" in page
    assert "what makes the industry of this region competitive" in page
    assert Minutes.objects.get().text == text, "nothing is rewritten"
    assert "are a draft" in bob.get(at(world.quarterly, "minutes")).content.decode()
    hugo.post(at(world.quarterly, "approve_minutes", 1))
    assert Minutes.objects.get().approved_at is None
    alice.post(at(world.quarterly, "write_minutes"), {"text": "We spoke about steel.", "note": "Reworded"})
    hugo.post(at(world.quarterly, "approve_minutes", 2))
    seen = bob.get(at(world.quarterly, "minutes")).content.decode()
    assert "We spoke about steel." in seen
    assert "Version 1" not in seen
    assert bob.get(at(world.quarterly, "minutes_version", 1)).status_code == 404


def test_decisions_are_searched_and_keep_who_chaired(world: World, visit_as) -> None:
    for text in ("Open a welding team", "Meet each quarter", "Ask the college for night classes"):
        recording.log_decision(by=world["Alice"], meeting=world.quarterly, text=text, kind="action", reason="Voted")
    client = visit_as(world["Bob"])
    page = reverse("meetings:decisions", args=[world.machinery.pk])
    found = client.get(page, {"q": "WELDING voted"}).content.decode()
    assert "Open a welding team" in found
    assert "Meet each quarter" not in found
    assert Decision.objects.first().chair_kind == "industry"
    assert "No decision found" in client.get(page, {"chair": "public"}).content.decode()
    first = Decision.objects.order_by("pk").first()
    visit_as(world["Hugo"]).post(at(world.quarterly, "revoke_decision", first.pk), {"reason": "The team has merged"})
    assert "Open a welding team" not in client.get(page, {"in_force": "1"}).content.decode()
    listed = client.get(page + "list.csv", {"q": "team"}).content.decode("utf-8-sig")
    assert "taken back: The team has merged" in listed
    assert client.get(page, {"meeting": "99999999999999", "kind": "x", "page": "z"}).status_code == 200


def test_the_summary_is_drafted_approved_by_a_person_and_sent_once(world: World, visit_as) -> None:
    fill(world)
    Summary.objects.all().delete()
    Rsvp.objects.create(
        meeting=world.quarterly,
        organization_name="River College",
        name="Dan",
        side="public",
        answer="yes",
        email="DAN@college.example",
        who_key=Attendance.objects.get(name="Dan").who_key,
    )
    alice, hugo = visit_as(world["Alice"]), visit_as(world["Hugo"])
    draft = alice.get(at(world.quarterly, "draft_summary")).content.decode()
    for words in (
        "Businesses: Acme Gears, Inc.",
        "Support partners: River College",
        "Open a welding team",
        "Launch of Machinery",
        "In the chair: Hugo",
    ):
        assert words in draft, words
    alice.post(at(world.quarterly, "draft_summary"), {"text": "Thank you all."})
    assert alice.post(at(world.quarterly, "send_summary")).status_code == 403, "nobody has approved it"
    hugo.post(at(world.quarterly, "approve_summary"))
    assert visit_as(world["Bob"]).post(at(world.quarterly, "send_summary")).status_code == 403
    alice.post(at(world.quarterly, "send_summary"))
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["bob@example.org", "dan@college.example"]
    assert "Thank you all." in Letter.objects.first().text
    assert alice.post(at(world.quarterly, "send_summary")).status_code == 403
    assert Letter.objects.count() == 2


def test_a_meeting_is_planned_changed_and_called_off(world: World, visit_as) -> None:
    client = visit_as(world["Alice"])
    page = reverse("meetings:plan", args=[world.machinery.pk])
    fields = {
        "kind": "quarterly",
        "title": "Summer meeting",
        "on_date": "2030-07-01",
        "at_time": "1:30 pm",
        "minutes": "90",
        "place": "Brown plant",
        "chair": str(world["Hugo"].pk),
        "sheet": "quarterly",
    }
    wrong = client.post(page, {**fields, "at_time": "noonish", "minutes": "0"}).content.decode()
    assert "Write a time, for example 9:00." in wrong
    assert 'value="Summer meeting"' in wrong
    client.post(page, fields)
    made = Meeting.objects.get(title="Summer meeting")
    assert f"{timezone.localtime(made.starts_at):%Y-%m-%d %H:%M}" == "2030-07-01 13:30"
    assert (made.chair_kind, made.chair_name, made.items.count()) == ("industry", "Hugo", 6)
    client.post(at(made, "change"), {**fields, "chair": str(world["Alice"].pk)})
    made.refresh_from_db()
    assert (made.chair_kind, made.calendar_sequence) == ("public", 1)
    assert "A public partner holds the chair" in client.get(made.get_absolute_url()).content.decode()
    client.post(at(made, "cancel"), {"reason": "The plant is closed that day"})
    over = client.get(f"/meet/{answer_token(made)}/").content.decode()
    assert "The plant is closed that day" in over
    assert client.get(at(made, "change")).status_code == 403


def test_only_a_meeting_that_has_begun_is_held(world: World, visit_as) -> None:
    client = visit_as(world["Alice"])
    fields = {"chair_name": "Carol", "chair_kind": "industry"}
    assert "has not begun yet" in client.post(at(world.launch, "held"), fields).content.decode()
    Meeting.objects.filter(pk=world.launch.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    client.post(at(world.launch, "held"), fields)
    world.launch.refresh_from_db()
    assert (world.launch.status, world.launch.chaired_by) == ("held", world["Carol"])


def test_who_said_they_come_hears_of_a_new_date_and_of_the_end(world: World) -> None:
    alice, launch = world["Alice"], world.launch
    for name, answer in (("Ann Lee", "yes"), ("Max", "maybe"), ("Nora", "no"), ("Sam", "yes")):
        email = "" if name == "Sam" else f"{name.split()[0].lower()}@example.org"
        coming.record_answer(by=alice, meeting=launch, who=Who("Acme", name, "business"), answer=answer, email=email)
    planning.change_meeting(by=alice, meeting=launch, title="The launch")
    assert not Letter.objects.filter(template="meetings/mail/changed").exists()
    planning.change_meeting(by=alice, meeting=launch, place="The old mill")
    first = Letter.objects.filter(template="meetings/mail/changed")
    assert sorted(first.values_list("to", flat=True)) == ["ann@example.org", "max@example.org"]
    assert all("The old mill" in letter.text for letter in first)
    planning.cancel_meeting(by=alice, meeting=launch, reason="The roof leaks.")
    second = Letter.objects.filter(template="meetings/mail/changed", subject="Called off: The launch")
    assert sorted(second.values_list("to", flat=True)) == ["ann@example.org", "max@example.org"]
    assert all("The roof leaks." in letter.text for letter in second)
    assert AuditEntry.objects.get(kind="MEETING_CANCELLED").detail["told"] == 2
