"""Four people publish in the same second: one release at a time, each audited with those before. On both databases."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import migrated
import postgresql


def rushed(home: Path, database: str) -> dict[str, object]:
    """Return what came of four releases at once, of which only one may be published."""
    known = {
        "DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings",
        "TALENTSHED_HOME": str(home),
        "TALENTSHED_DATABASE_URL": database,
    }
    program = Path(__file__).parent / "at_once.py"
    done = subprocess.run(
        [sys.executable, str(program)], env={**os.environ, **known}, check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


EXPECTED = {"statuses": ["published", "refused", "refused", "refused"], "failed": [], "whole": True}


def test_of_four_at_once_one_is_published_on_sqlite(tmp_path: Path) -> None:
    migrated.lay(tmp_path / "rush.sqlite3")
    assert rushed(tmp_path, f"sqlite:///{tmp_path / 'rush.sqlite3'}") == EXPECTED


@pytest.mark.postgres
def test_of_four_at_once_one_is_published_on_postgresql(tmp_path: Path) -> None:
    with postgresql.postgres() as database:
        assert rushed(tmp_path, database) == EXPECTED
