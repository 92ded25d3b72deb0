"""The main story: a convener finds their region, weighs its sectors, and takes a packet to the table.

The steps find their way by addresses, names of fields and headings, so that the same story is told in each language,
at each width, with and without JavaScript.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect
from watching import DESKTOP, PHONE, PROJECTOR, Size, watch

PEORIA = "metro-37900"
ROCKFORD = "metro-40420"
HEAVY = "100"


@dataclass(frozen=True)
class Reader:
    """Who goes through the story: with which browser page, where, in which language, and what is checked on the way."""

    page: Page
    site: str
    check: Callable[..., None]
    language: str = "en"
    scripts: bool = True
    projector: bool = False

    @property
    def home(self) -> str:
        """Address of the home page in the reader's language."""
        return f"{self.site}/" if self.language == "en" else f"{self.site}/{self.language}/"


@contextmanager
def reading(
    browser: Browser, site: str, *, size: Size = DESKTOP, scripts: bool = True, language: str = "en", axe: bool = True
) -> Iterator[Reader]:
    """Open a browser of this kind, and hand out its reader; pages are checked at its width, by axe too if asked."""
    touch = size == PHONE
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        is_mobile=touch,
        has_touch=touch,
    )
    page = context.new_page()
    check = watch(page, site, scripts=scripts, sizes=[size] if axe else [])
    yield Reader(page, site, check, language, scripts, projector=size == PROJECTOR)
    context.close()


def tell(reader: Reader) -> None:
    """Go through the whole story, each page checked."""
    find_region(reader)
    weigh_sectors(reader)
    take_packet(reader)
    compare(reader)
    look_up(reader)


def arrive(reader: Reader, address: str) -> Locator:
    """Expect to be at a page, check it, and return its main part."""
    page = reader.page
    expect(page).to_have_url(re.compile(address))
    expect(page.locator("html")).to_have_attribute("lang", reader.language)
    main = page.locator("main")
    expect(main.locator("h1")).to_have_count(1)
    if not reader.projector:
        reader.check(page)
        return main
    page.locator("footer a[href*='view=projector']").click()
    expect(page.locator("body.ts-projector")).to_be_visible()
    reader.check(page)
    page.go_back()
    return main


def find_region(reader: Reader) -> None:
    """Type the name of a city, choose what was meant, and arrive at the region."""
    page = reader.page
    page.goto(reader.home)
    arrive(reader, r"/$")
    page.locator("main input[name=place]").fill("Peoria")
    page.locator("main input[name=place]").press("Enter")
    meant = page.locator(f"main a[href$='/regions/{PEORIA}/']").first
    expect(meant).to_contain_text("Peoria, IL")
    # Several places are called Peoria: the page that asks which is not the one that was wanted, and may say so.
    reader.check(page, is_missing=True)
    meant.click()
    main = arrive(reader, f"/regions/{PEORIA}/$")
    expect(main.locator("h1")).to_contain_text("Peoria, IL")
    expect(main.locator("#jobs")).to_be_visible()


def weigh_sectors(reader: Reader) -> None:
    """Make pay count most: the order changes, and the address says so."""
    page = reader.page
    page.locator(f"main a[href*='/regions/{PEORIA}/ranking/']").first.click()
    main = arrive(reader, f"/regions/{PEORIA}/ranking/")
    before = order(page)
    page.evaluate("() => { document.documentElement.dataset.stayed = 'yes'; }")
    if reader.scripts:
        main.locator("#w_pay-slider").fill(HEAVY)
    else:
        main.locator("input[name=w_pay]").fill(HEAVY)
        main.locator("form.ts-weights button").first.click()
    expect(page).to_have_url(re.compile(rf"w_pay={HEAVY}\b"))
    # With JavaScript the page stays where it is; without, the server sends it anew.
    expect(page.locator("html[data-stayed]")).to_have_count(1 if reader.scripts else 0)
    if reader.scripts:
        expect(page.locator("#ranking tbody tr").first).not_to_have_text(before[0])
    after = order(page)
    assert after != before
    page.reload()
    assert order(page) == after, "the address does not keep the weights"
    arrive(reader, f"w_pay={HEAVY}")
    record = page.locator("main a[href*='/ranking/decision/']").first
    record.click()
    arrive(reader, rf"/ranking/decision/\?.*w_pay={HEAVY}\b")
    page.go_back()


