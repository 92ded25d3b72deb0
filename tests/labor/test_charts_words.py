"""Are numbers in pictures written without traps, and do the colors hold for every eye and printer?"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import PLOT_WIDTH, Bar, bar_domain
from talentshed.labor.charts.rows import labels
from talentshed.labor.charts.words import MINUS, figure_words, join_names, leader_sentences, write, write_range

FIGURES = st.floats(-1e9, 1e9, allow_nan=False)
KINDS = st.sampled_from(["count", "usd", "usd_hourly", "percent", "change", "ratio", "number"])


@pytest.mark.parametrize(
    ("value", "kind", "locale", "text"),
    [
        (1234567, "count", "en", "1,234,567"),
        (1234567, "count", "es", "1,234,567"),
        (51680, "usd", "en", "$51,680"),
        (24.5, "usd_hourly", "en", "$24.50"),
        (0.384, "percent", "en", "38%"),
        (0.0384, "percent", "en", "3.8%"),
        (0.384, "percent", "es", "38\u00a0%"),
        (0.124, "change", "en", "+12%"),
        (-0.0421, "change", "es", f"{MINUS}4.2\u00a0%"),
        (0.0, "change", "en", "0.0%"),
        (2.516, "ratio", "en", "2.52"),
        (2021, "year", "es", "2021"),
    ],
)
def test_numbers_are_written_in_the_signs_of_the_language(value, kind, locale, text):
    assert write(value, kind, locale) == text


@given(FIGURES, KINDS)
def test_a_rounded_zero_never_has_a_sign(value, kind):
    text = write(value, kind)
    if not any(digit in text for digit in "123456789"):
        assert MINUS not in text
        assert "+" not in text
    assert "-" not in text


@given(FIGURES, FIGURES, KINDS)
def test_a_range_writes_the_least_first_and_the_unit_of_plain_shares_once(one, other, kind):
    low, high = sorted((one, other))
    text = write_range(low, high, kind)
    assert text.endswith(write(high, kind))
    signed = low < 0 or high < 0 or kind == "change"  # "−93% to +12%": each end keeps its unit beside its sign
    assert text.count("%") == ((2 if signed else 1) if kind in ("percent", "change") else 0)


@pytest.mark.parametrize(
    ("value", "low", "high", "status", "text"),
    [
        (120, 120, 120, "reported", "120"),
        (120, 100, 150, "estimated", "about 120 (100\N{EN DASH}150)"),
        (120, None, None, "estimated", "about 120"),
        (None, 100, 150, "withheld_by_source", "withheld by the agency, 100\N{EN DASH}150"),
        (None, None, None, "not_reported", "not reported"),
        (None, None, None, "not_applicable", "does not apply"),
    ],
)
def test_a_figure_is_said_with_its_standing(value, low, high, status, text):
    assert figure_words(value, low=low, high=high, status=status) == text


def test_names_are_listed_as_in_a_sentence():
    assert join_names([]) == ""
    assert join_names(["A"]) == "A"
    assert join_names(["A", "B"]) == "A and B"
    assert join_names(["A", "B", "C"]) == "A, B and C"


def test_a_tie_for_second_place_names_nobody():
    pairs = [("A", "9"), ("B", "5"), ("C", "5")]
    assert leader_sentences(pairs, first="{name} {value}", tied="{names}", second="then {name}") == ["A 9"]


@given(st.lists(st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=80), max_size=12))
def test_labels_stay_apart_and_within_two_lines(names):
    found = labels(names)
    assert len(set(found)) == len(found)
    assert all(label.count("\n") <= 1 for label in found)


@given(st.lists(st.tuples(st.floats(0, 1e7), st.text("0123456789,% ", max_size=30)), min_size=1, max_size=10))
def test_the_words_beside_each_bar_fit_into_the_picture(drawn):
    items = [Bar("x", value, text) for value, text in drawn]
    least, most = bar_domain(items)
    for item in items:
        start = (item.end - least) / (most - least) * PLOT_WIDTH
        assert start + min(len(item.text) * 7.2, 0.6 * PLOT_WIDTH - 12) <= PLOT_WIDTH + 1e-6


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("color", [theme.INK, theme.MUTED, theme.MISSING])
def test_words_have_the_contrast_of_text_on_paper(color):
    assert contrast(color, theme.PAPER) >= 4.5


@pytest.mark.parametrize("color", [theme.MAIN, theme.ACCENT, theme.CONTEXT, theme.RANGE_MARK])
def test_marks_have_the_contrast_of_graphics_on_paper(color):
    assert contrast(color, theme.PAPER) >= 3


@pytest.mark.parametrize("colors", [theme.PARTS, theme.SEQUENCE])
def test_neighboring_colors_differ_in_lightness_alone(colors):
    """So they survive black and white print and every kind of color blindness."""
    for one, other in itertools.pairwise(colors):
        assert contrast(one, other) >= 1.25
    assert contrast(min(colors, key=luminance), max(colors, key=luminance)) >= 4
