"""Can a found region be taken along, on paper, as a table, as a map file, and do all of them say the same?"""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client

from talentshed.web.explore.queries import finder_export, finder_sheet
from talentshed.web.explore.queries.finder.asked import asked_of
from talentshed.web.explore.queries.finder.found import found
from talentshed.web.explore.queries.places import edition_of

PEORIA = "/export/finder/17143/all.{kind}?seed=17143&target=75"
NAMED = f"/export/finder/{quote('17143-17179-17203~Peoria metals & more')}/all.{{kind}}?seed=17143&target=75"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) isn't installed")


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def region_of(content: bytes) -> dict:
    return json.loads(content)["features"][-1]


def test_the_question_alone_leads_to_the_suggestion() -> None:
    asked = finder_export.exported("17143", QueryDict("seed=17143&target=75"))
    assert asked == asked_of(QueryDict("seed=17143&target=75"))
    assert asked.counties == ()


def test_a_region_key_brings_its_counties_and_its_name() -> None:
    asked = finder_export.exported("17179,17143~Our metals", QueryDict("seed=17143"))
    assert asked.counties == ("17143", "17179")
    assert asked.name == "Our metals"
    assert found(asked, wait=False).members == ("17143", "17179")


def test_counties_chosen_by_hand_stay_in_the_question() -> None:
    asked = finder_export.exported("17143", QueryDict("seed=17143&county=17143&county=17203&name=By+hand"))
    assert asked.counties == ("17143", "17203")
    assert asked.name == "By hand"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export/finder/17143/all.pdf", 400, "needs the county that the region starts from"),
        ("/export/finder/17179-17203/all.pdf?seed=17143", 400, "doesn’t hold county 17143"),
        ("/export/finder/17143~%3Cb%3E/all.pdf?seed=17143", 404, "can't have the sign “<”"),
        ("/export/finder/17143/all.pdf?seed=17143&name=a%3Cb", 400, "can't have the sign “<”"),
        ("/export/finder/17143/all.pdf?seed=17143&name=a%E2%80%AEb", 400, "can't have the sign U+202E"),
        ("/export/finder/17999-17143/all.pdf?seed=17143", 404, "There is no county 17999"),
        ("/export/finder/17143/all.pdf?seed=17143&target=200", 400, "choose 50 to 95"),
        ("/export/finder/17143/all.docx?seed=17143", 404, "There is no rendering"),
        ("/export/finder/17143/nothing.csv?seed=17143", 404, "There is no file"),
        ("/export/region/17143/all.geojson", 404, "There is no rendering"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_in_one_sentence(
    client: Client, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("kind", "content_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("json", "application/json", b"{"),
        ("csv", "text/csv; charset=utf-8", b""),
        ("geojson", "application/geo+json", b'{"type": "FeatureCollection"'),
        ("svg", "image/svg+xml", b"<svg"),
    ],
)
@pytest.mark.parametrize("address", [PEORIA, NAMED])
def test_the_whole_answer_leaves_in_every_format(
    client: Client, address: str, kind: str, content_type: str, start: bytes
) -> None:
    answer = client.get(address.format(kind=kind))
    assert answer.status_code == 200
    assert answer["Content-Type"] == content_type
    assert answer.content.startswith(start)
    name = re.fullmatch(r'attachment; filename="([a-z0-9.-]+)"', answer["Content-Disposition"]).group(1)
    assert name.endswith(f"{edition_of()}.{kind}")
    assert client.get(address.format(kind=kind)).content == answer.content


def test_every_file_of_every_figure_is_there(client: Client) -> None:
    page = finder_export.export_page(asked_of(QueryDict("seed=17143&target=75")))
    files = {address for figure in page.figures for address in figure.addresses.values()} | {*page.downloads.values()}
    assert len(files) > 10
    for address in sorted(files):
        if not address.split("?")[0].endswith(".png"):
            assert client.get(address).status_code == 200, address


def test_geojson_holds_the_region_its_counties_and_what_is_known_of_them(client: Client) -> None:
    whole = json.loads(client.get(PEORIA.format(kind="geojson")).content)
    answered = found(asked_of(QueryDict("seed=17143&target=75")), wait=True)
    counties, region = whole["features"][:-1], whole["features"][-1]["properties"]
    inside = [each["properties"]["county_fips"] for each in counties if each["properties"]["in_region"]]
    assert tuple(sorted(inside)) == answered.members
    assert region["containment"] == pytest.approx(answered.containment.containment, abs=1e-6)
    assert region["live_and_work_here_moe"] == round(answered.containment.stay_moe)
    assert region["edition"] == edition_of()
    (seed,) = [each["properties"] for each in counties if each["properties"]["starts_here"]]
    assert (seed["name"], seed["state"], seed["probability"]) == ("Peoria County", "IL", 1.0)
    assert seed["resident_workers"] > seed["live_and_work_here"] > 0
    total = sum(each["properties"]["resident_workers"] for each in counties if each["properties"]["in_region"])
    assert total == region["resident_workers"]


def test_geojson_of_a_named_region_carries_its_key_and_name(client: Client) -> None:
    region = region_of(client.get(NAMED.format(kind="geojson")).content)["properties"]
    assert region["name"] == "Peoria metals & more"
    assert region["key"] == "17143-17179-17203~Peoria metals & more"
    assert region["counties"] == ["17143", "17179", "17203"]


def test_geojson_for_one_sector_is_marked_as_an_estimate(client: Client) -> None:
    whole = json.loads(client.get(PEORIA.format(kind="geojson") + "&sector=manufacturing").content)
    everybody = json.loads(client.get(PEORIA.format(kind="geojson")).content)
    assert {each["properties"]["standing"] for each in whole["features"]} == {"estimated"}
    assert {each["properties"]["standing"] for each in everybody["features"]} == {"reported"}
    jobs = [each["features"][0]["properties"]["jobs"] for each in (whole, everybody)]
    assert 0 < jobs[0] < jobs[1]


def test_svg_map_is_a_document_with_title_words_and_legend(client: Client) -> None:
    content = client.get(PEORIA.format(kind="svg")).content
    root = ET.fromstring(content)
    space = "{http://www.w3.org/2000/svg}"
    assert "Peoria" in root.find(f"{space}title").text
    assert "redraws" in root.find(f"{space}desc").text
    words = "".join(root.itertext())
    assert "90% or more" in words
    assert "Star: the county that it starts from" in words
    assert b"<script" not in content


def test_the_main_table_and_the_workbook_have_the_same_counties(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(PEORIA.format(kind="csv")).content.decode())))
    book = openpyxl.load_workbook(io.BytesIO(client.get(PEORIA.format(kind="xlsx")).content))
    cells = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert len(rows) > 2
    assert {row["name"] for row in rows} <= cells


