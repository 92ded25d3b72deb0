"""Where does a test get an empty SQLite database with all tables from, without making them anew each time?

Making them takes half a minute of a slow machine, and the installation's own tests do it already. The copy is kept by
the text of all migrations and of Django's version, so a new migration is noticed.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

import django

WEB = Path(__file__).parent.parent / "src" / "talentshed" / "web"


def lay(place: Path) -> None:
    """Put an empty database with all tables at a place."""
    shutil.copyfile(_kept(), place)


@cache
def _kept() -> Path:
    digest = sha256(django.__version__.encode())
    for path in sorted(WEB.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    kept = Path(tempfile.gettempdir()) / f"talentshed-migrated-{digest.hexdigest()[:16]}.sqlite3"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept)
    return kept


def _make(kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        draft = Path(folder) / "talentshed.sqlite3"
        known = {
            "DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings",
            "TALENTSHED_HOME": folder,
            "TALENTSHED_DATABASE_URL": f"sqlite:///{draft}",
        }
        migrate = [sys.executable, "-m", "django", "migrate", "-v0"]
        subprocess.run(migrate, env={**os.environ, **known}, check=True)
        assert not draft.with_name(f"{draft.name}-wal").exists(), "the copy would lack what stands beside it"
        draft.replace(kept)
