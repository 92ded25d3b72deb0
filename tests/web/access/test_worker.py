"""Does the background work start again when it dies, end with the server, and wait for nobody's order to migrate?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from talentshed.cli.worker import Supervisor

WORK = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); sys.stdin.read()"


def pids(log: Path, count: int) -> list[int]:
    """Wait until that many workers have begun, and return who they were."""
    for _ in range(200):
        begun = [int(line) for line in log.read_text().split()] if log.exists() else []
        if len(begun) >= count:
            return begun
        time.sleep(0.05)
    raise AssertionError(f"{count} workers were expected")


def is_gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "Z" in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]:
            return True
        time.sleep(0.05)
    return False


def test_a_worker_that_is_killed_is_replaced_and_all_end_together(tmp_path: Path, capfd):
    log = tmp_path / "log"
    supervisor = Supervisor([sys.executable, "-c", WORK, str(log)])
    supervisor.start()
    first = pids(log, 1)[0]
    os.kill(first, signal.SIGKILL)
    second = pids(log, 2)[1]
    assert first != second
    supervisor.end()
    assert is_gone(second)
    assert "it starts again" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_does_not_outlive_a_server_that_was_killed(tmp_path: Path):
    log = tmp_path / "log"
    server = (
        "import sys, time; from talentshed.cli.worker import Supervisor; "
        f"Supervisor([sys.executable, '-c', {WORK!r}, {str(log)!r}]).start(); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", server]) as process:
        worker = pids(log, 1)[0]
        process.kill()
    assert is_gone(worker)


def command(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "TALENTSHED_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "talentshed", *words], env=environment, capture_output=True, text=True, check=False
    )


UNDO = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "contenttypes", interactive=False, verbosity=0)
"""


def test_serve_refuses_a_database_of_an_earlier_version_in_one_sentence(tmp_path: Path):
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", UNDO], env={**os.environ, **known}, check=True)
    done = command(tmp_path, "serve", "--port", "1")
    assert done.returncode == 2
    assert "talentshed serve --migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_tick_does_what_is_due_once(tmp_path: Path):
    known = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings", "TALENTSHED_HOME": str(tmp_path)}
    migrate = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(migrate, env={**os.environ, **known}, check=True)
    done = command(tmp_path, "tick")
    assert (done.returncode, done.stderr) == (0, "")
