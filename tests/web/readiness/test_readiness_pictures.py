"""Do pictures, sentences and tables say the same, and can nothing that was typed break out of a drawing?"""

from xml.etree import ElementTree

import pytest

from talentshed.web.readiness.instruments import shipped
from talentshed.web.readiness.pictures import Component, HeatRow, heat, profile, shade, signed
from talentshed.web.readiness.pictures_compared import Changed, Seen, change, perception
from talentshed.web.readiness.pictures_of_rounds import change_of, heat_of, item_gaps_of, perception_of, profile_of
from talentshed.web.readiness.scoring import Settled, Sheet, item_results, role_lens

SVG = "{http://www.w3.org/2000/svg}"
DATA = Component("C1", "Data driven decision making", 62.5, 8, 8, "C1.5", 1, 0.5)
INDUSTRY = Component("C2", "Industry leadership and engagement", 12.5, 4, 8, "C2.1, C2.2", 0, None)
NOBODY = Component("C3", "Service", None, 0, 8)


def drawn(svg: str) -> ElementTree.Element:
    """Return a drawing as a tree: it is well-formed."""
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in drawn(svg).iter(f"{SVG}text")]


def test_a_score_is_shown_with_its_lowest_item_and_evidence() -> None:
    made = profile([DATA, INDUSTRY, NOBODY])
    said = " ".join(texts(made.svg))
    assert "8 of 8 items rated" in said
    assert "lowest: C1.5 at 1" in said
    assert "evidence for 50% of items at 3 or 4" in said
    assert "no item at 3 or 4 yet" in said
    assert "Nobody gave a number here" in said
    assert made.sentence == (
        "Data driven decision making stands highest with 62.5 of 100, "
        "Industry leadership and engagement lowest with 12.5."
    )
    assert [row["score"] for row in made.grid.rows] == [62.5, 12.5, None]


def test_bars_are_as_long_as_their_scores() -> None:
    #  scale of 390 units: 62.5 -> 243.75, 12.5 -> 48.75
    rects = [each.attrib for each in drawn(profile([DATA, INDUSTRY, NOBODY]).svg).iter(f"{SVG}rect")]
    widths = [float(each["width"]) for each in rects if each["height"] == "12" and "fill-opacity" not in each]
    tracks = {float(each["width"]) for each in rects if "fill-opacity" in each}
    assert tracks == {390.0}
    assert widths == [pytest.approx(390 * 0.625, abs=0.1), pytest.approx(390 * 0.125, abs=0.1)]


def test_an_indicative_profile_speaks_of_no_evidence() -> None:
    made = profile([DATA], indicative=True)
    assert "evidence" not in " ".join(texts(made.svg))
    assert "evidence" not in {column.key for column in made.grid.columns}
    assert "indicative score, 0 to 100" in texts(made.svg)


def test_a_name_cannot_break_out_of_a_drawing() -> None:
    hostile = '</text><script>alert("x")</script>&amp;"'
    for made in (
        profile([Component("C1", hostile, 50, 1, 1)]),
        perception([Seen("C1", hostile, 1.0, 3.0)]),
        change([Changed("C1", hostile, 10, 20)], note=hostile),
    ):
        tree = drawn(made.svg)
        assert not list(tree.iter(f"{SVG}script"))
        assert "style=" not in made.svg
        assert "<script" not in made.svg


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(0, 9, 0), (0, 0, 0), (1, 9, 1), (2, 8, 1), (3, 8, 2), (6, 8, 3), (7, 8, 4), (8, 8, 4)],
)
def test_shades_go_in_quarters(count: int, total: int, expected: int) -> None:
    assert shade(count, total) == expected


