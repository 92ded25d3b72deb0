"""What do members see of an analysis, what do others get, and does a hidden figure ever look like a number?"""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from flow_world import PERIOD, all_answered
from partnership_world import World
from release_world import CERTIFICATE, next_release, packed, whole
from talentshed.web.flows import demo
from talentshed.web.flows.actions.publishing import publish_sources
from talentshed.web.flows.actions.releasing import confirm_release, upload_release, upload_state_release
from talentshed.web.flows.models import FlowRelease

HIDDEN = "hidden to protect"


@pytest.fixture
def release(world: World) -> FlowRelease:
    """The release that Machinery shows."""
    return demo.seed(world.machinery, by=world["Alice"])


def here(world: World, *parts: object) -> str:
    return f"/partnerships/{world.machinery.pk}/flows/regional/" + "".join(f"{part}/" for part in parts)


def chosen(uploads: list[tuple[str, bytes]]) -> dict[str, list[SimpleUploadedFile]]:
    return {"folder": [SimpleUploadedFile(name, content) for name, content in uploads]}


def test_members_see_every_figure_with_sentence_table_and_receipt(world: World, release: FlowRelease, browse) -> None:
    text = browse("Bob").get(here(world)).content.decode()
    for key in ("streams", "matrix", "survival", "fan", "leakage", "capture"):
        assert f'id="{key}-heading"' in text
        assert f"figures/{key}.csv?sector=31-33&amp;year=2021" in text
        assert f"figures/{key}.xlsx" in text
    assert text.count("<svg") >= 6
    assert text.count("ts-receipt") >= 6
    assert "Simulated" in text
    assert "These records are simulated" in text
    assert HIDDEN in text
    assert "Summary (PDF)" in text
    assert "Upload a release" not in text


def test_a_sector_and_a_year_can_be_chosen(world: World, release: FlowRelease, browse) -> None:
    page = browse("Bob")
    assert "Who joined and who left: Manufacturing, 2021" in page.get(here(world)).content.decode()
    text = page.get(here(world) + "?sector=Total&year=2020").content.decode()
    assert "Who joined and who left: All sectors, 2020" in text
    strange = page.get(here(world) + "?sector=%3Cscript%3E&year=1066").content.decode()
    assert "Who joined and who left: Manufacturing, 2021" in strange


def test_each_table_says_hidden_in_words_where_the_release_hides(world: World, release: FlowRelease, browse) -> None:
    page = browse("Bob")
    published = {tuple(row[:2]): row for row in csv.reader(io.StringIO(whole()["tables/industry_matrix.csv"].decode()))}
    address = f"{here(world, release.pk)}figures/matrix.csv"
    rows = list(csv.DictReader(io.StringIO(page.get(address).content.decode("utf-8-sig"))))
    hidden = [row for row in rows if row["Moves"].startswith("hidden")]
    single = [row for key, row in published.items() if "Total" not in key and row[0] != "origin"]
    assert len(rows) == len(single)
    assert len(hidden) == sum(row[2] == "" for row in single) > 0
    known = sorted(int(row["Moves"]) for row in rows if not row["Moves"].startswith("hidden"))
    assert known == sorted(int(row[2]) for row in single if row[2])
    for key in ("streams", "survival", "fan", "leakage", "capture"):
        assert page.get(f"{here(world, release.pk)}figures/{key}.xlsx").status_code == 200
    assert page.get(f"{here(world, release.pk)}figures/nothing.csv").status_code == 404
    assert page.get(f"{here(world, release.pk)}figures/matrix.pdf").status_code == 404


def test_files_leave_as_they_were_audited_and_run_nowhere(world: World, release: FlowRelease, browse) -> None:
    page = browse("Erin")
    for name in ("summary.pdf", "technical-abstract.pdf", "tables/inflow.csv", "figures/retention.svg", CERTIFICATE):
        answer = page.get(f"{here(world, release.pk)}files/{name}")
        assert answer.content == whole()[name]
        assert "attachment" in answer["Content-Disposition"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "sandbox" in answer["Content-Security-Policy"]
    for name in ("summary.txt", "../settings.py", "tables/nothing.csv"):
        assert page.get(f"{here(world, release.pk)}files/{name}").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("Charlie", 404), ("Rosa", 404), ("Frank", 403), ("Bob", 200)])
def test_who_is_let_in(world: World, release: FlowRelease, browse, name: str, status: int) -> None:
    page = browse(name)
    for address in (here(world), here(world, release.pk), f"{here(world, release.pk)}files/summary.pdf"):
        assert page.get(address).status_code == status
    assert page.get(here(world, "upload")).status_code == (403 if status == 200 else status)


def test_a_release_of_another_place_is_not_found(world: World, release: FlowRelease, browse) -> None:
    elsewhere = f"/partnerships/{world.health.pk}/flows/regional/{release.pk}/"
    assert browse("Rosa").get(elsewhere).status_code == 404
    assert browse("Grace").get(f"/oversee/IL/flows/{release.pk}/").status_code == 404


