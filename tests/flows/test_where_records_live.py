"""Does `talentshed flows analyze` write the same tables where the records live as it does on this machine?

DuckDB's one pass is compared with expressions on a real PostgreSQL server, whose language orders texts in another way,
and, in `make test-spark`, with Spark.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import messy
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from postgresql import postgres
from talentshed.cli import main
from talentshed.labor.flows.configuration import Source
from talentshed.labor.flows.definitions import TABLES
from talentshed.labor.pipeline.flows import open_table

LISTS = {"wages": "wages-*", "firms": "firms", "awards": "awards", "people": "people"}
"""Tables on a server -> files."""
on_spark = pytest.mark.skipif(not os.environ.get("TALENTSHED_SPARK"), reason="make test-spark runs it")
elsewhere = pytest.mark.skipif(bool(os.environ.get("TALENTSHED_SPARK")), reason="make test runs it")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a database on a PostgreSQL server, one that orders texts as English does: a, B, c."""
    with postgres() as url, psycopg.connect(url, autocommit=True) as asked:
        asked.execute("CREATE DATABASE english TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'")
        yield url.replace("/postgres?", "/english?")


@pytest.fixture
def records(server: str) -> Iterator[Any]:
    """An empty schema `records` on the server, through a connection that a database administrator might have."""
    backend = ibis.postgres.connect(host=server.rpartition("=")[2], user="postgres", database="english")
    backend.raw_sql("DROP SCHEMA IF EXISTS records CASCADE; CREATE SCHEMA records").close()
    yield backend
    backend.disconnect()


def analyzed(state: Path, text: str, out: str, *further: str) -> dict[str, list[dict[str, Any]]]:
    """Run the command on a flows.toml of that text and return every table that it wrote."""
    (state / f"{out}.toml").write_text(text)
    assert main(["flows", "analyze", "--config", str(state / f"{out}.toml"), "--out", str(state / out), *further]) == 0
    folder = state / out / "confidential"
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES}


