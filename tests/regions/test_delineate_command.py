"""`talentshed regions delineate`: what it writes, prints and refuses."""

import argparse
import csv
import json

import pytest

from talentshed.cli import UsageError
from talentshed.cli.regions import delineate
from talentshed.labor.regions.commuting_flows import FlowError
from talentshed.labor.regions.coombes_bond import ThresholdError

FLOWS = """home,work,commuters
017,017,900
018,017,80
018,018,20
017,018,10
019,019,900
017,019,5
020,017,3
"""
SMALL = ("--min-size", "100", "--min-self-containment", ".6", "--target-size", "1000")


@pytest.fixture
def flows(tmp_path):
    path = tmp_path / "flows.csv"
    path.write_text(FLOWS, encoding="utf-8")
    return path


def run(*words):
    parser = argparse.ArgumentParser()
    delineate.configure(parser, "delineate")
    return delineate.run(parser.parse_args([str(word) for word in words]))


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_areas_are_written_with_their_summary_beside(flows, tmp_path, capsys):
    out = tmp_path / "areas.csv"

    assert run(flows, "--method", "coombes-bond", *SMALL, "--target-self-containment", ".8", "--out", out) == 0

    assert read(out) == [
        {"place": "017", "area": "017"},
        {"place": "018", "area": "017"},
        {"place": "019", "area": "019"},
        {"place": "020", "area": "017"},
    ]
    told = json.loads((tmp_path / "areas.json").read_text(encoding="utf-8"))
    assert told["method"] == "coombes-bond"
    assert told["parameters"] == {
        "min_size": 100,
        "min_self_containment": 0.6,
        "target_size": 1000,
        "target_self_containment": 0.8,
        "compat": None,
    }
    assert (told["places"], told["areas"]) == (4, 2)
    # T = 1,918; with 020 area 017 has L = 1,018, W = F = 1,013; area 019 has L = F = 900, W = 905
    assert told["Q"] == pytest.approx((1013 - 1018 * 1013 / 1918 + 900 - 900 * 905 / 1918) / 1918)
    assert told["self_containment"]["supply_side"]["min"] == pytest.approx(1013 / 1018)
    assert told["self_containment"]["demand_side"]["share_above_target"] == 1.0
    assert told["set_aside"] == {"020": "nobody works there"}
    assert told["sizes"]["residents_min"] == 900
    assert told["invalid"] == []
    assert "2 areas of 4 places" in capsys.readouterr().err


def test_without_out_the_summary_and_the_areas_are_printed(flows, tmp_path, capsys):
    assert run(flows, *SMALL) == 0

    shown = capsys.readouterr().out
    assert "2 areas of 4 places, by coombes-bond" in shown
    assert "Set aside, then placed: 020 (nobody works there)." in shown
    assert "017 018 020" in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["flows.csv"]


def test_the_package_can_be_asked_for(flows, tmp_path):
    run(flows, *SMALL, "--compat", "LaborMarketAreas-3.4", "--out", tmp_path / "areas.csv")

    told = json.loads((tmp_path / "areas.json").read_text(encoding="utf-8"))
    assert told["parameters"]["compat"] == "LaborMarketAreas-3.4"


def test_columns_can_be_named(tmp_path, capsys):
    path = tmp_path / "wide.csv"
    path.write_text("n,to,from\n900,1,1\n80,1,2\n20,2,2\n900,3,3\n", encoding="utf-8")

    run(path, *SMALL, "--columns", "from,to,n")

    assert "  1 2\n" in capsys.readouterr().out


def test_commuting_zones_average_over_periods(tmp_path):
    # ties of 1 and 2: 10 / 100 in one period, 50 / 100 in the other: mean distance .7
    path = tmp_path / "flows.csv"
    path.write_text("year,h,w,n\n1991,1,1,90\n1991,1,2,10\n1991,2,2,200\n2001,1,1,50\n2001,1,2,50\n2001,2,2,200\n")

    for cut, areas in ((0.71, 1), (0.69, 2)):
        out = tmp_path / f"areas{areas}.csv"
        run(path, "--method", "tolbert-sizer", "--cut", cut, "--period", "year", "--out", out)
        told = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
        assert (told["areas"], told["parameters"]["cut"], told["parameters"]["periods"]) == (areas, cut, 2)
        assert {row["place"] for row in read(out)} == {"1", "2"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--period", "year"), "coombes-bond takes one period"),
        (("--cut", ".98"), "coombes-bond has no --cut: .* --method tolbert-sizer"),
        (
            ("--method", "tolbert-sizer", "--min-size", "5", "--compat", "x"),
            "tolbert-sizer has no --min-size, --compat",
        ),
        (("--out", "areas.json"), "ends in .csv"),
    ],
)
def test_options_that_do_not_go_together_are_refused(flows, words, sentence):
    with pytest.raises(UsageError, match=sentence):
        run(flows, *words)


@pytest.mark.parametrize(
    ("content", "words", "kind"),
    [
        ("home,work,n\n1,1,5\n1,2,-3\n", (), FlowError),
        ("home,work,n\n1,1,5\n1,1,5\n", (), FlowError),
        ("home,work,n\n1,1,5\n", (), FlowError),
        (FLOWS, ("--min-size", "20000"), ThresholdError),
        (FLOWS, ("--compat", "other"), ThresholdError),
        (FLOWS, ("--target-self-containment", "75"), ThresholdError),
        (FLOWS, ("--columns", "home,work"), FlowError),
        (FLOWS, ("--method", "tolbert-sizer", "--cut", "98"), FlowError),
    ],
)
def test_nothing_is_written_if_anything_is_wrong(tmp_path, content, words, kind):
    path = tmp_path / "flows.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(kind):
        run(path, *words, "--out", tmp_path / "areas.csv")

    assert [each.name for each in tmp_path.iterdir()] == ["flows.csv"]


@pytest.mark.parametrize("before", [None, "the summary of last year"])
def test_no_summary_is_left_where_the_areas_could_not_be_written(flows, tmp_path, before):
    blocked = tmp_path / "areas.csv"
    blocked.mkdir()
    if before:
        (tmp_path / "areas.json").write_text(before, encoding="utf-8")

    with pytest.raises(UsageError, match="can't be written"):
        run(flows, *SMALL, "--out", blocked)

    left = tmp_path / "areas.json"
    assert (left.read_text(encoding="utf-8") if left.exists() else None) == before
