"""Does each company answer once, does nobody learn who said what, and do results wait for the close?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

import priority_world
from organization_world import organization
from priority_world import World, partnership, seat
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry
from talentshed.web.readiness import pulse_handlers
from talentshed.web.readiness.actions import pulse as actions
from talentshed.web.readiness.models import Pulse, PulseAnswer, PulsePass, PulseValue, PulseWish
from talentshed.web.readiness.policies import pulse as policies
from talentshed.web.readiness.pulse_tokens import address_of, pass_of, token_of
from talentshed.web.readiness.queries import pulse as queries

BANDS = ("1-9", "10-19", "20-49", "100-249", "500+", "")


@pytest.fixture
def world(db: None) -> World:
    found = priority_world.build()
    extra = [organization(f"Firm {letter}", size_band=band) for letter, band in zip("DEF", BANDS[3:], strict=True)]
    for firm, band in zip((found.acme, found.brown, found.clark), BANDS[:3], strict=True):
        firm.size_band = band
        firm.save()
    seat(found.partnership, *extra)
    return found


@pytest.fixture
def pulse(world: World) -> Pulse:
    return actions.open_pulse(
        by=world["Alice"], partnership=world.partnership, closes_on=timezone.localdate() + timedelta(days=14)
    )


def sign_in(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def filled(value: str = "3", **more: str) -> dict[str, str]:
    return {f"p{number}": value for number in range(1, 9)} | {"wish": ""} | more


def path_of(entry: PulsePass) -> str:
    return f"/readiness/pulse/{token_of(entry)}/"


def answer_all(pulse: Pulse, *values: str) -> None:
    for entry, value in zip(pulse.passes.all(), values, strict=False):
        actions.answer_pulse(by=entry, values={f"P{number}": value for number in range(1, 9)})


def test_each_employer_at_the_table_gets_one_link_and_nobody_else(pulse: Pulse, world: World) -> None:
    assert {str(each.organization) for each in pulse.passes.all()} == {
        "Acme Gears", "Brown Bearings", "Clark Castings", "Firm D", "Firm E", "Firm F",
    }  # fmt: skip
    assert len({token_of(each) for each in pulse.passes.all()}) == 6


def test_a_company_answers_on_its_link_without_an_account_and_only_once(pulse: Pulse) -> None:
    entry, phone = pulse.passes.all()[0], Client()
    page = phone.get(path_of(entry))
    assert page.content.count(b"<fieldset") == 8
    assert page["Referrer-Policy"] == "same-origin"
    assert b"next month" not in page.content
    done = phone.post(path_of(entry), filled(wish="Shorter  meetings"))
    assert done.status_code == 302
    assert str(pulse.pk) not in done["Location"].split("/readiness/")[1], "the address after names no pulse"
    assert PulseValue.objects.count() == 8
    assert PulseWish.objects.get().text == "Shorter meetings"
    again = phone.post(path_of(entry), filled())
    assert b"has answered this time" in again.content
    assert PulseAnswer.objects.count() == 1


def test_a_statement_left_out_is_named_and_nothing_is_kept(pulse: Pulse) -> None:
    entry = pulse.passes.all()[0]
    page = Client().post(path_of(entry), filled(p4=""))
    assert "P4: choose an answer, or “no opinion”." in page.content.decode()
    assert not PulseAnswer.objects.exists()
    entry.refresh_from_db()
    assert not entry.is_used


def test_two_phones_with_one_link_leave_one_answer(pulse: Pulse) -> None:
    first = pass_of(token_of(pulse.passes.all()[0]))
    second = pass_of(token_of(pulse.passes.all()[0]))
    assert first is not None
    assert second is not None
    actions.answer_pulse(by=first, values={"P1": "4"})
    with pytest.raises(PermissionDenied, match="has answered"):
        actions.answer_pulse(by=second, values={"P1": "0"})
    assert PulseAnswer.objects.count() == 1


def test_nothing_leads_from_an_answer_to_a_company(pulse: Pulse) -> None:
    for model in (PulseAnswer, PulseValue, PulseWish):
        names = {field.name for field in model._meta.get_fields()}
        related = {field.related_model for field in model._meta.get_fields() if field.is_relation}
        assert PulsePass not in related
        assert not [name for name in names if name.endswith(("_at", "_on"))], "no time by which to tell who it was"
    before = AuditEntry.objects.count()
    answer_all(pulse, "4")
    assert AuditEntry.objects.count() == before, "no trail of when an answer came"


def test_an_answer_keeps_only_whether_the_company_is_small_or_large(pulse: Pulse) -> None:
    #  bands: 1-9, 10-19, 20-49 small; 100-249, 500+ large; one not known
    answer_all(pulse, "4", "4", "4", "4", "4", "4")
    assert sorted(PulseAnswer.objects.values_list("size", flat=True)) == ["large"] * 2 + ["small"] * 3 + ["unknown"]


def test_a_forged_or_foreign_link_leads_nowhere(pulse: Pulse) -> None:
    entry = pulse.passes.all()[0]
    for token in ("", "zz", f"{entry.pk:x}-{'a' * 20}", f"{10**30:x}-aaaa", "-", "é-ü"):
        assert pass_of(token) is None
    assert Client().get("/readiness/pulse/1-aaaa/").status_code == 404
    assert address_of(entry, "es").count("/es/readiness/pulse/") == 1


def test_results_wait_for_the_close_and_then_links_are_gone(pulse: Pulse, world: World) -> None:
    answer_all(pulse, "4", "4", "3", "2", "1")
    alice = sign_in(world["Alice"])
    here = f"/partnerships/{world.partnership.pk}/pulse/{pulse.pk}/"
    open_page = alice.get(here).content.decode()
    assert "5 of 6 companies have answered" in open_page
    assert "middle answer" not in open_page
    assert alice.get(f"{here}file.csv").status_code == 404
    links = alice.get(f"{here}links/").content.decode()
    assert links.count("<svg") >= 6
    assert "Acme Gears" in links
    alice.post(f"{here}close/")
    closed = alice.get(here).content.decode()
    assert "the middle answer is 3" in closed
    assert "With fewer than ten answers there are counts and no percentages" in closed
    assert not PulsePass.objects.exists()
    assert alice.get(f"{here}links/").status_code == 403
    assert b"Worth of" not in alice.get(f"{here}file.csv").content
    assert alice.get(f"{here}file.csv").content.count(b"\r\n") == 9
    assert alice.get(f"{here}file.xlsx").content.startswith(b"PK")
    assert alice.get(f"{here}file.exe").status_code == 404


def test_four_answers_stay_hidden_for_good(pulse: Pulse, world: World) -> None:
    answer_all(pulse, "4", "4", "3", "2")
    actions.close_pulse(by=world["Alice"], pulse=pulse)
    here = f"/partnerships/{world.partnership.pk}/pulse/"
    client = sign_in(world["Bob"])
    words = client.get(f"{here}{pulse.pk}/").content.decode()
    assert "With fewer than 5 answers nothing is shown" in words
    assert "agree," not in words
    assert "withheld here to protect those who answered" in client.get(here).content.decode()


def test_the_trend_compares_the_last_two_that_may_be_shown(world: World) -> None:
    for values in (("1", "1", "2", "2", "2"), ("4", "4"), ("3", "3", "3", "4", "4")):
        made = actions.open_pulse(by=world["Alice"], partnership=world.partnership, closes_on=timezone.localdate())
        answer_all(made, *values)
        actions.close_pulse(by=world["Alice"], pulse=made)
    found = queries.pulses_of(world.partnership)
    moved = queries.trend(found, queries.figures_of(found))
    assert moved.picture is not None
    first = moved.picture.grid.rows[0]
    assert (first["before"], first["after"], first["moved"]) == (2.0, 3.0, 1.0)
    assert [row["value"] for row in moved.grid.rows] == [3.0, None, 2.0]
    assert [row["value_status"] for row in moved.grid.rows] == ["reported", "suppressed_primary", "reported"]


def test_pages_ask_the_database_little(pulse: Pulse, world: World, django_assert_max_num_queries) -> None:
    answer_all(pulse, "4", "4", "3", "2", "1", "3")
    actions.close_pulse(by=world["Alice"], pulse=pulse)
    client = sign_in(world["Alice"])
    here = f"/partnerships/{world.partnership.pk}/pulse/"
    for address in (here, f"{here}{pulse.pk}/", f"{here}new/"):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def test_the_clock_closes_what_is_over(pulse: Pulse) -> None:
    pulse_handlers.close_what_is_over()
    pulse.refresh_from_db()
    assert not pulse.is_over
    Pulse.objects.update(opened_on=date(2026, 1, 1), closes_on=date(2026, 1, 15))
    pulse_handlers.close_what_is_over()
    pulse.refresh_from_db()
    assert pulse.is_over
    assert AuditEntry.objects.filter(kind="PULSE_CLOSED", by=None).exists()


def test_the_records_officer_sees_pulses(pulse: Pulse, world: World) -> None:
    actions.close_pulse(by=world["Alice"], pulse=pulse)
    assert next(each for each in retention.report("readiness.pulse")).count == 1


def test_it_is_opened_with_a_date_and_one_at_a_time(world: World) -> None:
    client = sign_in(world["Alice"])
    here = f"/partnerships/{world.partnership.pk}/pulse/"
    assert "Ask the employers" in client.get(here).content.decode()
    wrong = client.post(f"{here}new/", {"closes_on": "2020-01-01"})
    assert "at most 90 days ahead" in wrong.content.decode()
    made = client.post(f"{here}new/", {"closes_on": timezone.localdate().isoformat()})
    assert made["Location"].endswith("/links/")
    assert client.get(f"{here}new/").status_code == 403
    assert client.get(here).content.decode().count("A pulse is open already") == 0


# Alice convenes, Carol champions, Bob employs, Dan supports, Erin observes, Frank oversees, Grace administers, Hugo
# convenes another partnership, Charlie is a stranger. y: may; .: may not.
TABLE = """
                            Alice Carol Bob Dan Erin Frank Grace Hugo Charlie
    see pulses                y     y    y   y   y     .     .    .      .
    open one                  y     .    .   .   .     .     .    .      .
    open a second             .     .    .   .   .     .     .    .      .
    open with four firms      .     .    .   .   .     .     .    .      .
    hand out links            y     .    .   .   .     .     .    .      .
    hand out links when over  .     .    .   .   .     .     .    .      .
    close it                  y     .    .   .   .     .     .    .      .
    close a closed one        .     .    .   .   .     .     .    .      .
