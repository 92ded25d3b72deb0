"""Do the form and the report leave as paper, Word and workbook, and is what is on them what the page says?"""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation
from openpyxl import load_workbook

import priority_world
import programs
from priority_world import World
from talentshed.web.readiness.documents.book import as_xlsx
from talentshed.web.readiness.documents.form import blank_form, form_book
from talentshed.web.readiness.documents.pdf import as_pdf
from talentshed.web.readiness.documents.quick import quick_paper
from talentshed.web.readiness.documents.report import gate_words, report_paper
from talentshed.web.readiness.documents.values import BOX, Paper
from talentshed.web.readiness.documents.word import as_docx
from talentshed.web.readiness.instruments import shipped
from talentshed.web.readiness.models import Consensus, InstrumentVersion, Rater, Rating, Round
from talentshed.web.readiness.queries.quick import quick_result
from talentshed.web.readiness.queries.results import outcome, since_last
from talentshed.web.readiness.scoring import GateLine

KINDS = ("industry",) * 4 + ("workforce",) * 2 + ("education", "community", "economic_development")


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


def a_round(world: World, title: str, step: int, *, days_ago: int = 1) -> Round:
    """Return a settled round of nine raters: values turn from item to item and rater to rater; `step` shifts them."""
    asked = shipped.five_components()
    version, _made = InstrumentVersion.objects.get_or_create(
        state=None,
        key=asked.key,
        version=asked.version,
        defaults={"digest": asked.digest, "text": shipped.text_of("five_components")},
    )
    when = timezone.now() - timedelta(days=days_ago)
    made = Round.objects.create(
        state=world.partnership.home_state,
        partnership=world.partnership,
        instrument_version=version,
        title=title,
        status="settled",
        opened_at=when,
        closes_at=when,
        revealed_at=when,
        settled_at=when,
        raters_count=len(KINDS),
        decision="fix_first",
        decision_reason="No neutral convener yet. Asked again in March.",
        decided_at=when,
    )
    for who, kind in enumerate(KINDS):
        rater = Rater.objects.create(round=made, kind=kind, is_done=True)
        Rating.objects.bulk_create(
            Rating(rater=rater, item=item.key, value="dk" if (who + place) % 8 == 7 else str((who * place + step) % 5))
            for place, item in enumerate(made.instrument.items)
        )
    Consensus.objects.bulk_create(
        Consensus(
            round=made,
            item=item.key,
            value=str(min(4, place % 4 + step)),
            rationale=f"Agreed on {item.key}",
            dissent="Two see it lower" if place % 5 == 0 else "",
            evidence="https://example.org/minutes" if place % 3 == 0 else "",
        )
        for place, item in enumerate(made.instrument.items)
    )
    return made


def words_of(pdf: bytes, folder: Path) -> str:
    """Return what a PDF says, read with another program."""
    tool = programs.need("pdftotext")
    (folder / "paper.pdf").write_bytes(pdf)
    done = subprocess.run([tool, "-layout", folder / "paper.pdf", "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def docx_words(content: bytes) -> str:
    from docx import Document

    made = Document(BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in made.paragraphs), *cells])


def said(paper: Paper) -> list[str]:
    """Return all that a paper says, in its order."""
    found = [paper.title]
    for block in paper.blocks:
        found += [block.text, *block.items]
        if block.table is not None:
            found += [each.label for each in block.table.columns]
            found += [cell.text for row in block.table.rows for cell in row]
    return [words for words in found if words and words != BOX]


@pytest.mark.parametrize("name", ["five-components", "quick-check", "state"])
def test_the_blank_form_has_each_statement_with_seven_boxes(client: Client, db: None, name: str) -> None:
    page = client.get(f"/readiness/forms/{name}/")
    instrument = page.context["paper"]
    items = {"five-components": 40, "quick-check": 15, "state": 12}[name]
    words = page.content.decode()
    assert words.count('class="rd-box"') == items * 7 + (0 if name == "quick-check" else 5), (
        "and five for the side of the table"
    )
    assert "Version 1." in instrument.foot
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        assert client.get(f"/readiness/forms/{name}.{kind}").content.startswith(begins)
    assert client.get(f"/readiness/forms/{name}.exe").status_code == 404
    assert client.get("/readiness/forms/other/").status_code == 404


def test_paper_word_and_print_say_the_same(db: None, tmp_path: Path) -> None:
    paper = blank_form(shipped.five_components().without_optional(), "Gears of the River: First round")
    pdf = words_of(as_pdf(paper), tmp_path).replace(" ", "")
    word = docx_words(as_docx(paper)).replace(" ", "")
    for each in said(paper):
        plain = each.replace(" ", "")
        assert plain in word
        # A long sentence is broken over lines between other columns.
        assert plain[:20] in pdf, each


def test_the_tool_of_illinois_is_never_claimed(db: None) -> None:
    words = " ".join([*said(blank_form(shipped.five_components())), blank_form(shipped.five_components()).foot])
    assert "Structured on the five components that Illinois publishes" in words
    assert "Illinois tool" not in words
    assert "Illinois Sector Strategies" not in words


