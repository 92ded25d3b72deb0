"""Laws that hold for every region: shares add up, splits add up, bounds nest."""

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentshed.labor.measures.location_quotient import location_quotient
from talentshed.labor.measures.regional_industry import regional_industry
from talentshed.labor.measures.shift_share import dynamic_shift_share, esteban_marquillas, shift_share
from talentshed.labor.measures.structure import specialization, structure
from talentshed.labor.tables import TABLES

YEARS = (2017, 2019, 2021)
CODES = ("11", "22", "33")
COUNTIES = ("17001", "17003", "18001")
quickly = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

jobs = st.integers(1, 5_000)
panels = st.fixed_dictionaries({(year, code): jobs for year in YEARS for code in CODES})


def memtable(name, found):
    schema = ibis.schema(dict(TABLES[name].types)).to_pyarrow()
    blank = {"int64": 0, "string": "", "float64": 0.0}
    whole = {column.name: None if column.nullable else blank[column.type] for column in TABLES[name].columns}
    return ibis.memtable(pa.Table.from_pylist([whole | {"status": "reported"} | row for row in found], schema=schema))


def panel(name, figures, spread=0):
    """Rows of every industry and of the total, with bounds `spread` below and above."""
    totals = {(year, "00"): sum(figures[year, code] for code in CODES) for year in YEARS}
    found = [
        {
            "year": year, "naics": code, "level": 0 if code == "00" else 2, "jobs": count,
            "jobs_low": max(count - spread, 0), "jobs_high": count + spread, "establishments": 3,
        }
        for (year, code), count in {**figures, **totals}.items()
    ]  # fmt: skip
    return memtable(name, found)


def everything(table):
    return table.to_pyarrow().to_pylist()


@quickly
@given(panels, panels)
def test_quotients_weighted_by_national_shares_add_to_one(here, nation):
    total = sum(nation[2021, code] for code in CODES)
    found = location_quotient(panel("county_industry", here), panel("national_industry", nation))
    quotients = {row["naics"]: row["lq"] for row in everything(found) if row["year"] == 2021}
    assert sum(quotients[code] * nation[2021, code] / total for code in CODES) == pytest.approx(1)


@quickly
@given(panels, panels, st.integers(0, 400))
def test_the_quotient_lies_within_its_bounds_and_they_are_equal_when_all_is_known(here, nation, spread):
    found = everything(location_quotient(panel("county_industry", here, spread), panel("national_industry", nation)))
    for row in found:
        assert row["lq_low"] <= row["lq"] * (1 + 1e-12)
        assert row["lq"] <= row["lq_high"] * (1 + 1e-12)
        if spread == 0:
            assert row["lq_low"] == pytest.approx(row["lq_high"])


@quickly
@given(panels, panels)
def test_every_split_adds_up_to_the_change(here, nation):
    local, national = panel("county_industry", here), panel("national_industry", nation)
    change = {code: here[2021, code] - here[2017, code] for code in CODES}
    for row in everything(shift_share(local, national, 2021, 2017)):
        parts = row["national"] + row["mix"] + row["competitive"]
        assert parts == pytest.approx(change[row["naics"]], abs=1e-6)
    for row in everything(esteban_marquillas(local, national, 2021, 2017)):
        parts = row["national"] + row["mix"] + row["competitive"] + row["allocation"]
        assert parts == pytest.approx(change[row["naics"]], abs=1e-6)
    for row in everything(dynamic_shift_share(local, national, YEARS)):
        parts = row["national"] + row["mix"] + row["competitive"]
        assert parts == pytest.approx(change[row["naics"]], abs=1e-6)


@quickly
@given(panels)
def test_a_region_that_mirrors_the_nation_is_not_special(nation):
    local = panel("county_industry", nation)
    national = panel("national_industry", nation)
    assert all(row["lq"] == pytest.approx(1) for row in everything(location_quotient(local, national)))
    split = everything(shift_share(local, national, 2021, 2017))
    assert all(row["competitive"] == pytest.approx(0, abs=1e-6) for row in split)
    industries = local.filter(local.level == 2)
    for row in everything(specialization(industries, national.filter(national.level == 2))):
        assert (row["krugman"], row["hachman"]) == (pytest.approx(0, abs=1e-12), pytest.approx(1))


