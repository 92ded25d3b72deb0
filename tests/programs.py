"""Which programs do some tests need besides Python, and what happens where one is missing?

On a laptop a test that lacks a program is skipped and names it; where TALENTSHED_REQUIRE_PROGRAMS is 1 it fails.
"""

import os
import shutil
from pathlib import Path

import pytest

DEBIAN = {"chromium": "chromium", "pdftotext": "poppler-utils", "pdfinfo": "poppler-utils", "initdb": "postgresql"}
"""Program to the Debian package that brings it."""


def find(name: str) -> str | None:
    """Return the path of a program, or None; PostgreSQL keeps its own out of the search path."""
    if name == "chromium":
        return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(kept[0]) if kept else shutil.which(name)


def need(name: str) -> str:
    """Return the path of a program; without it skip the test, or fail it where programs are required."""
    found = find(name)
    if found is None:
        sentence = f"needs the program {name} (Debian: apt install {DEBIAN.get(name, name)})"
        if os.environ.get("TALENTSHED_REQUIRE_PROGRAMS") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
