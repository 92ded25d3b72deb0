"""Can people call a region by a name of their own, and does nothing slip in with it?"""

import unicodedata

import ibis
import ibis.expr.types as ir
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.measures.region import RegionError, resolve_region
from talentshed.labor.measures.region_name import LONGEST, RegionNameError, clean_name, named_key


def counties() -> ir.Table:
    names = {"17143": "Peoria County", "17179": "Tazewell County", "17203": "Woodford County"}
    rows = [
        {"county_fips": fips, "name": name, "state": "IL", "state_fips": "17", "state_name": "Illinois"}
        for fips, name in names.items()
    ]
    return ibis.memtable(rows)


def areas() -> ir.Table:
    rows = [
        {
            "county_fips": fips,
            "kind": "metro",
            "area_code": "37900",
            "area_name": "Peoria, IL",
            "certainty": "published",
        }
        for fips in ("17179", "17143", "17203")
    ]
    return ibis.memtable(rows)


def resolve(key: str):
    return resolve_region(key, counties=counties(), areas=areas())


def test_a_name_after_the_sign_is_the_region_s_name() -> None:
    region = resolve("17143-17179~Peoria area metals")
    assert region.name == "Peoria area metals"
    assert region.counties == ("17143", "17179")
    assert region.plain_name == "Peoria and Tazewell counties, IL"
    assert region.full_name == "Peoria area metals (Peoria and Tazewell counties, IL)"


def test_a_region_without_a_name_of_its_own_is_called_by_its_counties() -> None:
    region = resolve("17143-17179")
    assert region.plain_name == ""
    assert region.full_name == region.name == "Peoria and Tazewell counties, IL"


@pytest.mark.parametrize(
    "written",
    ["17179, 17143~My  area ", " 17143-17179 ~ My area", "17143,17179~My\u00a0area", "17179-17143-17179~My area"],
)
def test_each_way_of_writing_it_leads_to_the_same_key(written: str) -> None:
    assert resolve(written).key == "17143-17179~My area"


def test_a_key_leads_to_itself() -> None:
    key = resolve("17143~Área de Peoria").key
    assert resolve(key).key == key


def test_letters_of_two_spellings_are_one_name() -> None:
    assert unicodedata.normalize("NFD", "Área") != "Área"
    assert resolve(unicodedata.normalize("NFD", "17143~Área")).key == resolve("17143~Área").key


def test_a_ready_made_area_under_a_new_name_has_its_counties_written_out() -> None:
    region = resolve("metro-37900~Our metals")
    assert region.key == "17143-17179-17203~Our metals"
    assert region.plain_name == "Peoria, IL"


@pytest.mark.parametrize(
    "name", ["Peoria-Pekin", "St. Clair's", "A & B", "Quad Cities (east), 2", "上海", "Ñuñoa", "हिन्दी"]
)
def test_letters_of_any_language_and_plain_signs_may_stand_in_a_name(name: str) -> None:
    assert resolve(f"17143~{name}").name == name


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("a<b>", "“<”"),
        ('a"b', '“"”'),
        ("a/b", "“/”"),
        ("a\\b", "“\\”"),
        ("a?b", "“?”"),
        ("a#b", "“#”"),
        ("a%41", "“%”"),
        ("a;b", "“;”"),
        ("a~b", "“~”"),
        ("=1+1", "“=”"),
        ("a\nb", "U+000A"),
        ("a\x00b", "U+0000"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\u200bb", "U+200B"),
        ("a\ufeffb", "U+FEFF"),
        ("a\u2028b", "U+2028"),
        ("a🙂", "“🙂”"),
    ],
)
def test_signs_of_markup_addresses_and_hidden_ones_are_refused_by_name(name: str, sign: str) -> None:
    with pytest.raises(RegionError) as refused:
        resolve(f"17143~{name}")
    assert sign in str(refused.value)
    assert "write letters, digits, spaces and" in str(refused.value)


@pytest.mark.parametrize("name", ["", "   ", "-", "...", "()&"])
def test_a_name_needs_a_letter_or_a_digit(name: str) -> None:
    with pytest.raises(RegionError, match="needs a letter or a digit"):
        resolve(f"17143~{name}")


def test_a_name_may_have_sixty_characters_and_no_more() -> None:
    assert resolve("17143~" + "x" * LONGEST).name == "x" * 60
    with pytest.raises(RegionError, match="can have 60 characters; this one has 61: shorten it"):
        resolve("17143~" + "x" * 61)


def test_a_wrong_county_is_named_as_without_a_name() -> None:
    with pytest.raises(RegionError, match="There is no county 17999"):
        resolve("17999~My area")
    with pytest.raises(RegionError, match="is not a region key"):
        resolve("~My area")


def test_a_key_is_made_of_counties_and_a_name() -> None:
    assert named_key(["17179", "17143", "17179"], "My area") == "17143-17179~My area"
    assert named_key(["17179", "17143"], " ") == "17143-17179"
    with pytest.raises(RegionNameError):
        named_key(["17143"], "a/b")


def _cleaned(text: str) -> tuple[str, str]:
    try:
        return clean_name(text), ""
    except RegionNameError as refused:
        return "", str(refused)


@given(st.text(max_size=80))
def test_a_name_is_kept_as_it_is_read_again_or_refused_in_one_sentence(text: str) -> None:
    kept, refusal = _cleaned(text)
    if refusal:
        assert refusal.endswith(".")
        assert refusal.isprintable()
        return
    assert clean_name(kept) == kept
    assert 1 <= len(kept) <= LONGEST
    assert not set(kept) & set('<>"/\\?#%;~=+`{}[]|\n\r\t\x00')
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in kept)
