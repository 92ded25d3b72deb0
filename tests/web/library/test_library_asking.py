"""Does a question reach the desk, and nothing the site, whatever a machine sends?"""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from library_world import Library
from talentshed.web.access.models import Letter
from talentshed.web.library.actions import asking
from talentshed.web.library.models import Answer, Helpful, Question
from talentshed.web.library.spam import Around, reasons
from talentshed.web.ui import open_forms

ASK = "/faq/ask/"


def stamp(client: Client) -> str:
    found = re.search(r'name="opened" value="([^"]+)"', client.get(ASK).content.decode())
    assert found
    return found[1]


def words_of(address: str) -> str:
    """Return what a reader reads on a page, without its addresses and what stands in its fields."""
    text = Client().get(address).content.decode()
    return re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")])


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Let everybody be slower than the guard asks for."""
    monkeypatch.setattr(open_forms, "_age", lambda sent, guard: timedelta(seconds=40) if sent else None)


def send(client: Client, text: str = "How do small shops find the time to come?", **more: str):
    given = {"text": text, "opened": stamp(client), "homepage": "", **more}
    return client.post(ASK, given)


def test_a_question_comes_to_the_desk_and_not_to_the_site(library: Library, client: Client, later: None):
    answer = send(client)
    assert answer.status_code == 302
    made = Question.objects.get()
    assert (made.status, made.state, made.language, made.asker_email) == ("new", library.state, "en", "")
    assert "small shops" not in words_of("/faq/") + words_of("/faq/?q=small+shops+time")


def test_name_and_address_need_consent(library: Library, client: Client, later: None):
    page = send(client, email="ann@example.org").content.decode()
    assert "Tick this if we may keep your name and e-mail. Or leave both empty." in page
    assert "How do small shops" in page, "what was typed is kept"
    send(client, may_tell="on")
    assert not Question.objects.exists()
    send(client, email="ann@example.org", name="Ann", may_tell="on")
    assert Question.objects.get().asker_email == "ann@example.org"


def test_the_database_keeps_nobody_without_consent(library: Library):
    with pytest.raises(IntegrityError, match="question_person_only_by_consent"), transaction.atomic():
        library.question(asker_email="ann@example.org")


def test_a_form_sent_twice_is_one_question(library: Library, client: Client, later: None):
    given = {"text": "How many meetings a year are there?", "opened": stamp(client), "homepage": ""}
    client.post(ASK, given)
    client.post(ASK, given)
    assert Question.objects.count() == 1
    client.post(ASK, {**given, "text": "Where do we meet the first time?"})
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"homepage": "http://x.example"}, "a field that people can&#x27;t see"),
        ({"opened": ""}, "without its mark"),
        ({"text": "Why?"}, "Write a little more"),
        ({"text": ""}, "Write your question."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(library, client: Client, later, change: dict[str, str], words: str):
    page = client.post(ASK, {"text": "How many meetings are there?", "opened": stamp(client), **change})
    assert words in page.content.decode()
    assert not Question.objects.exists()


def test_faster_than_a_person_is_refused_with_a_sentence(library: Library, client: Client):
    page = send(client).content.decode()
    assert "faster than people type" in page
    assert not Question.objects.exists()


def test_a_thousand_posts_of_a_bot_publish_nothing_and_keep_nobody_out(library: Library, later: None):
    bot = Client(REMOTE_ADDR="203.0.113.7")
    mark = stamp(bot)
    for number in range(1000):
        bot.post(ASK, {"text": f"Buy {number} watches now", "opened": mark, "homepage": "", "name": ""})
    from_bot = Question.objects.count()
    assert from_bot == 10, "no more than one source may send in an hour"
    assert not Answer.objects.exists()
    assert "watches now" not in words_of("/faq/") + words_of("/faq/?q=watches")
    person = Client(REMOTE_ADDR="198.51.100.9")
    assert send(person).status_code == 302
    made = Question.objects.latest("pk")
    assert (made.status, made.spam_points) == ("new", 0)
    assert Question.objects.count() == from_bot + 1


def test_a_bot_of_many_addresses_is_held_back_and_a_person_gets_through(library: Library, later: None):
    mark = stamp(Client())
    for number in range(300):
        bot = Client(REMOTE_ADDR=f"203.0.{number // 250}.{number % 250 + 1}")
        text = f"Best rank {number} at www.rank.example and http://rank.example/{number}"
        bot.post(ASK, {"text": text, "opened": mark, "homepage": ""})
    assert set(Question.objects.values_list("status", flat=True)) == {"spam"}
    assert Question.objects.count() == 120, "of a flood, what looks like spam isn't even kept"
    send(Client(REMOTE_ADDR="198.51.100.9"))
    made = Question.objects.latest("pk")
    assert (made.status, made.spam_points) == ("new", 0)
    assert "rank" not in words_of("/faq/?q=rank")


# text                                                links x 2   shouting 2   same 3
@pytest.mark.parametrize(
    ("text", "around", "points"),
    [
        ("How many firms do we need?", Around(), 0),
        ("Is www.example.org the right page?", Around(), 2),
        ("See http://a.example and http://b.example", Around(), 4),
        ("BUY THE BEST WATCHES NOW AND HERE", Around(), 2),
        ("How many firms do we need?", Around(is_repeated=True), 3),
        ("How many firms do we need?", Around(is_flooded=True), 0),
        ("Is www.example.org the right page?", Around(is_flooded=True), 4),
        ("¿CUÁNTO CUESTA?", Around(), 0),
    ],
)
def test_points_add_up(text: str, around: Around, points: int):
    assert sum(reasons(text, "", around).values()) == points


def test_the_same_question_again_lies_with_what_was_asked_before(library: Library, later: None):
    first = library.question("How many firms do we need?")
    send(Client(), "how many FIRMS do we need")
    made = Question.objects.latest("pk")
    assert (made.status, made.duplicate_of) == ("duplicate", first)


def test_the_same_spam_again_is_spam(library: Library):
    library.question("Cheap loans for all of you", status="spam")
    made = asking.ask(by=None, state=library.state, text="CHEAP LOANS FOR ALL OF YOU", language="en")
    assert made is not None
    assert {each.kind for each in made.spam_reasons.all()} == {"same", "shouting"}
    assert made.status == "spam"


def test_similar_answers_appear_while_typing_and_without_scripts(library: Library, client: Client, later: None):
    part = client.get("/faq/similar/", {"text": "what will it cost us"}).content.decode()
    assert "What does a sector partnership cost?" in part
    assert "<html" not in part
    page = client.post(ASK, {"text": "Do competitors sit together?", "look": "yes", "opened": stamp(client)})
    assert "Will firms that compete work together?" in page.content.decode()
    assert "Do competitors sit together?" in page.content.decode()
    assert not Question.objects.exists()
    spanish = client.get("/es/faq/similar/", {"text": "cuánto cuesta una alianza"}).content.decode()
    assert "¿Cuánto cuesta una alianza sectorial?" in spanish


def test_nobody_answers_where_there_is_no_state(client: Client, db: None):
    assert "No state answers questions on this site yet." in client.get(ASK).content.decode()
    assert client.get("/faq/").status_code == 200
    assert client.post(ASK, {"text": "How many firms do we need?"}).status_code == 200
    assert not Question.objects.exists()


def test_helpful_is_counted_a_few_times_a_source_and_remembers_nobody(library: Library):
    client = Client(REMOTE_ADDR="203.0.113.7")
    path = "/faq/what-does-it-cost/helpful/"
    for _ in range(9):
        assert client.post(path, {"helped": "yes"}).status_code == 302
    assert Client(REMOTE_ADDR="198.51.100.9").post(path, {"helped": "no"}).status_code == 302
    counted = Helpful.objects.get()
    assert (counted.yes, counted.no) == (5, 1)
    assert "sessionid" not in client.cookies
    assert client.get("/faq/no-such-answer/helpful/").status_code == 404


def test_the_retention_rule_forgets_who_asked(library: Library):
    from talentshed.web.access import retention

    old = library.question(asker_name="Ann", asker_email="ann@example.org", may_tell=True)
    Question.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=181))
    spam = library.question("Cheap loans", status="spam")
    Question.objects.filter(pk=spam.pk).update(asked_at=timezone.now() - timedelta(days=15))
    gone = retention.apply_all()
    assert (gone["library.asker"], gone["library.spam"]) == (1, 1)
    old.refresh_from_db()
    assert (old.asker_name, old.asker_email, old.may_tell) == ("", "", False)
    assert retention.apply_all() == {}


def test_asking_sends_no_mail(library: Library, client: Client, later: None):
    send(client, email="ann@example.org", may_tell="on")
    assert not Letter.objects.exists()
    assert reverse("library:asked") == "/faq/asked/"
