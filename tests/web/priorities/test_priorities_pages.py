"""Do the pages show each reader what is theirs, keep what was typed, and 404 whatever is not of this partnership?"""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from priority_world import World, ask
from talentshed.web.priorities.actions import efforts, priorities
from talentshed.web.priorities.models import (
    ActionItem,
    ActionTeam,
    InitiativeImport,
    Need,
    Offer,
    Priority,
    SharedNeedRequest,
    SystemicChange,
)
from talentshed.web.priorities.urls import urlpatterns

OPEN_TO_ALL_WHO_SIGNED_IN = {"requests", "ask", "my_calendar", "efforts_template"}


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"priorities:{name}", args=args), asked)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


@pytest.fixture
def ids(world: World) -> dict[str, object]:
    """One thing of each kind, all of the world's first partnership."""
    for name, firm in (("Bob", world.acme), ("Carol", world.brown), ("Vera", world.clark)):
        made = ask(world, name, firm)
    champion = priorities.commit_champion(
        by=world["Carol"], priority=world.priority, organization=world.brown, name="Carol"
    )
    member = world.team.members.create(name="Wes", organization=world.clark)
    effort = efforts.save_effort(
        by=world["Dan"],
        state=world.partnership.home_state,
        effort=None,
        name="Welding path",
        lead="Prairie College",
        purpose="talent",
        counties=["17143"],
        naics="332",
        employers=["Acme Gears"],
    )
    batch = InitiativeImport.objects.create(
        state=world.partnership.home_state,
        by=world["Dan"],
        file_name="x.csv",
        rows={"columns": ["name"], "rows": [["x"]], "lines": [2]},
    )
    return {
        "pk": world.partnership.pk,
        "priority_pk": world.priority.pk,
        "team_pk": world.team.pk,
        "item_pk": world.item.pk,
        "need_pk": world.need.pk,
        "offer_pk": world.offer.pk,
        "change_pk": world.change.pk,
        "service_pk": world.service.pk,
        "champion_pk": champion.pk,
        "member_pk": member.pk,
        "request": made.pk,
        "effort": effort.pk,
        "batch": batch.pk,
        "place": SharedNeedRequest.objects.first().pk,
        "kind": "csv",
        "what": "changes",
        "token": "x" * 43,
    }


def every_address(ids: dict[str, object], partnership: int | None = None) -> list[tuple[str, str]]:
    found = []
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        kwargs = {key: ids[key] for key in pattern.pattern.converters}
        if "pk" in kwargs and not route.startswith("partnerships/"):
            kinds = {"requests/": "request", "shared-needs/": "place", "efforts/lists/": "batch", "efforts/": "effort"}
            kwargs["pk"] = ids[next(kind for start, kind in kinds.items() if route.startswith(start))]
        elif partnership is not None:
            if "pk" not in kwargs:
                continue
            kwargs["pk"] = partnership
        found.append((pattern.name, reverse(f"priorities:{pattern.name}", kwargs=kwargs)))
    return found


def test_strangers_get_404_everywhere_and_the_signed_out_are_sent_to_sign_in(visit_as, world: World, ids) -> None:
    charlie = visit_as("Charlie")
    addresses = every_address(ids)
    assert len(addresses) >= 45
    for name, address in addresses:
        for method in ("get", "post"):
            if name not in OPEN_TO_ALL_WHO_SIGNED_IN:
                assert getattr(charlie, method)(address).status_code in (404, 405), (method, address)
        if name != "calendar":
            assert Client().get(address).status_code in (302, 405), address
    assert Client().get(reverse("priorities:calendar", args=["x" * 43])).status_code == 404


def test_ids_of_another_partnership_lead_nowhere(visit_as, world: World, ids) -> None:
    hugo = visit_as("Hugo")
    tried = 0
    for _name, address in every_address(ids, partnership=world.other.pk):
        if not re.search(r"/partnerships/\d+/\w+/\d+/", address):
            continue
        tried += 1
        for method in ("get", "post"):
            assert getattr(hugo, method)(address).status_code in (404, 405), (method, address)
    assert tried >= 15
    assert Priority.objects.get().status == "voted"
    assert ActionTeam.objects.get().status == "open"
    assert Offer.objects.get().status == "offered"


def test_overseers_get_403_with_the_reason_and_no_thread(visit_as, world: World, ids) -> None:
    frank = visit_as("Frank")
    response = frank.get(reverse("priorities:table", args=[world.partnership.pk]))
    assert response.status_code == 403
    assert frank.get(reverse("priorities:thread", args=[ids["request"]])).status_code == 404
    assert visit_as("Alice").get(reverse("priorities:thread", args=[ids["request"]])).status_code == 404


