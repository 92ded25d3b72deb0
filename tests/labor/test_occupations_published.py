"""Do the occupation measures give the published figures on the starter data?"""

from typing import Any

import pytest

from talentshed.labor.measures.occupation_code import survey_codes
from talentshed.labor.measures.occupation_profile import occupation_areas, occupation_outlook, onet_members
from talentshed.labor.measures.openings import openings, total_openings
from talentshed.labor.store import Store, open_store


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


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


def test_the_outlook_of_machinists_is_the_nations(store: Store) -> None:
    (row,) = occupation_outlook(store.table("projection"), soc="51-4041").to_pyarrow().to_pylist()
    assert row["title"] == "Machinists"
    assert row["jobs_change"] == row["jobs_end"] - row["jobs_base"]
