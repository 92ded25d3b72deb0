"""Does it hold on PostgreSQL? A server for as long as it is needed; run as a program, all of pytest stands on it.

For example: python tests/postgresql.py -n 2 tests/web/priorities tests/web/meetings
"""

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import programs

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server on a socket in a temporary folder, and yield what TALENTSHED_DATABASE_URL shall be."""
    initdb, control = programs.need("initdb"), programs.need("pg_ctl")
    with tempfile.TemporaryDirectory(prefix="ts-pg-", dir="/tmp") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run(folder, initdb, "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
        running = (control, "-D", f"{folder}/data", "-w", "-l", f"{folder}/log")
        _run(folder, *running, "-o", f"-c listen_addresses='' -k {folder} {QUICK}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(folder, *running, "-m", "immediate", "stop")


def _run(folder: str, *command: str) -> None:
    # PostgreSQL refuses to run as root
    as_owner = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run([*as_owner, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def own_database() -> dict[str, str]:
    """Return the settings of an installation beside the others: on PostgreSQL an empty database, else none."""
    shared = os.environ.get("TALENTSHED_DATABASE_URL", "")
    if not shared.startswith("postgres"):
        return {}
    import psycopg

    name = f"home_{uuid.uuid4().hex}"
    with psycopg.connect(shared, autocommit=True) as asked:
        asked.execute(f"CREATE DATABASE {name}")
    return {"TALENTSHED_DATABASE_URL": shared.replace("/postgres?", f"/{name}?")}


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments; return its exit code."""
    with postgres() as database:
        environment = {**os.environ, "TALENTSHED_DATABASE_URL": database}
        command = [sys.executable, "-m", "pytest", "-q", "-rs", *arguments]
        return subprocess.run(command, env=environment, cwd=Path(__file__).parents[1], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
