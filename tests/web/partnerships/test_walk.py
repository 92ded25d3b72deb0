"""Can somebody walk from "we should talk" to a workspace with people in it, by the pages alone?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from partnership_world import World
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Member, Partnership, Role

Browse = Callable[[str], Client]
START = {"sector": "manufacturing", "naics": "", "function": "welder", "region": "Peoria County, IL"}


def test_two_steps_lead_to_a_workspace(world: World, browse: Browse) -> None:
    client = browse("Dan")
    assert client.get(reverse("partnerships:start")).status_code == 200
    step = client.post(reverse("partnerships:start"), START)
    assert step.status_code == 302
    shown = client.get(step["Location"])
    assert "Peoria County, IL" in shown.content.decode()
    assert "welder partnership, Peoria County, IL" in shown.content.decode()
    body = {"name": "Welders of Peoria", "home_state": world.illinois.pk, "convener": world.college.pk}
    made = client.post(step["Location"], body)
    partnership = Partnership.objects.get(name="Welders of Peoria")
    assert made["Location"] == partnership.get_absolute_url()
    assert policies.standing(world["Dan"], partnership).roles == {"convener"}
    assert client.get(made["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sector": "", "function": ""}, "Say for which industry"),
        ({"region": ""}, "Say for which region"),
        ({"region": "Atlantis"}, "There is no place called “Atlantis” here."),
        ({"naics": "33311X"}, "is not a NAICS code"),
        ({"region": "https://example.org/nothing"}, "This link names no region."),
    ],
)
def test_a_wrong_input_is_said_in_one_sentence_and_keeps_what_was_typed(
    world: World, browse: Browse, change: dict[str, str], sentence: str
) -> None:
    answer = browse("Dan").post(reverse("partnerships:start"), START | change)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert "Something has to be mended" in text
    kept = (START | change)["function"]
    assert f'value="{kept}"' in text
    assert Partnership.objects.count() == 2


def test_who_may_not_start_one_is_told_whom_to_ask(world: World, browse: Browse) -> None:
    answer = browse("Bob").get(reverse("partnerships:start"))
    assert answer.status_code == 403
    assert b"neutral body" in answer.content


def test_the_convener_of_the_form_must_be_ones_own_body(world: World, browse: Browse) -> None:
    client = browse("Dan")
    step = client.post(reverse("partnerships:start"), START)
    body = {"name": "Mine", "home_state": world.illinois.pk, "convener": world.office.pk}
    assert client.post(step["Location"], body).status_code == 200
    assert not Partnership.objects.filter(name="Mine").exists()


def test_an_unmet_gate_is_shown_and_a_reason_moves_on(world: World, browse: Browse) -> None:
    client = browse("Alice")
    address = reverse("partnerships:advance", args=[world.machinery.pk])
    assert "Reason to go on" in client.get(address).content.decode()
    refused = client.post(address, {"override_reason": ""})
    assert "Not yet: The self-assessment is done" in refused.content.decode()
    assert client.post(address, {"override_reason": "Agreed by the board."}).status_code == 302
    world.machinery.refresh_from_db()
    assert world.machinery.phase == 2
    trail = client.get(reverse("partnerships:trail", args=[world.machinery.pk])).content.decode()
    assert "Reason: Agreed by the board." in trail
    seen = browse("Frank").get(reverse("partnerships:oversee", args=["IL"])).content.decode()
    assert "Agreed by the board." in seen
    assert f'href="{reverse("readiness:state", args=["IL"])}"' in seen


def test_an_employer_answers_for_the_convener_in_one_form(world: World, browse: Browse) -> None:
    client = browse("Bob")
    work = client.get(reverse("access:my_work")).content.decode()
    assert "Say for Acme Gears, Inc. whether you accept the convener" in work
    address = reverse("partnerships:answer", args=[world.machinery.pk, world.acme.pk])
    assert client.post(address, {"accepts": "yes", "comment": "Fair so far."}).status_code == 302
    page = reverse("partnerships:neutrality", args=[world.machinery.pk])
    shown = client.get(page).content.decode()
    assert "1 of 1" not in shown, "a tally of one is that firm’s answer"
    assert "is shown when at least 3 stand behind each answer" in shown
    assert "Fair so far." not in browse("Dan").get(page).content.decode()
    assert "Fair so far." in browse("Alice").get(page).content.decode()
    assert "Say for Acme" not in client.get(reverse("access:my_work")).content.decode()


def test_my_work_shows_partnerships_with_phase_and_role_and_the_state_to_overseers(
    world: World, browse: Browse
) -> None:
    carol = browse("Carol").get(reverse("access:my_work")).content.decode()
    assert "Machinery" in carol
    assert "industry champion" in carol
    assert "Start a partnership" not in carol
    frank = browse("Frank").get(reverse("access:my_work")).content.decode()
    assert "Partnerships of Illinois" in frank
    charlie = browse("Charlie").get(reverse("access:my_work")).content.decode()
    assert "Machinery" not in charlie


def test_the_people_page_shows_all_five_kinds_and_what_is_missing(world: World, browse: Browse) -> None:
    shown = browse("Bob").get(reverse("partnerships:people", args=[world.machinery.pk])).content.decode()
    for kind in ("Employers", "Education", "Workforce development", "Economic development", "Community organizations"):
        assert kind in shown
    assert "Nobody of this kind is on the list yet." in shown
    assert "Invite an employer" not in shown


def test_conveners_list_seat_and_crown_an_organization(world: World, browse: Browse) -> None:
    client = browse("Alice")
    people = reverse("partnerships:people", args=[world.machinery.pk])
    listing = reverse("partnerships:add_member", args=[world.machinery.pk])
    added = client.post(listing, {"organization": world.clinic.pk})
    assert added["Location"] == people
    member = Member.objects.get(partnership=world.machinery, organization=world.clinic)
    page = reverse("partnerships:member", args=[world.machinery.pk, member.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"stage": "committed"}).status_code == 302
    member.refresh_from_db()
    assert member.joined_on is not None
    college = Member.objects.get(partnership=world.machinery, organization=world.college)
    core = reverse("partnerships:core", args=[world.machinery.pk, college.pk])
    assert client.post(core, {"core_team": "on"}).status_code == 302
    college.refresh_from_db()
    assert college.core_team
    acme = Member.objects.get(partnership=world.machinery, organization=world.acme)
    give = reverse("partnerships:give_role", args=[world.machinery.pk, acme.pk])
    assert client.get(give).status_code == 200
    assert client.post(give, {"person": world["Bob"].pk, "role": "champion"}).status_code == 302
    assert Role.objects.filter(person=world["Bob"], role="champion", until__isnull=True).exists()


def test_a_new_employer_is_invited_by_name_and_a_refusal_keeps_what_was_typed(world: World, browse: Browse) -> None:
    client = browse("Alice")
    address = reverse("partnerships:invite_employer", args=[world.machinery.pk])
    typed = {
        "new_name": "New Mills",
        "name": "Mia",
        "email": "mia@mills.example",
        "inviter": "me",
        "language": "en",
    }
    refused = client.post(address, typed)
    assert "An invitation comes from a peer" in refused.content.decode()
    assert 'value="New Mills"' in refused.content.decode()
    assert not Member.objects.filter(organization__name="New Mills").exists()
    assert client.post(address, {**typed, "override_reason": "No champion yet."}).status_code == 302
    assert Member.objects.get(organization__name="New Mills").stage == "invited"


def test_coverage_is_shown_with_bounds_and_asks_for_no_share(world: World, browse: Browse) -> None:
    shown = browse("Bob").get(reverse("partnerships:coverage", args=[world.machinery.pk])).content.decode()
    # Acme has 100 to 249 workers in Tazewell, Brown 20 to 49 in Peoria: 120 to 298.
    assert "2 employers are at the table, with 120 to 298 jobs in the region by their size bands" in shown
    assert "No share of the market is needed" in shown


def test_the_list_of_the_state_comes_as_a_file(world: World, browse: Browse) -> None:
    client = browse("Frank")
    csv = client.get(reverse("partnerships:oversee_file", args=["IL", "csv"]))
    assert csv.status_code == 200
    assert "Machinery" in csv.content.decode("utf-8-sig")
    assert client.get(reverse("partnerships:oversee_file", args=["IL", "xlsx"])).status_code == 200
    assert browse("Ines").get(reverse("partnerships:oversee_file", args=["IL", "csv"])).status_code == 404


def test_settings_scope_and_end_are_changed_by_form(world: World, browse: Browse) -> None:
    client = browse("Alice")
    pk = world.machinery.pk
    form = {"name": "Machines", "time_zone": "America/New_York", "start_size": 3, "states": []}
    assert client.post(reverse("partnerships:settings", args=[pk]), form).status_code == 302
    scope = {"sector": "", "naics": "332, 333", "function": "", "region": "edr-IL-3"}
    assert client.post(reverse("partnerships:change_scope", args=[pk]), scope).status_code == 302
    world.machinery.refresh_from_db()
    assert (world.machinery.name, world.machinery.start_size) == ("Machines", 3)
    assert world.machinery.naics_codes == ("332", "333")
    assert world.machinery.counties.count() == 10
    assert client.post(reverse("partnerships:close", args=[pk]), {"reason": "Done."}).status_code == 302
    assert "closed" in client.get(reverse("partnerships:home", args=[pk])).content.decode()
    assert client.post(reverse("partnerships:reopen", args=[pk])).status_code == 302