def test_the_heat_table_has_every_answer_and_says_where_people_differ() -> None:
    rows = [
        HeatRow("C1.1", "One", True, (0, 0, 2, 2, 0, 0, 0), 2.5, 0.75, False),
        HeatRow("C1.2", "Two", False, (2, 0, 0, 0, 2, 1, 1), 2.0, 0.0, True, "2"),
    ]
    made = heat(rows)
    assert made.sentence == "On 1 of 2 items people see it differently, or too many don’t know."
    assert [made.grid.rows[1][f"v{value}"] for value in ("0", "4", "dk", "na")] == [2, 2, 1, 1]
    assert made.grid.rows[0]["consensus"] == "none yet"
    assert [cell.shade for cell in rows[1].cells] == [2, 0, 0, 0, 2, 1, 1]
    assert heat(rows[:1]).sentence == "On no item do the answers lie far apart."


def test_the_perception_gap_names_the_widest_and_who_sees_it_lower() -> None:
    made = perception(
        [Seen("C1", "Data", 2.0, 2.1), Seen("C2", "Industry", 1.0, 3.0), Seen("C3", "Service", None, None)]
    )
    assert made.sentence == "The widest gap is on C2, “Industry”: industry sees it 2 points lower than the public side."
    assert [row["gap"] for row in made.grid.rows] == [-0.1, -2.0, None]
    assert made.grid.rows[2]["status"] == "suppressed_primary"
    assert "−2" in texts(made.svg)
    assert not any("Service" in each for each in texts(made.svg)), "what may not be shown is not drawn"


def test_without_a_cut_there_is_a_sentence_and_no_picture() -> None:
    made = perception([])
    assert made.svg == ""
    assert "too few answers" in made.sentence


def test_change_counts_up_down_and_same() -> None:
    moved = [Changed("C1", "Data", 25, 50), Changed("C2", "Industry", 50, 37.5), Changed("C3", "Service", 0, 0)]
    made = change([*moved, Changed("C4", "Money", None, 20)], note="9 raters then, 8 now.")
    assert made.sentence == "Of 3, 1 went up, 1 went down and 1 stayed. 9 raters then, 8 now."
    assert [row["moved"] for row in made.grid.rows] == [25, -12.5, 0, None]
    assert change([], note="").sentence == "There is no earlier round with which to compare."


@pytest.mark.parametrize(("value", "words"), [(0.04, "0"), (-0.04, "0"), (1, "+1"), (-1.25, "−1.2"), (0.5, "+0.5")])
def test_differences_are_written_with_their_sign(value: float, words: str) -> None:
    assert signed(value) == words


def test_a_round_of_five_kinds_makes_all_four_pictures() -> None:
    instrument = shipped.five_components().without_optional()
    kinds = ["industry"] * 3 + ["workforce"] * 3
    sheets = [
        Sheet(kind, {item.key: "1" if kind == "industry" else "3" for item in instrument.items}) for kind in kinds
    ]
    settled = {item.key: Settled("2", "so agreed") for item in instrument.items}
    then = {item.key: Settled("1", "so agreed") for item in instrument.items}
    lens = role_lens(instrument, sheets)
    assert [row["score"] for row in profile_of(instrument, settled).grid.rows] == [50.0] * 5
    assert all(row["gap"] == -2.0 for row in perception_of(instrument, lens).grid.rows)
    assert len(item_gaps_of(instrument, lens, 5).grid.rows) == 5
    assert [row["moved"] for row in change_of(instrument, then, settled, "").grid.rows] == [25.0] * 5
    table = heat_of(instrument, list(item_results(instrument, sheets).values()), settled)
    assert len(table.rows) == 40
    assert all(row.flagged for row in table.rows), "half at 1, half at 3: a range of two"


def test_the_median_and_agreement_of_the_table_are_those_of_the_arithmetic() -> None:
    instrument = shipped.quick_check()
    sheets = [Sheet("industry", {"C1.1": value}) for value in ("0", "0", "4", "4")]
    row = heat_of(instrument, [item_results(instrument, sheets)["C1.1"]]).rows[0]
    assert (row.median, row.agreement, row.counts) == (2.0, 0.0, (2, 0, 0, 0, 2, 0, 0))
