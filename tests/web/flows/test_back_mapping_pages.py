"""Do the pages on recent hires take in answers by form and by list, and show each reader what is theirs to see?"""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from flow_world import PERIOD, all_answered, typed_in, welder
from partnership_world import World
from talentshed.web.flows.actions.jobs import name_job
from talentshed.web.flows.actions.publishing import publish_sources
from talentshed.web.flows.answers import Way
from talentshed.web.flows.models import BackMapping, BackMapPublication, CriticalJob

Browse = Callable[[str], Client]
CONSENT = {"consent_by": "Owner", "consent_on": "2026-06-01"}


def at(world: World, name: str = "hires", *args: Any) -> str:
    return reverse(f"flows:{name}", args=[world.machinery.pk, *args])


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def listed(*rows: str) -> SimpleUploadedFile:
    heading = "critical job,hires in all,direct source,name of the source,earlier source,hires from this source"
    return SimpleUploadedFile("hires.csv", "\n".join([heading, *rows]).encode(), "text/csv")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *((name, 200) for name in ("Alice", "Bob", "Dan", "Erin", "Stu", "Fay")),
        *((name, 403) for name in ("Frank", "Grace")),
        *((name, 404) for name in ("Charlie", "Rosa")),
    ],
)
def test_members_see_the_pages_and_strangers_learn_nothing(
    world: World, browse: Browse, name: str, status: int
) -> None:
    for page in ("hires", "what_if"):
        assert browse(name).get(at(world, page)).status_code == status


@pytest.mark.parametrize(
    ("name", "status"), [("Alice", 200), ("Bob", 200), ("Hugo", 403), ("Dan", 403), ("Fay", 403), ("Charlie", 404)]
)
def test_only_a_firms_people_and_conveners_reach_its_form(world: World, browse: Browse, name: str, status: int) -> None:
    welder(world)
    for page in ("tell", "upload"):
        assert browse(name).get(at(world, page, world.acme.pk)).status_code == status
        assert browse(name).get(at(world, page, world.clinic.pk)).status_code == 404


def filled(world: World, **more: str) -> dict[str, str]:
    return {
        "critical_job": str(welder(world).pk),
        "period": PERIOD,
        "hires": "12",
        "tier1_1": "school",
        "name_1": "River College",
        "tier2_1": "",
        "hires_1": "5",
        "tier1_2": "same_industry_here",
        "tier2_2": "military",
        "hires_2": "3",
        **more,
    }


def test_a_firm_fills_in_the_form_and_reads_its_answer_again(world: World, browse: Browse) -> None:
    bob = browse("Bob")
    page = text(bob.get(at(world, "tell", world.acme.pk)))
    assert "consent_by" not in page
    answer = bob.post(at(world, "tell", world.acme.pk), filled(world))
    assert answer.status_code == 302
    page = text(bob.get(at(world)))
    for words in ("12 hires in all", "School or college program (River College): 5", "Not reported: 4"):
        assert words in page
    assert "Military → Same industry, in the region: 3" in page
    assert "River College" not in text(browse("Hugo").get(at(world)))
    assert "River College" not in text(browse("Alice").get(at(world)))
    again = text(bob.get(at(world, "tell", world.acme.pk) + f"?job={welder(world).pk}&period={PERIOD}"))
    assert 'value="River College"' in again


def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_wrong(world: World, browse: Browse) -> None:
    wrong = filled(world, hires="7", tier1_3="", hires_3="2", tier1_4="military", hires_4="")
    page = text(browse("Bob").post(at(world, "tell", world.acme.pk), wrong))
    assert "Choose the direct source of these hires, or empty the row." in page
    assert "Write how many came this way" in page
    assert 'value="River College"' in page
    page = text(browse("Bob").post(at(world, "tell", world.acme.pk), filled(world, hires="7")))
    assert "The sources add up to 8, more than the 7 hires." in page
    assert not BackMapping.objects.exists()


def test_a_convener_types_in_with_consent_only(world: World, browse: Browse) -> None:
    alice = browse("Alice")
    page = text(alice.post(at(world, "tell", world.acme.pk), filled(world)))
    assert "Something has to be mended" in page
    assert not BackMapping.objects.exists()
    assert alice.post(at(world, "tell", world.acme.pk), filled(world, **CONSENT)).status_code == 302
    assert BackMapping.objects.get().on_behalf
    assert "typed in on behalf of the firm" in text(alice.get(at(world)))
    trail = text(alice.get(reverse("partnerships:trail", args=[world.machinery.pk])))
    assert "Owner agreed on 2026-06-01" in trail


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_itself_can_be_uploaded(world: World, browse: Browse, kind: str) -> None:
    welder(world)
    bob = browse("Bob")
    content = bob.get(at(world, "hires_template", kind)).content
    file = SimpleUploadedFile(f"hires.{kind}", content)
    page = text(bob.post(at(world, "upload", world.acme.pk), {"period": PERIOD, "file": file}))
    assert "The list would keep hires for 1 job. Nothing was saved yet." in page
    assert "What has to be mended" not in page
    assert not BackMapping.objects.exists()


