"""Does a release take question, steps and sources from the steward's folder, and no path or key with them?"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.publishing import About, Asked
from talentshed.labor.flows.publishing.reading import read_confidential

STORY = {
    "versions": {"talentshed": "0.4"},
    "quarters": {"first": 8080, "last": 8091, "is_calendar": True},
    "deflator": {"name": "cpi-u", "base": "2022Q4", "is_real": True},
    "steps": [
        {"rule": "latest_filing", "words": "The latest filing wins.", "rows_in": 10, "rows_out": 9, "touched": None}
    ],
    "parameters": {
        "analysis": {
            "industry_level": "sector",
            "sector": ["62"],
            "region": [],
            "region_key": "",
            "education_window": 4,
            "base": "",
        }
    },
    "digests": {"/secret/place/wages.parquet": "ab" * 32},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "run.json").write_text(json.dumps(STORY), encoding="utf-8")
    pq.write_table(
        pa.table({"sector": ["62"], "quarter": [8081], "source": ["education"], "hires": [12]}),
        tmp_path / "inflow.parquet",
    )
    pq.write_table(pa.table({"reason": ["no worker"]}), tmp_path / "rows_set_aside.parquet")
    return tmp_path


def test_the_folder_tells_tables_question_and_what_happened(folder: Path) -> None:
    tables, asked, about = read_confidential(folder, About(agency="an agency"))
    assert set(tables) == {"inflow"}
    assert asked == Asked(
        8080,
        8091,
        ("62",),
        base_quarter="2022Q4",
        parameters={"industry_level": "sector", "sector": "62", "education_window": "4"},
    )
    assert (about.agency, about.code_version, about.steps[0].rows_out) == ("an agency", "0.4", 9)
    assert about.sources[0].name == "wages.parquet"
    assert "secret" not in repr(about)


def test_a_folder_without_its_story_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FlowsError, match="isn't the confidential folder of an analysis"):
        read_confidential(tmp_path, About())
