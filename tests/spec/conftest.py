"""Every spec runs on DuckDB, and on PostgreSQL where a server program exists: same expression, same numbers.

Drawn tables belong to no engine until they are run: Ibis loads them as temporary tables into the engine that this
fixture sets. The PostgreSQL server listens on a socket in a temporary folder only and goes when the session ends.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pytest

from programs import need

_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"


def _as_server_owner(command: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Any]:
    """An Ibis backend on a PostgreSQL server of this session; skips, and says so, where there is no server program."""
    programs = Path(need("initdb")).parent
    with tempfile.TemporaryDirectory(prefix="ts-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": name}
        initdb = [str(programs / "initdb"), "-D", f"{name}/data", "-A", "trust", "-U", "postgres", "--no-sync"]
        subprocess.run(_as_server_owner([*initdb, "-E", "UTF8", "--locale=C"]), **run)
        control = [str(programs / "pg_ctl"), "-D", f"{name}/data", "-w", "-l", f"{name}/log"]
        options = f"-c listen_addresses='' -k {name} {_FAST}"
        subprocess.run(_as_server_owner([*control, "-o", options, "start"]), **run)
        try:
            engine = ibis.postgres.connect(host=name, user="postgres", database="postgres")
            yield engine
            engine.disconnect()
        finally:
            subprocess.run(_as_server_owner([*control, "-m", "immediate", "stop"]), **run)


@pytest.fixture(scope="session")
def duckdb_engine() -> Iterator[Any]:
    """An Ibis backend on an in-memory DuckDB of this session."""
    engine = ibis.duckdb.connect(threads=2)
    yield engine
    engine.disconnect()


@pytest.fixture(scope="session")
def spark_engine() -> Iterator[Any]:
    """An Ibis backend on Spark in this process; only where TALENTSHED_SPARK asks for it (make test-spark)."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        # without Arrow a missing integer of a drawn table would arrive as NaN
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield ibis.pyspark.connect(session)
    session.stop()


_ENGINES = ["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)]
if os.environ.get("TALENTSHED_SPARK"):
    _ENGINES = ["spark"]


@pytest.fixture(autouse=True, params=_ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The engine that every drawn table of the test runs on."""
    backend = request.getfixturevalue(f"{request.param}_engine")
    before = ibis.options.default_backend
    ibis.set_backend(backend)
    yield backend
    ibis.options.default_backend = before
