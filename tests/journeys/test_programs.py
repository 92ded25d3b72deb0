"""A story that lacks a program says which one: skipped on a laptop, failed where programs are required."""

import pytest

import programs


@pytest.mark.parametrize(("required", "outcome"), [("0", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]):
    monkeypatch.setenv("TALENTSHED_REQUIRE_PROGRAMS", required)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(outcome, match=r"needs the program pdftotext \(Debian: apt install poppler-utils\)"):
        programs.need("pdftotext")
