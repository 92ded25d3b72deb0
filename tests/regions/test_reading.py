"""A file of flows is read as it stands, and a wrong one is named row by row."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentshed.labor.regions.commuting_flows import FlowError
from talentshed.labor.regions.reading import read_areas, read_flows


@pytest.fixture
def file(tmp_path):
    def write(content, name="flows.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refusal(path, **options):
    with pytest.raises(FlowError) as caught:
        read_flows(path, **options)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def pairs(flows):
    return {
        (flows.places[h], flows.places[w]): n
        for h, w, n in zip(flows.home.tolist(), flows.work.tolist(), flows.commuters.tolist(), strict=True)
    }


def test_codes_are_opaque_text_and_leading_zeros_stay(file):
    (flows,) = read_flows(file("home,work,commuters\n0017,17,5\n17,0017,3\n0017,0017,9.5\n"))
    assert flows.places == ("0017", "17")
    assert pairs(flows) == {("0017", "0017"): 9.5, ("0017", "17"): 5, ("17", "0017"): 3}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfhome,work,commuters\r\nA,B,5\r\nB,A,3\r\n",
        b"home;work;commuters\nA;B;5\nB;A;3\n",
        b"home\twork\tcommuters\nA\tB\t+5\nB\tA\t3.0\n",
        "home,work,commuters\nA,B,5\nB,A,3\n".encode("utf-16"),
        gzip.compress(b"home,work,commuters\nA,B,5\nB,A,3\n"),
        b'"home","work","commuters","note"\n"A","B",5,"a, b"\n B , A ,3,\n,,,\n,,,\n',
        b"home,work,commuters\rA,B,5\rB,A,3\r",
    ],
    ids=["byte-order mark", "semicolons", "tabs", "utf-16", "gzip", "quotes, spaces, empty end", "carriage returns"],
)
def test_the_ways_that_spreadsheets_write_are_read_alike(file, content):
    (flows,) = read_flows(file(content))
    assert pairs(flows) == {("A", "B"): 5, ("B", "A"): 3}


def test_other_columns_are_named_and_periods_come_in_order(file):
    path = file("year,to,from,name,people\n2011,B,A,x,7\n2001,B,A,x,5\n2001,C,A,x,2\n")
    first, second = read_flows(path, columns=["from", "to", "people"], period="year")
    assert pairs(first) == {("A", "B"): 5, ("A", "C"): 2}
    assert pairs(second) == {("A", "B"): 7}


def test_the_first_three_columns_beside_the_period_are_home_work_and_commuters(file):
    first, second = read_flows(file("year,home,work,n\n1,A,B,5\n2,A,B,6\n"), period="year")
    assert (pairs(first), pairs(second)) == ({("A", "B"): 5}, {("A", "B"): 6})


def test_a_pair_without_commuters_is_left_out_and_its_places_stay(file):
    (flows,) = read_flows(file("home,work,n\nA,B,5\nC,C,0\n"))
    assert flows.places == ("A", "B", "C")
    assert pairs(flows) == {("A", "B"): 5}


WRONG = {
    "negative": ("A,B,-5\n", "row 2: 'n' is negative (-5). A number of workers is zero or more."),
    "text": ("A,B,many\n", "row 2: 'n' is no number (many). Write a number of workers in digits"),
    "thousands": ('A,B,"1,200"\n', "row 2: 'n' is no number (1,200)"),
    "nothing": ("A,B,\n", "row 2: 'n' is blank. Leave out a pair that nobody commutes between."),
    "not a number": ("A,B,nan\n", "row 2: 'n' is no number (nan)"),
    "endless": ("A,B,1\nA,C,inf\n", "row 3: 'n' is no number (inf)"),
    "too large": ("A,B,1e999\n", "row 2: 'n' is no number (1e999)"),
    "blank home": (" ,B,5\n", "row 2: 'home' is blank. Every row needs its codes."),
    "blank work": ("A,B,5\n\nA,,5\n", "row 4: 'work' is blank"),
    "twice": ("A,B,5\nB,A,1\nA,B,2\n", "row 4: it gives the flow from A to B again, after row 2. Add such rows up"),
    "one place": ("A,A,5\n", "every flow starts and ends in A; areas need flows between two places at least"),
    "ragged": ("A,B,5,6\nA,C\n", "row 2: it has 4 cells where the header has 3; row 3: it has 2 cells"),
    "no rows": ("", "the file has a header but no rows"),
    "only separators": (",,\n,,\n", "the file has a header but no rows"),
}


@pytest.mark.parametrize(("rows", "expected"), WRONG.values(), ids=WRONG)
def test_wrong_rows_are_named_with_how_to_mend_them(file, rows, expected):
    assert expected in refusal(file(f"home,work,n\n{rows}"))


def test_all_wrong_rows_are_named_in_their_order(file):
    sentence = refusal(file("home,work,n\nA,B,-1\nA,B,2\nA,,3\nC,D,x\n"))
    assert [part.partition(":")[0] for part in sentence.removeprefix("flows.csv: ").split("; ")] == [
        "row 2",
        "row 3",
        "row 4",
        "row 5",
    ]


def test_ten_rows_are_named_and_the_others_counted(file):
    sentence = refusal(file("home,work,n\n" + "".join(f"A,B{number},-1\n" for number in range(1_234))))
    assert "row 11: 'n' is negative (-1); and 1,224 more." in sentence
    assert "row 12" not in sentence


def test_a_quoted_line_break_and_an_empty_row_count_as_a_spreadsheet_counts(file):
    sentence = refusal(file('home,work,n,note\nA,B,1,"two\nlines"\n\nA,C,x,\n'))
    assert "row 4: 'n' is no number (x)" in sentence


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("", {}, "the file is empty"),
        ("\n\n", {}, "the file is empty"),
        ("home,work\nA,B\n", {}, "it has 2 columns where at least 3 are needed"),
        ("A,B,5\nB,A,6\n", {}, "row 1 has the number 5 where names of columns should stand"),
        ("a,b,c\nA,B,5\n", {"columns": ["a", "b", "d"]}, "column 'd' (commuters) is missing; the columns are 'a', 'b'"),
        ("a,b,b\nA,B,5\n", {"columns": ["a", "b", "c"]}, "column 'b' (work) stands in the header more than once"),
        ("a,b,c\nA,B,5\n", {"columns": ["a", "b"]}, "Name three different columns"),
        ("a,b,c\nA,B,5\n", {"period": "year"}, "column 'year' (period) is missing"),
        ("a,b,c\nA,B,5\n", {"period": "a"}, "beside the period, three columns are needed"),
        ("a,b,c\nA,B,5\n", {"period": "a", "columns": ["a", "b", "c"]}, "'a' can't be the period and something else"),
        ("a,b,c,y\nA,B,5,\n", {"period": "y"}, "row 2: 'y' is blank"),
        (b"PK\x03\x04....", {}, "this is a workbook or a zip file; save the sheet as CSV"),
        (b"\x1f\x8b\x08\x00cut", {}, "the compressed file is cut short or damaged"),
        (b"a,b,c\n\0\0\0,1,2\n", {}, "this is not a text file"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(file, content, options, expected):
    assert expected in refusal(file(content), **options)


def test_a_missing_file_and_a_folder_are_said_so(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.csv")
    assert "this is a folder" in refusal(tmp_path)


@settings(max_examples=200)
@given(content=st.binary(max_size=120) | st.text(alphabet='ab,;\t\n\r"1.-e', max_size=80).map(str.encode))
def test_no_file_makes_it_fall_over(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("odd") / "odd.csv"
    path.write_bytes(content)
    with suppress(FlowError):
        assert all(len(flows.places) > 1 and (flows.commuters > 0).all() for flows in read_flows(path))


def test_areas_are_read_as_place_to_area(file):
    assert read_areas(file("place,area\n01,A\n1,B\n")) == {"01": "A", "1": "B"}
    assert read_areas(file("n,code,zone\n1,E06,7\n2,E07,7\n"), columns=["code", "zone"]) == {"E06": "7", "E07": "7"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("place,area\n01,A\n02,\n", "row 3: 'area' is blank"),
        ("place,area\n01,A\n02,B\n01,B\n", "row 4: it gives 01 an area again, after row 2. Keep one row"),
        ("place\n01\n", "it has 1 columns where at least 2 are needed"),
    ],
)
def test_wrong_areas_are_named_row_by_row(file, content, expected):
    with pytest.raises(FlowError) as caught:
        read_areas(file(content))
    assert expected in str(caught.value)