def told(state: Path, out: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((state / out / "confidential" / "run.json").read_text(encoding="utf-8"))
    return found


def in_tables(text: str, url: str) -> str:
    """Return the configuration with tables on a server in the place of files."""
    for name, files in LISTS.items():
        text = text.replace(f'files = "{files}.parquet"', f'table = "records.{name}"')
    return f'{text}\n[backend]\nurl = "{url}"\n'


def put(backend: Any, state: Path) -> None:
    """Put every file of the state into a table of the schema `records`."""
    for name, files in LISTS.items():
        parts = pa.concat_tables(pq.read_table(path) for path in sorted(state.glob(f"{files}.parquet")))
        backend.create_table(name, parts, database="records")


@pytest.mark.postgres
@elsewhere
@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("asked", ["with every list", "codes from the list of employers"])
def test_postgresql_writes_the_same_tables_row_for_row(
    server: str, records: Any, tmp_path: Path, texts: bool, asked: str
):
    messy.write(tmp_path, 5, texts=texts)
    put(records, tmp_path)
    text = messy.CONFIGURATIONS[asked]
    here = analyzed(tmp_path, text, "here")
    there = analyzed(tmp_path, in_tables(text, server), "there", "--engine", "postgres")
    assert {name for name, rows in here.items() if rows} >= {"job_to_job", "retention", "equity", "completers"}
    assert there == here
    mine, theirs = told(tmp_path, "here"), told(tmp_path, "there")
    assert theirs["engine"] == "postgres, expressions"
    assert {name: theirs[name] for name in ("rows", "jobs", "workers", "quarters")} == {
        name: mine[name] for name in ("rows", "jobs", "workers", "quarters")
    }
    assert theirs["set_aside"] == mine["set_aside"]


TIED = [
    # | worker | employer | quarter | earnings |   the lowest code point is that of B: in English order it is a
    ("w", "a", "2020Q1", 500, "331111"),
    ("w", "B", "2020Q1", 500, "622110"),
    ("w", "c", "2020Q2", 500, "722511"),
]


@pytest.mark.postgres
@elsewhere
def test_a_tie_ends_alike_though_the_server_orders_texts_in_the_english_way(server: str, records: Any, tmp_path: Path):
    table = pa.table(
        {name: [row[at] for row in TIED] for at, name in enumerate(("person", "firm", "yrq", "pay", "naics"))}
    )
    pq.write_table(table, tmp_path / "wages-1.parquet")
    records.create_table("wages", table, database="records")
    in_order = records.raw_sql("SELECT firm FROM records.wages ORDER BY firm").fetchall()
    assert [firm for (firm,) in in_order] == ["a", "B", "c"]
    text = messy.CONFIGURATIONS["with codes"].replace('county = "county"\n', "")
    for out, config, engine in (("here", text, "duckdb"), ("there", in_tables(text, server), "postgres")):
        (tmp_path / f"{out}.toml").write_text(config)
        words = ["--config", str(tmp_path / f"{out}.toml"), "--out", str(tmp_path / out), "--engine", engine]
        assert main(["flows", "analyze", *words]) == 0
        moves = pq.read_table(tmp_path / out / "confidential" / "job_to_job.parquet").to_pylist()
        assert [(move["origin_industry"], move["destination_industry"]) for move in moves] == [("62", "72")]


@pytest.mark.postgres
@elsewhere
def test_texts_of_a_table_compare_by_code_point_and_odd_names_are_read(server: str, records: Any):
    records.raw_sql('CREATE TABLE records."Wages 2024" ("the ""firm""" varchar(9), n int)').close()
    records.raw_sql("""INSERT INTO records."Wages 2024" VALUES ('b', 1), ('C', 2), (NULL, 3)""").close()
    table = open_table(records, Source(table="records.Wages 2024"))
    assert table.columns == ('the "firm"', "n")
    assert table.order_by('the "firm"').to_pyarrow()["n"].to_pylist() == [2, 1, 3]


@pytest.mark.postgres
@elsewhere
def test_a_table_that_is_not_there_is_named(
    server: str, records: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "flows.toml").write_text(in_tables(messy.WAGES, server))
    words = ["--config", str(tmp_path / "flows.toml"), "--out", str(tmp_path / "out"), "--engine", "postgres"]
    assert main(["flows", "analyze", *words]) == 2
    said = capsys.readouterr().err
    assert "There is no table records.wages" in said
    assert said.count("\n") == 1


@on_spark
@pytest.mark.parametrize("texts", [True, False])
def test_spark_writes_the_same_tables_row_for_row(spark_engine: Any, tmp_path: Path, texts: bool):
    messy.write(tmp_path, 5, texts=texts)
    text = messy.CONFIGURATIONS["with every list"]
    here = analyzed(tmp_path, text, "here")
    there = analyzed(tmp_path, text, "there", "--engine", "spark")
    assert there == here
    assert told(tmp_path, "there")["engine"] == "pyspark, expressions"
    assert told(tmp_path, "there")["set_aside"] == told(tmp_path, "here")["set_aside"]


@on_spark
def test_spark_reads_csv_files_as_duckdb_does(spark_engine: Any, tmp_path: Path):
    messy.write(tmp_path, 5, texts=True)
    text = messy.CONFIGURATIONS["with every list"]
    here = analyzed(tmp_path, text, "here")
    for path in tmp_path.glob("*.parquet"):
        pq.read_table(path).to_pandas().to_csv(path.with_suffix(".csv"), index=False)
    assert analyzed(tmp_path, text.replace(".parquet", ".csv"), "from csv", "--engine", "spark") == here


@pytest.mark.postgres
@elsewhere
def test_files_are_refused_where_only_tables_can_be_read(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    messy.write(tmp_path, 5, texts=False)
    (tmp_path / "flows.toml").write_text(f'{messy.WAGES}\n[backend]\nurl = "{server}"\n')
    words = ["--config", str(tmp_path / "flows.toml"), "--out", str(tmp_path / "out"), "--engine", "postgres"]
    assert main(["flows", "analyze", *words]) == 2
    said = capsys.readouterr().err
    assert "reads tables" in said
    assert said.count("\n") == 1


@elsewhere
def test_a_server_that_can_not_be_reached_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    address = f"postgresql://reader:hush@/records?host={tmp_path}/nowhere"
    (tmp_path / "flows.toml").write_text(in_tables(messy.WAGES, address))
    words = ["--config", str(tmp_path / "flows.toml"), "--out", str(tmp_path / "out"), "--engine", "postgres"]
    assert main(["flows", "analyze", *words]) == 2
    said = capsys.readouterr().err
    assert "can't be reached" in said
    assert "hush" not in said
    assert said.count("\n") == 1
