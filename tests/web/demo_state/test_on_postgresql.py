"""Is the demo on PostgreSQL the one on SQLite, fact by fact, and made with few questions to the database?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from told import told

import postgresql

MOST_TRIPS = 30_000
"""With Python's part each takes about 0.4 milliseconds: below 20 seconds in all on a quiet machine."""
PLANTED = ("partnerships.phasechange", "priorities.need", "meetings.attendance", "organizations.duplicatepair")


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_demo_on_postgresql_tells_the_same_as_on_sqlite(demo: int, tmp_path: Path) -> None:
    here = Path(__file__).parent
    sys_path = os.pathsep.join(filter(None, (str(here), os.environ.get("PYTHONPATH"))))
    with postgresql.postgres() as database:
        known = {
            "DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings",
            "TALENTSHED_HOME": str(tmp_path),
            "TALENTSHED_DATABASE_URL": database,
            "PYTHONPATH": sys_path,
        }
        seeded = subprocess.run(
            [sys.executable, str(here / "told.py")],
            env={**os.environ, **known},
            check=True,
            capture_output=True,
            text=True,
        )
    assert not list(tmp_path.rglob("*.sqlite3")), "the demo went to SQLite"
    found = json.loads(seeded.stdout.splitlines()[-1])
    expected = told()
    assert {table: sum(rows.values()) for table, rows in found["told"].items()} == {
        table: sum(rows.values()) for table, rows in expected.items()
    }
    assert all(found["told"][table] for table in PLANTED)
    assert [table for table, rows in expected.items() if found["told"][table] != rows] == []
    assert found["trips"] < MOST_TRIPS
