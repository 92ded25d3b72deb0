"""Does the public quick check answer at once, keep nothing, and say what is missing?"""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from talentshed.web.access.models import AuditEntry, Letter
from talentshed.web.readiness.actions.quick import mail_result
from talentshed.web.readiness.first_steps import first_steps
from talentshed.web.readiness.forms.quick import field_of
from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.policies.quick import MOST_A_DAY, may_mail_result
from talentshed.web.readiness.queries.quick import quick_result

KEYS = [item.key for item in quick_check().items]
ALL_TWO = dict.fromkeys(KEYS, "2")


def typed(**changed: str) -> dict[str, str]:
    """Return what a form sends: 2 everywhere but where said otherwise, as C1_1="0"."""
    said = ALL_TWO | {key.replace("_", "."): value for key, value in changed.items()}
    return {field_of(key): value for key, value in said.items() if value}


@pytest.fixture(autouse=True)
def no_counters() -> None:
    cache.clear()


def test_a_component_score_is_the_mean_times_25_and_dont_know_is_not_averaged() -> None:
    #  C1: C1.1 = 1, C1.2 = 2            mean 1.5 -> 37.5
    #  C2: C2.1 = dk, C2.4 = 3, C2.6 = 4 mean 3.5 -> 87.5, two of three rated
    #  C3: all dk                        no number
    said = ALL_TWO | {"C1.1": "1", "C2.1": "dk", "C2.4": "3", "C2.6": "4", "C3.1": "dk", "C3.2": "dk", "C3.3": "dk"}
    rows = {row["code"]: row for row in quick_result(said).picture.grid.rows}
    assert [rows[code]["score"] for code in ("C1", "C2", "C3", "C4", "C5")] == [37.5, 87.5, None, 50.0, 50.0]
    assert (rows["C2"]["rated"], rows["C2"]["items"], rows["C2"]["lowest"], rows["C1"]["lowest"]) == (
        2,
        3,
        "C2.4",
        "C1.1",
    )


def test_next_steps_are_the_largest_gaps_ties_critical_first_then_by_id() -> None:
    #  gap 4: C3.2 (not critical), C4.2 (critical), C5.1 (critical); gap 3: C1.1 (critical)
    #  order: C4.2, C5.1 (critical, by id), then C3.2
    found = quick_result(ALL_TWO | {"C3.2": "0", "C4.2": "0", "C5.1": "0", "C1.1": "1"})
    assert [step.rated.item.key for step in found.steps] == ["C4.2", "C5.1", "C3.2"]
    assert [each.item.key for each in found.below] == ["C1.1", "C4.2", "C5.1"]


def test_what_nobody_knows_comes_after_all_gaps_and_is_no_zero() -> None:
    found = quick_result(dict.fromkeys(KEYS, "4") | {"C4.1": "dk", "C5.1": "dk", "C3.3": "3"})
    assert [step.rated.item.key for step in found.steps] == ["C3.3", "C5.1", "C4.1"]
    assert found.below == ()
    assert [each.item.key for each in found.unknown] == ["C4.1", "C5.1"]


def test_all_at_the_top_leaves_no_step() -> None:
    found = quick_result(dict.fromkeys(KEYS, "4"))
    assert found.steps == ()
    assert "All ten" in found.sentence


def test_each_item_has_a_first_step_in_both_languages() -> None:
    assert set(first_steps()) == set(KEYS)
    for step in first_steps().values():
        assert all(words.en and words.es and words.en != words.es for words in (step.first, step.done, step.words))
        assert step.address("en") in ("", step.path)


def test_the_page_asks_fifteen_without_a_cookie_or_a_query(client: Client, django_assert_num_queries, db: None) -> None:
    with django_assert_num_queries(0):
        page = client.get("/readiness/")
    assert page.status_code == 200
    assert page.content.count(b"<fieldset") == 15
    assert not page.cookies
    assert len(page.content) < 100_000


def test_caches_may_keep_the_questions_and_never_a_result(client: Client, db: None) -> None:
    asked = client.get("/readiness/")
    assert "public" in asked["Cache-Control"]
    assert client.get("/readiness/", headers={"If-None-Match": asked["ETag"]}).status_code == 304
    for sent in (typed(), typed(C1_1=""), typed() | {"change": "1"}):
        assert "no-store" in client.post("/readiness/", sent)["Cache-Control"]