def carried(page: str) -> dict[str, str]:
    """Return the hidden fields of the preview."""
    import html
    import re

    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_list_is_previewed_and_then_kept_as_a_whole(world: World, browse: Browse) -> None:
    welder(world)
    name_job(by=world["Alice"], partnership=world.machinery, name="Machinist")
    bob, address = browse("Bob"), at(world, "upload", world.acme.pk)
    file = listed(
        "Welder,12,School or college program,River College,,5",
        "welder,,same_industry_here,,Military,3",
        "Machinist,4,,,,",
    )
    page = text(bob.post(address, {"period": PERIOD, "file": file}))
    assert "The list would keep hires for 2 jobs" in page
    assert not BackMapping.objects.exists()
    assert bob.post(address, {**carried(page), "save": "1"}).status_code == 302
    kept = {str(each.critical_job): each for each in BackMapping.objects.all()}
    assert {name: each.hires for name, each in kept.items()} == {"Welder": 12, "Machinist": 4}
    assert kept["Welder"].hire_ways.count() == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Welder,12,School or college program,,,13"], "The sources add up to 13, more than the 12 hires"),
        (
            ["Baker,12,School or college program,,,3"],
            "“Baker” is not on the partnership’s list of critical jobs: Welder",
        ),
        (["Welder,12,Mars,,,3"], "“Mars” is no source. Write one of: School or college program"),
        (["Welder,12,,,,3"], "Write the direct source, or leave the whole row out"),
        (["Welder,12,Military,,,some"], "Write how many came this way, as a whole number above 0"),
        (["Welder,,Military,,,2"], "Welder has no number of hires in all"),
        (["Welder,12,Military,,,2", "Welder,13,School or college program,,,2"], "12 hires in all in an earlier row"),
        (["Welder,many,Military,,,2"], "Write a whole number, 0 or more"),
    ],
)
def test_a_list_with_a_mistake_keeps_nothing_and_says_which(
    world: World, browse: Browse, rows: list[str], said: str
) -> None:
    welder(world)
    bob, address = browse("Bob"), at(world, "upload", world.acme.pk)
    page = text(bob.post(address, {"period": PERIOD, "file": listed(*rows)}))
    assert said in page
    assert "a list is kept whole or not at all" in page
    assert bob.post(address, {**carried(page), "save": "1"}).status_code == 200
    assert not BackMapping.objects.exists()


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({}, "Choose a file."),
        ({"file": SimpleUploadedFile("a.csv", b"one,two\n1,2\n")}, "The list has no column “critical job”"),
        ({"file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0 old")}, "old Excel file"),
        ({"rows": "{"}, "could not be read again"),
        ({"rows": '[["a"], [["b"], ["c"]], [2]]'}, "could not be read again"),
        ({"rows": "7"}, "could not be read again"),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(world: World, browse: Browse, post: dict[str, Any], said: str) -> None:
    welder(world)
    answer = browse("Bob").post(at(world, "upload", world.acme.pk), {"period": PERIOD, **post})
    assert answer.status_code == 200
    assert said in text(answer)


def test_a_convener_uploads_with_consent(world: World, browse: Browse) -> None:
    welder(world)
    alice, address = browse("Alice"), at(world, "upload", world.acme.pk)
    rows = "Welder,12,Military,,,2"
    assert "consent_by-error" in text(alice.post(address, {"period": PERIOD, "file": listed(rows)}))
    page = text(alice.post(address, {"period": PERIOD, "file": listed(rows), **CONSENT}))
    assert alice.post(address, {**carried(page), "save": "1"}).status_code == 302
    assert BackMapping.objects.get().consent_by == "Owner"


def test_answers_are_taken_back_by_their_own_people_only(world: World, browse: Browse) -> None:
    typed_in(world, world.acme, 5)
    pk = BackMapping.objects.get().pk
    assert browse("Hugo").post(at(world, "withdraw", pk)).status_code == 403
    assert browse("Charlie").post(at(world, "withdraw", pk)).status_code == 404
    elsewhere = reverse("flows:withdraw", args=[world.health.pk, pk])
    assert browse("Rosa").post(elsewhere).status_code == 404
    assert browse("Bob").post(at(world, "withdraw", pk)).status_code == 302
    assert not BackMapping.objects.exists()


def test_conveners_keep_the_list_of_jobs(world: World, browse: Browse) -> None:
    alice = browse("Alice")
    assert browse("Bob").get(at(world, "add_job")).status_code == 403
    assert alice.post(at(world, "add_job"), {"name": "Welder", "soc_code": "51-4121"}).status_code == 302
    job = CriticalJob.objects.get()
    assert "on the list already" in text(alice.post(at(world, "add_job"), {"name": "welder", "soc_code": ""}))
    assert "Write the code as 51-4121." in text(alice.post(at(world, "add_job"), {"name": "Fitter", "soc_code": "x"}))
    assert browse("Bob").post(at(world, "close_job", job.pk)).status_code == 403
    assert alice.post(at(world, "close_job", job.pk)).status_code == 302
    assert not CriticalJob.objects.get().is_open


