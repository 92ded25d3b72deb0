"""Do both documents say what must be published with an analysis, and only figures that stand in its tables?"""

import csv
import re
import subprocess
from pathlib import Path

import pytest
from publishable_world import ABOUT, FONTS, asked_of, release

import programs
from talentshed.labor.charts.flow_figures import drawing
from talentshed.labor.disclosure.policy import load_policy
from talentshed.labor.flows.documents import DocumentError, write_documents
from talentshed.labor.flows.documents.parts import Document, paragraphs, table
from talentshed.labor.flows.documents.typesetting import typeset
from talentshed.labor.flows.publishing import About, make_safe
from talentshed.labor.flows.publishing.figures import draw_figures
from talentshed.labor.flows.publishing.release import certificate

SUMMARY_PARTS = (
    "The question",
    "The answer first",
    "Inflow and outflow",
    "Completers: capture and leakage",
    "Retention and earnings",
    "What it means for both customers",
    "What the records can't show",
    "Next",
    "Stamp",
)
ABSTRACT_PARTS = (
    "Purpose and authority",
    "Sources",
    "Population and linkage",
    "Definitions",
    "Step log",
    "Wages",
    "Uncertainty",
    "Disclosure",
    "Quality checks",
    "Reproduce",
    "Review",
)


def words_of(path: Path) -> str:
    tool = programs.need("pdftotext")
    return subprocess.run([tool, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def facts_of(path: Path) -> str:
    tool = programs.need("pdfinfo")
    return subprocess.run([tool, path], capture_output=True, text=True, check=True).stdout


def cells_of(folder: Path, name: str, *dimensions: str) -> dict[tuple[str, ...], dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row[each] for each in dimensions): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def folder() -> Path:
    return release()[2].folder


@pytest.mark.parametrize(
    ("name", "parts", "most_pages"), [("summary.pdf", SUMMARY_PARTS, 4), ("technical-abstract.pdf", ABSTRACT_PARTS, 12)]
)
def test_a_document_has_all_its_parts_in_order(
    folder: Path, name: str, parts: tuple[str, ...], most_pages: int
) -> None:
    lines = [line.strip() for line in words_of(folder / name).splitlines()]
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)
    facts = facts_of(folder / name)
    assert re.search(r"Tagged:\s+yes", facts)
    assert int(re.search(r"Pages:\s+(\d+)", facts)[1]) <= most_pages  # type: ignore[index]


def test_the_stream_table_prints_the_published_cells(folder: Path) -> None:
    text = words_of(folder / "summary.pdf")
    cells = cells_of(folder, "inflow", "sector", "time", "source")
    names = {"education": "an education program", "other_sector": "another sector", "Total": "all who joined"}
    for source, words in names.items():
        value = cells["62", "2022", source]["value"] or "c"
        assert re.search(rf"^ *(?:from)? *{words} +{value}\b", text, re.MULTILINE), (words, value)


def test_the_completers_table_prints_the_published_cells_and_c_for_hidden_ones(folder: Path) -> None:
    text = words_of(folder / "summary.pdf")
    cells = cells_of(folder, "completers", "program", "figure")
    rates = cells_of(folder, "capture", "program", "after", "rate")
    hidden = 0
    for program in ("Total", "Riverside College, 51.3801, level 3"):
        figures = ["after 4", "after 4: sector_in_region", "after 4: leaked", "after 4: not_in_records"]
        row = [cells[program, figure]["value"] or "c" for figure in figures]
        shares = [rates[program, "after 4", name]["value"] for name in ("capture rate", "leakage")]
        row += [f"{share}%" if share else "c" for share in shares]
        hidden += row.count("c")
        name = "All programs" if program == "Total" else program
        assert re.search(rf"^ *{name} +{' +'.join(map(re.escape, row))}$", text, re.MULTILINE), row
    assert hidden


def test_retention_and_pay_are_the_published_ones(folder: Path) -> None:
    text = words_of(folder / "summary.pdf")
    curve = cells_of(folder, "retention_curve", "sector", "quarters")
    for quarters in ("4", "8"):
        value = curve["62", quarters]["value"]
        assert (f"{100 * float(value):.1f}%" if value else "can't be shown") in text
    pay = cells_of(folder, "earnings_percentiles", "sector", "offset", "percentile")
    count = cells_of(folder, "earnings", "sector", "figure")["62", "paid at +4"]["value"]
    row = [f"${int(pay['62', '+4', name]['value']):,}" for name in ("p25", "p50", "p75")]
    assert re.search(rf"\+4 +{count} +{' +'.join(map(re.escape, row))}$", text, re.MULTILINE)


def test_no_count_in_the_summary_is_missing_from_the_tables(folder: Path) -> None:
    """Every whole number of two digits or more is a published figure, a year, or one of a short list."""
    known = {"2022", "2023", "95", "2026", "54", "20", "40", "60", "80", "100"}  # dates, intervals, ends of scales
    for path in (folder / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if re.fullmatch(r"\d+", row["value"]):
                    known.add(f"{int(row['value']):,}")
    inflow = cells_of(folder, "inflow", "sector", "time", "source")
    both = [inflow["62", "2022", name]["value"] for name in ("other_sector", "nonemployment")]
    if all(both):
        known.add(str(sum(map(int, both))))
    tokens = (token.strip("().,;:") for token in words_of(folder / "summary.pdf").split())
    found = [token for token in tokens if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d\d+", token)]
    odd = sorted({token for token in found if token not in known})
    assert len(found) > 30
    assert not odd


def test_what_is_absent_is_said_to_be_not_stated() -> None:
    state, tables, made = release()
    asked = asked_of(state)
    safe = make_safe(tables, asked, load_policy("people"))
    proof = certificate(safe.families, load_policy("people"), {})
    drawn = draw_figures(safe, asked, About(), draw=drawing(FONTS))
    documents = write_documents(safe, drawn, asked, About(), proof, fonts=FONTS)
    again = write_documents(safe, drawn, asked, About(), proof, fonts=FONTS)
    assert documents == again  # the same bytes for the same figures
    for name, content in documents.items():
        path = made.folder.parent / f"bare-{name}"
        path.write_bytes(content)
        text = words_of(path)
        assert text.count("not stated") >= 4, name
        assert ABOUT.agency not in text


def test_every_word_of_the_frame_goes_through_the_translator() -> None:
    state, tables, made = release()
    asked = asked_of(state)

    def shout(text: str) -> str:
        return re.sub(r"\{\w+\}|[^{}]+", lambda part: part[0] if part[0].startswith("{") else part[0].upper(), text)

    safe = make_safe(tables, asked, load_policy("people"), _=shout)
    proof = certificate(safe.families, load_policy("people"), {})
    drawn = draw_figures(safe, asked, ABOUT, draw=drawing(FONTS), language="es", _=shout)
    documents = write_documents(safe, drawn, asked, ABOUT, proof, fonts=FONTS, language="es", _=shout)
    path = made.folder.parent / "loud.pdf"
    path.write_bytes(documents["summary.pdf"])
    lines = {line.strip() for line in words_of(path).splitlines()}
    assert {part.upper() for part in SUMMARY_PARTS} <= lines
    assert not lines & set(SUMMARY_PARTS)


def test_a_document_without_its_font_is_refused_in_one_sentence(tmp_path: Path) -> None:
    blocks = (paragraphs("words"), table("t", ("a", "b"), [("x", "1")]))
    document = Document("Title", "sub", "place", "en", blocks, "foot", "PAGE of PAGES")
    assert typeset(document, FONTS).startswith(b"%PDF")
    with pytest.raises(DocumentError, match="Title can't be set"):
        typeset(document, tmp_path)
