"""Does a region under a name of its own work on every page, and is it clear who gave the name?"""

import html
import json
import re
from urllib.parse import quote, unquote

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from talentshed.web.explore.queries.places import edition_of, find_place, place_of
from talentshed.web.reports import queries as reports

KEY = "17143-17179~Ñandú & (metals), St. Peoria's"
NAME = "Ñandú & (metals), St. Peoria's"
TOLD = f"The name “{NAME}” was given by whoever made this link; the region is Peoria and Tazewell counties, IL."


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def links_of(client: Client, *pages: str) -> list[str]:
    """Return the addresses on these pages that name the region, as a browser reads them."""
    found = [link for page in pages for link in re.findall(r'href="(/[^"]*)"', client.get(page).content.decode())]
    return [html.unescape(link).partition("#")[0] for link in found if "17143-17179" in link]


def test_reverse_quotes_the_key_and_the_address_leads_back_to_it(client: Client) -> None:
    address = reverse("explore:region", args=[KEY])
    assert " " not in address
    assert address.isascii()
    assert client.get(address).context["key"] == KEY


@pytest.mark.parametrize(
    "page",
    [
        reverse("explore:region", args=[KEY]),
        reverse("explore:ranking", args=[KEY]),
        reverse("explore:decision", args=[KEY]),
        reverse("explore:packet", args=[KEY, "naics-55"]),
        f"{reverse('explore:compare')}?region={quote(KEY)}&region=17113&sector=naics-55",
    ],
)
def test_every_page_shows_the_name_and_says_who_gave_it(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert TOLD in text_of(answer)


def test_a_name_is_escaped_in_title_and_text(client: Client) -> None:
    raw = client.get(reverse("explore:region", args=[KEY])).content.decode()
    assert "Ñandú &amp; (metals), St. Peoria&#x27;s" in raw
    assert f"<title>{NAME}" not in raw


def test_every_link_that_names_the_region_names_it_whole(client: Client) -> None:
    """A name with & must not end the question that it stands in."""
    pages = (reverse("explore:region", args=[KEY]), reverse("explore:packet", args=[KEY, "naics-55"]))
    found = set(links_of(client, *pages, f"/occupations/11-1021/?region={quote(KEY)}"))
    assert len(found) > 20
    for link in found:
        path, _question, query = link.partition("?")
        assert KEY in unquote(path) or KEY in QueryDict(query).values(), link


@pytest.mark.parametrize("kind", ["/ranking/", "/sectors/", "/compare/", "/occupations/", "/export/region/"])
def test_a_link_of_each_kind_can_be_followed(client: Client, kind: str) -> None:
    pages = (reverse("explore:region", args=[KEY]), reverse("explore:packet", args=[KEY, "naics-55"]))
    link = next(link for link in links_of(client, *pages) if kind in link)
    assert client.get(link).status_code == 200, link


def test_occupation_page_keeps_the_whole_name(client: Client) -> None:
    answer = client.get("/occupations/11-1021/", {"region": KEY})
    assert NAME in text_of(answer)


def test_a_name_in_the_comparison_box_is_a_place(client: Client) -> None:
    assert find_place(edition_of(), f"  {KEY} ") == KEY


def test_api_answers_with_the_name_and_the_plain_name(client: Client) -> None:
    region = client.get(f"/api/regions/{quote(KEY)}").json()
    assert region["key"] == KEY
    assert region["name"] == NAME
    assert region["plain_name"] == "Peoria and Tazewell counties, IL"
    assert [each["county_fips"] for each in region["counties"]] == ["17143", "17179"]
    packet = client.get(f"/api/regions/{quote(KEY)}/sectors/naics-55").json()
    assert packet["permalink"].startswith("/regions/17143-17179~%C3%91and%C3%BA%20&%20(metals)")
    assert client.get("/api/regions/17143-17179").json()["plain_name"] == ""


def test_api_refuses_a_name_with_markup_in_one_sentence(client: Client) -> None:
    answer = client.get(f"/api/regions/{quote('17143~<script>')}")
    assert answer.status_code == 404
    assert "can't have the sign “<”" in json.dumps(answer.json(), ensure_ascii=False)


def test_page_refuses_a_name_with_markup_without_repeating_it_raw(client: Client) -> None:
    answer = client.get(f"/regions/{quote('17143~<script>alert(1)')}/")
    assert answer.status_code == 404
    assert "The name of a region can't have the sign “<”" in text_of(answer)
    assert "<script>alert" not in answer.content.decode()


def test_files_carry_the_name_inside_and_an_ascii_name_outside(client: Client) -> None:
    file = client.get(f"/export/packet/{quote(KEY)}/naics-55/all.json")
    assert file.json()["place"] == NAME
    assert TOLD in file.json()["limits"]
    for kind in ("pdf", "xlsx", "json"):
        disposition = client.get(f"/export/packet/{quote(KEY)}/naics-55/all.{kind}")["Content-Disposition"]
        assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', disposition)
    ranked = client.get(f"/export/ranking/{quote(KEY)}/all.csv")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', ranked)


def test_two_names_for_the_same_counties_keep_their_own_pages() -> None:
    edition = edition_of()
    first, second = (place_of(edition, f"17143-17179~{name}") for name in ("First", "Second"))
    assert (first.name, second.name) == ("First", "Second")
    assert first.counties == second.counties
    assert place_of(edition, "17143-17179").plain_name == ""


def test_command_writes_a_packet_of_a_named_region() -> None:
    report = reports.packet_report(region=KEY, sector="naics-55")
    assert report.place == NAME
    assert report.slug.isascii()


def test_an_edition_stays_pinned_with_the_name(client: Client) -> None:
    edition = edition_of()
    links = links_of(client, f"{reverse('explore:region', args=[KEY])}?edition={edition}")
    start = reverse("partnerships:start")  # a partnership follows the newest figures, whatever page it began on
    assert [link for link in links if link.startswith(start)] != []
    figures = [link for link in links if not link.startswith(start)]
    assert len(figures) > 20
    assert [link for link in figures if f"edition={edition}" not in link] == []