def test_the_published_picture_stands_on_the_page_with_table_files_and_receipt(
    world: World, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    all_answered(world)
    assert browse("Bob").post(at(world, "publish"), {"period": PERIOD}).status_code == 403
    alice = browse("Alice")
    page = text(alice.post(at(world, "publish"), {"period": PERIOD}, follow=True))
    assert "Published as IL-1" in page
    bob = browse("Bob")
    bob.get(at(world))
    with django_assert_max_num_queries(15):
        page = text(bob.get(at(world)))
    for words in ("Firms told of 180 hires in January to June 2026", "<svg", "Receipt: where this comes from", "IL-1"):
        assert words in page
    assert "Academy" not in page
    publication = BackMapPublication.objects.get()
    made = bob.get(at(world, "hires_file", publication.pk, "sources", "csv"))
    rows = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert any("School or college program" in row and "72" in row for row in rows)
    book = openpyxl.load_workbook(io.BytesIO(bob.get(at(world, "hires_file", publication.pk, "ways", "xlsx")).content))
    assert book.active is not None
    assert bob.get(at(world, "hires_file", publication.pk, "nothing", "csv")).status_code == 404
    assert bob.get(at(world, "hires_file", publication.pk, "sources", "pdf")).status_code == 404
    assert browse("Charlie").get(at(world, "hires_file", publication.pk, "sources", "csv")).status_code == 404
    elsewhere = reverse("flows:hires_file", args=[world.health.pk, publication.pk, "sources", "csv"])
    assert browse("Rosa").get(elsewhere).status_code == 404


def test_a_refusal_is_told_to_who_publishes(world: World, browse: Browse) -> None:
    made = all_answered(world)
    publish_sources(by=world["Alice"], partnership=world.machinery, period=PERIOD)
    typed_in(world, made[3], 23, Way("school", 11))
    page = text(browse("Alice").post(at(world, "publish"), {"period": PERIOD}, follow=True))
    assert "Not published (IL-2)" in page
    page = text(browse("Alice").post(at(world, "publish"), {"period": "2019"}, follow=True))
    assert "No firm has told of hires in 2019 yet" in page


def test_the_way_in_stands_in_the_workspace(world: World, browse: Browse) -> None:
    page = text(browse("Bob").get(world.machinery.get_absolute_url()))
    assert f'href="{at(world)}"' in page
    assert f'href="{at(world, "what_if")}"' in text(browse("Bob").get(at(world)))


NUMBERS = {
    "openings": "120",
    "completers": "50",
    "captured": "28",
    "share_from_training": "60",
    "elsewhere": "9",
    "share_to_job": "80",
    "completion": "75",
}


def test_what_if_answers_both_ways_and_stores_nothing(
    world: World, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    # needed 120 x 0.6 - 9 = 63, captured 28 of 40; 35 / (0.75 x 0.8 x 0.7) = 83.3, rounded up 84
    bob = browse("Bob")
    bob.get(at(world, "what_if"))
    with django_assert_max_num_queries(15):
        page = text(bob.get(at(world, "what_if"), NUMBERS))
    for words in (
        "84 more seats a year (62 to 126)",
        "63 hires a year have to come",
        "35 are missing",
        "70% are hired",
    ):
        assert words in page
    assert "it takes 39 more seats a year" in page
    assert 'id="what-if"' in page
    assert "estimate" in page
    made = bob.get(at(world, "what_if_file", "csv"), NUMBERS)
    assert "84" in made.content.decode()
    assert bob.get(at(world, "what_if_file", "csv")).status_code == 404
    assert bob.get(at(world, "what_if_file", "xlsx"), NUMBERS).content[:2] == b"PK"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"captured": "45"}, "45 were hired and kept, more than the 40 completers who look for this job"),
        ({"completers": "0", "captured": "0"}, "Without completers there is no capture rate"),
        ({"completion": "0"}, "Write a percent above 0, at most 100."),
        ({"openings": "some"}, "Write a whole number, 0 or more."),
    ],
)
def test_what_if_says_what_cannot_be(world: World, browse: Browse, more: dict[str, str], said: str) -> None:
    page = text(browse("Bob").get(at(world, "what_if"), {**NUMBERS, **more}))
    assert said in page
    assert 'id="what-if"' not in page


def test_what_if_says_when_nothing_is_missing_and_when_capture_would_do(world: World, browse: Browse) -> None:
    enough = text(browse("Bob").get(at(world, "what_if"), {**NUMBERS, "openings": "50"}))
    assert "no seat and no higher capture rate is needed" in enough
    reach = text(browse("Bob").get(at(world, "what_if"), {**NUMBERS, "openings": "75"}))
    assert "the capture rate would have to be 90% instead of 70%" in reach  # (45 - 9) / 40
