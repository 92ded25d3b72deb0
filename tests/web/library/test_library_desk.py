"""Who may do what at the desk, and how does a question become a published answer that its asker hears of?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from library_world import Library
from talentshed.web.access.models import AuditEntry, Letter, Person
from talentshed.web.library import policies
from talentshed.web.library.actions import answering
from talentshed.web.library.models import Answer, Question
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.queries import desk, faq
from talentshed.web.library.shipped import shipped

#                   Grace    Gwen     Frank    Ines     Charlie
#                   admin,   admin    oversees oversees stranger
#                   author                     Indiana
ALLOWED = """
    see_desk        yes      yes      yes      no       no
    answer          yes      yes      no       no       no
    settle          yes      yes      no       no       no
    publish         no       yes      yes      no       no
    withdraw        yes      yes      no       no       no
    keep_resources  yes      yes      no       no       no
"""
NAMES = ("grace", "gwen", "frank", "ines", "charlie")
ROWS = [line.split() for line in ALLOWED.strip().splitlines()]


def verdict(library: Library, what: str, person: Person) -> bool:
    published = library.published("Who brings the chairs?", title="Who brings the chairs?")
    waiting = library.answer(library.question())
    about = {
        "see_desk": library.state,
        "answer": library.state,
        "settle": waiting.question,
        "publish": waiting,
        "withdraw": published,
        "keep_resources": library.state,
    }
    return bool(getattr(policies, f"may_{what}")(person, about[what]))


@pytest.mark.parametrize(
    ("what", "name", "may"),
    [(row[0], name, said == "yes") for row in ROWS for name, said in zip(NAMES, row[1:], strict=True)],
)
def test_who_may_do_what(library: Library, what: str, name: str, may: bool):
    assert verdict(library, what, getattr(library, name)) is may


def test_everybody_may_ask(library: Library):
    for person in (None, library.charlie, library.grace):
        assert policies.may_ask(person, library.state)
        assert policies.may_say_helpful(person, library.state)
    assert not policies.may_ask(None, None)


def test_the_author_never_publishes(library: Library):
    answer = library.answer(library.question())
    with pytest.raises(PermissionDenied, match="You wrote this answer"):
        answering.publish_answer(by=library.grace, answer=answer)
    with pytest.raises(IntegrityError, match="answer_reviewer_is_another"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(reviewer=library.grace)
    with pytest.raises(IntegrityError, match="answer_published_is_reviewed"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(published_at=answer.written_at)


def test_an_answer_in_one_language_is_not_published(library: Library):
    answer = library.answer(library.question(), text_es="")
    with pytest.raises(PermissionDenied, match="The Spanish side is missing"):
        answering.publish_answer(by=library.gwen, answer=answer)


def test_the_asker_is_told_once_in_their_language_and_then_forgotten(library: Library):
    asked = library.question("¿Quién trae el café?", language="es", asker_email="ana@example.org", may_tell=True)
    same = library.question(
        "quien trae el cafe", status="duplicate", duplicate_of=asked, asker_email="eva@example.org", may_tell=True
    )
    silent = library.question("Quién trae café", status="duplicate", duplicate_of=asked)
    answering.publish_answer(by=library.gwen, answer=library.answer(asked))
    letters = {each.to: each for each in Letter.objects.all()}
    assert set(letters) == {"ana@example.org", "eva@example.org"}
    assert "/es/faq/who-brings-the-coffee/" in letters["ana@example.org"].text
    assert letters["ana@example.org"].language == "es"
    for each in (asked, same, silent):
        each.refresh_from_db()
        assert (each.asker_email, each.may_tell) == ("", False)
    answering.publish_answer(by=library.gwen, answer=library.answer(asked))
    assert Letter.objects.count() == 2, "a new version tells nobody again"


def test_who_did_not_consent_is_not_told(library: Library):
    library.published()
    assert not Letter.objects.exists()


def test_each_version_is_kept_and_readers_see_the_newest_published(library: Library):
    made = library.published()
    newer = library.answer(made, text_en="The youngest brings it.")
    assert "The host brings it." in str(faq.entry_of(library.state, made.slug).text)
    answering.publish_answer(by=library.frank, answer=newer)
    assert "The youngest brings it." in str(faq.entry_of(library.state, made.slug).text)
    assert [each.number for each in desk.versions_of(made)] == [2, 1]
    assert made.slug == "who-brings-the-coffee", "the address stays"


def test_a_withdrawn_answer_is_gone_and_its_question_is_new(library: Library):
    made = library.published()
    answering.withdraw_answer(by=library.grace, question=made)
    assert made.status == "new"
    assert made.slug not in {each.slug for each in faq.entries(library.state)}


def test_a_states_own_version_takes_the_place_of_ours_and_leaves_it_when_withdrawn(library: Library):
    own = answering.begin_own_version(by=library.grace, state=library.state, slug="what-does-it-cost")
    assert faq.entry_of(library.state, "what-does-it-cost").pk is None
    changed = library.answer(own, title="What does it cost in Illinois?")
    answering.publish_answer(by=library.gwen, answer=changed)
    own.refresh_from_db()
    found = faq.entry_of(library.state, "what-does-it-cost")
    assert (found.question.en, found.pk) == ("What does it cost in Illinois?", own.pk)
    assert len(faq.entries(library.state)) == len(shipped())
    assert faq.entry_of(library.other, "what-does-it-cost").pk is None, "the neighbor keeps ours"
    answering.withdraw_answer(by=library.grace, question=own)
    assert faq.entry_of(library.state, "what-does-it-cost").pk is None
    with pytest.raises(NotPossible, match="No answer of that name came with the program"):
        answering.begin_own_version(by=library.grace, state=library.state, slug="no-such-answer")


def test_no_two_answers_share_an_address(library: Library):
    slugs = {library.published(f"Coffee {number}?").slug for number in range(2)}
    taken = library.published("Cost?", title="What does it cost?").slug
    word = library.published("Ask?", title="Ask").slug
    assert len(slugs) == 2
    assert taken.startswith("what-does-it-cost-")
    assert word.startswith("ask-")


@pytest.mark.parametrize(
    ("status", "more", "sentence"),
    [
        ("declined", {}, "Say in a sentence why the question is set aside."),
        ("duplicate", {}, "Choose the published answer that says it already."),
        ("answered", {"reason": "x"}, "Choose what becomes of the question."),
    ],
)
def test_what_becomes_of_a_question_needs_its_reason(
    library: Library, status: str, more: dict[str, str], sentence: str
):
    with pytest.raises(NotPossible) as refused:
        answering.settle(by=library.grace, question=library.question(), status=status, **more)
    assert str(refused.value) == sentence


def test_who_asked_what_is_answered_already_gets_that_address(library: Library):
    asked = library.question("What is the price?", asker_email="ann@example.org", may_tell=True)
    answering.settle(by=library.grace, question=asked, status="duplicate", same_as="what-does-it-cost")
    assert "/faq/what-does-it-cost/" in Letter.objects.get().text


def test_each_deed_is_in_the_trail_without_the_asker(library: Library):
    asked = library.question(asker_email="ann@example.org", asker_name="Ann", may_tell=True)
    answering.publish_answer(by=library.gwen, answer=library.answer(asked))
    kinds = AuditEntry.objects.filter(scope=f"library/{library.state.pk}").values_list("kind", flat=True)
    assert set(kinds) == {"ANSWER_WRITTEN", "ANSWER_PUBLISHED"}
    assert "ann@" not in str(list(AuditEntry.objects.values_list("detail", "about_words")))


def test_search_finds_in_both_languages_and_always_in_the_same_order(library: Library):
    made = library.published()
    entries = faq.entries(library.state)
    assert faq.search(entries, "coffee")[0].slug == made.slug
    assert faq.search(entries, "café")[0].slug == made.slug
    assert faq.search(entries, "competidores")[0].slug == "competing-businesses"
    assert faq.search(entries, "boundaries county")[0].slug == "conflicting-boundaries"
    assert faq.search(entries, "how many companies") == faq.search(reversed(entries), "how many companies")
    assert faq.search(entries, "zebra") == ()
    assert {each.category for each in faq.search(entries, "", "money")} == {"money"}


def test_the_whole_way_through_the_pages(library: Library, client_of):
    asked = library.question("May unions send somebody?")
    grace, gwen = client_of(library.grace), client_of(library.gwen)
    assert "May unions send somebody?" in grace.get("/faq/desk/").content.decode()
    page = grace.post(f"/faq/desk/{asked.pk}/write/", {"title_en": "", "category": "firms"})
    assert "Fill this in." in page.content.decode()
    written = {
        "title_en": "May unions take part?",
        "title_es": "¿Pueden participar los sindicatos?",
        "text_en": "Yes.\n\n- They sit with the partners.",
        "text_es": "Sí.\n\n- Se sientan con los socios.",
        "category": "firms",
        "citations": "WIOA section 3(26) | https://www.law.cornell.edu/uscode/text/29/3102\nOur own practice",
    }
    wrong = grace.post(f"/faq/desk/{asked.pk}/write/", {**written, "citations": "Law | nowhere"}).content.decode()
    assert "Line 1: the address must begin with https:// or http://." in wrong
    assert grace.post(f"/faq/desk/{asked.pk}/write/", written).status_code == 302
    assert "Somebody else of your state has to check" in grace.get(f"/faq/desk/{asked.pk}/versions/1/").content.decode()
    assert grace.post(f"/faq/desk/{asked.pk}/versions/1/publish/").status_code == 403
    back = gwen.post(f"/faq/desk/{asked.pk}/versions/1/", {"note": ""}).content.decode()
    assert "Fill this in." in back
    assert gwen.post(f"/faq/desk/{asked.pk}/versions/1/publish/").status_code == 302
    public = Client().get("/faq/may-unions-take-part/").content.decode()
    assert "<li>They sit with the partners.</li>" in public
    assert "https://www.law.cornell.edu" in public
    assert "¿Pueden participar los sindicatos?" in Client().get("/es/faq/may-unions-take-part/").content.decode()
    assert grace.post(f"/faq/desk/{asked.pk}/withdraw/").status_code == 302
    assert Client().get("/faq/may-unions-take-part/").status_code == 404


def test_strangers_and_neighbors_find_nothing(library: Library, client_of):
    asked = library.question()
    version = library.answer(asked)
    addresses = ("/faq/desk/", f"/faq/desk/{asked.pk}/", f"/faq/desk/{asked.pk}/versions/{version.number}/")
    for address in addresses:
        assert client_of(library.charlie).get(address).status_code == 404
        assert Client().get(address).status_code == 302
    assert client_of(library.ines).get(f"/faq/desk/{asked.pk}/").status_code == 404
    assert client_of(library.ines).get("/faq/desk/?state=IL").status_code == 404
    assert client_of(library.frank).get(f"/faq/desk/{asked.pk}/write/").status_code == 403


def test_the_desk_is_open_from_my_work(library: Library, client_of):
    library.question()
    page = client_of(library.grace).get("/my-work/").content.decode()
    assert "Questions and answers, Illinois" in page
    assert "1 question waits." in page
    assert "Questions and answers" not in client_of(library.charlie).get("/my-work/").content.decode()


def test_desk_pages_keep_to_their_queries(library: Library, client_of, django_assert_max_num_queries):
    asked = library.question("Who brings the coffee to the long table?")
    for number in range(30):
        library.question(f"Who brings the coffee to table {number}?", spam_points=1)
        library.published(f"Question {number}?", title=f"Question {number}?")
    library.answer(asked)
    client = client_of(library.grace)
    for address in ("/faq/desk/", "/faq/desk/?pile=answered", f"/faq/desk/{asked.pk}/", f"/faq/desk/{asked.pk}/write/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def test_each_question_lies_in_the_pile_where_something_is_to_be_done(library: Library):
    library.question()
    returned = library.answer(library.question())
    library.answer(library.question())
    answering.return_answer(by=library.gwen, answer=returned, note="Shorter, please.")
    library.published()
    counts = {each.key: each.count for each in desk.piles(library.state)}
    assert counts == {"new": 2, "check": 1, "duplicate": 0, "spam": 0, "answered": 1, "declined": 0}
    assert {each.pk for each in desk.pile(library.state, "new", "1")} >= {returned.question_id}


def test_alike_questions_stand_side_by_side(library: Library):
    first = library.question("Who brings coffee and chairs?")
    second = library.question("Who brings the chairs and the coffee?")
    library.question("Where is the river?")
    assert desk.questions_alike(first) == (second,)


def test_a_page_in_spanish_says_all_of_it_in_spanish(library: Library):
    with translation.override("es"):
        entry = faq.entry_of(library.state, "how-many-firms")
        assert str(entry.question) == "¿Cuántas empresas hacen falta para empezar?"
    assert Question.objects.count() == 0
