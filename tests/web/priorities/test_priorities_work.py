"""Are people reminded within the cap, is the calendar secret, do gates and blocks stand, and is it fast?"""

import time
from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from priority_world import World
from talentshed.web.access.models import Letter
from talentshed.web.organizations.models import AskCap, Interaction
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.queries import frame, gates, standing
from talentshed.web.priorities import queries as priorities
from talentshed.web.priorities import reminders, workspace
from talentshed.web.priorities.actions import items, systems, table, teams
from talentshed.web.priorities.models import ActionItem, Need, Offer, OfferPartner
from talentshed.web.priorities.queries import board, listing

TODAY = date(2026, 3, 11)  # a Wednesday


def item(world: World, title: str, due: date, **owner: object) -> ActionItem:
    return ActionItem.objects.create(partnership=world.partnership, title=title, due_date=due, **owner)


def letters(world: World, name: str) -> list[str]:
    return list(Letter.objects.filter(to=world[name].email).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """March 11: asks are counted in March."""
    monkeypatch.setattr("talentshed.web.organizations.days.timezone.localdate", lambda *_, **_zone: TODAY)


def test_partners_get_one_digest_a_week_and_firms_one_a_month_as_an_ask(world: World, today: None) -> None:
    item(world, "Find a room", date(2026, 3, 2), owner=world["Dan"])
    item(world, "Lend a welder", date(2026, 3, 13), owner=world["Bob"])
    item(world, "Far away", date(2026, 5, 1), owner=world["Dan"])
    for days in (0, 1, 2):
        reminders.run(TODAY + timedelta(days=days))
    (dan,) = letters(world, "Dan")
    assert "Find a room" in dan
    assert "Far away" not in dan
    (bob,) = letters(world, "Bob")
    assert "Lend a welder" in bob
    assert Interaction.objects.get(organization=world.acme).is_ask
    reminders.run(TODAY + timedelta(days=7))
    assert len(letters(world, "Dan")) == 2
    assert len(letters(world, "Bob")) == 1
    assert Interaction.objects.filter(organization=world.acme).count() == 1


def test_an_employer_that_was_asked_enough_hears_nothing_and_the_convener_learns_it(world: World, today: None) -> None:
    AskCap.objects.create(state=world.partnership.home_state, asks_per_month=1)
    Interaction.objects.create(
        organization=world.acme, kind="call", is_ask=True, asked="A visit", on_date=TODAY, by=world["Dan"]
    )
    item(world, "Lend a welder", date(2026, 3, 2), owner=world["Bob"])
    reminders.run(TODAY)
    assert letters(world, "Bob") == []
    (alice,) = letters(world, "Alice")
    assert "Lend a welder" in alice
    assert "Acme Gears" in alice
    assert Interaction.objects.filter(organization=world.acme).count() == 1


def test_nothing_due_sends_nothing(world: World, today: None) -> None:
    reminders.run(TODAY)
    assert not Letter.objects.exists()


def test_a_calendar_is_read_by_its_secret_address_until_that_is_renewed(visit_as, world: World) -> None:
    vera = visit_as("Vera")
    shown = vera.post(reverse("priorities:my_calendar"), {"do": "renew"}).content.decode()
    first = shown.split("/calendar/")[1].split(".ics")[0]
    assert "/calendar/" + first not in vera.get(reverse("priorities:my_calendar")).content.decode()
    anybody = Client()
    response = anybody.get(reverse("priorities:calendar", args=[first]))
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Due: Count the open posts"
    assert event["dtstart"].dt == date(2030, 1, 15)
    second = items.renew_calendar(by=world["Vera"], owner=world["Vera"])
    assert anybody.get(reverse("priorities:calendar", args=[first])).status_code == 404
    assert anybody.get(reverse("priorities:calendar", args=[second])).status_code == 200
    world["Vera"].is_active = False
    world["Vera"].save()
    assert anybody.get(reverse("priorities:calendar", args=[second])).status_code == 404


def test_a_calendar_holds_only_what_is_still_theirs(world: World) -> None:
    world["Vera"].spokespersonships.update(until=timezone.localdate())
    token = items.renew_calendar(by=world["Vera"], owner=world["Vera"])
    response = Client().get(reverse("priorities:calendar", args=[token]))
    assert icalendar.Calendar.from_ical(response.content).walk("VEVENT") == []


def test_gates_of_phase_6_open_with_leads_liaisons_and_plans(world: World) -> None:
    def met(phase: int) -> dict[str, bool]:
        return {each.key: each.met for each in gates(world.partnership, phase)}

    assert met(6).items() >= {"teams_led": True, "teams_accompanied": True, "teams_planned": False}.items()
    teams.write_plan(
        by=world["Bob"], team=world.team, plan="x", measure="y", target="z", cause="No bus", cause_kind="access"
    )
    assert met(6)["teams_planned"]
    assert met(7).items() >= {"items_done": False, "needs_claimed": True, "results_logged": False}.items()
    items.set_item(by=world["Vera"], item=world.item, status="done", evidence="list")
    table.accept_offer(by=world["Bob"], offer=world.offer, status="delivered")
    assert met(7).items() >= {"items_done": True, "needs_claimed": True, "results_logged": True}.items()
    assert not workspace.all_led(world.other)
    assert not workspace.half_done(world.other)


def test_lead_and_liaison_follow_from_the_team(world: World) -> None:
    assert "action_team_lead" in standing(world["Bob"], world.partnership).roles
    assert "action_team_liaison" in standing(world["Edda"], world.partnership).roles
    assert "action_team_lead" not in standing(world["Bob"], world.other).roles
    teams.close_team(by=world["Alice"], team=world.team)
    assert "action_team_lead" not in standing(world["Bob"], world.partnership).roles


def test_the_home_shows_who_owes_what_and_what_is_unclaimed(world: World) -> None:
    here = standing(world["Alice"], world.partnership)
    item(world, "Late", timezone.localdate() - timedelta(days=3), owner=world["Dan"])
    table.post_need(by=world["Bob"], partnership=world.partnership, title="Unanswered")
    late = workspace.overdue_panel(here)
    assert [(each.title, owner, days) for each, owner, days in late["late"]] == [("Late", "Dan", 3)]
    assert workspace.unclaimed_panel(here)["count"] == 1
    assert workspace.overdue_panel(standing(world["Hugo"], world.other)) is None
    assert workspace.unclaimed_panel(standing(world["Hugo"], world.other)) is None
    assert [each.title for each in priorities.overdue(world.partnership)] == ["Late"]
    assert priorities.open_items(world.partnership).count() == 2
    assert {"Priorities", "Single table", "Action items"} <= {each.label for each in frame(here, "table").pages}
    asked = registries.asked_of(world["Dan"], {world.partnership.pk: world.partnership})
    assert [each.words for each in asked if each.words == "Late"] == ["Late"]


@pytest.mark.parametrize("hour", [0, 9, 10, 23])
def test_days_without_an_offer_are_days_of_the_calendar_at_any_hour(
    world: World, monkeypatch: pytest.MonkeyPatch, hour: int
) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=30, second=0, microsecond=0)
    need = table.post_need(by=world["Bob"], partnership=world.partnership, title="Unanswered")
    Need.objects.filter(pk=need.pk).update(posted_at=midnight - timedelta(days=5) + timedelta(hours=10), priority=None)
    monkeypatch.setattr(timezone, "now", lambda: midnight + timedelta(hours=hour))
    (row,) = (each for each in board.board(world.partnership).rows if each.need.pk == need.pk)
    assert row.days_open == 5


