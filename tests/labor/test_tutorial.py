"""Does the notebook tutorial still run as it stands, and does the engine's front door open?"""

import re
from pathlib import Path

import pytest

import talentshed.labor as tl

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "in-a-notebook.md"


def test_every_cell_of_the_notebook_tutorial_runs(capsys: pytest.CaptureFixture[str]) -> None:
    cells = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    assert len(cells) >= 5
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, str(TUTORIAL), "exec"), names)
    assert "Peoria" in capsys.readouterr().out


@pytest.mark.parametrize("name", tl.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(tl, name)
    assert found is not None
    assert isinstance(found, dict) or found.__doc__


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="rank_sectors"):
        _ = tl.rank_everything
