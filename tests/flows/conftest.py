"""The engines on which flows are counted: those of the specs, for tests that ask for `engine`."""

from collections.abc import Iterator
from typing import Any

import ibis
import pytest

from spec.conftest import _ENGINES, duckdb_engine, postgres_engine, spark_engine

__all__ = ["duckdb_engine", "engine", "postgres_engine", "spark_engine"]


@pytest.fixture(params=_ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The engine that the drawn tables of the test run on: DuckDB and PostgreSQL, or Spark (make test-spark)."""
    backend = request.getfixturevalue(f"{request.param}_engine")
    before = ibis.options.default_backend
    ibis.set_backend(backend)
    yield backend
    ibis.options.default_backend = before