"""


def test_who_may_do_what(pulse: Pulse, world: World) -> None:
    head, *lines = [line for line in TABLE.splitlines() if line.strip()]
    over = Pulse(partnership=world.partnership, closed_at=timezone.now())
    for line in lines:
        what, expected = line[:30].strip(), line[30:].split()
        for name, verdict in zip(head.split(), expected, strict=True):
            who, here = world[name], world.partnership
            asked = {
                "see pulses": lambda who=who, here=here: policies.may_see_pulses(who, here),
                "open one": lambda who=who, here=here: policies.may_open_pulse(who, here, 5, False),
                "open a second": lambda who=who, here=here: policies.may_open_pulse(who, here, 5, True),
                "open with four firms": lambda who=who, here=here: policies.may_open_pulse(who, here, 4, False),
                "hand out links": lambda who=who: policies.may_hand_out_links(who, pulse),
                "hand out links when over": lambda who=who: policies.may_hand_out_links(who, over),
                "close it": lambda who=who: policies.may_close_pulse(who, pulse),
                "close a closed one": lambda who=who: policies.may_close_pulse(who, over),
            }
            assert bool(asked[what]()) == (verdict == "y"), f"{name}: {what}"
    assert not policies.may_close_pulse(None, pulse), "the clock closes only what is over"
    assert policies.may_answer_pulse(pulse.passes.all()[0])


def test_strangers_learn_nothing_of_a_pulse(pulse: Pulse, world: World) -> None:
    for name in ("Charlie", "Hugo"):
        assert sign_in(world[name]).get(f"/partnerships/{world.partnership.pk}/pulse/").status_code == 404
    other = partnership("Elsewhere")
    assert sign_in(world["Alice"]).get(f"/partnerships/{other.pk}/pulse/{pulse.pk}/").status_code == 404
