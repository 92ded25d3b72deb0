"""How does the application run for real: the command `talentshed serve` as a process, on PostgreSQL if asked?"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

import programs

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"
START_SECONDS = 90


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


@contextmanager
def served(home: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """Run `talentshed serve` as a process of its own, and yield its address once it answers."""
    port = _free_port()
    environment = {**os.environ, "TALENTSHED_HOME": str(home), **settings}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "talentshed", "serve", "--port", str(port)]
    said: list[str] = []
    ready = threading.Event()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        reader = threading.Thread(target=_listen, args=(process, said, ready))
        reader.start()
        try:
            if not ready.wait(START_SECONDS) or process.poll() is not None:
                pytest.fail("talentshed serve did not start: " + "".join(said))
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)
            reader.join()


def _listen(process: "subprocess.Popen[str]", said: list[str], ready: threading.Event) -> None:
    for line in process.stdout or ():
        said.append(line)
        if "is at http" in line:
            ready.set()
    ready.set()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