def test_every_page_opens_for_those_whose_it_is(visit_as, world: World, ids) -> None:
    for name, address in every_address(ids):
        if name in ("calendar",):
            continue
        reader = (
            "Vera"
            if name in ("requests", "ask", "thread", "shared")
            else "Dan"
            if "effort" in name or "list_" in name
            else "Alice"
        )
        reader = "Dan" if name in ("offer", "handle_list", "upload_list") else reader
        if name == "shared":
            reader = "Bob"
        status = visit_as(reader).get(address).status_code
        assert status in (200, 405), (name, reader, status)


def test_a_team_does_not_open_without_an_industry_lead(visit_as, world: World) -> None:
    alice = visit_as("Alice")
    world.team.status, world.team.closed_on = "closed", date(2026, 1, 1)
    world.team.save()
    address = reverse("priorities:open_team", args=[world.partnership.pk, world.priority.pk])
    text = alice.post(address, {"name": "Night team", "lead": "", "liaison": ""}).content.decode()
    assert "A team opens with a lead from industry" in text
    assert 'value="Night team"' in text
    dan = f"{world['Dan'].pk}:{world.office.pk}"
    assert "Select a valid choice" in alice.post(address, {"name": "Night team", "lead": dan}).content.decode()
    carol = f"{world['Carol'].pk}:{world.brown.pk}"
    assert alice.post(address, {"name": "Night team", "lead": carol}).status_code == 302
    assert ActionTeam.objects.filter(status="open").get().lead == world["Carol"]


def test_a_plan_asks_for_the_root_cause_first(visit_as, world: World) -> None:
    bob = visit_as("Bob")
    address = reverse("priorities:plan", args=[world.partnership.pk, world.team.pk])
    given = {"plan": "A course", "measure": "welders", "target": "40 by 2027"}
    text = bob.post(address, given).content.decode()
    assert text.index("Root cause") < text.index("What the team will do")
    assert "Fill this in." in text
    assert ActionTeam.objects.get().plan == ""
    assert bob.post(address, {**given, "cause": "No bus at night", "cause_kind": "access"}).status_code == 302
    shown = page(bob, "priority", world.partnership.pk, world.priority.pk)
    assert "not a lack of training" in shown


def test_unclaimed_needs_stand_first_and_say_so_in_words(visit_as, world: World) -> None:
    bob = visit_as("Bob")
    address = reverse("priorities:post_need", args=[world.partnership.pk])
    wrong = bob.post(address, {"title": "Test beds", "quantity": "3"}).content.decode()
    assert "Say of what" in wrong
    assert bob.post(address, {"title": "Test beds", "quantity": "3", "unit": "beds"}).status_code == 302
    text = page(bob, "table", world.partnership.pk)
    assert text.index("Test beds") < text.index("Evening welding seats")
    assert "Unclaimed since today" in text
    assert "Open needs: 2. Without any offer: 1." in text
    assert "Median days to the first offer: 0" in text


def test_offers_go_from_offered_to_delivered_by_the_industry_side(visit_as, world: World) -> None:
    edda, dan, carol = visit_as("Edda"), visit_as("Dan"), visit_as("Carol")
    here, need = world.partnership.pk, world.need.pk
    address = reverse("priorities:offer", args=[here, need])
    wrong = edda.post(address, {"organization": world.college.pk, "kind": "seats", "quantity": "20"}).content.decode()
    assert "Say of what" in wrong
    given = {
        "organization": world.college.pk,
        "kind": "seats",
        "quantity": "20",
        "unit": "seats",
        "partners": [world.office.pk],
    }
    assert edda.post(address, given).status_code == 302
    made = Offer.objects.get(organization=world.college)
    assert "Prairie College jointly with River Workforce Office" in page(dan, "table", here)
    one = reverse("priorities:set_offer", args=[here, need, made.pk])
    assert edda.post(one, {"status": "agreed"}).status_code == 403
    assert dan.post(one, {"status": "withdrawn"}).status_code == 403
    carol.post(one, {"status": "agreed"})
    carol.post(one, {"status": "delivered"})
    made.refresh_from_db()
    assert made.status == "delivered"
    assert "1 of 2 offers are joint (50%)" in page(carol, "list", here)


