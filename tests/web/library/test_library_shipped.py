"""Do the ten answers come in both languages, cite what they rest on, and read well at grade 8?"""

import re

import pytest

from talentshed.web.library.shipped import AnswersError, Entry, read, shipped, shipped_of
from talentshed.web.library.texts import Block, Both, beginning, blocks

# Flesch-Kincaid grade: 0.39 words / sentences + 11.8 syllables / words - 15.59


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(text: str) -> float:
    sentences = [each for each in re.split(r"[.!?:]\s|\n", text + "\n") if re.search(r"\w", each)]
    words = re.findall(r"[A-Za-z’']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


# two sentences, six words, six syllables: 0.39 x 3 + 11.8 x 1 - 15.59 = -2.62
def test_the_grade_is_worked_out_as_published():
    assert grade("The cat sat. It did run.") == pytest.approx(-2.62)
    assert grade("Organizational capacity necessitates interdisciplinary collaboration.") > 20


def test_all_ten_questions_are_answered():
    assert len(shipped()) == 10
    assert {each.slug for each in shipped()} >= {"what-does-it-cost", "competing-businesses", "key-components"}
    assert shipped_of("no-such-answer") is None


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry.slug)
def test_an_answer_reads_at_grade_eight_and_cites_the_practice(entry: Entry):
    assert grade(f"{entry.short.en} {entry.text.en}") <= 8
    assert entry.citations
    for each in (entry.question, entry.short, entry.text, *(one.title for one in entry.citations)):
        assert each.en
        assert each.es
        assert each.en != each.es or "Illinois" in each.en
    assert len(blocks(entry.text.en)) == len(blocks(entry.text.es)), "both sides have the same parts"
    assert len(str(entry.short)) <= 160


def test_traditional_practice_stands_beside_partnership_in_a_table_and_a_picture():
    entry = shipped_of("traditional-practice-and-partnership")
    assert entry is not None
    assert entry.picture == "two_ways"
    assert entry.table is not None
    assert len(entry.table.rows) == 5


def test_no_answer_promises_legal_protection():
    words = " ".join(each.text.en for each in shipped()).lower()
    assert "safe harbor" not in words
    assert "guard-rail" in words


GOOD = {
    "slug": "a",
    "category": "money",
    "question": {"en": "A?", "es": "¿A?"},
    "short": {"en": "B.", "es": "B."},
    "text": {"en": "C.", "es": "C."},
    "citations": [{"title": {"en": "D", "es": "D"}}],
}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": {"en": "C."}}, "The answer a lacks 'es'. Write it in both languages, en and es."),
        ({"citations": []}, "The answer a cites nothing. Say what practice it rests on."),
        ({"category": "fun"}, "The answer a is in the category fun, which isn't listed."),
    ],
)
def test_a_wrong_data_file_is_refused_with_a_sentence(change: dict[str, object], sentence: str):
    with pytest.raises(AnswersError) as refused:
        read({"version": 1, "categories": {"money": {}}, "answers": [{**GOOD, **change}]})
    assert str(refused.value) == sentence


def test_two_answers_at_one_address_are_refused():
    with pytest.raises(AnswersError, match="Two answers have the address a"):
        read({"version": 1, "categories": {"money": {}}, "answers": [GOOD, GOOD]})


def test_texts_are_paragraphs_and_points_and_nothing_else():
    assert blocks("One\ntwo\n\n- a\n- b\nThree <script>") == (
        Block(text="One two"),
        Block(points=("a", "b")),
        Block(text="Three <script>"),
    )
    assert blocks("") == ()


def test_a_text_begins_with_whole_sentences_or_whole_words():
    assert beginning("Yes. Each firm has one vote.\n\n- And a chair.") == "Yes. Each firm has one vote. And a chair."
    assert beginning("One sentence. Another one. A third", most=30) == "One sentence. Another one."
    assert beginning("word " * 100).endswith("word…")
    assert len(beginning("word " * 100)) <= 160


def test_words_are_english_where_spanish_is_missing():
    assert Both("yes", "").within("es") == "yes"
    assert Both("yes", "sí").within("es") == "sí"
