"""Are two records the same organization? Measured on a small labelled set, so that the claim has a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.organizations.matching import LEAST_SCORE, Record, likely_pairs, likeness
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.size_bands import SizeBand, band_of, bounds_of

# name; city; county; industry | name; city; county; industry | same or different
LABELLED = """
Acme Gear Works, Inc.; Pekin; 17179; 333612 | ACME GEAR WORKS INC; Pekin; 17179; 333612 | same
The Acme Gear Works Company; Pekin; 17179; | Acme Gear Works LLC; ; ; 3336 | same
Prairie Mfg. Co.; Peoria; 17143; 332710 | Prairie Manufacturing; Peoria; 17143; 3327 | same
St. Mary's Hospital; Decatur; 17115; 622110 | Saint Marys Hosp.; Decatur; 17115; 6221 | same
River Bend Packing House; Momence; 17091; 3116 | Riverbend Packinghouse; Momence; 17091; 311612 | same
Johnson Bros. Tool & Die; Rockford; 17201; 333514 | Johnson Brothers Tool and Die, Inc.; Rockford; 17201; 333514 | same
Kankakee Valley Foods; Kankakee; 17091; 3114 | Kankakee Valley Foods LLC; Bourbonnais; 17091; 3114 | same
Midstate Castings; Macomb; 17109; 331511 | Midstate Castings Corporation; ; ; | same
Haldane Steel; Granite City; 17119; 331110 | Haldane Steel Corp.; Madison; 17119; 331 | same
Tri-County Electric Svc.; Dixon; 17103; 238210 | Tri County Electric Services; Dixon; 17103; 2382 | same
Lakeshore Logisitcs; Waukegan; 17097; 493110 | Lakeshore Logistics; Waukegan; 17097; 4931 | same
A.B.C. Tooling; Elgin; 17089; 333514 | ABC Tooling Inc; Elgin; 17089; 3335 | same
Bellwethr Bakery; Joliet; 17197; 311812 | Bellwether Bakery LLC; Joliet; 17197; 3118 | same
Northfield Precision Machining; Streator; 17099; 332710 | Northfield Precision Machine; Streator; 17099; 3327 | same
Sauk Valley Medical Ctr; Sterling; 17195; 622110 | Sauk Valley Medical Center; Sterling; 17195; 622 | same
Quincy Pump & Valve, Div. of Haldane; Quincy; 17001; 333914 | Quincy Pump and Valve; Quincy; 17001; 3339 | same
Hartwell Plastics Group; Danville; 17183; 326199 | Hartwell Plastics; Danville; 17183; 3261 | same
Oakwood Cabinetry d/b/a Oakwood; Effingham; 17049; 337110 | Oakwood Cabinetry; Effingham; 17049; 3371 | same
Delmar Freight Lines; Galesburg; 17095; 484122 | Delmar Freight Lines, Incorporated; Galesburg; 17095; 4841 | same
Marlow Hydraulics; Freeport; 17177; 333995 | Marlow Hydraulic; Freeport; 17177; 3339 | same
Vandalia Glass; Vandalia; 17051; 327213 | Vandalia Glass Company; ; 17051; | same
Cedar Creek Dairy Co-op; Olney; 17159; 311511 | Cedar Creek Dairy Coop; Olney; 17159; 3115 | same
Whitfield Wire Rope; Moline; 17161; 332618 | Whitfield Wire Rope; East Moline; 17161; 3326 | same
Bramble Software; Champaign; 17019; 513210 | Bramble Software, L.L.C.; Urbana; 17019; 5132 | same
Acme Gear Works; Pekin; 17179; 333612 | Acme Brick; Pekin; 17179; 327120 | different
Prairie Manufacturing; Peoria; 17143; 332710 | Prairie Foods; Peoria; 17143; 3114 | different
Peoria Tool Manufacturing; Peoria; 17143; 3335 | Peoria Manufacturing Services; Peoria; 17143; 3327 | different
St. Mary's Hospital; Decatur; 17115; 622110 | St. Mary's School; Decatur; 17115; 611110 | different
Memorial Hospital; Belleville; 17163; 622110 | Memorial Hospital; Carthage; 17067; 622110 | different
Machinists Local 7; Peoria; 17143; | Machinists Local 150; Peoria; 17143; | different
Valley Warehouse 1; Joliet; 17197; 4931 | Valley Warehouse 2; Joliet; 17197; 4931 | different
Johnson Tool and Die; Rockford; 17201; 3335 | Johansen Tool and Die; Rockford; 17201; 3335 | different
Kankakee Valley Foods; Kankakee; 17091; 3114 | Kankakee Valley Feeds; Kankakee; 17091; 3111 | different
Lakeshore Logistics; Waukegan; 17097; 4931 | Lakeside Logistics; Waukegan; 17097; 4931 | different
Central Illinois Steel; Peoria; 17143; 3311 | Central Illinois Bank; Peoria; 17143; 5221 | different
American Steel Products; Chicago; 17031; 3311 | American Wood Products; Chicago; 17031; 3212 | different
First Baptist Child Care; Cairo; 17003; 6244 | First Methodist Child Care; Cairo; 17003; 6244 | different
Delmar Freight Lines; Galesburg; 17095; 4841 | Delmar Farms; Galesburg; 17095; 1111 | different
Hartwell Plastics; Danville; 17183; 3261 | Hartwell Plumbing; Danville; 17183; 2382 | different
United Grain; Cairo; 17003; 4245 | United Grain; Ottawa; 17099; 7225 | different
Northern Health Services; Freeport; 17177; 6214 | Southern Health Services; Freeport; 17177; 6214 | different
Quincy Pump; Quincy; 17001; 3339 | Quincy Paint; Quincy; 17001; 3255 | different
Summit Medical Group; Elgin; 17089; 6211 | Summit Dental Group; Elgin; 17089; 6212 | different
Marlow Hydraulics; Freeport; 17177; 3339 | Marlowe Insurance; Freeport; 17177; 5242 | different
Anderson Trucking; Moline; 17161; 4841 | Andersen Roofing; Moline; 17161; 2381 | different
Cedar Creek Dairy; Olney; 17159; 3115 | Cedar Ridge Dairy; Olney; 17159; 1121 | different
Fox River Foundry; Aurora; 17089; 3315 | Rock River Foundry; Rockford; 17201; 3315 | different
Bramble Software; Champaign; 17019; 5132 | Bramble Hardware; Champaign; 17019; 4442 | different
"""


def record(pk: int, text: str) -> Record:
    name, city, county, naics = (part.strip() for part in text.split(";"))
    return Record(pk, name, frozenset({county} - {""}), frozenset({city.casefold()} - {""}), naics)


def labelled() -> list[tuple[Record, Record, bool]]:
    rows = [line.split("|") for line in LABELLED.strip().splitlines()]
    return [(record(1, one), record(2, two), label.strip() == "same") for one, two, label in rows]


def test_of_the_proposed_pairs_nine_in_ten_are_the_same_and_nine_in_ten_of_the_same_are_proposed() -> None:
    found = [(bool(list(likely_pairs([one, two]))), same, one.name, two.name) for one, two, same in labelled()]
    right = sum(proposed and same for proposed, same, *_ in found)
    proposed, same = sum(each[0] for each in found), sum(each[1] for each in found)
    wrong = [each for each in found if each[0] != each[1]]
    # docs/how-to/import-employers.md states these numbers.
    assert (len(found), same, proposed, right) == (48, 24, 25, 23), wrong
    assert right / proposed >= 0.9, wrong
    assert right / same >= 0.9, wrong


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Acme Tool Mfg. Co., Inc.", "ACME TOOL MANUFACTURING"),
        ("A.B.C. Works", "ABC Works LLC"),
        ("Joe's Café", "Joes Cafe"),
        ("Saint Clair Foods", "St. Clair Foods, L.P."),
    ],
)
def test_names_are_compared_without_legal_form_punctuation_and_short_forms(one: str, two: str) -> None:
    assert name_key(one) == name_key(two) != ""


def test_a_name_of_nothing_but_a_legal_form_keeps_it() -> None:
    assert name_key("The Company") == "the company"
    assert name_key("!!!") == ""


def test_the_score_adds_up_as_it_says() -> None:
    one = Record(1, "Acme Gears", frozenset({"17179"}), frozenset({"pekin"}), "333612")
    # same name, same city, same four digits: 0.75 + 0.15 + 0.10
    assert likeness(one, Record(2, "ACME GEARS INC", frozenset({"17179"}), frozenset({"pekin"}), "3336")).score == 1.0
    # same name, other county, industry not known: 0.75 + 0 + 0.10 x 0.5
    assert likeness(one, Record(2, "Acme Gears", frozenset({"17031"}), frozenset(), "")).score == 0.8
    # words acme and gears against acme and brick: 2 x 1 / 4 = 0.5, so 0.375 + 0.15 x 0.9 + 0
    other = likeness(one, Record(2, "Acme Brick", frozenset({"17179"}), frozenset(), "23"))
    assert (other.score, other.reasons) == (0.51, ("name_differs", "place_same_county", "industry_differs"))


names = st.text(st.characters(codec="utf-8"), max_size=30)
some_records = st.builds(
    Record,
    st.integers(1, 9),
    names,
    st.frozensets(st.sampled_from(["17001", "17003"]), max_size=2),
    st.frozensets(st.sampled_from(["cairo", "quincy"]), max_size=1),
    st.sampled_from(["", "3336", "333612", "62"]),
)


@given(some_records, some_records)
def test_likeness_is_a_share_and_the_same_both_ways(one: Record, two: Record) -> None:
    there, back = likeness(one, two), likeness(two, one)
    assert 0 <= there.score <= 1
    assert there.score == back.score


def test_pairs_are_of_one_kind_and_each_stands_once() -> None:
    same = frozenset({"17001"})
    rows = [Record(3, "Acme Gears", same), Record(1, "ACME Gears", same), Record(2, "Acme Gears", same, kind="labor")]
    found = [(one.pk, two.pk) for one, two, _ in likely_pairs(rows)]
    assert found == [(1, 3)]
    assert list(likely_pairs(rows, frozenset({2}))) == []


def test_a_firm_of_the_same_name_in_another_sector_and_county_is_left_alone() -> None:
    one = Record(1, "United Grain", frozenset({"17003"}), naics="4245")
    two = Record(2, "United Grain", frozenset({"17099"}), naics="7225")
    assert likeness(one, two).score < LEAST_SCORE


def test_bands_hold_every_number_of_workers_once() -> None:
    assert [band_of(number) for number in (0, 1, 9, 10, 49, 50, 249, 500, 90000)] == [
        "", "1-9", "1-9", "10-19", "20-49", "50-99", "100-249", "500+", "500+",
    ]  # fmt: skip
    assert band_of(None) == ""
    for band in SizeBand:
        low, high = bounds_of(band) or (0, 0)
        assert band_of(low) == band
        assert high is None or band_of(high) == band
    assert bounds_of("") is None
