"""Does everybody read what is public of a partnership, and nothing else?"""

import re
import subprocess
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

import programs
from priority_world import World
from talentshed.web.access.models import AuditEntry, Letter
from talentshed.web.directory import actions
from talentshed.web.directory.models import NamedChampion
from talentshed.web.directory.queries import leader
from talentshed.web.ui import open_forms

Browse = Callable[[str], Client]
LEADERS = reverse("directory:leaders", args=["edr-IL-3", "manufacturing"])


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def public(world: World) -> str:
    return reverse("directory:partnership", args=[world.partnership.pk])


def test_a_stranger_finds_the_public_one_and_no_other(world: World, client: Client) -> None:
    page = text_of(client, reverse("directory:directory"))
    assert str(world.partnership) in page
    assert str(world.other) not in page
    assert client.get(reverse("directory:partnership", args=[world.other.pk])).status_code == 404
    assert client.get(reverse("directory:write", args=[world.other.pk])).status_code == 404
    world.partnership.status, world.partnership.closed_on = "closed", timezone.localdate()
    world.partnership.save()
    assert client.get(public(world)).status_code == 404


def test_the_list_narrows_by_industry_stage_and_state(world: World, client: Client) -> None:
    world.other.is_public, world.other.phase = True, 7
    world.other.save()
    address = reverse("directory:directory")
    assert str(world.partnership) not in text_of(client, f"{address}?stage=working")
    assert str(world.other) in text_of(client, f"{address}?stage=working")
    assert "No partnership fits" in text_of(client, f"{address}?state=WY")
    assert str(world.other) in text_of(client, f"{address}?stage=nonsense"), "what nobody offers is everything"


def test_the_map_numbers_each_partnership_apart_from_the_others(world: World, client: Client) -> None:
    world.other.is_public = True
    world.other.save()
    page = text_of(client, reverse("directory:directory"))
    places = re.findall(r'class="directory-pin" cx="([\d.]+)" cy="([\d.]+)"', page)
    assert len(places) == len(set(places)) == 2
    assert re.findall(r'class="directory-pin__number"[^>]*>(\d)<', page) == ["1", "2"]


def test_the_list_leaves_as_files(world: World, client: Client) -> None:
    csv = client.get(reverse("directory:file", args=["csv"]))
    assert str(world.partnership) in csv.content.decode()
    assert client.get(reverse("directory:file", args=["xlsx"])).content[:2] == b"PK"


def test_no_firm_and_no_person_stands_on_the_public_page_unasked(world: World, client: Client) -> None:
    page = text_of(client, public(world))
    names = [str(each) for each in (world.acme, world.brown, world.clark)] + [
        world[name].name for name in ("Bob", "Carol")
    ]
    assert [name for name in names if name and name in page] == []
    assert world.priority.title in page
    assert "at the table" in page


def test_proposals_stay_inside(world: World, client: Client) -> None:
    world.priority.status = "proposed"
    world.priority.save()
    assert world.priority.title not in text_of(client, public(world))


def test_a_champion_is_named_by_their_own_wish_only(world: World, browse: Browse, client: Client) -> None:
    address = reverse("directory:be_named", args=[world.partnership.pk])
    assert browse("Alice").get(address).status_code == 403
    carol = browse("Carol")
    refused = carol.post(address, {"words": "Carol Brown, president"})
    assert "Tick that you agree" in refused.content.decode()
    assert not NamedChampion.objects.exists()
    carol.post(address, {"words": "Carol Brown, president", "agree": "on"})
    assert "Carol Brown, president" in text_of(client, public(world))
    (named,) = NamedChampion.objects.all()
    end = reverse("directory:end_naming", args=[world.partnership.pk, named.pk])
    assert browse("Bob").post(end).status_code == 403
    carol.post(end)
    assert "Carol Brown, president" not in text_of(Client(), public(world))
    assert AuditEntry.objects.filter(kind__startswith="CHAMPION_").count() == 2


def test_the_page_says_in_two_languages_what_its_conveners_wrote(world: World, browse: Browse, client: Client) -> None:
    address = reverse("directory:write_profile", args=[world.partnership.pk])
    assert browse("Bob").get(address).status_code == 403
    browse("Alice").post(address, {"about": "We make gears.", "about_es": "Hacemos engranajes."})
    assert "We make gears." in text_of(client, public(world))
    with translation.override("es"):
        spanish = public(world)
    assert "Hacemos engranajes." in text_of(client, spanish)


