"""Can everybody of the demo go everywhere that their pages lead, in both languages, quickly enough?

Each role signs in with a click and follows links from "My work": of each kind of page the first that it meets. Files to
take away and the public pages have tests of their own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talentshed.web.access.models import Person
from talentshed.web.demo_state.cast import PARTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

ROLES = ("grace", "frank", "charlie", *(part.short for part in PARTS))
MOST_QUERIES = 15
ABOVE_THE_BAR: dict[str, int] = {}
"""Kinds of pages that still ask more, with how much: it may only become less."""
DEAD_ENDS: dict[str, int] = {}
"""Pages to which others still lead although the reader may not open them: there may only be fewer."""

_HREF = re.compile(r'href="(/[^"#]*)')
_ELSEWHERE = re.compile(
    r"^/(es/)?($|es/$|about|api|compare|data|export|occupations|regions|sectors|sign-out|static|ui)"
    r"|\.(csv|xlsx|ics|docx|txt|json|pdf|png|svg)$|format="
)


@dataclass(frozen=True)
class Visit:
    """One page that was asked for."""

    address: str
    status: int
    queries: int

    @property
    def kind(self) -> str:
        """The address without its numbers and its language."""
        path = re.sub(r"\d+", "N", self.address.split("?")[0].removeprefix("/es"))
        return re.sub(r"^/records/[a-z_.]+/$", "/records/KIND/", path)


def signed_in(short: str) -> Client:
    client = Client()
    person = Person.objects.get(email=f"{short}@demo.invalid")
    assert client.post("/sign-in/demo/", {"person": person.pk}).status_code == 302
    return client


def walk(client: Client, start: str) -> Iterator[Visit]:
    """Follow links, each kind of page once."""
    waiting, seen = [start], Counter[str]()
    while waiting:
        address = waiting.pop(0)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        visit = Visit(address, answer.status_code, len(asked))
        yield visit
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for found in _HREF.findall(answer.content.decode()):
            link = found.replace("&amp;", "&")
            kind = Visit(link, 0, 0).kind
            same_language = link.startswith("/es/") == start.startswith("/es/")
            if same_language and not seen[kind] and not _ELSEWHERE.search(link.split("?")[0]):
                seen[kind] += 1
                waiting.append(link)


@pytest.mark.parametrize("language", ["", "/es"], ids=["en", "es"])
@pytest.mark.parametrize("short", ROLES)
def test_every_page_of_every_role_answers_with_few_queries(short: str, language: str):
    visits = list(walk(signed_in(short), f"{language}/my-work/"))
    assert len(visits) >= 5
    refused = [(each.address, each.status) for each in visits if each.status not in (200, DEAD_ENDS.get(each.kind))]
    assert refused == []
    slow = {
        each.address: each.queries
        for each in visits
        if each.queries > max(MOST_QUERIES, ABOVE_THE_BAR.get(each.kind, 0))
    }
    assert slow == {}


def test_the_walk_leads_into_the_workspace_and_to_the_board():
    kinds = {each.kind for each in walk(signed_in("alice"), "/my-work/")}
    assert {"/partnerships/N/", "/partnerships/N/table/", "/partnerships/N/meetings/N/", "/organizations/N/"} <= kinds
    assert len(kinds) > 90