def test_the_result_is_on_the_page_at_once_and_nothing_is_stored(client: Client, db: None) -> None:
    page = client.post("/readiness/", typed(C1_1="0", C5_2="dk"))
    words = page.content.decode()
    assert page.status_code == 200
    for expected in ("indicative", "Below 2, and needed for launch", "What you do not know yet", "3 next steps"):
        assert expected in words
    assert not Letter.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not client.session.keys()


def test_a_question_left_out_is_named_beside_it_and_what_was_chosen_stays(client: Client, db: None) -> None:
    page = client.post("/readiness/", typed(C2_4=""))
    words = page.content.decode()
    assert "C2.4: choose an answer. If you don’t know, say so." in words
    assert 'href="#c2-4"' in words
    assert words.count('" checked>') == 14
    assert "next step" not in words


def test_answers_can_be_changed(client: Client, db: None) -> None:
    words = client.post("/readiness/", typed(C1_1="4") | {"change": "1"}).content.decode()
    assert 'id="c1-1-4" type="radio" name="c1-1" value="4" checked' in words


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_the_result_can_be_taken_away(client: Client, db: None, kind: str, begins: bytes) -> None:
    file = client.post(f"/readiness/result.{kind}", typed())
    assert file.status_code == 200
    assert file.content.startswith(begins)
    assert f"readiness-quick-check.{kind}" in file["Content-Disposition"]


def test_a_file_of_no_known_kind_or_of_incomplete_answers_is_none(client: Client, db: None) -> None:
    assert client.post("/readiness/result.exe", typed()).status_code == 404
    assert "choose an answer" in client.post("/readiness/result.pdf", typed(C1_1="")).content.decode()
    assert client.get("/readiness/result.pdf").status_code == 405


def letter_form(client: Client, **more: str) -> dict[str, str]:
    shown = client.post("/readiness/", typed()).context["opened"]
    return typed() | {"email": "bob@example.org", "consent": "on", "opened": shown, "homepage": "", **more}


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the form count as read: tests are faster than people."""
    from dataclasses import replace

    from talentshed.web.readiness.views import quick

    monkeypatch.setattr(quick, "LETTER", replace(quick.LETTER, least_seconds=0.0))


def test_the_result_goes_to_an_address_once_and_the_address_is_kept_nowhere_else(
    client: Client, transactional_db: None, patient: None
) -> None:
    sent = client.post("/readiness/letter/", letter_form(client))
    assert sent.status_code == 302, sent.content.decode()[:2000]
    letter = Letter.objects.get()
    assert letter.to == "bob@example.org"
    assert "Scores by component" in letter.text
    assert "C5.4" in letter.text
    entry = AuditEntry.objects.get(kind="QUICK_CHECK_MAILED")
    assert "bob" not in f"{entry.detail}{entry.about_words}{entry.by_name}"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"consent": ""}, "Tick the box"),
        ({"email": "bob"}, "This is no e-mail address"),
        ({"homepage": "http://spam.example"}, "This was not sent"),
        ({"opened": "forged"}, "This was not sent"),
    ],
)
def test_without_consent_an_address_or_a_person_nothing_is_sent(
    client: Client, db: None, patient: None, changed: dict[str, str], sentence: str
) -> None:
    page = client.post("/readiness/letter/", letter_form(client, **changed))
    assert sentence in page.content.decode()
    assert "3 next steps" in page.content.decode(), "the result stays on the page"
    assert not Letter.objects.exists()


def test_one_address_gets_three_results_a_day(client: Client, db: None, patient: None) -> None:
    for _time in range(MOST_A_DAY):
        assert client.post("/readiness/letter/", letter_form(client)).status_code == 302
    page = client.post("/readiness/letter/", letter_form(client))
    assert "Three results went to this address today" in page.content.decode()
    assert Letter.objects.count() == MOST_A_DAY
    assert not may_mail_result(MOST_A_DAY)
    assert may_mail_result(MOST_A_DAY - 1)


def test_the_letter_asks_for_the_mark_against_forgery(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/readiness/", typed()).status_code == 200, "a calculation changes nothing"
    assert strict.post("/readiness/letter/", typed()).status_code == 403


def test_the_check_speaks_spanish(client: Client, db: None) -> None:
    assert "Compartimos un solo informe" in client.get("/es/readiness/").content.decode()
    words = client.post("/es/readiness/", typed(C1_1="0")).content.decode()
    assert "Abra la página de su región" in words
    with translation.override("es"):
        context = {"result": quick_result(ALL_TWO), "indicative": "", "about": ""}
        mail_result(by=None, email="ana@example.org", context=context, language="es")
    assert "Compartimos un solo informe" in Letter.objects.get().text
