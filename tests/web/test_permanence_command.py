"""Does the command say the same numbers as the page, its files and the program interface?"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from talentshed.cli import main

REGIONS = {"two counties": "17143-17179", "across a state line": "17007-17201-55105"}
PROMISED = (
    "naics,title,jobs,jobs_low,jobs_high,status,establishments,lq,lq_before,change_2yr,change_longest,pay,score,"
    "p_top5,unicorn"
)
SHARED = ("naics", "title", "jobs", "jobs_low", "jobs_high", "status", "establishments", "lq", "lq_before", "pay")
SHARED += ("score", "p_top5")
SITE = "http://testserver"
Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the command in this process and return what it printed."""

    def ran(*words: str) -> str:
        capsys.readouterr()
        assert main(words) == 0
        return capsys.readouterr().out

    return ran


def as_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def close(one: str, other: str) -> bool:
    """Say whether two cells say the same, as text or as a number."""
    try:
        return float(one) == pytest.approx(float(other), rel=1e-12, abs=1e-12)
    except ValueError:
        return one == other


@pytest.mark.parametrize("key", REGIONS.values(), ids=REGIONS)
@pytest.mark.parametrize("level", ["4", "2", "sectors"])
def test_the_ranking_of_the_command_is_the_ranking_of_the_page(client: Client, say: Say, key: str, level: str):
    text = say("sectors", "rank", "--counties", key.replace("-", ","), "--level", level, "--format", "csv")
    printed = as_rows(text)
    assert text.splitlines()[0] == PROMISED
    page = as_rows(client.get(f"/export/ranking/{key}/ranking.csv?level={level}").content.decode())
    assert [row["naics"] for row in page] == [row["naics"] for row in printed]
    for mine, theirs in zip(printed, page, strict=True):
        for name in SHARED:
            assert close(mine[name], theirs[name]), (name, mine, theirs)


def test_the_ranking_of_the_command_is_the_ranking_of_the_program_interface(client: Client, say: Say):
    weights = ("--weights", "jobs=3,pay=2", "--year", "2019", "--places", "3")
    printed = json.loads(say("sectors", "rank", "--counties", "17143,17179", *weights, "--format", "json"))
    asked = "level=4&year=2019&w_jobs=3&w_pay=2&k=3"
    answer = client.get(f"/api/regions/17143-17179/ranking?{asked}").json()
    table = next(figure["table"] for figure in answer["figures"] if figure["key"] == "ranking")
    assert len(table["rows"]) == len(printed) > 50
    for mine, theirs in zip(printed, table["rows"], strict=True):
        for name in ("naics", "jobs", "jobs_low", "jobs_high", "lq", "score", "p_top3"):
            assert theirs[name] == (mine[name] if mine[name] is None else pytest.approx(mine[name])), (name, mine)


@pytest.mark.parametrize("rendering", ["pdf", "xlsx", "json"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_packet_of_the_command_is_the_packet_of_the_page(
    client: Client, say: Say, tmp_path: Path, rendering: str, language: str
):
    file = tmp_path / f"packet.{rendering}"
    wanted = ("--counties", "17143,17179", "--sector", "manufacturing", "--language", language, "--site", SITE)
    say("sectors", "profile", *wanted, "--out", str(file))
    prefix = "" if language == "en" else f"/{language}"
    answer = client.get(f"{prefix}/export/packet/17143-17179/manufacturing/all.{rendering}")
    assert answer.status_code == 200
    assert file.read_bytes() == answer.content


def test_a_named_region_is_the_same_to_command_and_page(client: Client, say: Say):
    printed = json.loads(say("regions", "show", "metro-37900", "--format", "json"))
    whole = next(row for row in printed if row["county_fips"] == "all")
    page = as_rows(client.get("/export/region/metro-37900/jobs.csv").content.decode())
    latest = next(row for row in page if row["year"] == str(whole["year"]))
    for name in ("jobs", "jobs_low", "jobs_high", "status"):
        assert close(str(whole[name]), latest[name]), (name, whole, latest)
