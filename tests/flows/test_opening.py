"""Which configuration and which tables does an analysis start from, whatever the files are?"""

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from talentshed.labor.flows import inputs
from talentshed.labor.flows.configuration import Source
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.pipeline.flows import open_inputs, open_table, read_configuration

CONFIGURATION = """
[wages]
files = "wages/*"
worker = "person"
employer = "firm"
quarter = "when"
earnings = "pay"
"""
ROWS = "person,firm,when,pay\n007,1,2024Q3,10\n008,2,2024Q4,ten\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_found_beside_the_configuration(duckdb_engine: Any, tmp_path: Path) -> None:
    write(tmp_path, "wages/a.csv", ROWS)
    write(tmp_path, "wages/b.csv", ROWS.replace("007", "009"))
    configuration = read_configuration(write(tmp_path, "flows.toml", CONFIGURATION))
    opened = open_inputs(duckdb_engine, configuration)
    assert opened.wages.count().execute() == 4
    assert (opened.employers, opened.completions, opened.people) == (None, None, None)


def test_an_odd_cell_in_a_csv_file_is_set_aside_and_stops_nothing(duckdb_engine: Any, tmp_path: Path) -> None:
    write(tmp_path, "wages/a.csv", ROWS)
    configuration = read_configuration(write(tmp_path, "flows.toml", CONFIGURATION))
    wages = open_inputs(duckdb_engine, configuration).wages

    def run(expression: Any) -> Any:
        return duckdb_engine.to_pyarrow(expression).to_pylist()

    rows = inputs.typed(wages, configuration.wages, inputs.reading_of(wages, configuration.wages, 4, run))
    assert [row["reason"] for row in run(inputs.set_aside(rows))] == ["earnings_unreadable"]


def test_people_are_read_as_the_workers_are(duckdb_engine: Any, tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"person": ["007"], "firm": [1], "when": ["2024Q3"], "pay": [10.0]}), tmp_path / "wages.parquet"
    )
    write(tmp_path, "people.csv", "person,sex\n007,f\n")
    text = (
        CONFIGURATION.replace("wages/*", "wages.parquet")
        + '[people]\nfiles = "people.csv"\nperson = "person"\nsex = "sex"\n'
    )
    opened = open_inputs(duckdb_engine, read_configuration(write(tmp_path, "flows.toml", text)))
    assert opened.people is not None
    assert opened.people.person.execute().tolist() == ["007"]


def test_a_table_stands_where_the_records_live(engine: Any) -> None:
    engine.create_table("records", ibis.memtable({"person": [1]}), overwrite=True)
    assert open_table(engine, Source(table="records")).count().execute() == 1
    with pytest.raises(FlowsError, match=r"There is no table nothing on the backend"):
        open_table(engine, Source(table="nothing"))


def test_a_named_region_becomes_its_counties(tmp_path: Path) -> None:
    text = CONFIGURATION + '[analysis]\nregion = "metro-37900"\n'
    counties = read_configuration(write(tmp_path, "flows.toml", text)).analysis.region
    assert "17143" in counties  # Peoria


def test_what_is_not_there_is_named(duckdb_engine: Any, tmp_path: Path) -> None:
    with pytest.raises(FlowsError, match=r"There is no file .*flows\.toml: write one with `talentshed flows template"):
        read_configuration(tmp_path / "flows.toml")
    with pytest.raises(FlowsError, match=r"There is no file .*none\.parquet: check files in flows\.toml"):
        open_table(duckdb_engine, Source(files=(str(tmp_path / "none.parquet"),)))
    odd = write(tmp_path, "wages.zav", "")
    with pytest.raises(FlowsError, match=r"write either Parquet files \(\.parquet\) or CSV files"):
        open_table(duckdb_engine, Source(files=(str(odd),)))