def test_a_letter_reaches_those_who_convene_and_is_kept_nowhere_else(world: World, client: Client) -> None:
    address = reverse("directory:write", args=[world.partnership.pk])
    with_time = {"opened": _opened_a_minute_ago()}
    wrong = client.post(address, {"name": "Zed", "email": "zed", "text": "Hello", **with_time}).content.decode()
    assert "name@example.org" in wrong
    assert 'value="Zed"' in wrong, "what was typed stays"
    client.post(
        address, {"name": "Zed", "email": "zed@example.org", "text": "We make cranks. May we come?", **with_time}
    )
    letters = Letter.objects.filter(template="directory/mail/question")
    assert [letter.to for letter in letters] == [world["Alice"].email]
    assert "We make cranks." in letters[0].text
    assert "zed@example.org" in letters[0].text


def test_a_machine_reaches_nobody(world: World, client: Client) -> None:
    address = reverse("directory:write", args=[world.partnership.pk])
    message = {"name": "Bot", "email": "bot@example.org", "text": "Buy"}
    for more in ({}, {"opened": "made up"}, {"opened": _opened_a_minute_ago(), "homepage": "x"}):
        client.post(address, {**message, **more})
    for _ in range(9):
        client.post(address, {**message, "opened": _opened_a_minute_ago()})
    assert Letter.objects.count() <= 6


def _opened_a_minute_ago() -> str:
    before = timezone.now().timestamp() - 60
    return str(open_forms.signing.dumps(before, salt="talentshed.open-forms.directory"))


def test_pages_ask_little_of_the_database(world: World, client: Client, django_assert_max_num_queries) -> None:
    for address in (reverse("directory:directory"), public(world), LEADERS):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


def test_strangers_pages_may_be_kept_and_signed_in_ones_not(world: World, client: Client, browse: Browse) -> None:
    first = client.get(public(world))
    assert "public" in first["Cache-Control"]
    assert client.get(public(world), headers={"if-none-match": first["ETag"]}).status_code == 304
    assert "private" in browse("Alice").get(public(world))["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pitch_takes_four_minutes_with_the_region_s_own_figures(language: str) -> None:
    with translation.override(language):
        found = leader.pitch("edr-IL-3", "manufacturing")
    assert found.words <= leader.MOST_MINUTES * leader.WORDS_A_MINUTE
    assert sum(part.seconds for part in found.parts) <= 4 * 60 + 30, "each part is rounded up"
    (why,) = [part for part in found.parts if part.links]
    assert len(why.links) == 4
    assert any(character.isdigit() for text, _href in why.links for character in text)
    assert all("edition=" in href for _text, href in why.links)


def test_the_pitch_leaves_as_one_sheet_and_as_slides(client: Client, tmp_path) -> None:
    for kind, pages in (("sheet", 1), ("slides", 9)):
        answer = client.get(f"{LEADERS}{kind}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        kept = tmp_path / f"{kind}.pdf"
        kept.write_bytes(answer.content)
        command = [programs.need("pdftotext"), str(kept), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert text.count("\f") == pages
        assert "What do we ask of you?" in text


def test_the_pitch_names_the_years_of_each_change(client: Client) -> None:
    # Two years and the longest time can differ in size and direction: without their years they contradict each other.
    page = client.get(LEADERS).content.decode()
    assert re.search(r"(?:lost|gained)[^.]* from 20\d\d to 20\d\d", page)
    assert re.search(r"<strong>[^<]* since 20\d\d[^<]*</strong> That is", page)


def test_a_place_that_is_not_there_gets_one_sentence(client: Client) -> None:
    answer = client.get(reverse("directory:leaders", args=["99999", "manufacturing"]))
    assert answer.status_code == 404
    assert "99999" in answer.content.decode()


def test_the_sitemap_names_public_pages_in_each_language(world: World, client: Client) -> None:
    page = client.get("/sitemap.xml").content.decode()
    assert f"http://testserver{public(world)}<" in page
    assert f"http://testserver/es{public(world)}<" in page
    assert f"/directory/{world.other.pk}/" not in page
    assert "/readiness/<" in page
    assert "Disallow: /partnerships/" in client.get("/robots.txt").content.decode()


def test_what_is_held_about_somebody_names_the_public_page(world: World) -> None:
    from talentshed.web.directory.handlers import held_about

    actions.agree_to_be_named(by=world["Carol"], partnership=world.partnership, words="Carol")
    assert held_about(world["Carol"])[0]["named in public"] == "Carol"
