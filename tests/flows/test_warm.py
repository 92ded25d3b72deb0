"""Is all code of an analysis compiled when it was installed, so that the first one doesn't wait?"""

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import messy
import pytest

from talentshed.labor import kernels
from talentshed.labor.pipeline.flow_analysis import analyze_files
from talentshed.labor.pipeline.warm import warm_up


def compiled() -> dict[str, set[Any]]:
    """The types for which each function of the kernels of flows was compiled in this process."""
    found = {}
    for module in pkgutil.iter_modules(kernels.__path__):
        if module.name.startswith("flow_"):
            members = vars(importlib.import_module(f"talentshed.labor.kernels.{module.name}"))
            found |= {f"{module.name}.{name}": set(each.signatures) for name, each in members.items() if _is_code(each)}
    return found


def _is_code(member: object) -> bool:
    return hasattr(member, "signatures") and hasattr(member, "py_func")


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("mode", ["memory", "stages"])
def test_an_analysis_after_it_compiles_nothing_more(tmp_path: Path, texts: bool, mode: str):
    warm_up()
    before = compiled()
    assert before["flow_keys.hash_texts"]
    assert before["flow_keys.hash_numbers"]
    messy.write(tmp_path, 5, texts=texts)
    (tmp_path / "flows.toml").write_text(messy.CONFIGURATIONS["with every list"])
    analyze_files(tmp_path / "flows.toml", tmp_path / "out", mode=mode)
    assert compiled() == before
