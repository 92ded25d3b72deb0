"""Does the background work go on? Keeps one worker process alive beside the web server."""

import subprocess
import sys
import threading
from collections.abc import Sequence

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
END_SECONDS = 10
WORKER = (sys.executable, "-m", "talentshed", "tick", "--keep-going")


class Supervisor:
    """Starts the worker, starts it again when it dies, and ends it with the server."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = list(command)
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start watching."""
        self._thread.start()

    def end(self) -> None:
        """End the worker: it finishes what it does, or is stopped after a while."""
        self._stop.set()
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            # The worker ends when this pipe closes, so it never outlives the server, however that one ends.
            with subprocess.Popen(self._command, stdin=subprocess.PIPE) as self._process:
                code = self._process.wait()
            if self._stop.is_set():
                return
            print(f"The background worker ended (code {code}); it starts again.", file=sys.stderr, flush=True)
            self._stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
