"""Do both paths come to the same rows from the same untidy files, and say the same of what they did?"""

import contextlib
from pathlib import Path
from typing import Any

import messy
import pytest

from talentshed.labor.flows.anywhere import analyze_anywhere
from talentshed.labor.flows.configuration import parse
from talentshed.labor.flows.fast.analysis import analyze_in_memory as analyze
from talentshed.labor.flows.fast.staged import analyze_in_stages
from talentshed.labor.flows.hashing import Key
from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.flows.run import Found
from talentshed.labor.pipeline.flows import open_inputs
from talentshed.labor.store.confidential import open_confidential

KEY = Key(b"a key that tests may know", "variable")


def both(folder: Path, text: str) -> tuple[Found, Found]:
    configuration = parse(text, folder=folder)
    with open_confidential() as backend:
        inputs = open_inputs(backend, configuration)
        return analyze(backend, inputs, configuration, KEY), analyze_anywhere(backend, inputs, configuration)


def rows_of(found: Found) -> dict[str, Any]:
    return {name: table.to_pylist() for name, table in found.tables.items()}


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("name", messy.CONFIGURATIONS)
def test_both_paths_have_the_same_rows_of_the_same_files(tmp_path: Path, name: str, texts: bool):
    for seed in (1, 2):
        messy.write(tmp_path, seed, texts=texts)
        fast, slow = both(tmp_path, messy.CONFIGURATIONS[name])
        assert list(fast.tables) == list(slow.tables)
        for table, rows in rows_of(slow).items():
            assert (table, rows_of(fast)[table]) == (table, rows)
        assert fast.tables["job_to_job"].num_rows > 10
        links = [sorted(found.links.to_pylist(), key=str) for found in (fast, slow)]
        assert links[0] == links[1]
        for fact in ("first", "last", "rows_read", "rows_kept", "jobs", "workers", "is_calendar", "deflator"):
            assert (fact, getattr(fast, fact)) == (fact, getattr(slow, fact))


def test_an_analysis_of_untidy_files_keeps_and_sets_aside_every_row(tmp_path: Path):
    messy.write(tmp_path, 3, texts=True)
    fast, _slow = both(tmp_path, messy.CONFIGURATIONS["with codes"])
    assert fast.rows_read == 700
    assert 0 < fast.rows_kept < 700
    aside = fast.steps[0]
    assert (aside.rule, aside.rows_in, aside.rows_out) == ("rows_set_aside", 700, fast.rows_kept)
    assert {"job_to_job", "retention"} < set(fast.tables)


def test_files_without_one_usable_row_are_refused_in_a_sentence(tmp_path: Path):
    messy.write(tmp_path, 3, texts=True)
    configuration = parse(messy.WAGES.replace('"pay"', '"site"'), folder=tmp_path)
    with open_confidential() as backend, pytest.raises(FlowsError, match="No row of the wage files can be used"):
        analyze(backend, open_inputs(backend, configuration), configuration, KEY)


class _Stopped(Exception):
    pass


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("name", ["with filings and sites", "with every list"])
def test_an_analysis_in_stages_has_the_same_rows_also_after_it_was_stopped(tmp_path: Path, name: str, texts: bool):
    messy.write(tmp_path, 4, texts=texts)
    configuration = parse(messy.CONFIGURATIONS[name], folder=tmp_path)
    stops = [("reading", 300), ("walking", 200)]
    read: list[int] = []

    def stopping(what: str, done: int, of: int) -> None:
        if what == "reading":
            read.append(done)
        if stops and (what, done >= stops[0][1]) == (stops[0][0], True):
            stops.pop(0)
            raise _Stopped

    with open_confidential() as backend:
        inputs = open_inputs(backend, configuration)
        whole = analyze(backend, inputs, configuration, KEY)
        staged = None
        while staged is None:
            with contextlib.suppress(_Stopped):
                work = tmp_path / "work"
                staged = analyze_in_stages(
                    backend, inputs, configuration, KEY, work, progress=stopping, rows_in_part=100, threads=1
                )
    assert not stops
    assert rows_of(staged) == rows_of(whole)
    assert sorted(staged.links.to_pylist(), key=str) == sorted(whole.links.to_pylist(), key=str)
    assert staged.rows_kept == whole.rows_kept
    assert len(list((tmp_path / "work").glob("part=*/*.parquet"))) > 8
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "work").rglob("*.parquet")} == {0}
