"""Do the pictures of talent flows say what their tables say, and never draw a hidden figure?"""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import talentshed
from talentshed.labor.charts.earnings_fan import earnings_fan
from talentshed.labor.charts.flow_figures import KINDS, drawing
from talentshed.labor.charts.flow_matrix import flow_matrix
from talentshed.labor.charts.leakage_map import leakage_map
from talentshed.labor.charts.rows import ChartError
from talentshed.labor.charts.sankey import sankey
from talentshed.labor.charts.survival import survival_chart

SHOWN, HIDDEN = "reported", "suppressed_primary"
FONTS = Path(talentshed.__file__).parent / "web" / "ui" / "fonts"


def table(names: str, *rows: tuple[Any, ...]) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names.split())})


STREAMS = table(
    "side name people status",
    ("in", "another sector", 120, SHOWN),
    ("in", "nonemployment", 71, SHOWN),
    ("in", "an education program", None, HIDDEN),
    ("out", "another sector", 0, SHOWN),
    ("out", "nonemployment", 46, SHOWN),
)
MATRIX = table(
    "origin destination flows status",
    ("23", "23", 900, SHOWN),
    ("23", "62", None, HIDDEN),
    ("62", "23", 40, SHOWN),
    ("62", "62", 0, SHOWN),
)
CURVE = table("sector quarters share low high", ("62", 1, 0.7, 0.65, 0.75), ("62", 2, None, None, None))
PAY = table("offset p25 p50 p75", (-4, 4000.0, 6000.0, 9000.0), (4, 5000.0, 7500.0, 9900.0), (8, None, None, None))
PROGRAMS = table(
    "program place completers status",
    *(("Nursing", place, count, SHOWN) for place, count in (("captured", 60), ("leaked", 30), ("not_in_records", 10))),
    ("Welding", "captured", None, HIDDEN),
    ("Welding", "leaked", 30, SHOWN),
    ("Welding", "not_in_records", None, HIDDEN),
)
OPTIONS: dict[str, tuple[pa.Table, dict[str, Any]]] = {
    "sankey": (STREAMS, {"middle": "health care"}),
    "matrix": (MATRIX, {"names": {"62": "Health 'n' care"}}),
    "survival": (CURVE, {}),
    "fan": (PAY, {}),
    "leakage": (PROGRAMS, {}),
}


def data_in(spec: Any) -> list[dict[str, Any]]:
    """All rows that a picture draws."""
    if isinstance(spec, dict):
        own = spec["data"]["values"] if isinstance(spec.get("data"), dict) else []
        return [*own, *(row for key, part in spec.items() if key != "data" for row in data_in(part))]
    return [row for part in spec for row in data_in(part)] if isinstance(spec, list) else []


def test_streams_say_who_came_and_went_and_draw_no_hidden_one() -> None:
    picture = sankey(STREAMS, title="t", middle="health care")
    assert picture.sentence == (
        "191 joined health care, of those whose source is shown. Most came from another sector: 120. Next: "
        "nonemployment, 71. 46 left health care, of those whose destination is shown. Most went to nonemployment: 46. "
        "Without a published figure: 1 of 5; what is missing is not zero."
    )
    rows = data_in(picture.spec)
    assert {row["id"] for row in rows if "id" in row} == {"in another sector", "in nonemployment", "out nonemployment"}
    words = {row["name"]: row["text"] for row in rows if "text" in row and row["side"] == "in"}
    assert words["an education program"] == "hidden to protect a contributor"


def test_a_stream_is_as_wide_as_its_count() -> None:
    rows = data_in(sankey(STREAMS, title="t", middle="m").spec)
    wide = {row["id"]: row["y2"] - row["y"] for row in rows if "id" in row}
    assert wide["in another sector"] / wide["in nonemployment"] == pytest.approx(120 / 71)


def test_the_matrix_crosses_out_what_is_hidden_and_writes_zero_as_zero() -> None:
    picture = flow_matrix(MATRIX, title="t", names={"62": "Health care", "23": "Construction"})
    assert picture.sentence == (
        "Between two sectors most moves went from Health care to Construction: 40. 900 moves stayed within one sector. "
        "Without a published figure: 1 of 4; what is missing is not zero."
    )
    text = {(row["origin"], row["destination"]): row["text"] for row in data_in(picture.spec)}
    assert text == {("23", "23"): "900", ("23", "62"): "×", ("62", "23"): "40", ("62", "62"): "0"}


def test_the_curve_stops_where_counts_are_hidden() -> None:
    picture = survival_chart(CURVE, title="t", names={"62": "health care"})
    assert "the curve ends after 1 quarters: later counts are hidden, not zero" in picture.sentence
    assert [row["at"] for row in data_in(picture.spec) if "at" in row] == [0, 1]


def test_the_fan_says_that_people_differ_and_leaves_out_hidden_points() -> None:
    picture = earnings_fan(PAY, title="t")
    assert picture.sentence == (
        "4 quarters before the start half of those paid earned up to about $6,000 in the quarter. 4 quarters after it "
        "half of those paid earned up to about $7,500. The people paid aren't the same at every point, so this isn't "
        "what one person gained. Without a published figure: 1 of 3; what is missing is not zero."
    )
    assert {row["offset"] for row in data_in(picture.spec) if "offset" in row} == {-4, 4}


def test_a_program_with_a_hidden_part_has_words_and_no_bar() -> None:
    picture = leakage_map(PROGRAMS, title="t")
    rows = data_in(picture.spec)
    assert {row["label"] for row in rows if "from" in row} == {"Nursing"}
    assert [row["text"] for row in rows if row["label"] == "Welding" and "text" in row] == [
        "hidden to protect a contributor"
    ]
    assert "kept of Nursing: 60%" in picture.sentence


def test_all_programs_together_are_told_apart_from_the_single_ones() -> None:
    sentence = leakage_map(PROGRAMS, title="t", whole="Nursing").sentence
    assert sentence.startswith("60% of all completers work in the sector and region. Not in the wage records")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_picture_becomes_a_file_with_its_title_and_words_inside(kind: str) -> None:
    rows, options = OPTIONS[kind]
    drawn, sentence, description = drawing(FONTS)(kind, rows, title="A title", **options)
    root = ET.fromstring(drawn)
    assert [root[0].text, root[1].text] == ["A title", description]
    assert sentence in description
    assert json.dumps(drawn)


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        ("sankey", table("side name people status", ("up", "a", 1, SHOWN)), "sides in and out, not up"),
        ("leakage", table("program place completers status", ("a", "moon", 1, SHOWN)), "not moon"),
        ("fan", table("offset p25 p50 p75", (4, None, None, None)), "no row with percentiles"),
        ("survival", table("sector quarters share low high", ("62", 1, None, None, None)), "no row with a share"),
        ("matrix", table("origin destination status", ("a", "b", SHOWN)), "needs column flows"),
    ],
)
def test_a_table_that_cannot_be_drawn_gets_one_sentence(kind: str, rows: pa.Table, said: str) -> None:
    options = {"middle": "m"} if kind == "sankey" else {}
    with pytest.raises(ChartError, match=said):
        KINDS[kind](rows, title="t", **options)
