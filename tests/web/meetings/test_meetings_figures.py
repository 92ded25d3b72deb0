"""Do gates, panel, asked things and figures say what the records say? And how many queries do pages ask?"""

from datetime import timedelta
from time import thread_time

import pytest
from django.urls import reverse
from django.utils import timezone

from meeting_world import World, attendee
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry
from talentshed.web.access.queries import held_about
from talentshed.web.meetings import handlers
from talentshed.web.meetings.actions import coming, planning, recording
from talentshed.web.meetings.models import Attendance, Decision, Meeting, Rsvp
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.queries import figures, next_meeting
from talentshed.web.meetings.sitting import Who
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.policies import standing


def held(world: World, kind: str, chair_kind: str, days_ago: int = 20) -> Meeting:
    """Return a meeting that was held."""
    start = timezone.now() - timedelta(days=days_ago)
    return Meeting.objects.create(
        partnership=world.machinery,
        kind=kind,
        title=f"{kind} {chair_kind}",
        starts_at=start,
        status="held",
        held_at=start,
        chair_kind=chair_kind,
    )


def test_figures_count_full_tables_that_were_held(world: World) -> None:
    # Full tables held: the spring meeting (industry), a launch (industry), a quarterly meeting (public). The team
    # meeting and the planned launch don't count: 2 of 3.
    launch = held(world, "launch", "industry")
    held(world, "quarterly", "public")
    team = held(world, "team", "public")
    attendee(launch, "Acme", "Ann", decision_authority="decides")
    attendee(launch, "Acme", "Art", decision_authority="advises")
    attendee(launch, "Brown", "Bea", decision_authority="shares")
    attendee(launch, "Clay", "Cy")
    attendee(launch, "College", "Dan", "public", at_table=True)
    attendee(launch, "Office", "Alice", "public", at_table=False)
    attendee(team, "Office", "Alice", "public", at_table=True)
    chaired, deciding, seats = (
        figures.industry_chaired(world.machinery),
        figures.decision_makers(world.machinery),
        figures.seats_of_business(world.machinery),
    )
    assert (chaired.part, chaired.whole) == (2, 3)
    assert (deciding.part, deciding.whole) == (2, 4)
    assert (seats.part, seats.whole) == (4, 5)
    found = {each.key: each for each in registries.lead_figures(world.machinery)}
    assert found["industry_chaired"].sentence == "Industry chaired 2 of the 3 full meetings held."
    assert found["industry_chaired"].is_met is False
    assert found["air_time"].value == 0.8
    assert found["air_time"].is_met is True
    assert found["decision_authority"].is_met is False


def test_without_meetings_there_is_nothing_to_say(world: World) -> None:
    assert figures.chaired_figure(world.places.health) is None
    assert figures.deciding_figure(world.places.health) is None
    assert figures.seats_figure(world.places.health) is None


def test_gates_open_with_attendance_and_a_next_date(world: World) -> None:
    partnership = world.machinery
    assert not handlers.launch_attended(partnership)
    assert handlers.has_next_date(partnership)
    Meeting.objects.filter(pk=world.launch.pk).update(
        status="held", held_at=timezone.now(), starts_at=timezone.now() - timedelta(days=2)
    )
    assert not handlers.launch_attended(partnership), "nobody is on the list yet"
    attendee(world.launch, "Acme", "Ann")
    assert handlers.launch_attended(partnership)
    assert not handlers.has_next_date(partnership)
    assert handlers.met_this_quarter(partnership)
    Meeting.objects.filter(pk=world.quarterly.pk).update(starts_at=timezone.now() - timedelta(days=130))
    assert not handlers.met_this_quarter(partnership)
    registered = {each.key for phase in (5, 7) for each in registries.gate_checks(phase)}
    assert {"launch_attended", "next_date", "quarterly_held"} <= registered


def test_the_workspace_asks_for_an_answer_and_the_chair_for_a_word(world: World) -> None:
    planning.keep_item(by=world["Alice"], meeting=world.launch, title="Prices", minutes=5, speaker="business")
    mine = {world.machinery.pk: world.machinery}
    asked = [each.words for each in handlers.asked(world["Carol"], mine)]
    assert asked == [
        "Say whether you come: Launch of Machinery",
        "As chair, decide on words of the agenda: Launch of Machinery",
    ]
    carol = Who("Acme Gears, Inc.", "Carol", "business")
    coming.answer_invitation(by=world["Carol"], meeting=world.launch, who=carol, answer="yes")
    assert len(list(handlers.asked(world["Carol"], mine))) == 1
    panel = handlers.next_meeting_panel(standing(world["Carol"], world.machinery))
    assert panel is not None
    assert (panel["meeting"].coming, panel["meeting"].open_words) == (1, 1)


