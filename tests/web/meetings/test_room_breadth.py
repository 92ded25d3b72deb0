"""Common ground, counted by hand: share of firms and of size classes; one large firm never stands first."""

from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings.room_breadth import (
    LEAST_IN_CLASS,
    SIZE_CLASSES,
    Firm,
    breadth,
    shown_classes,
    size_class,
)

SMALL = [Firm(f"s{n}", f"s{n}", "small") for n in range(4)]
MEDIUM = [Firm(f"m{n}", f"m{n}", "medium") for n in range(3)]
LARGE = [Firm(f"l{n}", f"l{n}", "large") for n in range(3)]


def test_size_bands_fall_into_three_classes_or_none():
    bands = ["1-9", "10-19", "20-49", "50-99", "100-249", "250-499", "500+", ""]
    expected = ["small", "small", "small", "medium", "medium", "large", "large", "unknown"]
    assert [size_class(band) for band in bands] == expected


def test_breadth_is_the_share_of_firms_and_of_size_classes():
    # ten firms: 4 small, 3 medium, 3 large
    # item 1: s0 s1 s2 s3          4 of 10 firms, 1 of 3 classes
    # item 2: s0 m0 m1 l0          4 of 10 firms, 3 of 3 classes
    # item 3: l0 l1                2 of 10 firms, 1 of 3 classes
    # item 4: nobody
    found = breadth(
        SMALL + MEDIUM + LARGE, {1: ["s0", "s1", "s2", "s3"], 2: ["s0", "m0", "m1", "l0"], 3: ["l0", "l1"], 4: []}
    )
    assert {item: (each.firms, each.classes, each.rank) for item, each in found.items()} == {
        2: (4, 3, 1),
        1: (4, 1, 2),
        3: (2, 1, 3),
        4: (0, 0, None),
    }
    assert (found[1].share, found[1].class_share) == (0.4, 1 / 3)
    assert [(each.classes, each.holding, each.of) for each in found[2].spread] == [
        (("small",), 1, 4),
        (("medium",), 2, 3),
        (("large",), 1, 3),
    ]


def test_one_large_firm_never_stands_first_however_many_plants_it_sends():
    # three plants of one holding against two small firms
    plants = [Firm(f"p{n}", "holding", "large") for n in range(3)]
    found = breadth(SMALL + plants, {1: ["p0", "p1", "p2"], 2: ["s0", "s1"]})
    assert (found[1].firms, found[1].of_firms, found[1].rank) == (1, 5, None)
    assert (found[2].firms, found[2].rank) == (2, 1)


def test_where_every_item_has_one_firm_none_stands_first():
    found = breadth(SMALL, {1: ["s0"], 2: ["s1"]})
    assert [each.rank for each in found.values()] == [None, None]


def test_a_class_of_fewer_than_three_firms_is_shown_with_its_neighbor():
    # 4 small, 2 medium, 1 large: large (1) joins medium (2) and together they are three
    assert shown_classes(["small"] * 4 + ["medium"] * 2 + ["large"]) == (("small",), ("medium", "large"))
    # 1 small, 3 medium, 3 large
    assert shown_classes(["small"] + ["medium"] * 3 + ["large"] * 3) == (("small", "medium"), ("large",))
    # too few for any class
    assert shown_classes(["small", "large"]) == (("small", "large"),)
    assert shown_classes([]) == ()


def test_tokens_of_nobody_here_count_nothing():
    assert breadth(SMALL, {1: ["s0", "gone"]})[1].firms == 1


# Laws -----------------------------------------------------------------------------------------------------------------

firms = st.lists(
    st.builds(Firm, token=st.uuids().map(str), house=st.sampled_from("ABCDEFGH"), size=st.sampled_from(SIZE_CLASSES)),
    max_size=25,
)


@given(firms, st.data())
def test_nobody_stands_first_on_breadth_with_one_firm(present: list[Firm], data: st.DataObject):
    tokens = [firm.token for firm in present]
    chosen = st.lists(st.sampled_from(tokens), unique=True) if tokens else st.just([])
    found = breadth(present, {item: data.draw(chosen) for item in range(4)})
    house = {firm.token: firm.house for firm in present}
    assert len(house) == len(present)
    for each in found.values():
        assert each.rank is None or each.firms >= 2
        assert each.firms <= each.of_firms == len(set(house.values()))
        assert sum(share.holding for share in each.spread) == each.firms
        assert sum(share.of for share in each.spread) == each.of_firms


@given(st.lists(st.sampled_from(SIZE_CLASSES), max_size=25))
def test_no_size_class_of_one_or_two_firms_is_shown_beside_another(sizes: list[str]):
    shown = shown_classes(sizes)
    counts = [sum(size in names for size in sizes) for names in shown]
    assert sum(counts) == len(sizes)
    assert len(shown) <= 1 or min(counts) >= LEAST_IN_CLASS
    assert [name for names in shown for name in names] == [name for name in SIZE_CLASSES if name in sizes]