def test_a_steward_uploads_looks_and_shows(world: World, browse) -> None:
    page = browse("Stu")
    assert "talentshed flows analyze" in page.get(here(world, "upload")).content.decode()
    refused = page.post(here(world, "upload"), chosen([("notes.txt", b"hello")]))
    assert refused.status_code == 200
    assert "is no file of a release" in refused.content.decode()
    assert "Choose the .zip" in page.post(here(world, "upload"), {}).content.decode()
    answer = page.post(here(world, "upload"), chosen(packed(whole())))
    made = FlowRelease.objects.get()
    assert answer["Location"] == here(world, made.pk, "preview")
    text = page.get(answer["Location"]).content.decode()
    assert "Only you see this until you show it" in text
    assert "No agency: simulated records" in text
    assert "Nobody: simulated records" in text
    assert "What isn’t published, and why" in text
    assert browse("Alice").get(answer["Location"]).status_code == 404
    assert browse("Alice").post(here(world, made.pk, "confirm")).status_code == 404
    assert "No analysis yet" in browse("Bob").get(here(world)).content.decode()
    assert page.post(here(world, made.pk, "confirm"))["Location"] == here(world)
    assert "Who joined and who left" in browse("Bob").get(here(world)).content.decode()
    assert page.post(here(world, made.pk, "confirm")).status_code == 404


def test_loose_files_are_taken_too_and_a_preview_can_be_thrown_away(world: World, browse) -> None:
    page = browse("Stu")
    loose = [(name.rpartition("/")[2], content) for name, content in whole().items()]
    assert page.post(here(world, "upload"), chosen(loose)).status_code == 302
    assert page.post(here(world, FlowRelease.objects.get().pk, "discard"))["Location"] == here(world, "upload")
    assert not FlowRelease.objects.exists()


def test_earlier_releases_stay_listed_and_one_is_removed(world: World, release: FlowRelease, browse) -> None:
    later = upload_release(by=world["Stu"], partnership=world.machinery, uploads=next_release())
    confirm_release(by=world["Stu"], release=later)
    text = browse("Bob").get(here(world)).content.decode()
    assert here(world, release.pk) in text
    assert "This is an earlier release" in browse("Bob").get(here(world, release.pk)).content.decode()
    assert browse("Bob").post(here(world, later.pk, "remove")).status_code == 403
    removed = browse("Alice").post(here(world, later.pk, "remove"), follow=True).content.decode()
    assert "is shown again" in removed
    assert FlowRelease.objects.get().is_shown


def test_a_state_has_pages_of_its_own(world: World, browse) -> None:
    page: Client = browse("Frank")
    assert "Talent flows of the state" in page.get("/oversee/IL/").content.decode()
    assert "No analysis yet" in page.get("/oversee/IL/flows/").content.decode()
    answer = page.post("/oversee/IL/flows/upload/", chosen(packed(whole())))
    made = FlowRelease.objects.get(partnership=None)
    assert answer["Location"] == f"/oversee/IL/flows/{made.pk}/preview/"
    assert page.get(answer["Location"]).status_code == 200
    page.post(f"/oversee/IL/flows/{made.pk}/confirm/")
    text = browse("Grace").get("/oversee/IL/flows/").content.decode()
    assert "Who joined and who left" in text
    assert 'id="beside-heading"' not in text
    for name in ("Alice", "Ines", "Charlie"):
        assert browse(name).get("/oversee/IL/flows/").status_code == 404


def test_firms_answers_stand_beside_the_region_where_both_are_published(
    world: World, release: FlowRelease, browse
) -> None:
    page = browse("Bob")
    assert 'id="beside-heading"' not in page.get(here(world)).content.decode()
    all_answered(world)
    publish_sources(by=world["Alice"], partnership=world.machinery, period=PERIOD)
    text = page.get(here(world)).content.decode()
    assert 'id="beside-heading"' in text
    assert "our firms" in text
    table = page.get(f"{here(world, release.pk)}figures/beside.csv?year=2021").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows[0]["Source"] == "From education or training"
    assert len(rows) == 5


def test_the_what_if_page_begins_with_the_release_s_completers(world: World, release: FlowRelease, browse) -> None:
    rows = {
        row[1]: row[2]
        for row in csv.reader(io.StringIO(whole()["tables/completers.csv"].decode()))
        if row[0] == "Total"
    }
    # 16 quarters less the 4 after an award: awards of 3 years.
    completers, kept = round(int(rows["after 4"]) / 3), round(int(rows["after 4: sector_in_region"]) / 3)
    text = browse("Bob").get(f"/partnerships/{world.machinery.pk}/flows/what-if/").content.decode()
    assert f'name="completers" type="number" value="{completers}"' in text
    assert f'name="captured" type="number" value="{kept}"' in text
    assert "filled in from the release" in text


def test_the_page_asks_few_queries(world: World, release: FlowRelease, browse, django_assert_max_num_queries) -> None:
    page = browse("Bob")
    page.get(here(world))
    with django_assert_max_num_queries(15):
        page.get(here(world))


def test_anybody_who_is_signed_in_may_try_with_the_simulated_release(world: World, browse) -> None:
    assert browse("Bob").get("/flows/simulated-release.zip")["Content-Type"] == "application/zip"
    assert Client().get("/flows/simulated-release.zip").status_code == 302


def test_the_state_keeps_its_preview_to_its_uploader(world: World, browse) -> None:
    made = upload_state_release(by=world["Frank"], state=world.illinois, uploads=packed(whole()))
    assert browse("Grace").get(f"/oversee/IL/flows/{made.pk}/preview/").status_code == 404
