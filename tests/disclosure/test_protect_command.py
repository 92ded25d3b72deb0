"""`talentshed protect` and `talentshed audit`: what they write, print and refuse."""

import csv
import json

import pytest

from talentshed.cli import main

TABLE = """region,county,sector,ind3,freq
R1,C1,A,A1,5
R1,C1,A,A2,2
R1,C1,B,B1,7
R1,C2,A,A1,4
R1,C2,A,A2,9
R1,C2,B,B1,1
R2,C3,A,A1,8
R2,C3,B,B1,6
R2,C3,B,B2,3
R2,C4,A,A1,12
R2,C4,A,A2,1
R2,C4,B,B2,5
"""
GEO, INDUSTRY = ("--hierarchy", "geo=region>county"), ("--hierarchy", "industry=sector>ind3")


@pytest.fixture
def truth(tmp_path):
    path = tmp_path / "TABLE.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def safe(truth, tmp_path, capsys):
    path = tmp_path / "safe.csv"
    assert run("protect", truth, *GEO, *INDUSTRY, "--count", "freq", "--threshold", 3, "--out", path) == 0
    capsys.readouterr()
    return path


def run(*words):
    return main([str(word) for word in words])


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, lines):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def test_every_cell_and_total_is_written_with_its_status(safe):
    lines = read(safe)
    assert list(lines[0]) == ["geo", "industry", "value", "status"]
    # Total, two regions, four counties; Total, two sectors, four industries
    assert {(line["geo"], line["industry"]) for line in lines} == {
        (geo, industry)
        for geo in ("Total", "R1", "R2", "C1", "C2", "C3", "C4")
        for industry in ("Total", "A", "B", "A1", "A2", "B1", "B2")
    }
    of = {(line["geo"], line["industry"]): line for line in lines}
    assert of["Total", "Total"]["value"] == "63"
    assert of["C2", "B2"] == {"geo": "C2", "industry": "B2", "value": "0", "status": "reported"}
    assert {key for key, line in of.items() if line["status"] == "suppressed_primary"} == {
        ("C1", "A2"), ("C2", "B"), ("C2", "B1"), ("C4", "A2"), ("R2", "A2"),
    }  # fmt: skip
    for line in lines:
        assert (line["value"] == "") == (line["status"] != "reported")


def test_the_audit_of_what_was_written_passes(truth, safe, capsys):
    assert run("audit", truth, safe) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing can be worked out" in said.err


def test_any_order_of_rows_writes_the_same_file(truth, safe, tmp_path):
    header, *lines = TABLE.splitlines()
    truth.write_text("\n".join([header, *reversed(lines)]) + "\n", encoding="utf-8")
    again = tmp_path / "again.csv"
    assert run("protect", truth, *GEO, *INDUSTRY, "--count", "freq", "--threshold", 3, "--out", again) == 0
    assert again.read_bytes() == safe.read_bytes()


def naive(safe, path):
    """Print again every cell that is hidden only to protect others, with the truth (each can be reckoned here)."""
    true = {("C1", "A"): 7, ("C1", "A1"): 5, ("C2", "A"): 13}
    lines = read(safe)
    hidden = [line for line in lines if line["status"] == "suppressed_secondary"]
    assert hidden
    sums = {}
    for row in csv.DictReader(TABLE.splitlines()):
        for geo in ("Total", row["region"], row["county"]):
            for industry in ("Total", row["sector"], row["ind3"]):
                sums[geo, industry] = sums.get((geo, industry), 0) + int(row["freq"])
    assert all(sums[key] == value for key, value in true.items())
    for line in hidden:
        line |= {"value": sums[line["geo"], line["industry"]], "status": "reported"}
    write(path, lines)


def test_naive_suppression_is_found_out_without_any_option(truth, safe, tmp_path, capsys):
    path = tmp_path / "naive.csv"
    naive(safe, path)

    assert run("audit", truth, path) == 1
    said = capsys.readouterr()
    assert "geo C1, industry A2: an outsider can work it out exactly, 2." in said.out.splitlines()
    assert "Deduced: geo=region>county, industry=sector>ind3." in said.err
    assert "Deduced: a threshold of 3" in said.err


