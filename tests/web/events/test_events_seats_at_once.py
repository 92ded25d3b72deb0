"""Two people want the last seat in the same second: one gets it, the other waits. On SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import migrated
import postgresql


def rushed(home: Path, **settings: str) -> list[dict[str, int]]:
    """Return what came of eight people at once for one seat, and for three."""
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(home), **settings}
    program = Path(__file__).parent / "rush.py"
    done = subprocess.run(
        [sys.executable, str(program)], env={**os.environ, **known}, check=True, capture_output=True, text=True
    )
    found: list[dict[str, int]] = json.loads(done.stdout.splitlines()[-1])
    return found


EXPECTED = [{"confirmed": 1, "waiting": 7, "failed": 0}, {"confirmed": 3, "waiting": 5, "failed": 0}]


def test_of_eight_at_once_as_many_sit_as_there_are_seats_on_sqlite(tmp_path: Path) -> None:
    migrated.lay(tmp_path / "rush.sqlite3")
    address = f"sqlite:///{tmp_path / 'rush.sqlite3'}"
    assert rushed(tmp_path, TALENTSHED_DATABASE_URL=address) == EXPECTED


@pytest.mark.postgres
def test_of_eight_at_once_as_many_sit_as_there_are_seats_on_postgresql(tmp_path: Path) -> None:
    with postgresql.postgres() as database:
        assert rushed(tmp_path, TALENTSHED_DATABASE_URL=database) == EXPECTED
