"""Are the instruments that we ship whole and unchanged, and does a state's own get a clear sentence where it is not?"""

import re
from typing import Any

import pytest
import yaml
from django.utils import translation

from readiness_world import raw, small
from talentshed.web.readiness.instruments import shipped
from talentshed.web.readiness.instruments.reading import InstrumentError, build, read_instrument
from talentshed.web.readiness.instruments.values import Instrument

DIGESTS = {
    "five_components": "bd26ade5448ce0149abd6fbfe92d68b9c561d54063e7a172002644c54c8b03cc",
    "state": "35b4985fa8952b3b39a0ce3ad349d062913469b949883e7d6bdc21b888611298",
    "pulse": "1a579d555b04438cd495ad61960dcf387b2495c2b1a5352fde7a2edcd5a02ee9",
}
"""What version 1 of each says. If this fails, the words changed: give them a new version, never a new digest."""


@pytest.mark.parametrize("key", DIGESTS)
def test_a_shipped_version_never_changes(key: str) -> None:
    found = shipped.shipped(key)
    assert (found.version, found.digest) == ("1", DIGESTS[key])


def test_the_forty_items_are_eight_for_each_of_five_components() -> None:
    whole = shipped.five_components()
    plain = whole.without_optional()
    assert [len(plain.of_part(part.key)) for part in plain.parts] == [8] * 5
    assert len(whole.items) == 44
    assert [part.key for part in whole.parts if part.is_optional] == ["C6"]
    assert (plain.version, plain.digest) == (whole.version, whole.digest)


def test_the_quick_check_has_all_ten_critical_items_and_five_more() -> None:
    quick = shipped.quick_check()
    expected = "C1.1 C1.2 C2.1 C2.4 C2.6 C3.1 C3.2 C3.3 C4.1 C4.2 C4.4 C5.1 C5.2 C5.3 C5.4"
    assert [item.key for item in quick.items] == expected.split()
    assert {item.key for item in shipped.five_components().critical} <= set(quick.by_key)


@pytest.mark.parametrize(
    ("key", "items"),
    [
        ("LVA", "C1.1 C1.2 C2.8 C5.1 C5.3 C5.4 C5.5"),
        ("RC", "C1.7 C4.1 C4.2 C4.3 C4.4 C4.6 C5.2 C5.6 C5.7"),
        ("IE", "C1.3 C2.1 C2.2 C2.3 C2.4 C2.5 C2.6 C2.7"),
        ("SSD", "C1.4 C1.5 C1.6 C3.1 C3.2 C3.3 C3.4 C3.5 C3.6 C3.7 C3.8"),
        ("CI", "C1.8 C4.5 C4.7 C4.8 C5.8"),
        ("WV", "C3.4 C3.8"),
    ],
)
def test_each_element_of_the_framework_of_2024_takes_its_items(key: str, items: str) -> None:
    element = next(each for each in shipped.crosswalks()["federal_2024"].elements if each.key == key)
    plain = shipped.five_components().without_optional()
    assert [item.key for item in plain.items if element.takes(item)] == items.split()


def test_every_item_has_one_wedge_and_every_tag_is_known() -> None:
    elements = shipped.crosswalks()["federal_2024"].elements
    wedges = {each.key for each in elements if each.by == "wedge"}
    tags = {each.key for each in elements if each.by == "tag"}
    for item in shipped.five_components().items:
        assert item.wedge in wedges
        assert set(item.tags) <= tags


@pytest.mark.parametrize("key", DIGESTS)
def test_each_text_speaks_in_the_reader_s_language(key: str) -> None:
    found = shipped.shipped(key)
    for language in ("en", "es"):
        with translation.override(language):
            said = [item.text for item in found.items]
        assert said == [getattr(item.words, language) for item in found.items]
    assert all(item.words.en != item.words.es for item in found.items)


def test_the_five_components_bear_the_published_names() -> None:
    names = [part.name.en for part in shipped.five_components().without_optional().parts]
    assert names == [
        "Data driven decision making",
        "Industry leadership and engagement",
        "Sector-based service delivery based on business needs not program needs",
        "Sustainability through employer investment",
        "Organizational capacity and alignment",
    ]