def order(page: Page) -> list[str]:
    """Return the rows of the ranking as read from top to bottom."""
    return page.locator("#ranking tbody tr").all_inner_texts()


def take_packet(reader: Reader) -> None:
    """Open the packet of manufacturing, read a receipt with its numbers, and take the files away."""
    page = reader.page
    page.locator(f"main a[href$='/regions/{PEORIA}/']").first.click()
    page.locator(f"main a[href$='/regions/{PEORIA}/sectors/manufacturing/']").first.click()
    main = arrive(reader, f"/regions/{PEORIA}/sectors/manufacturing/$")
    expect(main.locator("h1")).to_contain_text("Peoria, IL")
    read_receipt(main.locator("#concentration"))
    take_files(page)
    page.go_back()


def read_receipt(figure: Locator) -> None:
    """Open a figure's receipt: formula, the formula with its numbers, source, edition."""
    receipt = figure.locator(".ts-receipt")
    expect(receipt).to_be_hidden()
    figure.locator("details:has(.ts-receipt) > summary").click()
    expect(receipt).to_be_visible()
    formulas = receipt.locator(".ts-receipt__formula")
    expect(formulas).to_have_count(2)
    assert len(re.findall(r"\d[\d,.]*", formulas.nth(1).inner_text())) >= 3, "no numbers in the formula"
    expect(receipt.locator("a[href^='https://']").first).to_be_visible()
    expect(receipt).to_contain_text(re.compile(r"e-[0-9a-f]{8}"))


def take_files(page: Page) -> None:
    """Take the packet as PDF and workbook, one table as CSV, one picture as SVG; each is what it says."""
    assert take(page, page.locator("main a[href*='/all.pdf']").first).startswith(b"%PDF-")
    assert take(page, page.locator("main a[href*='/all.xlsx']").first).startswith(b"PK")
    figure = page.locator("#industries")
    figure.locator("details:has(table) > summary").first.click()
    rows = list(csv.DictReader(io.StringIO(take(page, figure.locator("a[href*='.csv']").first).decode())))
    assert len(rows) == figure.locator("tbody tr").count() > 3
    assert take(page, figure.locator("a[href*='.svg']").first).lstrip().startswith(b"<svg")


def take(page: Page, link: Locator) -> bytes:
    """Follow a link that gives a file, and return what is in it."""
    with page.expect_download() as caught:
        link.click()
    assert re.search(r"e-[0-9a-f]{8}\.\w+$", caught.value.suggested_filename), "the file does not name its edition"
    return Path(caught.value.path()).read_bytes()


def compare(reader: Reader) -> None:
    """Set the region beside another one."""
    page = reader.page
    page.goto(f"{reader.home}regions/{PEORIA}/")
    page.locator("main a[href*='/compare/?region=']").first.click()
    fields = page.locator("main input[name=region]")
    expect(fields.first).to_have_value(re.compile("Peoria"))
    fields.nth(1).fill("Rockford, IL")
    page.locator("main select[name=sector]").first.select_option("manufacturing")
    page.locator("main form.ts-compare button").first.click()
    if page.locator(f"main a[href*='{ROCKFORD}']").count() and not page.locator("main form.ts-compare").count():
        raise AssertionError("Rockford, IL was not understood")
    main = arrive(reader, "/compare/")
    expect(main.locator("h1")).to_contain_text("Peoria, IL")
    expect(main.locator("h1")).to_contain_text("Rockford, IL")
    expect(main.locator("section.ts-figure").first).to_be_visible()


def look_up(reader: Reader) -> None:
    """Find an occupation by its title, then see which data stand behind it all."""
    page = reader.page
    page.locator("header nav a[href$='/occupations/']").click()
    arrive(reader, "/occupations/$")
    page.locator("main input[name=q]").fill("machinist" if reader.language == "en" else "51-4041")
    page.locator("main input[name=q]").press("Enter")
    page.locator("main a[href*='/occupations/51-4041/']").first.click()
    main = arrive(reader, "/occupations/51-4041/")
    expect(main.locator("h1")).to_contain_text("Machinists")
    page.locator("footer a[href$='/data/']").click()
    main = arrive(reader, "/data/$")
    expect(main).to_contain_text("cbp_county")
    expect(main).to_contain_text(re.compile(r"e-[0-9a-f]{8}"))
