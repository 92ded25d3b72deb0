"""Does the pass count the employers behind figures, and the percentiles around those shown, as the expressions do?"""

from pathlib import Path

import pytest

from talentshed.labor.flows.simulation.run import simulate
from talentshed.labor.flows.simulation.settings import Settings
from talentshed.labor.pipeline.flow_analysis import analyze_files

SORTED = {
    "contributors": ["scope", "industry", "quarter"],
    "fuzzy_earnings": ["sector", "offset"],
    "fuzzy_completer_earnings": ["institution", "cip", "award_level", "offset"],
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records") / "simulated"
    simulate(Settings(workers=1_500, quarters=9, seed=4), folder)
    return folder


@pytest.mark.parametrize("focus", [True, False])
def test_both_paths_know_the_same_employers_and_percentiles(records: Path, tmp_path: Path, focus: bool) -> None:
    config = records / "flows.toml"
    if not focus:
        lines = config.read_text().splitlines()
        config = records / "everywhere.toml"
        config.write_text("\n".join(each for each in lines if not each.startswith(("sector =", "region ="))))
    fast, _place = analyze_files(config, tmp_path / "fast")
    slow, _place = analyze_files(config, tmp_path / "slow", engine="duckdb-expressions")
    assert set(fast.side) == set(slow.side) == set(SORTED)
    for name, keys in SORTED.items():
        order = [(key, "ascending") for key in keys]
        assert fast.side[name].num_rows > 3, name
        mine, theirs = (each.side[name].sort_by(order).to_pylist() for each in (fast, slow))
        assert mine == theirs, name