def test_services_say_whether_business_leads(world: World) -> None:
    assert not workspace.lead_figure(world.partnership).is_met
    assert workspace.lead_figure(world.other) is None
    for _ in range(2):
        systems.record_service(
            by=world["Dan"],
            partnership=world.partnership,
            organization=world.office,
            name="Course",
            manner="interdependent",
            driver="priority_led",
            scale="collective",
            on_date=TODAY,
            priority=world.priority,
        )
    found = workspace.lead_figure(world.partnership)
    assert found.is_met
    assert found.value == 2 / 3


@pytest.fixture
def crowded(world: World) -> World:
    """60 needs, 200 offers, 300 items."""
    here = world.partnership
    needs = [Need.objects.create(partnership=here, title=f"Need {n}", priority=world.priority) for n in range(60)]
    offers = Offer.objects.bulk_create(
        Offer(need=needs[n % 50], organization=world.office if n % 2 else world.college, kind="seats")
        for n in range(200)
    )
    OfferPartner.objects.bulk_create(OfferPartner(offer=each, organization=world.office) for each in offers[:80:2])
    ActionItem.objects.bulk_create(
        ActionItem(partnership=here, title=f"Item {n}", owner=world["Dan"], due_date=date(2026, 1, 1 + n % 28))
        for n in range(300)
    )
    return world


@pytest.mark.parametrize("name", ["list", "table", "items", "changes", "services", "around"])
def test_a_crowded_table_costs_few_queries_and_a_tenth_of_a_second(
    visit_as, crowded: World, name: str, django_assert_max_num_queries
) -> None:
    alice = visit_as("Alice")
    address = reverse(f"priorities:{name}", args=[crowded.partnership.pk])
    alice.get(address)
    with django_assert_max_num_queries(15):
        alice.get(address)
    times = []
    for _ in range(5):
        start = time.thread_time()
        alice.get(address)
        times.append(time.thread_time() - start)
    print(name, f"{min(times) * 1000:.0f} ms")
    assert min(times) < 0.15, "under 0.05 on a quiet machine; the bar is 0.1"


def test_the_page_of_a_priority_says_the_same_as_the_list(crowded: World) -> None:
    """Needs 0 to 49 have four offers each. Of need 2 all are withdrawn: 196 stay, 38 of them joint; one is older."""
    Need.objects.filter(title="Need 1").update(status=Need.Status.MET, closed_at=timezone.now())
    Offer.objects.filter(need__title="Need 2").update(status=Offer.Status.WITHDRAWN)
    listed = next(row for row in listing.portfolio(crowded.partnership).rows if row.priority == crowded.priority)
    needs = tuple(crowded.priority.needs.all())
    shown = listing.row_of(listed.priority, listed.champions, listed.team, needs)
    assert shown == listed
    assert (shown.needs, shown.unclaimed, shown.responses) == (60, 11, 197)
    assert shown.index_words == "38 of 197 offers are joint (19%)"


def test_the_page_of_a_priority_costs_few_queries(visit_as, crowded: World, django_assert_max_num_queries) -> None:
    alice = visit_as("Alice")
    with django_assert_max_num_queries(15):
        answer = alice.get(crowded.priority.get_absolute_url())
    assert answer.status_code == 200