def test_the_sheet_says_what_the_page_says() -> None:
    asked = asked_of(QueryDict("seed=17143&target=75"))
    made = finder_sheet.sheet(asked)
    page = finder_export.export_page(asked)
    assert " ".join(made.answer) == " ".join(page.summary)
    assert made.contested[0] == page.figure("contested").heading
    assert made.seats[0] == page.figure("table").heading
    seated = [row["name"] for row in page.figure("table").grid.rows if row["seat"] == "table"]
    assert [row["name"] for row in made.seats[1].rows] == seated[: finder_sheet.MOST_SEATS]


def test_shares_without_a_margin_or_with_a_tiny_one_are_said_in_words() -> None:
    assert finder_sheet.margin_words(None, "percent") == "none published"
    assert finder_sheet.margin_words(0.0001, "percent") == "less than 0.1 points"
    assert finder_sheet.margin_words(0.0123, "percent") == "± 1.2 points"
    assert finder_sheet.margin_words(1819.6, "count") == "± 1,820"


@needs_poppler
@pytest.mark.parametrize(
    "address",
    [
        PEORIA,
        NAMED,
        "/export/finder/17031/all.{kind}?seed=17031&target=95",
        "/export/finder/17163/all.{kind}?seed=17163&target=85&sector=healthcare",
        "/es/export/finder/17201/all.{kind}?seed=17201&target=60",
        "/export/finder/state-17~Everything/all.{kind}?seed=17031",
    ],
)
def test_a_region_on_paper_is_one_page(client: Client, tmp_path: Path, address: str) -> None:
    content = client.get(address.format(kind="pdf")).content
    assert text_of(content, tmp_path).count("\f") == 1
    assert b"pdfuaid" in content


@needs_poppler
def test_paper_has_answer_margins_members_table_and_sources(client: Client, tmp_path: Path) -> None:
    text = " ".join(text_of(client.get(NAMED.format(kind="pdf")).content, tmp_path).split())
    for words in (
        "Peoria metals & more",
        "live and work in the region",
        "±",
        "Tazewell County, IL",
        "Woodford County, IL",
        "at the table",
        "was given by whoever made this link",
        "U.S. Census Bureau",
        f"Data edition {edition_of()}",
        "http://testserver/regions/finder/?seed=17143",
    ):
        assert words in text, words


def test_a_name_never_becomes_markup_on_paper(client: Client, tmp_path: Path) -> None:
    key = quote("17143-17179~A (b) & c, 'd' - e.")
    content = client.get(f"/export/finder/{key}/all.pdf?seed=17143").content
    assert content.startswith(b"%PDF")
    svg = client.get(f"/export/finder/{key}/all.svg?seed=17143").content
    assert "A (b) & c, 'd' - e." in ET.fromstring(svg).find("{http://www.w3.org/2000/svg}title").text