def test_the_options_of_the_table_may_be_given_to_the_audit(truth, safe, tmp_path, capsys):
    path = tmp_path / "naive.csv"
    naive(safe, path)
    assert run("audit", truth, path, *GEO, *INDUSTRY, "--count", "freq", "--threshold", 3) == 1
    assert "Deduced" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": "2", "status": "reported"}, "geo C1, industry A2: the rules hide it, but it is published."),
        ({"value": "3", "status": "reported"}, "geo C1, industry A2: the published value isn't the true one."),
        ({"value": "2"}, "geo C1, industry A2: it is marked as suppressed, but a value is printed."),
    ],
)
def test_the_audit_says_what_is_wrong_with_a_changed_table(truth, safe, capsys, change, message):
    lines = read(safe)
    for line in lines:
        if (line["geo"], line["industry"]) == ("C1", "A2"):
            line |= change
    write(safe, lines)
    assert run("audit", truth, safe) == 1
    said = capsys.readouterr()
    assert message in said.out.splitlines()
    assert "is the certificate of another table" in said.err


def test_intervals_are_those_that_any_reader_can_reckon(truth, safe, capsys):
    assert run("audit", truth, safe, "--intervals") == 0
    lines = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    hidden = {(line["geo"], line["industry"]) for line in read(safe) if line["status"] != "reported"}
    assert {(line["geo"], line["industry"]) for line in lines} == hidden
    assert all(float(line["high"]) - float(line["low"]) >= 2 for line in lines if line["is_primary"] == "yes")


def test_the_certificate_beside_it_tells_what_holds(safe):
    told = json.loads((safe.parent / "safe.certificate.json").read_text(encoding="utf-8"))
    assert told["policy"]["minimum_persons"] == 3
    assert told["audit"]["passed"] is True
    assert told["tables"][0]["cells"] == 49


def test_zeros_are_hidden_on_demand(truth, tmp_path):
    path = tmp_path / "zeros.csv"
    options = (*GEO, *INDUSTRY, "--count", "freq", "--threshold", 3, "--protect-zeros")
    assert run("protect", truth, *options, "--out", path) == 0
    of = {(line["geo"], line["industry"]): line["status"] for line in read(path)}
    assert of["C2", "B2"] == "suppressed_primary"
    assert run("audit", truth, path) == 0


