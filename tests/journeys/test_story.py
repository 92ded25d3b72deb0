"""Whole stories at a desk: somebody finds their sectors, somebody chooses by keyboard, somebody errs."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from story import Reader, take, tell
from watching import watch

import programs


def test_a_convener_takes_a_packet_to_the_table(page: Page, site: str):
    # axe walks the same pages at the same width in test_each_page
    tell(Reader(page, site, watch(page, site, sizes=[])))


@pytest.mark.parametrize(("language", "first_page"), [("en", r"Page 1 of (\d+)"), ("es", r"Página 1 de (\d+)")])
def test_the_packet_is_a_document_for_paper(page: Page, site: str, tmp_path: Path, language: str, first_page: str):
    pdftotext, pdfinfo = programs.need("pdftotext"), programs.need("pdfinfo")
    home = site if language == "en" else f"{site}/{language}"
    page.goto(f"{home}/regions/metro-37900/sectors/manufacturing/")
    title = page.locator("h1").inner_text()
    file = tmp_path / "packet.pdf"
    file.write_bytes(take(page, page.locator("main a[href*='/all.pdf']").first))
    words = " ".join(printed(pdftotext, "-layout", str(file), "-").split())
    found = re.search(first_page, words)
    assert found, "the foot of the first page does not number it"
    for part in title.replace(",", " ").split()[-2:]:
        assert part in words
    facts = dict(re.findall(r"^([^:]+):\s*(.*)$", printed(pdfinfo, str(file)), re.MULTILINE))
    assert facts["Tagged"] == "yes"
    assert facts["Pages"] == found[1]
    assert 4 <= int(facts["Pages"]) <= 8, f"the packet has {facts['Pages']} pages"


def printed(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


BACK = (("Shift+Tab", "Winnebago", "17201"), ("Shift+Tab", "Boone", "17007"))


def test_a_region_across_state_lines_is_chosen_by_keyboard_alone(page: Page, site: str, check_page):
    page.goto(f"{site}/regions/")
    search = page.locator("[data-filter] input")
    for way, typed, code in (("Tab", "Rock", "55105"), *BACK):
        go_to(page, search, way)
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
        box = page.locator(f"input[name=counties][value='{code}']")
        go_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    chosen = page.locator("main [data-chosen]")
    for name in ("Rock", "Winnebago", "Boone"):
        expect(chosen).to_contain_text(name)
    expect(page.locator("#totals")).to_contain_text(re.compile(r"\d{2,3},\d{3}"))
    expect(page.locator("path[data-key='55105']")).to_have_class(re.compile("is-chosen"))
    check_page(page)
    go_to(page, page.locator("#counties-form button").first)
    page.keyboard.press("Enter")
    # A region that nobody asked for yet is put together first, which takes a while on a busy machine.
    expect(page).to_have_url(f"{site}/regions/17007-17201-55105/", timeout=30_000)
    for name in ("Boone", "Winnebago", "Rock"):
        expect(page.locator("h1")).to_contain_text(name)
    check_page(page)


def go_to(page: Page, target: Locator, key: str = "Tab", most: int = 60) -> None:
    """Move the focus with the Tab key, or back, until it is on the target."""
    expect(target).to_be_visible()
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} can't be reached with the keyboard")


PEORIA = "/regions/17143"
MISTAKES = {
    "unknown county": ("/regions/99999/", 404, "99999"),
    "county that does not exist among good ones": ("/regions/17143-17999/", 404, "17999"),
    "unknown area": ("/regions/metro-00001/", 404, "metro-00001"),
    "unknown place": ("/regions/open/?place=Nowhereville", 404, "Nowhereville"),
    "ticked county that does not exist": ("/regions/open/?counties=99999", 404, "99999"),
    "misspelt sector": (f"{PEORIA}/sectors/manufactring/", 404, "manufactring"),
    "misspelt NAICS": (f"{PEORIA}/sectors/naics-333199/", 404, "333199"),
    "unknown edition": (f"{PEORIA}/?edition=e-00000000", 404, "e-00000000"),
    "unknown edition of a packet": (f"{PEORIA}/sectors/manufacturing/?edition=e-00000000", 404, "e-00000000"),
    "edition that is a path": ("/data/?edition=../../etc", 404, "../../etc"),
    "weight of text": (f"{PEORIA}/ranking/?w_jobs=plenty", 400, "plenty"),
    "negative weight": (f"{PEORIA}/ranking/?w_jobs=-1", 400, "-1"),
    "unknown criterion": (f"{PEORIA}/ranking/?w_luck=3", 400, "luck"),
    "level that does not exist": (f"{PEORIA}/ranking/?level=9", 400, "9"),
    "year without figures": (f"{PEORIA}/ranking/?year=1999", 400, "1999"),
    "places without number": (f"{PEORIA}/ranking/decision/?k=many", 400, "many"),
    "unknown occupation": ("/occupations/99-9999/", 404, "99-9999"),
    "comparison with an unknown place": (
        "/compare/?region=Nowhereville&region=17143&sector=manufacturing",
        404,
        "Nowhereville",
    ),
    "file that does not exist": ("/export/packet/17143/manufacturing/jobs.gif", 404, "gif"),
    "table that does not exist": ("/export/data/salaries/rows.csv", 404, "salaries"),
}


@pytest.mark.parametrize(("address", "status", "named"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_gets_one_clear_sentence_and_a_way_on(page: Page, site: str, check_page, address, status, named):
    answer = page.goto(f"{site}{address}")
    assert answer is not None
    assert answer.status == status
    main = page.locator("main")
    said = main.locator("header p, .ts-lede").filter(has_text=named)
    expect(said).to_have_count(1)
    sentence = said.inner_text()
    assert sentence.rstrip()[-1] in ".?", sentence
    assert len(sentence) < 500, sentence
    expect(main).not_to_contain_text(re.compile(r"Traceback|Error\b|Exception"))
    check_page(page, is_missing=True)
    main.locator("a[href]").last.click()
    expect(page.locator("h1")).to_be_visible()
