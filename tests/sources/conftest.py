"""Where the small files in the official layouts stand, and how their tables are looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from talentshed.labor.sources import SOURCES

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def fixture() -> Callable[[str], Path]:
    return lambda name: FIXTURES / name


@pytest.fixture
def read() -> Callable[..., dict[str, list[dict[str, Any]]]]:
    """Read files of the fixtures folder with one source; return the rows of each table."""

    def reader(source: str, *names: str | Path) -> dict[str, list[dict[str, Any]]]:
        tables = SOURCES[source].read([FIXTURES / name for name in names])
        return {name: table.to_pyarrow().to_pylist() for name, table in tables.items()}

    return reader


@pytest.fixture
def found(read) -> Callable[..., dict[str, Any]]:
    """Return the one row of a table that has these values."""

    def finder(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
        (row,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        return row

    return finder
