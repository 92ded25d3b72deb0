"""Does a stranger find every public page whole: named, described, quick to keep, and easy to read?"""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from seen import seen

import front_world
from front_world import WITH_A_FORM_TO_SEND, Front, address_of
from reading_grade import grade, sentences, syllables
from talentshed.web.ui.caching import SECONDS

MOST_QUERIES = 15
HIGHEST_GRADE = 8.0


@pytest.fixture
def front(db: None) -> Front:
    """Name every public page of a world in which there is something on each."""
    cache.clear()
    return front_world.build()


class _Described(HTMLParser):
    """What search engines show of a page."""

    words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "description":
            self.words = given.get("content") or ""


def description(html: str) -> str:
    """Return what a page says of itself."""
    found = _Described()
    found.feed(html)
    return found.words


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_public_page_has_a_title_a_description_and_one_heading_of_its_own(front: Front, language: str) -> None:
    default = description(Client().get("/ui/" if language == "en" else "/es/ui/").content.decode())
    titles: Counter[str] = Counter()
    described: Counter[str] = Counter()
    for name in front:
        answer = Client().get(address_of(front, name, language))
        assert answer.status_code == 200, name
        page = seen(answer)
        assert page.lang == language, name
        assert len(page.headings) == 1, name
        titles[page.title] += 1
        described[description(answer.content.decode())] += 1
    assert [words for words, times in (titles + described).items() if times > 1] == []
    assert len(titles) == len(described) == len(front)
    assert default
    assert default not in described
    assert all(20 <= len(words) <= 200 for words in described), described


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_a_stranger_reads_may_be_kept_and_leaves_no_cookie(front: Front, language: str) -> None:
    for name in front.keys() - WITH_A_FORM_TO_SEND:
        address = address_of(front, name, language)
        answer = Client().get(address)
        assert f"max-age={SECONDS}" in answer["Cache-Control"], name
        assert "public" in answer["Cache-Control"], name
        assert not answer.cookies, name
        assert Client().get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304, name
    for name in WITH_A_FORM_TO_SEND:
        answer = Client().get(address_of(front, name, language))
        assert "no-store" in answer["Cache-Control"], name
        assert set(answer.cookies) == {settings.CSRF_COOKIE_NAME}, name


@pytest.mark.parametrize("language", ["en", "es"])
def test_public_pages_ask_little_of_the_database(front: Front, language: str, django_assert_max_num_queries) -> None:
    for name in front:
        with django_assert_max_num_queries(MOST_QUERIES, info=name):
            assert Client().get(address_of(front, name, language)).status_code == 200


def test_public_pages_read_at_grade_eight_or_below(front: Front) -> None:
    grades = {}
    for name in front:
        found = sentences(Client().get(address_of(front, name)).content.decode())
        assert found, name
        grades[name] = round(grade(found), 1)
    assert max(grades.values()) <= HIGHEST_GRADE, grades
    assert len(grades) == len(front)


def test_the_grade_of_sentences_counted_by_hand() -> None:
    said = {"made": 1, "table": 2, "horses": 2, "wanted": 2, "asked": 1, "employer": 3, "industrial": 4, "nation": 2}
    assert {word: syllables(word) for word in said} == said
    page = "<main><p>The cat sat on <b>the mat</b>. Ok.</p><table><td>Unread words stay out here</td></table></main>"
    # Six words, six syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert sentences(page) == [["The", "cat", "sat", "on", "the", "mat"]]
    assert grade(sentences(page)) == pytest.approx(-1.45)
