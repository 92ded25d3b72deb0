"""Are the public pages whole, kept by caches, quiet about their readers, and listed?"""

import re

import pytest
from django.test import Client
from seen import seen

from library_world import Library
from talentshed.web.library import demo
from talentshed.web.library.models import Helpful, Question, Resource, Story
from talentshed.web.library.queries import sitemap

LANGUAGES = ("", "/es")


@pytest.fixture
def seeded(library: Library) -> Library:
    demo.seed(library.state, author=library.grace, reviewer=library.frank)
    return library


def addresses() -> list[str]:
    return [address for address, _day in sitemap()]


def test_the_sitemap_lists_every_answer_and_resource(seeded: Library):
    found = addresses()
    assert len(found) == len(set(found))
    assert "/faq/what-does-it-cost/" in found
    assert "/faq/can-a-very-small-shop-take-part/" in found
    assert "/faq/what-does-it-cost/?state=IN" in found
    assert sum(address.startswith("/resources/") for address in found) == 5


def test_every_public_page_is_whole_in_both_languages(seeded: Library):
    titles: dict[str, set[str]] = {"": set(), "/es": set()}
    mine = [address for address in addresses() if "state=" not in address]
    for language in LANGUAGES:
        for address in mine:
            answer = Client().get(language + address)
            page = seen(answer)
            assert answer.status_code == 200, address
            assert (len(page.headings), page.inline) == (1, []), address
            assert page.lang == (language.strip("/") or "en")
            description = re.search(r'name="description" content="([^"]*)"', answer.content.decode())
            assert description
            assert 30 <= len(description[1]) <= 200, (address, description[1])
            titles[language].add(page.title)
        assert len(titles[language]) == len(mine), "no two pages have the same title"


@pytest.mark.parametrize("address", ["/faq/", "/faq/what-does-it-cost/", "/resources/", "/es/faq/how-many-firms/"])
def test_a_strangers_page_is_kept_by_caches_and_sets_no_cookie(seeded: Library, address: str):
    client = Client()
    answer = client.get(address)
    assert "public" in answer["Cache-Control"]
    assert "max-age=300" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address, headers={"If-None-Match": '"something-else"'})
    assert other.status_code == 200


def test_a_page_with_a_name_in_its_head_is_for_its_reader_alone(seeded: Library, client_of):
    answer = client_of(seeded.charlie).get("/faq/")
    assert "private" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_a_changed_answer_is_a_changed_page(seeded: Library):
    before = Client().get("/faq/")["ETag"]
    seeded.published("Who brings the chairs?", title="Who brings the chairs?")
    assert Client().get("/faq/")["ETag"] != before


def test_each_state_has_its_own_answers(seeded: Library):
    only_here = "/faq/can-a-very-small-shop-take-part/"
    assert Client().get(only_here).status_code == 200
    assert Client().get(f"{only_here}?state=IN").status_code == 404
    assert Client().get("/faq/?state=XX").status_code == 404
    assert "Indiana" in Client().get("/faq/").content.decode()


def test_public_pages_keep_to_their_queries(seeded: Library, django_assert_max_num_queries):
    for number in range(20):
        seeded.published(f"Question {number}?", title=f"Question {number}?")
    for address in ("/faq/", "/faq/?q=coffee", "/faq/question-3/", "/faq/ask/", "/faq/similar/?text=coffee+table"):
        with django_assert_max_num_queries(15):
            assert Client().get(address).status_code == 200


def test_the_demo_has_a_question_of_every_status_and_is_made_once(seeded: Library):
    assert set(Question.objects.values_list("status", flat=True)) == set(Question.Status.values)
    before = (Question.objects.count(), Resource.objects.count(), Helpful.objects.count())
    demo.seed(seeded.state, author=seeded.grace, reviewer=seeded.frank)
    assert (Question.objects.count(), Resource.objects.count(), Helpful.objects.count()) == before
    assert not Question.objects.filter(is_demo=False).exists()


def test_the_demo_tells_a_story_of_each_partnership(library: Library):
    import partnership_world

    world = partnership_world.build()
    partnerships = [world.machinery, world.health]
    demo.seed(library.state, author=library.grace, reviewer=library.frank, partnerships=partnerships)
    assert Story.objects.filter(status="published", is_demo=True).count() == 2


@pytest.mark.parametrize("words", ["café", "%00", "'%22%3E%3Cscript%3E", "x" * 500, "((("])
def test_whatever_is_typed_the_search_answers(seeded: Library, words: str):
    for address in (
        f"/faq/?q={words}",
        f"/resources/?q={words}",
        f"/faq/similar/?text={words}",
        f"/faq/ask/?q={words}",
    ):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


def test_the_picture_and_the_table_stand_with_the_comparison(seeded: Library):
    page = Client().get("/faq/traditional-practice-and-partnership/").content.decode()
    assert page.count('role="img"') == 2
    assert "Traditional practice and partnership side by side" in page
    assert "style=" not in page