def test_an_item_is_done_with_evidence_and_not_before_what_it_waits_for(visit_as, world: World) -> None:
    bob, vera = visit_as("Bob"), visit_as("Vera")
    here = world.partnership.pk
    given = {"title": "Order machines", "due_date": "2030-03-01", "owner": str(world["Bob"].pk), "team": world.team.pk}
    assert (
        "An item has an owner"
        in bob.post(
            reverse("priorities:add_item", args=[here]) + f"?team={world.team.pk}", {**given, "owner": ""}
        ).content.decode()
    )
    assert bob.post(reverse("priorities:add_item", args=[here]) + f"?team={world.team.pk}", given).status_code == 302
    second = ActionItem.objects.get(title="Order machines")
    bob.post(reverse("priorities:waiting", args=[here, second.pk]), {"needs": [world.item.pk]})
    circle = bob.post(
        reverse("priorities:waiting", args=[here, world.item.pk]), {"needs": [second.pk]}
    ).content.decode()
    assert "the work would never begin" in circle
    address = reverse("priorities:item", args=[here, second.pk])
    done = {"status": "done", "due_date": "2030-03-01", "evidence": "invoice 7"}
    assert "Say where the result can be seen" in bob.post(address, {**done, "evidence": ""}).content.decode()
    assert "which is not done" in bob.post(address, done).content.decode()
    assert vera.post(reverse("priorities:item", args=[here, world.item.pk]), done).status_code == 302
    assert bob.post(address, done).status_code == 302
    assert visit_as("Carol").post(address, done).status_code == 403
    assert "2 of 2 done" in page(bob, "items", here)


def test_a_priority_nobody_champions_is_not_taken_up(visit_as, world: World) -> None:
    alice = visit_as("Alice")
    decide = reverse("priorities:decide", args=[world.partnership.pk, world.priority.pk])
    assert "Nobody champions this priority" in alice.post(decide, {"status": "active"}, follow=True).content.decode()
    sign = reverse("priorities:champion", args=[world.partnership.pk, world.priority.pk])
    visit_as("Carol").post(sign, {"organization": world.brown.pk, "name": "Carol"})
    alice.post(decide, {"status": "active"})
    world.priority.refresh_from_db()
    assert world.priority.status == "active"


def test_a_change_has_before_after_and_a_day_and_is_made_with_evidence(visit_as, world: World) -> None:
    edda = visit_as("Edda")
    here = world.partnership.pk
    wrong = edda.post(
        reverse("priorities:promise", args=[here]),
        {"organization": world.college.pk, "kind": "credit", "before": "None"},
    )
    assert "Choose the day." in wrong.content.decode()
    settle = reverse("priorities:settle", args=[here, world.change.pk])
    assert "Say where the change can be seen" in edda.post(settle, {"status": "done"}).content.decode()
    edda.post(settle, {"status": "done", "evidence": "catalog"})
    assert SystemicChange.objects.get().done_on is not None
    assert "1 of 1 promised changes are made" in page(edda, "changes", here)


def test_a_service_counts_as_priority_led_only_with_its_priority(visit_as, world: World) -> None:
    dan = visit_as("Dan")
    here = world.partnership.pk
    given = {
        "name": "Night course",
        "organization": world.office.pk,
        "on_date": "2026-08-01",
        "driver": "priority_led",
        "manner": "interdependent",
        "scale": "collective",
    }
    address = reverse("priorities:record_service", args=[here])
    assert "once it names its priority" in dan.post(address, given).content.decode()
    assert dan.post(address, {**given, "priority": world.priority.pk}).status_code == 302
    text = page(dan, "services", here)
    assert "100% of services were led by a priority in 2026 Q3 (1 recorded), after 0.0% in 2026 Q1." in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_leave_as_files(visit_as, world: World, ids, kind: str) -> None:
    alice = visit_as("Alice")
    here = world.partnership.pk
    addresses = [reverse(f"priorities:{name}", args=[here, kind]) for name in ("list_file", "items_file", "table_file")]
    addresses += [
        reverse("priorities:systems_file", args=[here, what, kind])
        for what in ("changes", "services", "trend", "efforts")
    ]
    addresses += [reverse(f"priorities:{name}", args=[kind]) for name in ("efforts_file", "efforts_template")]
    for address in addresses:
        response = alice.get(address)
        assert response.status_code == 200
        assert len(response.content) > 60, address
    assert alice.get(reverse("priorities:table_file", args=[here, "exe"])).status_code == 404
    text = alice.get(reverse("priorities:table_file", args=[here, "csv"])).content.decode("utf-8-sig")
    assert "Evening welding seats" in text
    assert "Match needed" in text


def test_a_wrong_filter_shows_the_whole_list(visit_as, world: World) -> None:
    bob = visit_as("Bob")
    assert "Count the open posts" in page(bob, "items", world.partnership.pk, show="nonsense")
    assert "Count the open posts" not in page(bob, "items", world.partnership.pk, show="mine")
    assert Need.objects.count() == 1
