"""How does the application run for real: the command `talentshed serve` as a process of its own?"""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 90


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
