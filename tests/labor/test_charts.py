"""Do the pictures say what their tables say, also where figures tie, are missing or stand alone?"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import ibis
import pyarrow as pa
import pytest

from talentshed.labor import charts
from talentshed.labor.charts.marks import Bar, bar_picture, reach, within

WITHHELD = "withheld by the agency"
WAGES = ("annual_p10_usd", "annual_p25_usd", "annual_p50_usd", "annual_p75_usd", "annual_p90_usd")
SQUARES = {
    "type": "Topology",
    "arcs": [[[0, 0], [0, 1], [1, 1]], [[1, 1], [1, 0]], [[1, 0], [0, 0]], [[1, 1], [2, 1], [2, 0], [1, 0]]],
    "objects": {
        "counties": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "17001", "properties": {"name": "West"}, "arcs": [[0, 1, 2]]},
                {"type": "Polygon", "id": "17003", "properties": {"name": "East"}, "arcs": [[3, -2]]},
            ],
        }
    },
}


def rows(names: str, *drawn: tuple) -> pa.Table:
    """Read rows drawn as tuples in the order of the names."""
    return pa.table({name: [row[place] for row in drawn] for place, name in enumerate(names.split())})


def mix(*drawn: tuple) -> charts.Picture:
    table = rows("naics title share share_low share_high status", *drawn)
    return charts.region_mix_chart(table, place="Demo Valley")


def years(*drawn: tuple) -> charts.Picture:
    table = rows("year jobs jobs_low jobs_high status", *drawn)
    return charts.jobs_over_time_chart(table, sector="machinery", place="Demo Valley")


def layoffs(*drawn: tuple) -> charts.Picture:
    table = rows("year notices workers notices_without_workers", *drawn)
    return charts.layoffs_chart(table, sector="machinery", place="Demo Valley")


def shift(*drawn: tuple) -> charts.Picture:
    table = rows("national mix competitive change change_low change_high status", *drawn)
    return charts.shift_share_chart(table, sector="machinery", place="Demo Valley", first_year=2019, last_year=2021)


def compare(*drawn: tuple) -> charts.Picture:
    table = rows("name first second status", *drawn)
    return charts.comparison_chart(table, names=("Here", "There"), title="Share of jobs, percent", kind="percent")


def quotient(*drawn: tuple) -> charts.Picture:
    table = rows("naics title lq lq_before status", *drawn)
    return charts.quotient_chart(table, place="Demo Valley", year_before=2017, year=2021)


def paid(*drawn: tuple) -> charts.Picture:
    table = rows("naics title pay status", *drawn)
    return charts.pay_chart(table, place="Demo Valley", region_pay=50000.0)


def ladder(*drawn: tuple) -> charts.Picture:
    table = rows("soc title rung " + " ".join(WAGES) + " status", *drawn)
    return charts.ladder_chart(table, sector="machinery", place="Demo Valley")


def openings(*drawn: tuple) -> charts.Picture:
    table = rows("soc title growth exits transfers openings status", *drawn)
    return charts.openings_chart(table, sector="machinery", place="Demo Valley")


def completers(*drawn: tuple) -> charts.Picture:
    table = rows("cip program completions status", *drawn)
    return charts.completers_chart(table, place="Demo Valley", year=2024)


def skills(*drawn: tuple) -> charts.Picture:
    return charts.skills_chart(rows("element distinctive status", *drawn), sector="machinery")


def technologies(*drawn: tuple) -> charts.Picture:
    return charts.technologies_chart(rows("technology jobs_share hot status", *drawn), sector="machinery")


def commuting(*drawn: tuple) -> charts.Picture:
    return charts.commuting_chart(rows("name commuters moe", *drawn), place="Demo Valley")


def robustness(*drawn: tuple) -> charts.Picture:
    return charts.robustness_chart(rows("naics title p_top5", *drawn))


def bubbles(*drawn: tuple) -> charts.Picture:
    table = rows("naics title lq growth jobs", *drawn)
    return charts.sector_bubble_chart(table, place="Demo Valley", period="2019 to 2021")


def county(*drawn: tuple) -> charts.Picture:
    table = rows("county_fips value status", *drawn)
    return charts.county_map(SQUARES, table, title="Jobs by county, 2021", region=["17001"])


EVERY: dict[str, tuple[Callable[..., charts.Picture], tuple[tuple, ...], str]] = {
    "mix": (
        mix,
        (("31", "Making", 0.2, 0.2, 0.2, "reported"), ("55", "Heads", None, 0.1, 0.3, "withheld_by_source")),
        WITHHELD,
    ),
    "years": (years, ((2017, None, 10, 90, "withheld_by_source"), (2018, 50, 50, 50, "reported")), WITHHELD),
    "shift": (shift, ((None, None, None, None, None, None, "withheld_by_source"),), WITHHELD),
    "compare": (compare, (("Making", None, 0.2, "withheld_by_source"),), WITHHELD),
    "quotient": (
        quotient,
        (("31", "Making", 1.5, 1.2, "reported"), ("55", "Heads", None, None, "withheld_by_source")),
        WITHHELD,
    ),
    "pay": (paid, (("31", "Making", 60000, "reported"), ("55", "Heads", None, "withheld_by_source")), WITHHELD),
    "ladder": (ladder, (("1", "Making", "entry", None, None, None, None, None, "withheld_by_source"),), WITHHELD),
    "openings": (
        openings,
        (("1", "Making", 1, 2, 3, 6, "estimated"), ("2", "Heads", None, None, None, None, "not_available")),
        "not available",
    ),
    "completers": (
        completers,
        (("48.05", "Machining", 12, "reported"), ("52.02", "Business", None, "not_reported")),
        "not reported",
    ),
    "skills": (skills, (("Mathematics", 1.25, "estimated"), ("Design", None, "not_available")), "not available"),
    "technologies": (
        technologies,
        (("CAD", 0.5, True, "estimated"), ("CAM", None, False, "not_available")),
        "not available",
    ),
    "commuting": (commuting, (("Cook County", 135435, 2604), ("Will County", None, None)), "not available"),
    "robustness": (robustness, (("31", "Making", 0.95), ("55", "Heads", None)), "not available"),
    "layoffs": (layoffs, ((2019, 2, 340, 0), (2020, 1, None, 1)), "not reported"),
    "bubbles": (bubbles, (("31", "Making", 1.5, 0.1, 900), ("55", "Heads", None, None, 100)), "Making"),
    "map": (county, (("17001", 12, "reported"), ("17003", None, "withheld_by_source")), WITHHELD),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_picture_is_one_well_formed_image_that_refers_to_nothing_outside(name):
    make, drawn, _words = EVERY[name]
    picture = make(*drawn)
    drawing = charts.svg(picture)
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.description
    assert picture.sentence in picture.description
    assert not re.search(r"<style|style=|<script|<image|href=", drawing)
    assert set(re.findall(r"https?://[^\"]+", drawing)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize("name", EVERY)
def test_what_is_missing_stands_in_words_and_never_as_zero(name):
    make, drawn, words = EVERY[name]
    said = " ".join(ET.fromstring(charts.svg(make(*drawn))).itertext())
    assert words in said
    assert not re.search(r"(?<![\d.,])0(\.0+)?%?(?![\d.,])", said.replace("jobs 0", "")) or name in ("years", "bubbles")


@pytest.mark.parametrize("name", [name for name in EVERY if name != "map"])
def test_a_picture_without_rows_still_draws_and_invents_no_figure(name):
    make, _drawn, _words = EVERY[name]
    picture = make()
    assert ET.fromstring(charts.svg(picture)).get("role") == "img"
    assert not re.search(r"[1-9]\d*", re.sub(r"20(17|19|20|21|24)|among the first 5|50,000", "", picture.sentence))


def test_a_map_without_counties_is_refused_in_plain_words():
    with pytest.raises(charts.ChartError, match="no county to draw"):
        county()


def test_no_bar_is_drawn_for_a_withheld_figure_but_its_range_is():
    data = mix(*EVERY["mix"][1]).spec["vconcat"][0]["data"]["values"]
    heads = next(row for row in data if row["name"] == "Heads")
    assert heads["value"] is None
    assert (heads["low"], heads["high"]) == (0.1, 0.3)
    assert heads["text"] == "withheld by the agency, 10–30%"


def test_the_leader_is_named_with_its_figure_and_the_next_follows():
    picture = mix(("31", "Making", 0.2, None, None, "reported"), ("62", "Caring", 0.314, None, None, "reported"))
    assert picture.sentence == "Largest sector in Demo Valley: Caring, 31% of its jobs. Next: Making, 20%."


def test_a_tie_names_all_leaders_and_no_winner():
    picture = mix(("31", "Making", 0.2, None, None, "reported"), ("62", "Caring", 0.2, None, None, "reported"))
    assert picture.sentence == "Largest sectors in Demo Valley: Making and Caring, 20% of its jobs each."


def test_figures_that_read_the_same_count_as_tied():
    picture = completers(
        ("1", "Welding", 20, "reported"), ("2", "Milling", 20, "reported"), ("3", "Nursing", 5, "reported")
    )
    assert picture.sentence == "Most awards: Welding and Milling, 20 each."


def test_a_lead_that_another_range_reaches_isnt_certain():
    said = "The ranges overlap, so the first place isn't certain."
    clear = mix(("62", "Caring", 0.3, None, None, "reported"), ("31", "Making", 0.1, 0.05, 0.2, "estimated"))
    open_lead = mix(("62", "Caring", 0.3, None, None, "reported"), ("31", "Making", 0.1, 0.05, 0.5, "estimated"))
    withheld = mix(("62", "Caring", 0.3, None, None, "reported"), ("55", "Heads", None, 0.1, 0.4, "withheld_by_source"))
    assert said not in clear.sentence
    assert said in open_lead.sentence
    assert said in withheld.sentence


def test_one_row_has_a_leader_and_no_runner_up():
    assert mix(("31", "Making", 1.0, None, None, "reported")).sentence == (
        "Largest sector in Demo Valley: Making, 100% of its jobs."
    )


def test_an_estimate_is_said_with_its_range():
    picture = mix(("31", "Making", 0.15, 0.12, 0.18, "estimated"))
    assert "Making, about 15% (12–18%) of its jobs" in picture.sentence


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (100, 120, "grew from 100 in 2017 to 120 in 2021: 20 more."),
        (120, 100, "fell from 120 in 2017 to 100 in 2021: 20 fewer."),
        (100, 100, "were 100 in 2021, as many as in 2017."),
    ],
)
def test_the_change_over_time_has_its_direction_and_its_size(first, last, said):
    picture = years((2017, first, first, first, "reported"), (2021, last, last, last, "reported"))
    assert said in picture.sentence
    assert "stand in the pandemic" in picture.sentence
    assert "isn't certain" not in picture.sentence


def test_overlapping_bounds_leave_the_direction_open():
    picture = years((2017, 100, 90, 130, "estimated"), (2018, 120, 105, 140, "estimated"))
    assert "The bounds of the two years overlap, so the direction isn't certain." in picture.sentence
    apart = years((2017, 100, 90, 104, "estimated"), (2018, 120, 105, 140, "estimated"))
    assert "isn't certain" not in apart.sentence


def test_the_line_breaks_at_a_year_without_a_figure():
    picture = years((2017, 5, 5, 5, "reported"), (2018, None, None, None, "not_available"), (2019, 7, 7, 7, "reported"))
    layers = picture.spec["vconcat"][0]["layer"]
    line = next(layer for layer in layers if layer["mark"]["type"] == "line")
    assert line["mark"]["invalid"].startswith("break-paths")
    assert "Without a published figure: 1 of 3" in picture.sentence


def test_the_parts_of_the_change_lead_step_by_step_to_the_whole():
    picture = shift((-38, 120, -310, -228, -228, -228, "reported"))
    steps = picture.spec["vconcat"][0]["data"]["values"]
    assert [(step["start"], step["stop"]) for step in steps] == [(0, -38), (-38, 82), (82, -228), (0, -228)]
    assert "The change of −228 jobs is −38" in picture.sentence
    assert "allow a change between" not in picture.sentence


def test_a_comparison_counts_both_sides_and_names_the_widest_gap():
    picture = compare(
        ("Making", 0.15, 0.09, "reported"),
        ("Caring", 0.17, 0.2, "reported"),
        ("Mining", None, 0.01, "withheld_by_source"),
    )
    assert picture.sentence == (
        "Here is higher in 1 and There in 1 of the 2 pairs. "
        "The gap is widest for Making: 15% in Here, 9.0% in There. "
        "Without a published figure: 1 of 3; what is missing is not zero."
    )


def test_pay_is_set_against_the_region():
    picture = paid(("31", "Making", 60000, "reported"), ("44", "Selling", 25000, "reported"))
    assert picture.sentence == (
        "Highest pay: Making, $60,000 (+20%). Next: Selling, $25,000 (−50%). "
        "Of 2 with a figure, 1 pay more than the $50,000 of the region."
    )


def test_quotients_count_who_stands_above_the_nation_and_who_rose():
    picture = quotient(
        ("31", "Making", 1.5, 1.2, "reported"),
        ("62", "Caring", 0.9, 1.1, "reported"),
        ("55", "Heads", 1.1, None, "reported"),
    )
    assert "Of 3 with a figure, 2 stand above the nation; of 2 with both years, 1 rose." in picture.sentence


def test_the_ladder_goes_from_entry_to_advanced_and_names_missing_rungs():
    low, high = (20000, 25000, 30000, 35000, 40000), (50000, 60000, 70000, 80000, None)
    picture = ladder(("2", "Engineers", "advanced", *high, "reported"), ("1", "Assemblers", "entry", *low, "reported"))
    labels = [row["label"] for row in picture.spec["vconcat"][0]["data"]["values"]]
    assert labels == ["Entry", "Assemblers", "Advanced", "Engineers"]
    assert "Median pay by rung: entry $30,000; advanced $70,000." in picture.sentence
    assert "No occupation shown stands on this rung: middle." in picture.sentence


def test_shrinking_occupations_draw_their_loss_left_of_zero():
    picture = openings(("1", "Assemblers", -20, 60, 95, 135, "estimated"))
    layers = picture.spec["vconcat"][0]["layer"]
    pieces = next(layer for layer in layers if layer["mark"]["type"] == "bar")["data"]["values"]
    assert [(piece["start"], piece["stop"]) for piece in pieces] == [(0, 60), (60, 155), (0, -20)]
    assert "the number of jobs shrinks" in picture.sentence


def test_replacement_share_is_that_of_the_openings_shown():
    picture = openings(("1", "Machinists", 10, 30, 60, 100, "estimated"))
    assert "Of the openings shown, 90% replace people" in picture.sentence


def test_layoff_years_without_notices_say_none_and_unknown_numbers_say_so():
    picture = layoffs((2019, 2, 340, 0), (2021, 3, 100, 1), (2022, 1, None, 1))
    texts = {row["year"]: row["text"] for row in picture.spec["vconcat"][0]["data"]["values"]}
    assert texts == {"2019": "340", "2020": "none", "2021": "100 or more", "2022": "not reported"}
    assert "6 notices name 440 workers" in picture.sentence
    assert "Notices that give no number of workers: 2; they are not zero." in picture.sentence


def test_bubbles_count_what_cant_be_drawn():
    picture = bubbles(*EVERY["bubbles"][1])
    assert picture.sentence == (
        "Of 1 industries shown, 1 are more concentrated than the nation and growing. "
        "The largest of these: Making (900 jobs). Not drawn for want of a figure: 1."
    )


def test_the_map_outlines_the_region_only():
    picture = county(*EVERY["map"][1])
    drawn = [layer["data"]["format"]["feature"] for layer in picture.spec["vconcat"][0]["layer"] if "data" in layer]
    assert drawn == ["states", "region"] or drawn == ["counties", "states", "region"]
    outline = next(
        layer
        for layer in picture.spec["vconcat"][0]["layer"]
        if layer.get("data", {}).get("format", {}).get("feature") == "region"
    )
    assert len(outline["data"]["values"]["arcs"]) == 3  # the three arcs around West, its border with East included
    assert picture.sentence == "Highest in the region: West, 12."


def test_a_missing_column_is_named():
    with pytest.raises(charts.ChartError, match=r"The picture region mix needs column share, status"):
        charts.region_mix_chart(rows("naics title", ("31", "Making")), place="Demo Valley")


def test_lazy_and_executed_tables_give_the_same_picture():
    drawn = EVERY["mix"][1]
    table = rows("naics title share share_low share_high status", *drawn)
    lazy = charts.region_mix_chart(ibis.memtable(table), place="Demo Valley")
    assert lazy == mix(*drawn)


def test_the_same_table_gives_the_same_bytes_and_another_table_other_ids():
    one, two = mix(*EVERY["mix"][1]), paid(*EVERY["pay"][1])
    assert charts.svg(one) == charts.svg(one)
    ids = [
        set(re.findall(r'\bid="([^"]+)"', charts.svg(picture, prefix=prefix)))
        for picture, prefix in ((one, "a-"), (two, "b-"))
    ]
    assert not ids[0] & ids[1]


def test_a_picture_that_names_an_address_is_refused():
    fetching = charts.Picture({"data": {"url": "http://localhost:9/x.csv"}, "mark": "bar", "encoding": {}}, "", "")
    with pytest.raises(ValueError, match="External data url not allowed"):
        charts.svg(fetching)


def test_spanish_pictures_use_spanish_signs_and_the_given_words():
    table = rows("name commuters moe", ("Cook County", 135435, 2604))
    picture = charts.commuting_chart(table, place="DuPage", locale="es", _=lambda text: text.replace("Most", "Más"))
    assert picture.sentence.startswith("Más commuters: Cook County, 135,435 (132,831–138,039).")
    assert picture.spec["config"]["locale"]["number"]["decimal"] == "."


def test_specifications_are_plain_json_with_the_rows_inside():
    for make, drawn, _words in EVERY.values():
        spec = json.loads(json.dumps(make(*drawn).spec))
        assert '"url"' not in json.dumps(spec)
        assert spec["description"]


def test_png_has_its_signature():
    assert charts.png(mix(*EVERY["mix"][1]), scale=1.0).startswith(b"\x89PNG\r\n")


def test_a_range_far_beyond_the_bars_is_cut_with_an_arrow_and_said():
    # 10 and 8 are the bars; 2.5 x 10 is as far as the picture reaches, so 300 is cut and 12 is not
    items = [Bar("Machinery", 10.0, "about 10 (5-300)", 5.0, 300.0), Bar("Care", 8.0, "about 8 (7-12)", 7.0, 12.0)]
    cut, kept = (within(item, reach(items)) for item in items)
    assert (cut.low, cut.high, cut.text) == (5.0, 25.0, "→ about 10 (5-300)")
    assert kept == items[1]
    assert "beyond the picture" in bar_picture(items, title="Jobs", sentences=["Two bars."]).sentence
    assert "beyond" not in bar_picture(items[1:], title="Jobs", sentences=["One bar."]).sentence
