"""Are the rooms still the size and shape that the house promises?"""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import talentshed.labor.measures
import talentshed.labor.regions
from talentshed.labor.method import Method

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "talentshed"
MODULES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
NO_SPEC_NEEDED = {"measures.method"}


def name(path: Path) -> str:
    return str(path.relative_to(SRC))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_on_one_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 45
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_answers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "no docstring"


def methods_of(module: str) -> list[Method]:
    loaded = importlib.import_module(f"talentshed.labor.{module}")
    return [value for key, value in vars(loaded).items() if key.startswith("METHOD") and isinstance(value, Method)]


def measure_modules() -> Iterator[str]:
    yield from (f"measures.{info.name}" for info in pkgutil.iter_modules(talentshed.labor.measures.__path__))


def region_measures() -> Iterator[str]:
    named = (f"regions.{info.name}" for info in pkgutil.iter_modules(talentshed.labor.regions.__path__))
    yield from (module for module in named if methods_of(module))


def test_regions_have_measures() -> None:
    assert {"regions.coombes_bond", "regions.suggestion", "regions.overlay"} <= set(region_measures())


@pytest.mark.parametrize("module", sorted({*measure_modules(), *region_measures()} - NO_SPEC_NEEDED))
def test_every_measure_has_a_method_or_none_to_show_and_a_spec(module: str) -> None:
    package, name = module.split(".")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert re.search(rf"{package}(\.| import .*\b){name}\b", tests), f"no test imports {module}"
    for method in methods_of(module):
        assert method.formula
        assert method.citation
        assert method.tables


def test_every_capability_is_named_in_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    stacked = next(each for each in contracts if each["name"].startswith("Capabilities stack"))["layers"]
    named = {part.strip().rsplit(".", 1)[-1] for layer in stacked for part in layer.split("|")}
    folders = {path.name for path in (SRC / "web").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == named


@pytest.mark.parametrize("capability", ["access", "explore", "reports", "ui"])
def test_a_capability_tells_its_story_in_ten_lines(capability: str) -> None:
    readme = SRC / "web" / capability / "README.md"
    assert 5 <= len(readme.read_text(encoding="utf-8").splitlines()) <= 25


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|(?i:coming soon|lorem ipsum)")
    found = [
        f"{name(path)}: {line.strip()}"
        for path in MODULES + sorted(SRC.rglob("*.html"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if marks.search(line)
    ]
    assert found == []


def test_the_starter_data_set_stays_small() -> None:
    size = sum(path.stat().st_size for path in (SRC / "starter").rglob("*") if path.is_file())
    assert 1_000_000 < size < 25 * 1024 * 1024


def test_the_notice_names_every_material_of_others() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for material in (
        "U.S. Web Design System",
        "Public Sans",
        "htmx",
        "us-atlas",
        "O*NET",
        "GeoNames",
        "NAICS",
        "SOC",
        "CIP",
    ):
        assert material in notice
