"""Does somebody who runs a long analysis know at its start whether it can go on where it was stopped?"""

from pathlib import Path

import messy
import pytest

from talentshed.cli import main
from talentshed.labor.flows.hashing import VARIABLE

SENTENCE = f"If it is stopped, it begins anew: set {VARIABLE}, or [hashing] key_file, so that it can go on."


@pytest.mark.parametrize(
    ("key", "mode", "is_said"), [("", "stages", True), ("", "memory", False), ("k", "stages", False)]
)
def test_an_analysis_in_stages_without_a_key_of_its_own_says_that_it_cannot_go_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: str,
    mode: str,
    is_said: bool,
):
    monkeypatch.setenv(VARIABLE, key * 20)
    messy.write(tmp_path, 5, texts=True)
    (tmp_path / "flows.toml").write_text(messy.CONFIGURATIONS["wages alone"])
    words = ["flows", "analyze", "--config", tmp_path / "flows.toml", "--out", tmp_path / "out", "--mode", mode]
    assert main([*map(str, words), "--no-publish"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert (said[0] == SENTENCE) is is_said
    assert said.count(SENTENCE) == is_said