def test_the_next_meeting_is_the_nearest_planned_one(world: World) -> None:
    later = planning.plan_meeting(
        by=world["Alice"],
        partnership=world.machinery,
        kind="team",
        title="Team",
        starts_at=timezone.now() + timedelta(days=3),
    )
    assert next_meeting(world.machinery) == later
    assert next_meeting(world.machinery, full_table=True) == world.launch


def test_every_write_stands_in_the_trail_of_the_partnership(world: World) -> None:
    kinds = set(AuditEntry.objects.filter(scope=world.machinery.scope).values_list("kind", flat=True))
    assert "MEETING_PLANNED" in kinds
    coming.answer_by_link(by=None, meeting=world.launch, who=Who("Acme", "Ann", "business"), answer="yes")
    entry = AuditEntry.objects.get(kind="INVITATION_ANSWERED")
    assert (entry.scope, entry.state, entry.by) == (world.machinery.scope, world.places.illinois, None)


def test_somebody_reads_what_meetings_hold_about_them_and_records_have_a_term(world: World) -> None:
    coming.answer_invitation(
        by=world["Bob"], meeting=world.launch, who=Who("Acme Gears, Inc.", "Bob", "business"), answer="maybe"
    )
    held_now = held_about(world["Bob"])["meetings"]
    assert held_now == [{"answered": "maybe", "meeting": "Launch of Machinery", "as": "Bob, Acme Gears, Inc."}]
    kinds = {each.kind for each in retention.holdings()}
    assert {"meetings.rsvp", "meetings.attendance", "meetings.acknowledgement", "meetings.minutes"} <= kinds
    Rsvp.objects.update(answered_at=timezone.now() - timedelta(days=400))
    assert retention.apply(retention.holding("meetings.rsvp")) == 1


@pytest.fixture
def crowd(world: World) -> World:
    """Sixty people, twenty steps, forty decisions, ten meetings."""
    for meeting in (world.launch, world.quarterly):
        Rsvp.objects.bulk_create(
            Rsvp(
                meeting=meeting,
                organization_name=f"Firm {n}",
                name=f"Person {n}",
                answer="yes",
                side="business" if n % 4 else "public",
                who_key=who_key(f"Firm {n}", f"Person {n}"),
            )
            for n in range(60)
        )
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                organization_name=f"Firm {n}",
                name=f"Person {n}",
                side="business" if n % 4 else "public",
                who_key=who_key(f"Firm {n}", f"Person {n}"),
            )
            for n in range(60)
        )
        Decision.objects.bulk_create(
            Decision(meeting=meeting, text=f"Decision {n}", decided_on=timezone.localdate()) for n in range(20)
        )
    for n in range(10):
        held(world, "quarterly", "industry", 100 + n)
    for n in range(12):
        planning.keep_item(by=world["Alice"], meeting=world.launch, title=f"Wages {n}", minutes=1, speaker="business")
    recording.write_minutes(by=world["Alice"], meeting=world.launch, text="We met. " * 500)
    return world


PAGES = (
    "meeting agenda script timer seats notice answers door own_answer minutes write_minutes draft_summary summary "
    "change walk_in log_decision"
)


@pytest.mark.parametrize("name", PAGES.split())
def test_a_page_asks_at_most_fifteen_queries(crowd: World, visit_as, name: str, django_assert_max_num_queries) -> None:
    client = visit_as(crowd["Alice"])
    address = reverse(f"meetings:{name}", args=[crowd.machinery.pk, crowd.launch.pk])
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["list", "decisions", "plan"])
def test_a_list_asks_at_most_fifteen_queries(crowd: World, visit_as, name: str, django_assert_max_num_queries) -> None:
    client = visit_as(crowd["Alice"])
    with django_assert_max_num_queries(15):
        assert client.get(reverse(f"meetings:{name}", args=[crowd.machinery.pk])).status_code == 200


def test_the_heaviest_pages_are_quick(crowd: World, visit_as) -> None:
    client = visit_as(crowd["Alice"])
    for name in ("meeting", "agenda", "door", "timer", "minutes"):
        address = reverse(f"meetings:{name}", args=[crowd.machinery.pk, crowd.launch.pk])
        client.get(address)
        took = []
        for _once in range(5):
            start = thread_time()
            client.get(address)
            took.append(thread_time() - start)
        # The bar is 100 ms of server time; the best of five, as the machine may be busy with other tests.
        assert min(took) < 0.1, f"{name}: {min(took) * 1000:.0f} ms"
