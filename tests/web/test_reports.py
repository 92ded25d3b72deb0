"""Is a report the same in every form, safe to open, readable aloud, and the same bytes each time?"""

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from demo_report import demo_report, jobs_figure
from django.utils import translation

from programs import need
from talentshed.labor import charts
from talentshed.labor.charts.words import write
from talentshed.web.reports import pdf
from talentshed.web.reports.csv import grid_to_csv
from talentshed.web.reports.flat import flat_columns
from talentshed.web.reports.pdf import MOST_ROWS, report_to_pdf
from talentshed.web.reports.report import Passage, ReportError, report_to_dict
from talentshed.web.reports.xlsx import report_to_xlsx
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Grid, GridColumn

charts.register_fonts(pdf.FONTS)


@pytest.fixture(scope="module")
def report():
    return demo_report()


def sheet_values(book: bytes, place: int) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[place]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def text_of(content: bytes, tmp_path: Path) -> str:
    program = need("pdftotext")
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    return subprocess.run([program, "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout


def test_the_same_report_gives_the_same_bytes_in_every_form(report):
    again = demo_report()
    assert again == report
    assert report_to_pdf(again) == report_to_pdf(report)
    assert report_to_xlsx(again) == report_to_xlsx(report)
    assert json.dumps(report_to_dict(again)) == json.dumps(report_to_dict(report))


def test_the_pdf_is_tagged_and_says_its_title_and_language(report):
    made = report_to_pdf(report)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/Lang(en)" in made
    assert b"/DisplayDocTitle true" in made
    assert b"pdfuaid" in made
    assert b"CreationDate" not in made


def test_the_pdf_shows_findings_sentences_figures_and_receipts(report, tmp_path):
    words = " ".join(text_of(report_to_pdf(report), tmp_path).split())
    for figure in report.figures:
        assert figure.heading.split()[0] in words
        assert figure.receipt.formula in words
    assert "withheld by the agency" in words
    assert "Data edition e-1a2b3c4d" in words
    assert report.permalink in words
    assert "Which two figures surprise you?" in words


def test_a_packet_of_eight_figures_has_four_to_eight_pages(report, tmp_path):
    pages = text_of(report_to_pdf(report), tmp_path).count("\f")
    assert 4 <= pages <= 8
    assert f"Page 1 of {pages}" in text_of(report_to_pdf(report), tmp_path)


def test_text_can_never_become_typst_markup(report, tmp_path):
    hostile = '#panic("no") $x$ *bold* <label> @ref \\ ` {{page}}'
    made = report_to_pdf(replace(report, title=hostile, sections=(Passage("= Head", (hostile,)),)))
    assert '#panic("no") $x$ *bold*' in " ".join(text_of(made, tmp_path).split())


def test_long_tables_are_cut_on_paper_and_say_so(report, tmp_path):
    figure = jobs_figure()
    grid = replace(figure.grid, rows=tuple({"year": 2000 + n, "jobs": n, "status": "reported"} for n in range(14)))
    made = report_to_pdf(replace(report, sections=(replace(figure, grid=grid),)))
    assert f"{14 - MOST_ROWS} more rows are in the workbook." in text_of(made, tmp_path)


def test_a_missing_font_is_an_error_and_not_another_font(report, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(ReportError, match="a font file is missing"):
        report_to_pdf(report)


def test_a_picture_that_isnt_one_is_a_plain_error(report):
    broken = replace(jobs_figure(), svg="<svg")
    with pytest.raises(ReportError, match="The PDF can't be made"):
        report_to_pdf(replace(report, sections=(broken,)))


def test_the_report_speaks_the_readers_language_whatever_the_server_speaks(report, tmp_path):
    figure = replace(
        jobs_figure(), sentence="", svg="", grid=Grid("Partes", (GridColumn("p", "Parte", "percent"),), ({"p": 0.38},))
    )
    english, spanish = (replace(report, language=language, sections=(figure,), summary=()) for language in ("en", "es"))
    assert b"/Lang(es)" in report_to_pdf(spanish)
    assert "38%" in text_of(report_to_pdf(english), tmp_path)
    assert re.search(r"38[\u00a0 ]%", text_of(report_to_pdf(spanish), tmp_path))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (51680, "usd"),
        (24.5, "usd_hourly"),
        (0.384, "percent"),
        (0.0384, "percent"),
        (1234567, "count"),
        (2.516, "ratio"),
    ],
)
def test_pictures_and_tables_write_a_number_alike(value, kind, language):
    with translation.override(language):
        assert write(value, kind, language) == written(value, kind)


def test_the_workbook_has_contents_a_sheet_for_each_table_and_receipts(report):
    book = openpyxl.load_workbook(io.BytesIO(report_to_xlsx(report)))
    assert book.sheetnames[0] == "Contents"
    assert book.sheetnames[-1] == "Receipts"
    assert len(book.sheetnames) == len(report.figures) + 2
    assert all(sheet.freeze_panes for sheet in book.worksheets[1:])
    links = [cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.split("'")[1] for link in links] == book.sheetnames[1:-1]


def test_cells_of_the_workbook_are_typed_and_withheld_is_never_zero(report):
    values = sheet_values(report_to_xlsx(report), 2)
    head = next(place for place, row in enumerate(values) if row[0] == "Year")
    assert values[head][:5] == ["Year", "Jobs", "Jobs (least)", "Jobs (most)", "Standing"]
    by_year = {row[0]: row[1:5] for row in values[head + 1 : head + 6]}
    assert by_year[2019] == [15500, 15500, 15500, "reported by the agency"]
    assert by_year[2020] == ["no figure", 9000, 17000, "withheld by the agency"]


def hostile_grid() -> Grid:
    columns = (GridColumn("name", "Name"), GridColumn("jobs", "Jobs", "count"))
    names = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "http://example.org", 'Plain, "quoted"', "Peoría")
    return Grid("Hostile", columns, tuple({"name": name, "jobs": -5, "status": "reported"} for name in names))