def test_state_and_pulse_have_their_items() -> None:
    state, pulse = shipped.state_instrument(), shipped.pulse()
    assert [len(state.of_part(part.key)) for part in state.parts] == [2] * 6
    assert not state.critical
    assert [item.highest for item in pulse.items] == [4] * 7 + [10]
    assert [pulse.allows(item, "10") for item in ("P8", "P1")] == [True, False]
    assert [pulse.allows("P1", value) for value in ("none", "dk")] == [True, False]


def test_what_can_be_answered() -> None:
    found = small("C1.1")
    assert [value for value in ("0", "4", "dk", "na") if found.allows("C1.1", value)] == ["0", "4", "dk", "na"]
    assert not any(found.allows("C1.1", value) for value in ("5", "-1", "", "none", "2.0"))
    assert not found.allows("C9.9", "2")


def test_the_digest_ignores_order_and_comments_but_no_word() -> None:
    one = read_instrument(yaml.safe_dump(raw("C1.1", "C1.2")))
    other = read_instrument("# Ours\n" + yaml.safe_dump(dict(reversed(raw("C1.1", "C1.2").items())), sort_keys=False))
    assert one.digest == other.digest
    changed = raw("C1.1", "C1.2")
    changed["items"][0]["en"] += " "  # type: ignore[index]
    assert build(changed).digest != one.digest


def broken(path: str, value: Any) -> dict[str, Any]:
    """Return a file with one thing changed: `items.0.en`; the value ... takes it out."""
    found: Any = raw("C1.1", "C1.2", "C2.1")
    here = found
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        here = here[step]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("key", "Five Components", "key is missing or not written as it should be"),
        ("version", 1, "version is missing or not written as it should be"),
        ("kind", "survey", "kind has to be one of: readiness, pulse."),
        ("title", "Small", "title has no text in English"),
        ("items.0.es", ..., "C1.1 has no text in Spanish"),
        ("items.0.es", "  ", "C1.1 has no text in Spanish"),
        ("items.0.en", "x" * 601, "C1.1 is longer than 600 characters in English"),
        ("items.1.id", "C1.1", "Item C1.1 is there twice"),
        ("items.1.id", "C9.1", "Item C9.1 belongs to part C9, which is not among the parts"),
        ("items.0.star", "yes", "C1.1: star can be true or false."),
        ("items.0.highest", 7, "Item C1.1: highest can be 4 or 10."),
        ("items", [], "items needs between 1 and 120 entries."),
        ("items", "none", "items has to be a list."),
        ("parts.1.key", "C1", "Part C1 is there twice"),
        ("items.2", {"id": "C1.3", "en": "A", "es": "B"}, "Part C2 has no items"),
        ("scale.2.value", 3, "The scale has to run 0, 1, 2, 3, 4 in this order."),
        ("scale.4", ..., "The scale has to run 0, 1, 2, 3, 4 in this order."),
        ("others", ["maybe"], "others has to be one of: dk, na, none."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(path: str, value: Any, sentence: str) -> None:
    with pytest.raises(InstrumentError, match=re.escape(sentence)):
        build(broken(path, value))


def test_an_optional_part_stays_out_of_gate_and_quick_check() -> None:
    found = broken("parts.1.optional", True)
    found["items"][2]["star"] = True
    with pytest.raises(InstrumentError, match=r"Item C2\.1 is in an optional part"):
        build(found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("key: [", "Line 1 of the file can’t be read as YAML"),
        ("a: 1\nb: [", "can’t be read as YAML"),
        ("- a\n- b", "The file has to be a list of names and values."),
        ("", "The file has to be a list of names and values."),
        ("x: " + "a" * 200_001, "The file is too long for an instrument"),
        ("a: &a [1]\nb: *a", "can’t be read as YAML"),
        ("a: !!python/object/apply:os.system ['true']", "can’t be read as YAML"),
    ],
)
def test_what_is_no_instrument_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(InstrumentError, match=re.escape(sentence)):
        read_instrument(text)


def test_lines_that_unfold_without_end_are_refused_at_once() -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
        f"a{at}: &a{at} [{','.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)
    )
    with pytest.raises(InstrumentError):
        read_instrument(bomb)


def test_any_text_is_an_instrument_or_a_sentence() -> None:
    for text in ("\x00", "{", "!!binary x", "? a", "1", "true", "2026-01-01: a", "key: key\nversion: '1'"):
        with pytest.raises(InstrumentError):
            read_instrument(text)


def test_an_instrument_is_a_value() -> None:
    assert small("C1.1") == small("C1.1")
    assert isinstance(small("C1.1"), Instrument)
