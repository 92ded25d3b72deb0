"""A state adds its own sector definitions, and mistakes in them are named."""

from pathlib import Path

import pytest

from talentshed.labor.measures.sector import SectorError
from talentshed.labor.sectors import load_sectors, read_sector
from talentshed.labor.sectors.words import WORDS

MINE = """\
key: mining
version: "1.0"
title: Mining
naics: ["212", "2131"]
functions:
  - name: Blasting
    soc: ["47-5032"]
note: A state's own.
used_by: The quarry partnership.
"""


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_usual_illinois_targets_are_shipped():
    shipped = {sector.key: sector for sector in load_sectors()}
    assert sorted(shipped) == [
        "agriculture-food", "energy", "healthcare", "information-technology", "manufacturing",
        "transportation-distribution-logistics",
    ]  # fmt: skip
    for sector in shipped.values():
        assert sector.version
        assert sector.note
        assert sector.used_by
        assert all(function.soc for function in sector.functions)
    assert shipped["agriculture-food"].not_counted == ("111", "112")


def test_a_state_adds_a_sector(tmp_path):
    written(tmp_path, MINE)
    found = {sector.key: sector for sector in load_sectors([tmp_path])}
    assert found["mining"].naics == ("212", "2131")
    assert found["mining"].functions[0].soc == ("47-5032",)
    assert len(found) == 7


def test_a_higher_version_takes_the_place_of_a_shipped_one_and_says_so(tmp_path):
    written(tmp_path, MINE.replace("key: mining", "key: energy").replace('"1.0"', '"1.1"'))
    energy = next(sector for sector in load_sectors([tmp_path]) if sector.key == "energy")
    assert (energy.title, energy.version, energy.replaces) == ("Mining", "1.1", "1.0")


def test_a_version_that_is_not_higher_is_refused(tmp_path):
    written(tmp_path, MINE.replace("key: mining", "key: energy"))
    with pytest.raises(SectorError, match=r"mine.yaml: version 1.0 of 'energy' is not above 1.0"):
        load_sectors([tmp_path])


def test_versions_are_compared_as_numbers(tmp_path):
    written(tmp_path, MINE.replace('"1.0"', '"1.9"'), "a.yaml")
    written(tmp_path, MINE.replace('"1.0"', '"1.10"'), "b.yaml")
    mining = next(sector for sector in load_sectors([tmp_path]) if sector.key == "mining")
    assert (mining.version, mining.replaces) == ("1.10", "1.9")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["212", "2131"]', '["212", "2121"]', "mine.yaml: NAICS 2121 is already part of 212: its jobs"),
        ('["212", "2131"]', '["31-33", "3331"]', "NAICS 3331 is already part of 31-33"),
        ('["212", "2131"]', '["212", "212"]', "NAICS 212 is already part of 212"),
        ('["212", "2131"]', "[212]", "'212' is not a NAICS code in quotes"),
        ('["212", "2131"]', "[]", "the field 'naics' must be a list of codes"),
        ('["47-5032"]', '["475032"]', "'475032' in the function 'Blasting' is not a SOC code"),
        ("key: mining", "key: My Mining", "the key 'My Mining' must be lower-case words"),
        ('"1.0"', '"first"', "the version 'first' must be numbers"),
        ('"1.0"', "1.0", "the field 'version' must be text (put numbers in quotes)"),
        ("note: A", "remark: A", "there is no field 'remark'"),
        ("note: A state's own.\n", "", "the field 'note' must be text"),
        ("  - name: Blasting\n    soc:", "  - soc:", "every business function needs a name and a list of SOC codes"),
        ("key: mining", "key: [", "mine.yaml: can't be read as YAML"),
    ],
)
def test_a_mistake_in_a_definition_is_named(tmp_path, old, new, sentence):
    assert old in MINE
    with pytest.raises(SectorError) as caught:
        read_sector(written(tmp_path, MINE.replace(old, new)))
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_and_a_file_that_is_a_list_are_named(tmp_path):
    with pytest.raises(SectorError, match="There is no folder"):
        load_sectors([tmp_path / "none"])
    with pytest.raises(SectorError, match="a definition is a list of fields"):
        read_sector(written(tmp_path, "- 1"))


def test_translators_see_every_word_of_the_shipped_definitions():
    shipped = load_sectors()
    words = {
        word for sector in shipped for word in (sector.title, sector.note, *(each.name for each in sector.functions))
    }
    assert words - {""} == set(WORDS)


def test_the_example_of_the_how_to_is_a_definition_that_loads(tmp_path):
    guide = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "define-a-sector.md"
    example = guide.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "own.yaml").write_text(example, encoding="utf-8")
    assert "battery-making" in {sector.key for sector in load_sectors([tmp_path])}