def test_no_text_becomes_a_formula_or_a_link_in_the_workbook(report):
    figure = replace(jobs_figure(), grid=hostile_grid())
    book = openpyxl.load_workbook(io.BytesIO(report_to_xlsx(replace(report, sections=(figure,)))))
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_no_text_becomes_a_formula_in_csv_and_numbers_keep_their_sign():
    rows = read_csv(grid_to_csv(hostile_grid()))
    assert [row["name"] for row in rows[:5]] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx"]
    assert rows[6]["name"] == 'Plain, "quoted"'
    assert rows[7]["name"] == "Peoría"
    assert {row["jobs"] for row in rows} == {"-5"}


def test_csv_has_bounds_and_statuses_beside_every_figure():
    rows = read_csv(grid_to_csv(jobs_figure().grid))
    assert list(rows[0]) == ["year", "jobs", "jobs_low", "jobs_high", "status"]
    assert rows[3] == {
        "year": "2020", "jobs": "", "jobs_low": "9000", "jobs_high": "17000", "status": "withheld_by_source"
    }  # fmt: skip


def test_a_status_of_its_own_stands_beside_its_column_and_the_rows_status_comes_last():
    columns = (GridColumn("jobs", "Jobs", "count"), GridColumn("pay", "Pay", "usd"))
    grid = Grid("Both", columns, ({"jobs": 1, "jobs_status": "estimated", "pay": None, "status": "not_available"},))
    assert [column.key for column in flat_columns(grid)] == ["jobs", "jobs_status", "pay", "status"]


def test_missing_numbers_are_never_written_as_nan():
    grid = Grid("Nan", (GridColumn("lq", "LQ", "ratio"),), ({"lq": float("nan"), "status": "not_available"},))
    assert read_csv(grid_to_csv(grid)) == [{"lq": "", "status": "not_available"}]


def test_json_carries_the_rows_and_the_receipts(report):
    found = json.loads(json.dumps(report_to_dict(report)))
    jobs = next(section for section in found["sections"] if section.get("key") == "jobs")
    assert jobs["table"]["rows"][3]["status"] == "withheld_by_source"
    assert jobs["receipt"]["filled"] == "4,210 + 13,501 = 17,711"
    assert jobs["receipt"]["sources"][0]["agency"] == "Demo Bureau"
    assert found["sections"][-1]["kind"] == "passage"


def test_file_names_are_plain(report):
    assert replace(report, title="Machinery & Más: 333/334").slug == "machinery-m-s-333-334"
    assert replace(report, title="¿?").slug == "report"