@quickly
@given(panels)
def test_shares_of_the_region_add_to_one(here):
    found = everything(structure(panel("county_industry", here).mutate(jobs_counted=0)))
    for year in YEARS:
        assert sum(row["share"] for row in found if row["year"] == year) == pytest.approx(1)


@st.composite
def cells(draw):
    """County cells whose truth lies in their bounds, and the states that hold them and some more."""
    county_rows, truth, state_rows = [], {}, []
    for county in COUNTIES:
        for code in CODES:
            true, hidden = draw(jobs), draw(st.booleans())
            truth[county, code] = true
            low = draw(st.integers(0, true)) if hidden else true
            high = true + draw(st.integers(0, 500)) if hidden else true
            county_rows.append(
                {
                    "year": 2021, "county_fips": county, "naics": code, "level": 2,
                    "jobs": draw(st.integers(low, high)), "jobs_low": low, "jobs_high": high,
                    "status": "withheld_by_source" if hidden else "reported",
                }
            )  # fmt: skip
        own = [row for row in county_rows if row["county_fips"] == county]
        low, high = (sum(row[bound] for row in own) for bound in ("jobs_low", "jobs_high"))
        truth[county, "00"] = sum(truth[county, code] for code in CODES)
        county_rows.append(
            {
                "year": 2021, "county_fips": county, "naics": "00", "level": 0, "jobs": draw(st.integers(low, high)),
                "jobs_low": low, "jobs_high": high + draw(st.integers(0, 500)), "status": "estimated",
            }
        )  # fmt: skip
    for state in ("17", "18"):
        for code in CODES:
            inside = [row for row in county_rows if row["county_fips"][:2] == state and row["naics"] == code]
            true = sum(truth[row["county_fips"], code] for row in inside) + draw(st.integers(0, 300))
            lows = sum(row["jobs_low"] for row in inside)
            state_rows.append(
                {
                    "year": 2021, "state_fips": state, "naics": code, "level": 2, "jobs": true, "jobs_low": true,
                    "jobs_high": true, "counties_low": lows,
                }
            )  # fmt: skip
    return county_rows, state_rows, truth


@quickly
@given(cells(), st.sets(st.sampled_from(COUNTIES), min_size=1))
def test_the_truth_lies_within_the_bounds_of_every_region(drawn, region):
    county_rows, state_rows, truth = drawn
    counties, states = memtable("county_industry", county_rows), memtable("state_industry", state_rows)
    for row in everything(regional_industry(counties, states, sorted(region))):
        true = sum(truth[county, row["naics"]] for county in region)
        assert row["jobs_low"] <= true <= row["jobs_high"]
        assert row["jobs_low"] <= row["jobs"] <= row["jobs_high"]
        if row["status"] == "reported":
            assert row["jobs"] == true


@quickly
@given(cells())
def test_showing_a_hidden_cell_never_widens_the_bounds(drawn):
    county_rows, state_rows, truth = drawn
    county_rows = [row for row in county_rows if row["naics"] in CODES]
    shown = [
        row | dict.fromkeys(("jobs_low", "jobs_high"), truth[row["county_fips"], row["naics"]]) for row in county_rows
    ]
    lows = {(state, code): 0 for state in ("17", "18") for code in CODES}
    for row in (row for row in shown if row["naics"] in CODES):
        lows[row["county_fips"][:2], row["naics"]] += row["jobs_low"]
    raised = [row | {"counties_low": lows[row["state_fips"], row["naics"]]} for row in state_rows]
    wide, narrow = (
        {
            row["naics"]: row
            for row in everything(
                regional_industry(memtable("county_industry", some), memtable("state_industry", states), COUNTIES[:2])
            )
        }
        for some, states in ((county_rows, state_rows), (shown, raised))
    )
    for code in CODES:
        assert wide[code]["jobs_low"] <= narrow[code]["jobs_low"]
        assert narrow[code]["jobs_high"] <= wide[code]["jobs_high"]
