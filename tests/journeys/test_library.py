"""From a question to its published answer, found again in both languages, by people who never met: in a browser."""

import re

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect
from watching import PHONE, watch

import library_world
import partnership_world
from library_world import Library
from talentshed.web.access.models import Letter, Person
from talentshed.web.library import demo
from talentshed.web.library.models import Helpful, Question, Resource


@pytest.fixture
def library(transactional_db: None) -> Library:
    return library_world.build()


def sign_in(page: Page, site: str, person: Person) -> None:
    """Give the browser the session of somebody."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    page.context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": site}])


def ask(page: Page, text: str, email: str) -> None:
    """Ask a question as a person does, who takes a few seconds."""
    page.fill("[name=text]", text)
    page.fill("[name=email]", email)
    page.click("label[for=may_tell]")
    page.wait_for_timeout(3200)
    page.click("text=Send my question")


def test_a_question_is_asked_answered_checked_published_and_found_in_both_languages(
    browser: Browser, page: Page, site: str, library: Library, check_page
) -> None:
    page.goto("/faq/")
    expect(page.locator("h1")).to_have_text("Questions and answers")
    check_page(page)
    page.fill("[name=q]", "rivals")
    expect(page.locator("#found")).to_contain_text("Will firms that compete work together?")
    page.goto("/faq/ask/")
    page.type("[name=text]", "May we compete and cooper", delay=10)
    expect(page.locator("#similar")).to_contain_text("Will firms that compete work together?")
    check_page(page)
    ask(page, "May labor unions send somebody to the table?", "ann@example.org")
    expect(page.locator("h1")).to_contain_text("Your question came in")
    check_page(page)
    assert page.context.cookies(site) == [] or {each["name"] for each in page.context.cookies(site)} == {"csrftoken"}

    sign_in(page, site, library.grace)
    page.goto("/faq/desk/")
    check_page(page)
    page.click("text=May labor unions send somebody")
    check_page(page)
    page.click("text=Write the answer")
    page.fill("[name=title_en]", "May labor unions take part?")
    page.fill("[name=title_es]", "¿Pueden participar los sindicatos?")
    page.fill("[name=text_en]", "Yes. They sit with the public partners.")
    page.fill("[name=text_es]", "Sí. Se sientan con los socios públicos.")
    page.fill("[name=citations]", "WIOA section 3(26) | https://www.law.cornell.edu/uscode/text/29/3102")
    check_page(page)
    page.click("text=Keep this version")
    expect(page.locator("main")).to_contain_text("Somebody else of your state has to check and publish it.")

    sign_in(page, site, library.frank)
    page.goto("/faq/desk/?pile=check")
    page.click("text=May labor unions send somebody")
    page.click("text=Version 1")
    check_page(page)
    page.click("text=Publish it")
    expect(page.locator("main")).to_contain_text("The answer is published.")
    letter = Letter.objects.get()
    assert letter.to == "ann@example.org"
    assert Question.objects.get().asker_email == ""

    reader = browser.new_context(base_url=site).new_page()
    check = watch(reader, site)
    reader.goto(re.search(r"https?://[^/]+(/\S+)", letter.text)[1])
    expect(reader.locator("h1")).to_have_text("May labor unions take part?")
    check(reader)
    reader.click("text=Did this help?")
    reader.click("text=Yes, it helped")
    expect(reader.locator("#helpful")).to_contain_text("Thank you.")
    assert Helpful.objects.get().yes == 1
    for language, words, title in (
        ("", "unions", "May labor unions take part?"),
        ("/es", "sindicatos", "¿Pueden participar los sindicatos?"),
    ):
        reader.goto(f"{language}/faq/?q={words}")
        expect(reader.locator("#found h3").first).to_have_text(title)
        check(reader)
    reader.context.close()


def test_the_same_on_a_phone_without_scripts(browser: Browser, site: str, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=site)
    phone = context.new_page()
    check = watch(phone, site, scripts=False, sizes=(PHONE,))
    phone.goto("/es/faq/")
    check(phone)
    phone.goto("/es/faq/ask/")
    phone.fill("[name=text]", "¿Compiten las empresas en la mesa?")
    phone.click("button[name=look]")
    expect(phone.locator("#similar")).to_contain_text("¿Trabajarán juntas empresas que compiten?")
    phone.fill("[name=text]", "¿Hay comida?")
    phone.wait_for_timeout(3200)
    phone.locator("form[method=post] button").last.click()
    assert Question.objects.get().language == "es"
    phone.goto("/faq/how-many-firms/")
    phone.click("text=Did this help?")
    phone.click("text=No, it didn’t")
    expect(phone.locator("main")).to_contain_text("Thank you.")
    context.close()


def test_every_further_page_is_accessible_and_quiet(page: Page, site: str, library: Library, check_page) -> None:
    world = partnership_world.build()
    demo.seed(library.state, author=library.grace, reviewer=library.gwen, partnerships=[world.machinery])
    video = Resource.objects.get(kind="video")
    for address in (
        "/faq/traditional-practice-and-partnership/",
        "/es/faq/traditional-practice-and-partnership/",
        "/resources/",
        f"/resources/{video.pk}/",
        "/resources/?q=zebra",
    ):
        page.goto(address)
        check_page(page)
    spam = Question.objects.get(status="spam")
    sign_in(page, site, library.grace)
    for address in (
        "/faq/desk/?pile=spam",
        f"/faq/desk/{spam.pk}/",
        "/resources/kept/",
        "/resources/new/",
        f"/resources/{video.pk}/edit/",
        "/resources/lists/new/",
    ):
        page.goto(address)
        check_page(page)
    sign_in(page, site, world["Alice"])
    page.goto(f"/partnerships/{world.machinery.pk}/stories/")
    expect(page.locator("main")).to_contain_text("A van fills the night shift")
    check_page(page)
    page.click("text=Write a story")
    check_page(page)
    page.click("text=Save")
    expect(page.locator(".usa-alert--error")).to_contain_text("A story needs a proof")
    check_page(page)


def test_a_list_is_imported_and_undone(page: Page, site: str, library: Library, check_page) -> None:
    sign_in(page, site, library.grace)
    page.goto("/resources/lists/new/")
    rows = (
        "kind,title_en,title_es,about_en,about_es,address,publisher,components,phases,captions,transcript",
        "link,One,Uno,About,Sobre,https://www.example.org/1,Us,C1,3,,",
    )
    page.set_input_files("[name=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()})
    page.click("text=Upload and preview")
    expect(page.locator("main")).to_contain_text("The list would add 1 resource.")
    check_page(page)
    page.click("button:has-text('Import')")
    expect(page.locator("main")).to_contain_text("The list was imported.")
    check_page(page)
    page.click("text=Undo the whole import")
    expect(page.locator("main")).to_contain_text("The import was undone.")
    assert not Resource.objects.exists()


def test_what_the_library_adds_to_the_frame_of_a_page_is_light(page: Page, site: str, library: Library) -> None:
    demo.seed(library.state, author=library.grace, reviewer=library.gwen)
    for address in ("/faq/", "/faq/what-does-it-cost/", "/resources/"):
        context = page.context.browser.new_context(base_url=site)  # type: ignore[union-attr]
        fresh = context.new_page()
        own: dict[str, int] = {}
        fresh.on("requestfinished", lambda done, own=own: own.update({done.url: done.sizes()["responseBodySize"]}))
        fresh.goto(address)
        fresh.wait_for_load_state("networkidle")
        context.close()
        ours = {url: size for url, size in own.items() if "/static/talentshed/" not in url and "htmx" not in url}
        assert {url.removeprefix(site) for url in ours} == {address, "/static/library/library.css"}
        assert 3_000 < sum(ours.values()) < 15_000, ours
