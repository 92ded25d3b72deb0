"""Does a permanent address show the same numbers for good, also when newer data have come?"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.test import Client
from seen import addresses, seen
from test_every_page import PAGES, WITH_FIGURES, localized

from talentshed.labor.store import starter_folder, switch_to
from talentshed.labor.store.manifest import FILE_NAME, edition_id, write
from talentshed.web.explore.queries.places import edition_of

MACHINISTS = "/occupations/51-4041/?region=metro-37900"
MEDIAN = "$51,680"
NEW_MEDIAN = "$99,990"


def permanent(client: Client, address: str) -> str:
    """Return the permanent address that a page gives for itself."""
    here = address.partition("?")[0]
    links = addresses(seen(client.get(address)), address)
    found = {link for link in links if link.startswith(f"{here}?") and f"edition={edition_of()}" in link}
    found = {link for link in found if not re.search(r"sort-|rows=all|view=", link)}
    assert len(found) == 1, found
    return found.pop()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", WITH_FIGURES)
def test_a_permanent_address_shows_the_same_numbers(client: Client, name: str, language: str):
    address = localized(PAGES[name], language)
    page = seen(client.get(address))
    again = seen(client.get(permanent(client, address)))
    assert page.tables
    assert again.tables == page.tables
    assert again.headings == page.headings


@pytest.fixture
def newer(packaged_data: Path, tmp_path: Path) -> Iterator[str]:
    """A newer edition is current, in which Peoria's machinists earn more; yields the name of the one before it."""
    before = edition_of()
    draft = tmp_path / "draft"
    shutil.copytree(starter_folder(), draft)
    table = pq.read_table(draft / "oews_area.parquet")
    place = table.schema.get_field_index("annual_p50_usd")
    theirs = pc.and_(pc.equal(table["area_code"], "0037900"), pc.equal(table["soc"], "51-4041"))
    assert pc.sum(theirs).as_py() == 1
    pay = pc.if_else(theirs, pa.scalar(99_990, table.schema.types[place]), table["annual_p50_usd"])
    pq.write_table(table.set_column(place, table.schema.field(place), pay), draft / "oews_area.parquet")
    manifest = json.loads((draft / FILE_NAME).read_text())
    digest = hashlib.sha256((draft / "oews_area.parquet").read_bytes()).hexdigest()
    manifest["tables"]["oews_area"]["sha256"] = digest
    text = write(manifest)
    (draft / FILE_NAME).write_bytes(text)
    name = edition_id(text)
    shutil.copytree(draft, packaged_data / "editions" / name)
    switch_to(name, packaged_data)
    yield before
    shutil.rmtree(packaged_data / "editions")


def test_newer_data_change_the_page_but_not_its_permanent_address(client: Client, newer: str):
    current = edition_of()
    assert current != newer
    now = client.get(MACHINISTS).content.decode()
    then = client.get(f"{MACHINISTS}&edition={newer}").content.decode()
    assert NEW_MEDIAN in now
    assert MEDIAN not in now
    assert MEDIAN in then
    assert NEW_MEDIAN not in then
    assert f"edition {current}" in now
    assert f"edition {newer}" in then


def test_files_of_an_older_edition_keep_their_numbers_and_say_its_name(client: Client, newer: str):
    file = f"/export/occupation/51-4041/pay.csv?region=metro-37900&edition={newer}"
    answer = client.get(file)
    assert newer in answer["Content-Disposition"]
    assert "51680" in answer.content.decode()
    assert "99990" in client.get(file.replace(newer, edition_of())).content.decode()


def test_the_packet_of_an_older_edition_is_the_same_bytes_as_before(client: Client, request: pytest.FixtureRequest):
    address = f"/export/packet/17143/naics-55/all.pdf?edition={edition_of()}"
    before = client.get(address).content
    request.getfixturevalue("newer")
    assert client.get(address).content == before


def test_the_data_page_warns_as_soon_as_newer_data_have_come(client: Client, request: pytest.FixtureRequest):
    assert "This is not the current edition" not in client.get(f"/data/?edition={edition_of()}").content.decode()
    before = request.getfixturevalue("newer")
    assert "This is not the current edition" in client.get(f"/data/?edition={before}").content.decode()


def test_the_data_page_lists_both_editions_and_warns_of_the_older(client: Client, newer: str):
    warning = "This is not the current edition"
    page = client.get(f"/data/?edition={newer}").content.decode()
    assert warning in page
    for edition in (newer, edition_of()):
        assert f"/data/?edition={edition}" in page
    assert warning not in client.get("/data/").content.decode()
