"""Are resources kept with what they need, imported whole, undone whole, and looked at without harm?"""

import io
import socket
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from library_world import Library
from talentshed.web.access.models import Installation
from talentshed.web.library import handlers, links
from talentshed.web.library.actions import resources as acts
from talentshed.web.library.links import Look, judged, public_place
from talentshed.web.library.models import Resource, ResourceImport
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.queries import resources as queries
from talentshed.web.library.queries.resources import Shelf
from talentshed.web.library.resource_rows import COLUMNS, understand

GOOD: dict[str, Any] = {
    "kind": "link",
    "title_en": "Reading figures",
    "title_es": "Leer cifras",
    "about_en": "How to read them.",
    "about_es": "Cómo leerlas.",
    "address": "https://www.example.org/figures",
}


def resource(library: Library, **more: Any) -> Resource:
    return acts.save_resource(by=library.grace, state=library.state, resource=None, **{**GOOD, **more})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "video"}, "A video needs captions."),
        ({"kind": "video", "has_captions": True}, "A video needs a transcript."),
        ({"kind": "video", "has_captions": True, "transcript": "  "}, "A video needs a transcript."),
        ({"address": "javascript:alert(1)"}, "Write a whole address"),
        ({"address": "www.example.org"}, "Write a whole address"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(library: Library, change: dict[str, Any], sentence: str):
    with pytest.raises(NotPossible, match=sentence):
        resource(library, **change)
    assert not Resource.objects.exists()


def test_the_database_keeps_no_video_without_captions_and_transcript(library: Library):
    made = resource(library)
    for change in ({"kind": "video"}, {"kind": "video", "has_captions": True}, {"kind": "video", "transcript": "Hi."}):
        with pytest.raises(IntegrityError, match="resource_video_has_captions"), transaction.atomic():
            Resource.objects.filter(pk=made.pk).update(**change)
    Resource.objects.filter(pk=made.pk).update(kind="video", has_captions=True, transcript="Hi.")
    with pytest.raises(IntegrityError, match="resource_address_opens"), transaction.atomic():
        Resource.objects.filter(pk=made.pk).update(address="javascript:alert(1)")


def test_only_administrators_keep_the_list(library: Library, client_of):
    with pytest.raises(PermissionDenied, match="Administrators of Illinois keep the list"):
        acts.save_resource(by=library.frank, state=library.state, resource=None, **GOOD)
    made = resource(library)
    assert client_of(library.ines).get(f"/resources/{made.pk}/edit/").status_code == 404
    assert client_of(library.charlie).get("/resources/kept/").status_code == 404
    assert client_of(library.frank).get("/resources/new/").status_code == 403
    assert client_of(library.frank).get("/resources/kept/").status_code == 200


def test_the_same_address_is_listed_once(library: Library):
    resource(library)
    with pytest.raises(NotPossible, match="in the list already"):
        resource(library, title_en="Again")


def test_the_shelf_is_narrowed_by_kind_component_phase_and_words(library: Library):
    figures = resource(library, components=["C1"], phases=[3])
    launch = resource(library, title_en="A launch", address="https://www.example.org/l", components=["C2"], phases=[5])
    resource(library, title_en="Hidden", address="https://www.example.org/h", is_public=False)
    asked = {
        Shelf(): {figures, launch},
        Shelf(component="C1"): {figures},
        Shelf(phase="5"): {launch},
        Shelf(kind="video"): set(),
        Shelf(asked="cifras"): {figures, launch},
        Shelf(asked="launching"): {launch},
        Shelf(component="C1", phase="5"): set(),
    }
    for wanted, expected in asked.items():
        assert {each.resource for each in queries.shelf(library.state, wanted)} == expected, wanted
    assert queries.shelf(library.other, Shelf()) == ()
    assert queries.shelf(None, Shelf()) == ()


def test_where_it_helps_in_the_playbook_is_said(library: Library):
    made = resource(library, components=["C1"], phases=[1])
    uses = queries.used_in(made)
    assert [each.number for each in uses] == ["1.2"]
    assert uses[0].title == "Look at the figures for half an hour"
    page = Client().get(f"/resources/{made.pk}/").content.decode()
    assert "1.2 Look at the figures for half an hour" in page


def test_a_transcript_stands_on_the_page_of_its_video(library: Library):
    made = resource(library, kind="video", has_captions=True, transcript="Carol opens.\n\nThen all vote.")
    page = Client().get(f"/resources/{made.pk}/").content.decode()
    assert "<p>Then all vote.</p>" in page
    elsewhere = resource(
        library, kind="video", has_captions=True, transcript="https://x.example/t", address="https://x.example/v"
    )
    assert 'href="https://x.example/t"' in Client().get(f"/resources/{elsewhere.pk}/").content.decode()


HEAD = "kind,title_en,title_es,about_en,about_es,address,publisher,components,phases,captions,transcript,color"
ROW = "link,One,Uno,About,Sobre,https://a.example/1,Us,C1;c2,3,,,red"


def sheet(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def upload(library: Library, client: Client, *rows: str) -> ResourceImport:
    file = SimpleUploadedFile("list.csv", sheet(*rows))
    answer = client.post("/resources/lists/new/?state=IL", {"file": file})
    assert answer.status_code == 302
    return ResourceImport.objects.latest("pk")


def test_a_list_is_previewed_imported_and_undone_as_a_whole(library: Library, client_of):
    client = client_of(library.grace)
    batch = upload(library, client, ROW, "video,Two,Dos,A,B,https://a.example/2,,,,sí,https://a.example/2/t,")
    page = client.get(f"/resources/lists/{batch.pk}/").content.decode()
    assert "The list would add 2 resources." in page
    assert "Columns that are left out: color" in page
    assert not Resource.objects.exists()
    client.post(f"/resources/lists/{batch.pk}/do/", {"do": "import"})
    made = Resource.objects.get(title_en="One")
    assert [each.code for each in made.components.all()] == ["C1", "C2"]
    assert Resource.objects.filter(kind="video", has_captions=True).count() == 1
    client.post(f"/resources/lists/{batch.pk}/do/", {"do": "import"})
    assert Resource.objects.count() == 2
    client.post(f"/resources/lists/{batch.pk}/do/", {"do": "undo"})
    assert not Resource.objects.exists()
    batch.refresh_from_db()
    assert (batch.status, batch.rows) == ("undone", {})


def test_a_list_is_not_undone_over_somebodys_change(library: Library, client_of):
    client = client_of(library.grace)
    batch = upload(library, client, ROW)
    acts.import_list(by=library.grace, batch=batch)
    made = Resource.objects.get()
    acts.save_resource(by=library.gwen, state=library.state, resource=made, **{**GOOD, "title_en": "Mended"})
    with pytest.raises(NotPossible, match="since then somebody changed Mended"):
        acts.undo_list(by=library.grace, batch=batch)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("film,One,Uno,A,B,https://a.example/1,,,,,", "kind", "document, link, video"),
        ("link,One,,A,B,https://a.example/1,,,,,", "title in Spanish", "This is empty"),
        ("link,One,Uno,A,B,a.example,,,,,", "address", "begins with https://"),
        ("link,One,Uno,A,B,https://a.example/1,,C7,,,", "components", "“C7” is no component"),
        ("link,One,Uno,A,B,https://a.example/1,,,9,,", "phases", "“9” is no phase"),
        ("video,One,Uno,A,B,https://a.example/1,,,,,", "captions", "A video needs captions"),
        ("video,One,Uno,A,B,https://a.example/1,,,,yes,", "transcript", "A video needs a transcript"),
        ("video,One,Uno,A,B,https://a.example/1,,,,yes,Hi.", "transcript", "the address of the transcript"),
        (f"link,{'x' * 201},Uno,A,B,https://a.example/1,,,,,", "title in English", "Keep it to 200 letters"),
        (f"link,One,Uno,{'x' * 500},B,https://a.example/1,,,,,", "about, in English", "Keep it to 499 letters"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_its_column(row: str, column: str, words: str):
    columns = HEAD.split(",")
    found = understand(columns, [ROW.split(","), (row + ",").split(",")[:12]], [2, 3])
    first = found.problems[0]
    assert (first.line, first.column) == (3, column)
    assert words in first.text
    assert len(found.rows) == 1


def test_an_address_twice_is_said_with_where_it_is():
    cells = ROW.split(",")
    found = understand(HEAD.split(","), [cells, cells], [2, 3], frozenset({"https://b.example"}))
    assert found.problems[0].text == "This address is in row 2 already. Take this row out."
    found = understand(HEAD.split(","), [cells], [2], frozenset({"https://a.example/1"}))
    assert "in the list of resources already" in found.problems[0].text


def test_a_missing_column_is_said():
    found = understand(["kind"], [["link"]], [2])
    assert "The list has no column “title in English”." in found.problems[0].text


def test_the_template_is_itself_a_good_list(library: Library, client_of):
    import openpyxl

    client = client_of(library.grace)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/resources/lists/template.xlsx").content))
    rows = [
        ["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert len(rows[0]) == len(COLUMNS)
    assert understand(rows[0], rows[1:], [2]).problems == ()
    assert client.get("/resources/lists/template.pdf").status_code == 404


# status   what it means
@pytest.mark.parametrize(
    ("status", "standing"),
    [(200, "opens"), (206, "opens"), (301, "moved"), (308, "moved"), (404, "dead"), (410, "dead"), (403, "refuses"),
     (429, "refuses"), (503, "refuses")],
)  # fmt: skip
def test_an_answer_is_judged_by_its_status(status: int, standing: str):
    assert judged(status).standing == standing


@pytest.mark.parametrize("place", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fd00::1"])
def test_no_address_of_a_private_network_is_asked(monkeypatch: pytest.MonkeyPatch, place: str):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
    with pytest.raises(ValueError, match="private network"):
        public_place("inside.example", 80)
    assert links.look("http://inside.example/").standing == "dead"


def test_one_private_place_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch):
    found = [(2, 1, 6, "", (place, 80)) for place in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
    with pytest.raises(ValueError, match="private network"):
        public_place("both.example", 80)


def test_a_server_that_refuses_head_is_asked_with_get(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def answer(method: str, address: str) -> tuple[int, str]:
        asked.append(method)
        return (405, "") if method == "HEAD" else (200, "")

    monkeypatch.setattr(links, "_ask", answer)
    assert links.look("https://www.example.org/") == Look("opens", "200")
    assert asked == ["HEAD", "GET"]


def test_a_real_server_is_asked_and_its_answer_kept(monkeypatch: pytest.MonkeyPatch):
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Moved(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(301)
            self.send_header("Location", "/new")
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Moved) as server:
        threading.Thread(target=server.handle_request).start()
        monkeypatch.setattr(links, "public_place", lambda host, port: "127.0.0.1")
        found = links.look(f"http://localhost:{server.server_port}/old")
        assert found == Look("moved", f"http://localhost:{server.server_port}/new")


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that were asked; none of them really."""
    asked: list[str] = []
    monkeypatch.setattr(links, "look", lambda address: asked.append(address) or Look("dead", "404"))
    return asked


def test_addresses_are_tried_once_a_week_and_what_was_found_is_shown(library: Library, looked: list[str]):
    made = resource(library)
    handlers.look_at_links()
    handlers.look_at_links()
    assert looked == [made.address]
    made.refresh_from_db()
    assert (made.standing, made.standing_words) == ("dead", "404")
    assert "did not open when it was last tried" in Client().get(f"/resources/{made.pk}/").content.decode()
    Resource.objects.update(looked_at=timezone.now() - timedelta(days=8))
    handlers.look_at_links()
    assert len(looked) == 2
    acts.save_resource(by=library.grace, state=library.state, resource=made, **{**GOOD, "address": "https://n.example"})
    assert made.standing == "unchecked", "another address was not looked at yet"


def test_nothing_is_asked_offline_or_in_a_demo(library: Library, looked: list[str], settings):
    resource(library)
    settings.TALENTSHED_OFFLINE = True
    handlers.look_at_links()
    settings.TALENTSHED_OFFLINE = False
    Installation.objects.create(pk=1, is_demo=True)
    handlers.look_at_links()
    assert looked == []


def test_pages_of_resources_keep_to_their_queries(library: Library, client_of, django_assert_max_num_queries):
    for number in range(30):
        resource(library, address=f"https://a.example/{number}", components=["C1", "C2"], phases=[1, 2])
    first = Resource.objects.first()
    assert first is not None
    client = client_of(library.grace)
    for address in ("/resources/", f"/resources/{first.pk}/", "/resources/kept/", f"/resources/{first.pk}/edit/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def test_a_wrong_video_keeps_what_was_typed(library: Library, client_of):
    page = client_of(library.grace).post("/resources/new/?state=IL", {**GOOD, "kind": "video", "phases": ["5"]})
    text = page.content.decode()
    assert "A video needs captions." in text
    assert "A video needs a transcript." in text
    assert "Reading figures" in text
    assert client_of(library.grace).post("/resources/new/?state=IL", {**GOOD, "is_public": "on"}).status_code == 302
    made = Resource.objects.get()
    client_of(library.grace).post(f"/resources/{made.pk}/remove/")
    assert not Resource.objects.exists()
