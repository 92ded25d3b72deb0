"""Can everything be taken away as a file, with the numbers of the page?"""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.places import edition_of
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.reports import queries as reports

PACKET = "/export/packet/metro-37900/manufacturing"


def test_every_file_that_the_packet_names_is_there(client: Client) -> None:
    page = packet("metro-37900", "manufacturing")
    addresses = {**page.downloads}
    for figure in page.figures:
        addresses |= {f"{figure.key}.{kind}": address for kind, address in figure.addresses.items() if kind != "png"}
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert answer["Content-Type"] == reports.CONTENT_TYPES[name.rpartition(".")[2]]
        assert page.edition in answer["Content-Disposition"]


def test_packet_on_paper_is_a_tagged_pdf(client: Client) -> None:
    content = client.get(f"{PACKET}/all.pdf").content
    assert content.startswith(b"%PDF")
    assert b"pdfuaid" in content


@pytest.mark.parametrize(
    ("region", "sector"),
    [
        ("metro-37900", "manufacturing"),
        ("17031-18089", "transportation-distribution-logistics"),
        ("17143", "naics-55"),
        ("17069", "naics-336111"),
    ],
)
def test_packet_on_paper_has_four_to_eight_pages(region: str, sector: str) -> None:
    content = reports.packet_bytes(region=region, sector=sector, rendering="pdf")
    # each page object has its own media box
    pages = max(content.count(b"/Type/Page") - content.count(b"/Type/Pages"), content.count(b"/MediaBox"))
    assert 4 <= pages <= 8


def test_same_packet_is_the_same_bytes_for_web_and_command(client: Client) -> None:
    content = reports.packet_bytes(region="metro-37900", sector="manufacturing", rendering="xlsx")
    assert content == reports.packet_bytes(region="metro-37900", sector="manufacturing", rendering="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{PACKET}/all.xlsx").content))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == sheet.sheetnames


def test_csv_has_value_bounds_and_status_of_the_page(client: Client) -> None:
    text = client.get("/export/packet/17143/naics-55/change-longest.csv").content.decode()
    rows = {row["year"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["2017"]["status"] == "withheld_by_source"
    assert rows["2018"]["jobs"] == "19489"


def test_json_of_the_report_names_edition_and_receipts(client: Client) -> None:
    report = json.loads(client.get(f"{PACKET}/all.json").content)
    assert report["edition"] == edition_of()
    assert all(section["receipt"]["edition"] == report["edition"] for section in report["sections"])


def test_picture_leaves_as_svg_and_png(client: Client) -> None:
    assert client.get(f"{PACKET}/jobs.svg").content.startswith(b"<svg")
    assert client.get(f"{PACKET}/jobs.png").content.startswith(b"\x89PNG")


def test_ranking_and_decision_record_leave_as_files(client: Client) -> None:
    text = client.get("/export/ranking/metro-37900/all.csv?level=3").content.decode()
    assert {"naics", "jobs", "jobs_low", "jobs_high", "score"} <= set(text.splitlines()[0].split(","))
    assert client.get("/export/decision/metro-37900/all.pdf?level=3").content.startswith(b"%PDF")


def test_whole_table_leaves_as_csv(client: Client) -> None:
    lines = client.get("/export/data/county_area/rows.csv").content.decode().splitlines()
    assert lines[0].startswith("county_fips,kind,area_code")
    assert len(lines) > 500


@pytest.mark.parametrize(
    "address",
    [
        f"{PACKET}/all.docx",
        f"{PACKET}/nothing.csv",
        f"{PACKET}/ground.svg",
        "/export/nothing/17143/all.pdf",
        "/export/data/nothing/rows.csv",
        "/export/packet/17999/manufacturing/all.pdf",
    ],
)
def test_file_that_is_not_there_is_a_page_with_one_sentence(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


def test_command_gets_the_engine_s_sentence() -> None:
    with pytest.raises(NotHere, match="There is no county 17999"):
        reports.packet_bytes(region="17999", sector="manufacturing")


def test_a_table_too_large_for_one_file_says_how_to_narrow_it(client):
    whole = client.get("/export/data/county_industry/rows.csv")
    assert whole.status_code == 400
    assert "too many for one file" in whole.content.decode()
    peoria = client.get("/export/data/county_industry/rows.csv?county_fips=17143&naics=55")
    assert peoria.status_code == 200
    assert [line.split(",")[5] for line in peoria.content.decode().splitlines()[1:]] != []
    assert ",19489," in peoria.content.decode()
