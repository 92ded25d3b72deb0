"""Is the house in order? `make check`: format, lint, types, contracts, templates, words, docs, locks."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SETTINGS = {"DJANGO_SETTINGS_MODULE": "talentshed.web.config.settings"}


def run(*words: str) -> str:
    """Run a program of the environment at the root; return what it printed if it failed, else nothing."""
    program = str(BIN / words[0]) if (BIN / words[0]).exists() else words[0]
    done = subprocess.run(
        [program, *words[1:]], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **SETTINGS}, check=False
    )
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"


def locks_name_no_address() -> str:
    """A lock with an address ties the project to one machine or registry."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in sorted((ROOT / "requirements").glob("*.txt"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(mark in line for mark in ("http://", "https://", "file:", "find-links", "index-url"))
    ]
    return "\n".join(found)


CHECKS: dict[str, Callable[[], str]] = {
    "format": lambda: run("ruff", "format", "--no-cache", "--check", "--quiet", "."),
    "lint": lambda: run("ruff", "check", "--no-cache", "--quiet", "."),
    "types": lambda: run("mypy"),
    "contracts": lambda: run("lint-imports", "--no-cache"),
    "templates": lambda: run("djlint", "src", "--lint", "--quiet"),
    "spelling": lambda: run("codespell"),
    "translations": lambda: run("python", "tests/translations.py"),
    "migrations": lambda: run("python", "-m", "django", "makemigrations", "--check", "--dry-run"),
    "system": lambda: run("python", "-m", "django", "check", "--fail-level", "WARNING"),
    "reference": lambda: run("python", "docs/generate.py", "--check"),
    "locks": locks_name_no_address,
}


def main() -> int:
    """Run every check, say how long each took, show what the broken ones say."""
    broken = []
    for name, check in CHECKS.items():
        start = time.monotonic()
        problem = check()
        print(f"{name:13} {'broken' if problem else 'fine':7} {time.monotonic() - start:5.1f} s", flush=True)
        if problem:
            broken.append(name)
            print(problem, flush=True)
    print(f"{len(CHECKS) - len(broken)} passed, {len(broken)} failed")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
