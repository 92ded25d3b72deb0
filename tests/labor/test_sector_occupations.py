"""The occupation side of a packet on the starter data: published figures, and whole packets that hang together."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from talentshed.labor.measures.layoffs import recent_since
from talentshed.labor.measures.occupation_code import survey_codes
from talentshed.labor.measures.occupation_profile import occupation_areas, occupation_outlook, onet_members
from talentshed.labor.measures.openings import openings, total_openings
from talentshed.labor.measures.supply_gap import ShareError, Stay
from talentshed.labor.sector_occupations import SectorOccupations, recent_layoffs, sector_occupations
from talentshed.labor.store import Store, open_store

PEORIA = ("17057", "17123", "17143", "17175", "17179", "17203")


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


@cache
def packet(*naics: str) -> SectorOccupations:
    return sector_occupations(open_store(), counties=PEORIA, naics=naics, year=2021)


def test_peoria_machinists_are_as_published(store: Store) -> None:
    (row,) = occupation_areas(store.table("oews_area"), soc="51-4041", areas=["0037900"]).to_pyarrow().to_pylist()
    assert (row["jobs"], row["annual_p50_usd"]) == (500, 51_680)


def test_the_nations_openings_come_out_as_published(store: Store) -> None:
    projection = store.table("projection")
    everybody = projection.filter(projection.soc == "00-0000")
    (total,) = openings(_as_demand(everybody), projection).to_pyarrow().to_pylist()
    # thousands: exits 8,155.0, transfers 10,187.1, growth 521.2, openings 18,863.3
    assert total["openings"] == pytest.approx(18_863_300, abs=60)
    assert total["growth"] == pytest.approx(521_200, abs=60)
    # the rates that divide separations are published to a tenth of a percent
    assert total["exits"] == pytest.approx(8_155_000, rel=0.01)
    assert total["transfers"] == pytest.approx(10_187_100, rel=0.01)


def test_the_nations_occupations_add_up_to_the_published_openings_within_rounding(store: Store) -> None:
    projection = store.table("projection")
    items = projection.filter(projection["level"].lower() == "line item")
    (total,) = total_openings(openings(_as_demand(items), projection)).to_pyarrow().to_pylist()
    occupations = items.count().to_pyarrow().as_py()
    # each occupation is rounded to a tenth of a thousand
    assert total["openings"] == pytest.approx(18_863_300, abs=50 * occupations)
    assert total["growth"] == pytest.approx(521_200, abs=50 * occupations)
    assert total["exits"] == pytest.approx(8_155_000, rel=0.01)
    assert total["transfers"] == pytest.approx(10_187_100, rel=0.01)
    assert total["jobs_without_rates"] == 0


def _as_demand(items: Any) -> Any:
    jobs = items.jobs_base.cast("float64")
    return items.select("soc", jobs=jobs, jobs_low=jobs, jobs_high=jobs)


def test_every_surveyed_occupation_of_the_nation_has_a_projection_and_joint_codes_find_their_members(
    store: Store,
) -> None:
    codes = survey_codes(store.table("occupation"), store.table("projection"))
    members = onet_members(store.table("onet_occupation"), codes, soc="51-2028").to_pyarrow().to_pylist()
    assert {row["onet_soc"][:7] for row in members} == {"51-2022", "51-2023"}
    survey = store.table("oews_area")
    survey = survey.filter(survey.area_code == "0000000", survey["level"] == "detailed")
    lost = survey.anti_join(codes, survey.soc == codes.survey_soc)
    assert lost.count().to_pyarrow().as_py() == 0


@pytest.mark.parametrize("naics", [("31-33",), ("62",), ("48-49",)])
def test_a_packet_hangs_together(naics: tuple[str, ...]) -> None:
    result = packet(*naics)
    covered = sum(row["jobs"] for row in result.coverage if row["covered"])
    assert result.wage_area is not None
    assert result.wage_area["area_code"] == "0037900"
    assert 0 < sum(row["jobs"] for row in result.ladder) <= covered + 1
    assert [row["rung"] for row in result.levels] == ["entry", "middle", "advanced"]
    assert sum(row["jobs"] for row in result.levels) == pytest.approx(sum(row["jobs"] for row in result.ladder))
    assert sum(row["jobs_share"] for row in result.education) == pytest.approx(1)
    assert sum(row["jobs_share"] for row in result.answered_education) == pytest.approx(1)
    assert sum(row["openings"] or 0 for row in result.openings) == pytest.approx(result.total_openings["openings"])
    assert all(0 < row["related_share"] <= 1 + 1e-9 for row in result.programs)
    assert {row["soc"] for row in result.gap} <= result.key
    assert all(0 < row["jobs_share"] <= 1 + 1e-9 for row in result.technologies)
    assert len(result.skills) == 35
    assert len(result.knowledge) == 33


def test_machinists_and_machine_skills_mark_manufacturing_and_nurses_mark_health_care() -> None:
    machines, care = packet("31-33"), packet("62")
    assert "51-4041" in machines.key
    assert "29-1141" in care.key
    assert "29-1141" not in machines.key
    assert _most_distinctive(machines.knowledge) == "Production and Processing"
    assert _most_distinctive(care.knowledge) == "Medicine and Dentistry"
    assert _most_distinctive(care.skills) == "Service Orientation"


def _most_distinctive(rows: tuple[Mapping[str, Any], ...]) -> str:
    return str(max(rows, key=lambda row: row["distinctive"])["element"])


def test_levels_rise_in_wage_where_all_three_are_published() -> None:
    wages = [row["annual_p50_usd"] for row in packet("31-33").levels]
    assert wages == sorted(wages)


def test_completers_who_stay_change_the_supply_and_the_openings_do_not() -> None:
    few = sector_occupations(
        open_store(), counties=PEORIA, naics=["31-33"], year=2021, stay=Stay(low=0.1, likely=0.2, high=0.3)
    )
    usual = {row["soc"]: row for row in packet("31-33").gap}
    for row in few.gap:
        assert row["demand"] == pytest.approx(usual[row["soc"]]["demand"])
        if row["completers"] is not None:
            assert row["supply"] == pytest.approx(row["completers"] * 0.2)


def test_a_region_outside_the_data_gives_empty_answers_and_no_error() -> None:
    result = sector_occupations(open_store(), counties=["06037"], naics=["31-33"], year=2021)
    assert result.wage_area is None
    assert result.ladder == ()
    assert result.total_openings["status"] == "not_available"


def test_an_impossible_share_is_refused_before_anything_runs() -> None:
    with pytest.raises(ShareError, match="between 0 and 1"):
        sector_occupations(open_store(), counties=PEORIA, naics=["31-33"], year=2021, trained_share=2)


def test_recent_layoffs_are_those_since_the_months_before_the_newest_notice(store: Store) -> None:
    every_county = tuple(f"17{number:03d}" for number in range(1, 204, 2))
    result = recent_layoffs(store, counties=every_county, naics=["31-33"], months=24)
    (dates,) = recent_since(store.table("layoff_notice"), months=24).to_pyarrow().to_pylist()
    assert result.since == dates["since"]
    assert result.notices
    assert all(row["reported_date"] >= result.since for row in result.notices)
    assert all(row["naics"][:2] in ("31", "32", "33") for row in result.notices)
    assert result.total["notices"] == len(result.notices)


def test_the_outlook_of_machinists_is_the_nations(store: Store) -> None:
    (row,) = occupation_outlook(store.table("projection"), soc="51-4041").to_pyarrow().to_pylist()
    assert row["title"] == "Machinists"
    assert row["jobs_change"] == row["jobs_end"] - row["jobs_base"]