def test_the_workbook_to_fill_in_takes_only_answers_that_exist(db: None) -> None:
    book = load_workbook(BytesIO(form_book(shipped.five_components().without_optional())))
    sheet = book.worksheets[0]
    rule = sheet.data_validations.dataValidation[0]
    assert rule.type == "list"
    assert rule.formula1 == '"0,1,2,3,4,DK,NA"'
    assert str(rule.sqref) == "E5:E44"
    assert [sheet.cell(5, 1).value, sheet.cell(44, 1).value] == ["C1.1", "C5.8"]
    with translation.override("es"):
        assert (
            load_workbook(BytesIO(form_book(shipped.quick_check()))).worksheets[0].cell(5, 3).value.startswith("Comp")
        )


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    from talentshed.web.readiness.documents.book import Sheet
    from talentshed.web.ui.values import Grid, GridColumn

    grid = Grid("T", (GridColumn("a", "=A1"),), ({"a": "=1+1"},))
    sheet = load_workbook(BytesIO(as_xlsx("T", [Sheet("[a]:b*?/", "=S", grid)]))).worksheets[0]
    assert (sheet.cell(5, 1).value, sheet.cell(5, 1).data_type) == ("=1+1", "s")
    assert sheet.title == "a  b"


def sign_in(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def test_the_report_says_scores_gate_decision_gaps_consensus_and_change(world: World, tmp_path: Path) -> None:
    first = a_round(world, "First round", 0, days_ago=200)
    second = a_round(world, "Second round", 1)
    found = outcome(second)
    since = since_last(found)
    assert since is not None
    assert since.before == first
    paper = report_paper(found, since)
    words = words_of(as_pdf(paper), tmp_path)
    for expected in (
        "Readiness report: Second round",
        "9 raters, each alone and without a name",
        "Launch gate",
        "fix first: No neutral convener yet",
        "Largest gaps",
        "Talk order",
        "Agreed on C1.1",
        "Two see it lower",
        "Change since the last round",
        "Structured on the five components that Illinois publishes",
        "There is no single number",
    ):
        assert expected in words, expected
    for name in ("Alice", "Bob", "Carol"):
        assert name not in words
    assert as_pdf(paper) == as_pdf(report_paper(outcome(second), since)), "the same round gives the same bytes"
    assert "Agreed on C5.8" in docx_words(as_docx(paper))


def test_a_round_that_is_not_agreed_says_so_and_has_no_scores(world: World) -> None:
    made = a_round(world, "First round", 0)
    made.agreed.all().delete()
    Round.objects.filter(pk=made.pk).update(status="revealed", decision="")
    words = " ".join(said(report_paper(outcome(Round.objects.get(pk=made.pk)), None)))
    assert "Nothing is agreed yet" in words
    assert "Launch gate" not in words


def test_the_report_is_for_those_in_the_workspace_once_it_is_revealed(world: World) -> None:
    made = a_round(world, "First round", 0)
    here = f"/partnerships/{world.partnership.pk}/readiness/{made.pk}"
    for name in ("Alice", "Bob", "Erin"):
        client = sign_in(world[name])
        for kind in ("pdf", "docx", "xlsx", "html"):
            assert client.get(f"{here}/report.{kind}").status_code == 200
            assert client.get(f"{here}/form.{kind}").status_code == 200
        assert client.get(f"{here}/report.exe").status_code == 404
    assert sign_in(world["Charlie"]).get(f"{here}/report.pdf").status_code == 404
    Round.objects.filter(pk=made.pk).update(status="open", revealed_at=None, settled_at=None)
    assert sign_in(world["Alice"]).get(f"{here}/report.pdf").status_code == 403
    assert sign_in(world["Alice"]).get(f"{here}/form.pdf").status_code == 200


def test_the_report_book_has_a_sheet_for_each_table(world: World) -> None:
    a_round(world, "First round", 0, days_ago=200)
    made = a_round(world, "Second round", 1)
    here = f"/partnerships/{world.partnership.pk}/readiness/{made.pk}"
    content = sign_in(world["Bob"]).get(f"{here}/report.xlsx").content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == [
        "Components", "Items", "Talk order", "Agreed", "Industry and public side", "By kind of partner", "Change",
    ]  # fmt: skip
    assert book["Items"].max_row == 44


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (GateLine("C1.1", "met", 3, ""), "met, at 3"),
        (GateLine("C1.1", "below", 1, ""), "below 2, at 1"),
        (GateLine("C1.1", "dont_know", None, ""), "don’t know: not met"),
        (GateLine("C1.1", "not_applicable", None, "No grant"), "not applicable, with a reason"),
        (GateLine("C1.1", "open", None, ""), "not agreed yet: not met"),
    ],
)
def test_each_state_of_the_gate_has_its_words(line: GateLine, words: str) -> None:
    assert gate_words(line) == words


def test_the_quick_check_fits_three_pages_at_its_worst(tmp_path: Path) -> None:
    (tmp_path / "quick.pdf").write_bytes(
        as_pdf(quick_paper(quick_result(dict.fromkeys([item.key for item in shipped.quick_check().items], "1"))))
    )
    info = subprocess.run([programs.need("pdfinfo"), tmp_path / "quick.pdf"], capture_output=True, check=True)
    pages = next(line for line in info.stdout.decode().splitlines() if line.startswith("Pages"))
    assert int(pages.split()[1]) <= 3
