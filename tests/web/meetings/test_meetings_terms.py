"""Which words does the check find, in English and Spanish, and which does it leave alone?"""

import itertools

import pytest
import yaml
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings import notice, run_sheets, terms

# risk, words that are found (none: nothing), the text
TABLE = """
black | agree on wages                  | Let us agree on wages for welders
black | Set common pay                  | Set common pay for machinists
black | wage cap                        | A wage cap for the region
black | No-poach                        | No-poach agreement among members
black | not hire each other's           | We will not hire each other's people
black | gentlemen's agreement           | A gentlemen's agreement on recruiting
black | Divide customers                | Divide customers by county
black | boycott                         | A boycott of the supplier
black | price                           | What price do we ask for gears?
black | bids                            | Our bids for the school contract
red   | starting pay                    | Compare starting pay
red   | Wages                           | Wages of our welders next year
red   | salaries                        | Round on salaries
red   | bonuses                         | Talk about bonuses
red   | Job offers                      | Job offers this spring
red   | hiring freeze                   | Who has a hiring freeze?
red   | poaching                        | Stop the poaching
red   | stealing our workers            | They are stealing our workers
red   | Expansion plans                 | Expansion plans of each member
black | acordar los salarios            | Vamos a acordar los salarios
black | precios                         | Hablar de precios
black | licitaciones                    | Las licitaciones del estado
black | no contratar a gente de otras   | Prometer no contratar a gente de otras empresas
red   | sueldos                         | Los sueldos de soldadores
red   | Congelar las contrataciones     | Congelar las contrataciones
      |                                 | Published wages of welders in this region
      |                                 | Living wage jobs
      |                                 | Wage records show where people work
      |                                 | What is required to seize the opportunities?
      |                                 | The college will pay for lunch
      |                                 | Talent, infrastructure, policy, supply chain, branding
      |                                 | Markets that the industry could reach
      |                                 | Salarios publicados de la ocupación
      |                                 | Los beneficios de participar en la alianza
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.splitlines() if line.strip()]


@pytest.mark.parametrize(("risk", "words", "text"), ROWS, ids=[row[2] for row in ROWS])
def test_the_check_finds_what_does_not_belong_and_nothing_else(risk: str, words: str, text: str) -> None:
    found = [(hit.risk, hit.words) for hit in terms.check(text)]
    assert found == ([(risk, words)] if risk else [])


def test_a_longer_finding_swallows_the_shorter_ones_in_it() -> None:
    hits = terms.check("First agree on wages, then on prices.")
    assert [(hit.term, hit.words) for hit in hits] == [("pay_agreement", "agree on wages"), ("prices", "prices")]


@given(st.text(max_size=300))
def test_findings_are_slices_of_the_text_in_order_and_apart(text: str) -> None:
    hits = terms.check(text)
    assert all(text[hit.start : hit.end] == hit.words for hit in hits)
    assert all(before.end <= after.start for before, after in itertools.pairwise(hits))


@pytest.mark.parametrize("language", ["en", "es"])
def test_our_own_run_sheets_and_neutral_words_pass_the_check(language: str) -> None:
    with translation.override(language):
        steps = [step for sheet in run_sheets.run_sheets() for step in sheet.steps]
        texts = [text for step in steps for text in (step.title, step.who, step.captured)]
        texts += [terms.neutral(key) for key in terms.known().terms]
        assert len(texts) > 30
        assert [text for text in texts if terms.check(text)] == []


def test_every_term_has_risk_topic_advice_and_other_words_in_both_languages() -> None:
    listed = terms.known()
    assert {term.risk for term in listed.terms.values()} == {"red", "black"}
    for term in listed.terms.values():
        assert term.topic in listed.topics
        for words in (term.advice, term.neutral):
            assert words["en"]
            assert words["es"]
            assert words["en"] != words["es"]


def test_advice_comes_in_the_readers_language() -> None:
    with translation.override("es"):
        assert terms.advice("prices").startswith("Los precios")
        assert terms.topic("prices") == "Precios, licitaciones o clientes"
    assert terms.advice("prices").startswith("Prices")
    assert terms.advice("nothing") == terms.neutral("nothing") == terms.topic("nothing") == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_notice_says_what_stays_outside_and_promises_nothing(language: str) -> None:
    with translation.override(language):
        said = notice.notice()
    text = yaml.safe_dump([said.opening, *said.not_here, *said.instead, said.closing], allow_unicode=True).lower()
    assert len(said.not_here) == 4
    assert len(said.instead) == 3
    for forbidden in ("safe harbor", "safety zone", "compliant", "puerto seguro"):
        assert forbidden not in text
    assert ("not legal advice" in text) if language == "en" else ("ni son asesoría legal" in text)
    assert ("guard-rails" in text) if language == "en" else ("precaución" in text)


def test_the_launch_takes_two_hours_with_eight_public_minutes_at_the_end() -> None:
    sheet = run_sheets.run_sheet("launch")
    assert sheet is not None
    assert [step.minutes for step in sheet.steps] == [10, 10, 35, 25, 20, 12, 8]
    assert sheet.minutes == 120
    assert [step.speaker for step in sheet.steps][-1] == "public"
    assert sum(step.minutes for step in sheet.steps if step.speaker == "public") == 8
    assert run_sheets.run_sheet("nothing") is None
