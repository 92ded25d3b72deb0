"""Does a request reach all and only the right bodies, and does nobody learn who asked before the firm agrees?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from organization_world import COOK, PEORIA, TAZEWELL, organization
from priority_world import World, ask
from talentshed.web.access.models import AuditEntry
from talentshed.web.organizations.models import ServedCounty, Site
from talentshed.web.priorities.actions import requests
from talentshed.web.priorities.models import Need, ServiceRequest, SharedNeed, SharedNeedRequest
from talentshed.web.priorities.problems import NotPossible
from talentshed.web.priorities.queries.requests import proposals


def test_one_request_reaches_all_and_only_the_bodies_of_the_site_s_county(visit_as, world: World) -> None:
    edo = organization("Tazewell Development", "economic_development")
    far = organization("Cook Workforce", "workforce")
    chamber = organization("Pekin Chamber", "association")
    for body, county in ((edo, TAZEWELL), (far, COOK), (chamber, TAZEWELL)):
        ServedCounty.objects.create(organization=body, county_fips=county)
    bob = visit_as("Bob")
    given = {
        "place": f"{world.acme.pk}:{world.acme.sites.get().pk}",
        "topic": "training",
        "text": "Two welders, nights.",
    }
    assert "Fill this in." in bob.post(reverse("priorities:ask"), {**given, "text": ""}).content.decode()
    assert bob.post(reverse("priorities:ask"), given).status_code == 302
    made = ServiceRequest.objects.get()
    # Tazewell: the office and the developer; not the college (Peoria), Cook's office, nor a chamber
    assert set(made.routes.values_list("body__name", flat=True)) == {"River Workforce Office", "Tazewell Development"}
    assert visit_as("Dan").get(made.get_absolute_url()).status_code == 200
    for name in ("Edda", "Alice", "Carol", "Frank", "Grace", "Erin"):
        assert visit_as(name).get(made.get_absolute_url()).status_code == 404, name


def test_the_firm_sees_one_thread_and_closes_it(visit_as, world: World) -> None:
    made = ask(world, "Bob", world.acme)
    dan, bob = visit_as("Dan"), visit_as("Bob")
    address = made.get_absolute_url()
    dan.post(address, {"organization": world.office.pk, "text": "We have a grant for that."})
    bob.post(address, {"organization": world.acme.pk, "text": "Call me."})
    text = bob.get(address).content.decode()
    assert text.index("We need welders") < text.index("We have a grant") < text.index("Call me.")
    made.refresh_from_db()
    assert made.status == "answered"
    assert dan.post(reverse("priorities:close_request", args=[made.pk])).status_code == 403
    bob.post(reverse("priorities:close_request", args=[made.pk]))
    made.refresh_from_db()
    assert made.status == "closed"
    assert '<form method="post" novalidate' not in bob.get(address).content.decode()


def test_what_can_not_be_routed_is_not_sent(world: World) -> None:
    plant = world.acme.sites.get()
    nowhere = Site.objects.create(organization=world.acme, name="Office")
    unserved = Site.objects.create(organization=world.acme, name="Depot", county_fips=COOK)
    for site, words in (
        (nowhere, "no county"),
        (unserved, "serves this county"),
        (world.brown.sites.get(), "not one of"),
    ):
        with pytest.raises(NotPossible, match=words):
            requests.make_request(by=world["Bob"], organization=world.acme, site=site, topic="other", text="x")
    with pytest.raises(PermissionDenied):
        requests.make_request(by=world["Dan"], organization=world.acme, site=plant, topic="other", text="x")
    assert not ServiceRequest.objects.exists()


def three_ask(world: World) -> SharedNeed:
    for name, firm in (("Bob", world.acme), ("Carol", world.brown), ("Vera", world.clark)):
        assert not SharedNeed.objects.exists(), "two firms are not three"
        ask(world, name, firm, occupation=f"welders for {firm}")
    return SharedNeed.objects.get()


def answer(world: World, name: str, said: str = "yes", shows_name: bool = False) -> None:
    firm = {"Bob": world.acme, "Carol": world.brown, "Vera": world.clark}[name]
    place = SharedNeedRequest.objects.get(request__organization=firm)
    requests.answer_shared(by=world[name], place=place, answer=said, shows_name=shows_name)


def test_three_similar_requests_become_a_need_once_three_firms_say_so(world: World) -> None:
    shared = three_ask(world)
    assert shared.words.split(", ")[0] == "welders"
    answer(world, "Bob", shows_name=True)
    answer(world, "Carol")
    assert Need.objects.filter(shared_need__isnull=False).count() == 0
    answer(world, "Vera")
    need = Need.objects.get(shared_need=shared)
    assert need.partnership == world.partnership
    (proposal,) = proposals(world.partnership)
    assert proposal.names == ("Acme Gears",)
    assert proposal.yes == 3


def test_names_stay_hidden_from_everybody_until_a_firm_agrees(visit_as, world: World) -> None:
    three_ask(world)
    for name in ("Alice", "Dan", "Bob"):
        text = visit_as(name).get(reverse("priorities:table", args=[world.partnership.pk])).content.decode()
        assert "3 firms asked about the same topic" in text
        assert "Clark Castings" not in text
        assert "Brown Bearings" not in text
    trail = AuditEntry.objects.filter(scope=world.partnership.scope, kind__startswith="SHARED")
    assert [each.by for each in trail] == [None]
    assert not AuditEntry.objects.filter(scope=world.partnership.scope, kind="REQUEST_MADE").exists()
    erin = visit_as("Erin").get(reverse("priorities:table", args=[world.partnership.pk])).content.decode()
    assert "firms asked about" not in erin


def test_a_no_that_leaves_too_few_ends_the_proposal_and_it_does_not_come_back(world: World) -> None:
    shared = three_ask(world)
    answer(world, "Carol", "no", shows_name=True)
    shared.refresh_from_db()
    assert shared.status == "declined"
    assert SharedNeedRequest.objects.filter(shows_name=True).count() == 0
    ask(world, "Bob", world.acme)
    assert SharedNeed.objects.count() == 1
    with pytest.raises(PermissionDenied):
        answer(world, "Bob")


def test_a_fourth_similar_request_joins_the_proposal(world: World) -> None:
    three_ask(world)
    drake = organization("Drake Dies")
    Site.objects.create(organization=drake, county_fips=PEORIA)
    from organization_world import speaks

    world.by_name["Dora"] = speaks("Dora", drake)
    ask(world, "Dora", drake, occupation="welding")
    assert SharedNeed.objects.count() == 1
    assert SharedNeedRequest.objects.count() == 4


def test_one_firm_can_not_answer_for_another(visit_as, world: World) -> None:
    three_ask(world)
    place = SharedNeedRequest.objects.get(request__organization=world.brown)
    assert visit_as("Bob").get(reverse("priorities:shared", args=[place.pk])).status_code == 404
    assert visit_as("Carol").post(reverse("priorities:shared", args=[place.pk]), {"answer": "yes"}).status_code == 302
    place.refresh_from_db()
    assert (place.answer, place.shows_name) == ("yes", False)
