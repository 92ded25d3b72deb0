"""Regions and sectors by key, on drawn tables."""

import pytest

from drawn import rows, table
from talentshed.labor.measures.region import Region, RegionError, list_regions, resolve_region
from talentshed.labor.measures.sector import BusinessFunction, Sector, SectorError, resolve_sector

COUNTIES = table("""
    | county_fips | name            | state_fips | state | state_name |
    | 17143       | Peoria County   | 17         | IL    | Illinois   |
    | 17179       | Tazewell County | 17         | IL    | Illinois   |
    | 17203       | Woodford County | 17         | IL    | Illinois   |
    | 17057       | Fulton County   | 17         | IL    | Illinois   |
    | 17123       | Marshall County | 17         | IL    | Illinois   |
    | 18089       | Lake County     | 18         | IN    | Indiana    |
""")
AREAS = table(
    """
    | county_fips | kind  | area_code | area_name      | certainty | citation |
    | 17143       | metro | 37900     | Peoria, IL     | published | list     |
    | 17179       | metro | 37900     | Peoria, IL     | published | list     |
    | 17143       | edr   | IL-3      | North Central  | compiled  | page     |
    | 18089       | metro | 16980     | Chicago, IL-IN | published | list     |
    | 17031       | metro | 16980     | Chicago, IL-IN | published | list     |
    """,
    like="county_area",
)
INDUSTRIES = table("""
    | vintage | naics | title                    | level | parent |
    | 2017    | 31-33 | Manufacturing            | 2     |        |
    | 2017    | 333   | Machinery Manufacturing  | 3     | 31-33  |
    | 2017    | 3331  | Agriculture, Mining      | 4     | 333    |
    | 2017    | 3332  | Industrial Machinery     | 4     | 333    |
    | 2017    | 4841  | General Freight Trucking | 4     | 484    |
    | 2022    | 3339  | Only in 2022             | 4     | 333    |
""")
MACHINING = BusinessFunction("Machining", ("51-4041",))
MANUFACTURING = Sector("manufacturing", "Manufacturing", ("31-33",), "1.0", (MACHINING,))


def region(key: str) -> Region:
    return resolve_region(key, counties=COUNTIES, areas=AREAS)


@pytest.mark.parametrize("key", ["17179-17143", "17143,17179", "17143, 17179 17143"])
def test_counties_in_any_order_make_one_region(key):
    assert region(key) == Region("17143-17179", "Peoria and Tazewell counties, IL", ("17143", "17179"))


def test_names_of_regions():
    assert region("17143").name == "Peoria County, IL"
    assert region("17143-18089").name == "Peoria IL and Lake IN counties"
    assert region("17057-17123-17143-17179-17203").name == "Fulton, Marshall, Peoria and 2 more counties, IL"
    assert region("state-17") == Region("state-17", "Illinois", ("17057", "17123", "17143", "17179", "17203"))
    assert region("state-il").key == "state-17"
    assert region("metro-37900") == Region("metro-37900", "Peoria, IL", ("17143", "17179"))
    assert region("edr-il-3").counties == ("17143",)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("17999", "There is no county 17999. Near it: 17203 Woodford County, IL"),
        ("17143-99999", "There is no county 99999"),
        ("metro-37901", "There is no area 'metro-37901'. Near it: metro-37900 (Peoria, IL)"),
        ("state-99", "There is no state '99'"),
        ("Peorria, IL", "'Peorria, IL' is not a region key. Did you mean the county 17143 (Peoria County, IL)"),
        ("?", "'?' is not a region key: write county codes"),
    ],
)
def test_a_region_that_is_not_there_says_what_is_near(key, sentence):
    with pytest.raises(RegionError) as caught:
        region(key)
    assert sentence in str(caught.value)


def test_ready_made_regions_that_the_data_cover_whole():
    assert rows(list_regions(COUNTIES, AREAS), "key", "counties", order=["key"]) == [
        ("edr-IL-3", 1),
        ("metro-16980", 2),
        ("metro-37900", 2),
        ("state-17", 5),
        ("state-18", 1),
    ]
    covered = list_regions(COUNTIES, AREAS, COUNTIES.select("county_fips"))
    assert rows(covered, "key", "certainty", order=["key"]) == [
        ("edr-IL-3", "compiled"),
        ("metro-37900", "published"),
        ("state-17", "published"),
        ("state-18", "published"),
    ]


def test_sectors_by_key_or_code():
    def find(key: str) -> Sector:
        return resolve_sector(key, industries=INDUSTRIES, definitions=[MANUFACTURING])

    assert find("manufacturing") == MANUFACTURING
    assert find("3331") == find("naics-3331")
    assert find("naics-3331") == Sector("naics-3331", "Agriculture, Mining", ("3331",), "NAICS 2017", kind="naics")
    assert find("31-33").naics == ("31-33",)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("3333", "There is no NAICS 2017 code 3333. Near it: 3332 Industrial Machinery, 3331 Agriculture, Mining"),
        ("3339", "There is no NAICS 2017 code 3339"),
        ("32", "NAICS 32 is part of the sector 31-33, Manufacturing: write 31-33."),
        ("33x1", "'33x1' is not a NAICS code"),
        ("manufacture", "There is no sector 'manufacture'. Try manufacturing"),
        ("cluster-metalworking", "Benchmark clusters are not loaded"),
    ],
)
def test_a_sector_that_is_not_there_says_what_is_near(key, sentence):
    with pytest.raises(SectorError) as caught:
        resolve_sector(key, industries=INDUSTRIES, definitions=[MANUFACTURING])
    assert sentence in str(caught.value)


def test_a_definition_with_an_unknown_code_is_refused():
    odd = Sector("odd", "Odd", ("3333",), "2.0")
    with pytest.raises(SectorError, match=r"Sector 'odd', version 2.0: There is no NAICS 2017 code 3333"):
        resolve_sector("odd", industries=INDUSTRIES, definitions=[odd])


def test_a_benchmark_cluster_is_its_codes():
    clusters = table(
        """
        | naics  | cluster           | subcluster | traded | status        |
        | 332710 | Metal & Machining |            | true   | reported      |
        | 332721 | Metal & Machining |            | true   | reported      |
        | 999999 | Metal & Machining |            | true   | not_available |
        """,
        like="cluster",
    )
    found = resolve_sector("cluster-metal-machining", industries=INDUSTRIES, definitions=[], clusters=clusters)
    assert (found.title, found.naics, found.kind) == ("Metal & Machining", ("332710", "332721"), "cluster")
    with pytest.raises(SectorError, match=r"no cluster 'cluster-metall-machining'\. Try cluster-metal-machining"):
        resolve_sector("cluster-metall-machining", industries=INDUSTRIES, definitions=[], clusters=clusters)


def test_codes_that_the_source_leaves_out_are_named():
    assert Sector("farms", "Farms", ("1119", "3111", "92")).not_counted == ("1119", "92")