def test_magnitudes_are_protected_with_their_contributors(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("county,firms,wages\nC1,3,100\nC2,3,100\nC3,3,100\nC4,2,100\n", encoding="utf-8")
    (tmp_path / "firms.csv").write_text(
        "county,contributor,amount\nC1,a,60\nC1,b,30\nC1,c,10\nC2,a,40\nC2,d,35\nC2,e,25\nC3,f,50\nC3,g,30\nC3,h,20\n"
        "C4,i,90\nC4,j,10\n",
        encoding="utf-8",
    )
    table = (tmp_path / "t.csv", "--hierarchy", "geo=county", "--count", "firms", "--value", "wages")
    firms, rules = ("--contributors", tmp_path / "firms.csv"), ("--threshold", 3, "--dominance", "1:85")
    safe = tmp_path / "safe.csv"
    assert run("protect", *table, *firms, *rules, "--out", safe) == 0
    of = {line["geo"]: line for line in read(safe)}
    assert of["C4"]["status"] == "suppressed_primary"
    assert "pair" in capsys.readouterr().err

    assert run("audit", tmp_path / "t.csv", safe, *firms) == 0
    assert run("audit", tmp_path / "t.csv", safe) == 2
    assert "name the same file with --contributors" in capsys.readouterr().err


def test_progress_and_cautions_go_to_the_error_stream(truth, capsys):
    assert run("protect", truth, *GEO, *INDUSTRY, "--count", "freq", "--threshold", 2) == 0
    said = capsys.readouterr()
    assert said.out.startswith("geo,industry,value,status\n")
    assert "with a threshold of 2 the status suppressed_primary itself says that a cell is 1" in said.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--count", "freq", "--threshold", 3), "Name each dimension with --hierarchy"),
        ((*GEO, "--threshold", 3), "Name the column that counts with --count"),
        ((*GEO, "--count", "freq"), "Say what has to be hidden"),
        ((*GEO, "--count", "people", "--threshold", 3), "no column 'people'"),
        (("--hierarchy", "geo=area>county", "--count", "freq", "--threshold", 3), "no column 'area'"),
        (("--hierarchy", "geo", "--count", "freq", "--threshold", 3), "'geo' is no hierarchy"),
        ((*GEO, "--count", "freq", "--threshold", 3), "gives the finest cell C1 twice"),
        (("--hierarchy", "geo=county>region", *INDUSTRY, "--count", "freq", "--threshold", 3), "isn't nested"),
        ((*GEO, *INDUSTRY, "--count", "freq", "--threshold", 1), "below 2 it hides nothing"),
        ((*GEO, *INDUSTRY, "--count", "freq", "--policy", "mine"), "There is no policy 'mine'"),
        ((*GEO, *INDUSTRY, "--count", "freq", "--threshold", 3, "--keep", "R1"), "isn't a dimension and a code"),
        ((*GEO, *INDUSTRY, "--count", "freq", "--threshold", 3, "--keep", "geo=R9"), "No table has the code R9"),
        ((*GEO, *INDUSTRY, "--count", "freq", "--dominance", "80"), "isn't a number of employers and a percentage"),
        ((*GEO, *INDUSTRY, "--value", "freq", "--contributors", "no.csv", "--threshold", 3), "There is no file no.csv"),
    ],
)
def test_a_mistake_is_said_in_a_sentence_and_writes_nothing(truth, tmp_path, capsys, words, message):
    if "--threshold" not in words and "--policy" not in words and "--dominance" not in words:
        words = (*words, *INDUSTRY)
    out = tmp_path / "out.csv"
    assert run("protect", truth, *words, "--out", out) == 2
    said = capsys.readouterr().err
    assert message in said
    assert len(said.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["TABLE.csv"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("geo,value,status\nTotal,1,reported\n", "No column of the true table|could belong|has no column"),
        ("geo,industry,value,status\nC1,A2,,hidden\n", "status 'hidden'"),
        ("geo,industry,value,status\nC9,A2,5,reported\n", "geo C9, industry A2, a cell that the true table lacks"),
        ("geo,industry,value,status\nC1,A2,,reported\n", "is reported, but its value is blank"),
        ("geo,industry,value,status\nC1,A2,two,reported\n", "'two' in row 1"),
        ("geo,industry,value,status\nC1,A1,5,reported\nC1,A1,5,reported\n", "row 2 .* prints a cell again"),
        ("geo,industry,value,status\nC1,A1,5\n", "line 2 has 3 cells, but the header has 4"),
        ("", "needs a header"),
    ],
)
def test_a_published_table_that_cannot_be_read_is_refused(truth, tmp_path, capsys, content, message):
    path = tmp_path / "odd.csv"
    path.write_text(content, encoding="utf-8")
    options = (*GEO, *INDUSTRY, "--count", "freq", "--threshold", 3)
    assert run("audit", truth, path, *options) == 2
    import re

    assert re.search(message, capsys.readouterr().err)


def test_a_missing_file_is_said_so(tmp_path, capsys):
    assert run("audit", tmp_path / "TABLE.csv", tmp_path / "safe.csv") == 2
    assert "There is no file" in capsys.readouterr().err
    assert run("protect", tmp_path / "TABLE.csv", *GEO, "--count", "freq", "--threshold", 3) == 2
    assert "There is no file" in capsys.readouterr().err
