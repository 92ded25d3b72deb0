"""Does flows.toml say what it means, and is each mistake told in one sentence that mends it?"""

from pathlib import Path

import pytest

from talentshed.labor.flows.configuration import Source, parse
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.template import TEMPLATE

WAGES = """
[wages]
files = "wages/*.parquet"
worker = "person"
employer = "firm"
quarter = "when"
earnings = "pay"
"""


def problem(text: str) -> str:
    with pytest.raises(FlowsError) as raised:
        parse(text)
    return str(raised.value)


def test_wages_alone_are_enough() -> None:
    found = parse(WAGES, folder=Path("/records"))
    assert found.wages.source == Source(files=("/records/wages/*.parquet",))
    assert (found.wages.worker, found.wages.employer, found.wages.quarter) == ("person", "firm", "when")
    assert (found.wages.naics, found.wages.earnings_unit, found.analysis.industry_level) == (None, "dollars", "sector")
    assert [need for need in ("completions", "people", "sector") if found.has(need)] == []


def test_every_section_is_read() -> None:
    found = parse(
        WAGES
        + """
        [analysis]
        industry_level = "4"
        sector = [3331, "31-33", "3331"]
        region = ["17179", "17143"]
        base = "2023q4"
        attached_earnings = 12687.50
        [completions]
        files = ["a.csv", "b.csv"]
        person = "id"
        date = "awarded"
        keep = "highest"
        level_order = ["short", "long"]
        [people]
        table = "state.people"
        person = "id"
        sex = "SEX"
        [backend]
        url = "postgresql://somebody:secret@server/records"
        memory_limit = "3GB"
        [hashing]
        key_file = "/safe/key"
        """,
        folder=Path("/records"),
    )
    assert found.analysis.industry_level == 4
    assert found.analysis.sector == ("31-33", "3331")
    assert found.analysis.region == ("17143", "17179")
    assert found.analysis.base == "2023Q4"
    assert found.analysis.attached_cents == 1_268_750
    assert found.completions is not None
    assert found.completions.source.files == ("/records/a.csv", "/records/b.csv")
    assert found.completions.level_order == ("short", "long")
    assert found.people is not None
    assert found.people.attributes == (("sex", "SEX"),)
    assert found.key_file == "/safe/key"
    assert [need for need in ("completions", "people", "sector") if found.has(need)] == [
        "completions",
        "people",
        "sector",
    ]
    assert "secret" not in repr(found)


def test_a_region_may_be_a_key() -> None:
    found = parse(WAGES + '[analysis]\nregion = "metro-37900"').analysis
    assert (found.region, found.region_key) == ((), "metro-37900")


def test_the_template_parses_as_it_stands_and_with_every_key_in_use() -> None:
    assert parse(TEMPLATE).wages.worker == "person_id"
    keys = [line.removeprefix("# ") for line in TEMPLATE.splitlines() if line.startswith("# ") and " = " in line]
    assert len(keys) > 30
    sections = [line.removeprefix("# ") for line in TEMPLATE.splitlines() if line.startswith("# [")]
    assert sections == ["[employers]", "[completions]", "[people]", "[backend]", "[about]", "[hashing]"]
    used = "\n".join(
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in TEMPLATE.splitlines()
    )
    whole = parse(used.replace('table = "schema.wages"\n', ""))
    assert whole.completions is not None
    assert whole.people is not None
    assert whole.people.attributes == (("sex", "sex"), ("race_ethnicity", "race_ethnicity"))
    assert whole.employers is not None
    assert whole.about.actions[0].owner == "dean of the college"
    assert whole.analysis.region_name == "Peoria and its neighbors"
    assert whole.backend.threads == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("wages", "flows.toml can't be read as TOML (Expected '=' after a key"),
        ("[analysis]", "flows.toml has no section [wages]: name the wage files and their columns in it."),
        (WAGES + "[analyse]", "flows.toml: there is no section [analyse]; the sections are [wages], [analysis]"),
        ("wages = 3", "flows.toml: wages has to be a section: write [wages] on a line of its own"),
        (
            WAGES.replace('worker = "person"', ""),
            'flows.toml, [wages] worker: is missing: name the column, as worker = "column of worker".',
        ),
        (
            WAGES.replace('"person"', "7"),
            'flows.toml, [wages] worker: needs text in quotes, as worker = "…"; found 7.',
        ),
        (WAGES + 'nacis = "x"', "[wages] nacis: isn't a key of this section; perhaps it should be naics."),
        (WAGES + 'zzz = "x"', "[wages] zzz: isn't a key of this section; the keys are"),
        (WAGES + 'table = "t"', "[wages] files: give either files (a path or a pattern) or table, and not both."),
        (
            WAGES.replace('files = "wages/*.parquet"', 'table = "t"'),
            "[wages] table: a table needs [backend] url, as postgresql://server/database or spark.",
        ),
        (WAGES + 'earnings_unit = "euro"', "earnings_unit: 'euro' isn't known; write one of dollars, cents."),
        (WAGES + 'state = "IL"', "[wages] state: 'IL' is no state code; write two digits, as 17."),
        (WAGES + "[analysis]\nindustry_level = 7", "'7' isn't known; write one of sector, 2, 3, 4, 5, 6."),
        (WAGES + "[analysis]\nindustry_level = true", "'True' isn't known"),
        (WAGES + '[analysis]\nsector = "33a"', "[analysis] sector: '33a' is no NAICS code; write 2 to 6 digits"),
        (
            WAGES + '[analysis]\nsector = "33"',
            "'33' is part of the sector 31-33: write 31-33, or raise industry_level.",
        ),
        (
            WAGES + '[analysis]\nsector = "3331"\nindustry_level = 3',
            "'3331' is finer than industry_level 3: raise industry_level, or shorten it.",
        ),
        (WAGES + '[analysis]\nsector = "622"', "'622' is finer than industry_level sector"),
        (WAGES + '[analysis]\nregion = ["143"]', "[analysis] region: '143' is no county; write five-digit codes"),
        (
            WAGES + '[analysis]\nbase = "24Q4"',
            "[analysis] base: needs a year as 2024 or a quarter as 2024Q3; found 24Q4.",
        ),
        (WAGES + "[analysis]\neducation_window = -1", "education_window: needs a whole number from 0 on; found -1."),
        (
            WAGES + '[employers]\nfiles = "e"\nemployer = "e"',
            "[employers] naics: name the column of naics or of county",
        ),
        (WAGES + '[people]\nfiles = "p"\nperson = "p"', "[people] attributes: name the columns to compare groups by"),
        (WAGES + '[backend]\nmemory_limit = "much"', "'much' is no amount of memory; write it as 8GB."),
    ],
)
def test_a_mistake_gets_one_sentence(text: str, sentence: str) -> None:
    assert sentence in problem(text)
    assert "\n" not in problem(text)


def test_a_mistake_names_the_file_that_was_read() -> None:
    with pytest.raises(FlowsError, match=r"^illinois\.toml, \[wages\] pay"):
        parse(WAGES + 'pay = "x"', file="illinois.toml")
