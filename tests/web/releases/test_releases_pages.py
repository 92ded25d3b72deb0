"""Who reads the ledger, a release and its files, and is nobody told what isn't theirs?"""

import csv
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

import truth_table
from answered import OPENINGS, openings
from partnership_world import World
from talentshed.web.releases import policies
from talentshed.web.releases.actions.publishing import publish, take_back
from talentshed.web.releases.models import LoweredFloor, Release
from talentshed.web.releases.scopes import scope_of

Browse = Callable[[str], Client]

WHO = ("Alice", "Stu", "Bob", "Dan", "Erin", "Frank", "Grace", "Ines", "Rosa", "Charlie")
TABLE = """
                             Alice Stu Bob Dan Erin Frank Grace Ines Rosa Charlie
    release                    y    y   .   .   .    .     .     .    .     .
    see the ledger             y    y   y   y   y    y     y     y    .     .
    see tables for members     y    y   y   y   y    .     .     .    .     .
    see tables for the state   y    y   y   y   y    y     y     y    .     .
    see tables for everybody   y    y   y   y   y    y     y     y    y     y
    see a refused one          .    .   .   .   .    .     .     .    .     .
    take it back               y    y   .   .   .    .     .     .    .     .
    take a refused one back    .    .   .   .   .    .     .     .    .     .
    ask for a lower floor      .    .   .   .   .    .     y     .    .     .
    agree to Hank's            .    .   .   .   .    .     y     .    .     .
    agree to Grace's           .    .   .   .   .    .     .     .    .     .
    end Hank's                 .    .   .   .   .    .     y     .    .     .
"""


@pytest.mark.parametrize("name", WHO)
def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World, name: str) -> None:
    who, key = world[name], world.machinery.scope
    scope = scope_of(who, key)
    grace = world["Grace"]
    hanks, graces = (LoweredFloor(state=world.illinois, asked_by=each) for each in (world["Frank"], grace))

    def entry(audience: str = "members", status: str = "published") -> Release:
        return Release(state=world.illinois, scope=key, audience=audience, status=status)

    found = {
        "release": policies.may_release(scope),
        "see the ledger": policies.may_see_ledger(scope),
        "see tables for members": policies.may_see_tables(scope, entry()),
        "see tables for the state": policies.may_see_tables(scope, entry("state")),
        "see tables for everybody": policies.may_see_tables(scope, entry("public")),
        "see a refused one": policies.may_see_tables(scope, entry(status="refused")),
        "take it back": policies.may_take_back(scope, entry()),
        "take a refused one back": policies.may_take_back(scope, entry(status="refused")),
        "ask for a lower floor": policies.may_ask_to_lower(who, world.illinois),
        "agree to Hank's": policies.may_agree_to_lower(who, hanks),
        "agree to Grace's": policies.may_agree_to_lower(who, graces),
        "end Hank's": policies.may_end_lowering(who, hanks),
    }
    assert {deed: bool(verdict) for deed, verdict in found.items()} == {
        deed: row[name] for deed, row in truth_table.read(TABLE, WHO).items()
    }
    assert all(verdict.reason.endswith(".") for verdict in found.values() if not verdict)


def test_a_scope_of_one_partnership_opens_no_release_of_another(world: World) -> None:
    scope = scope_of(world["Alice"], world.machinery.scope)
    other = Release(state=world.illinois, scope=world.health.scope, audience="members", status="published")
    assert not policies.may_see_tables(scope, other)
    assert not policies.may_take_back(scope, other)


@pytest.mark.parametrize(
    "key", ["", "partnership", "partnership/", "partnership/x", "planet/1", "partnership/²", "state/9999"]
)
def test_a_scope_that_is_none_is_nobodys(world: World, key: str) -> None:
    assert scope_of(world["Alice"], key) is None


def made(world: World, audience: str = "members", **more: object) -> Release:
    fields = {"title": "Openings by county", "period": "2026-Q1", "policy": "employer-answers", **more}
    tables = (openings(),)
    return publish(  # type: ignore[arg-type]
        by=world["Alice"], scope=world.machinery.scope, audience=audience, tables=tables, **fields
    ).release


def refused(world: World) -> Release:
    without = {key: n for key, n in OPENINGS.items() if key != ("C1", "C1 firm 0")}
    return publish(
        by=world["Alice"],
        scope=world.machinery.scope,
        title="Without one",
        period="2026-Q1",
        policy="employer-answers",
        tables=(openings(without),),
    ).release


def test_members_and_overseers_read_the_ledger_and_strangers_find_nothing(world: World, browse: Browse) -> None:
    made(world)
    address = f"/releases/?scope={world.machinery.scope}"
    for name in ("Alice", "Bob", "Erin", "Frank", "Grace"):
        page = browse(name).get(address)
        assert page.status_code == 200, name
        text = page.content.decode()
        assert "Openings by county" in text
        assert "Yes: 1 entry of the state was checked just now" in text
    assert browse("Charlie").get(address).status_code == 404
    assert browse("Rosa").get(address).status_code == 404
    assert browse("Alice").get("/releases/?scope=partnership/99999").status_code == 404
    assert Client().get(address).status_code == 302


def test_a_release_shows_why_a_cell_is_hidden_and_never_its_value(world: World, browse: Browse) -> None:
    release = made(world)
    text = browse("Bob").get(f"/releases/{release.pk}/").content.decode()
    assert "fewer than 5 employers stand behind it" in text
    assert ">41<" not in text, "C4 is 20 + 21"
    assert "withheld here to protect those who answered" in text
    spanish = browse("Bob").get(f"/es/releases/{release.pk}/")
    assert spanish.status_code == 200


def test_a_broken_ledger_says_so_on_its_page(world: World, browse: Browse) -> None:
    from django.db import connection

    made(world)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_release SET title = 'x'")
    text = browse("Bob").get(f"/releases/?scope={world.machinery.scope}").content.decode()
    assert "The ledger is broken" in text


def test_files_hold_every_cell_and_the_certificate_is_whole(world: World, browse: Browse) -> None:
    release = made(world)
    client = browse("Bob")
    text = client.get(f"/releases/{release.pk}/table-1.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["geo"] for row in rows] == ["Total", "R1", "C1", "C2", "R2", "C3", "C4"]
    assert next(row for row in rows if row["geo"] == "C4")["value"] == ""
    book = client.get(f"/releases/{release.pk}/table-1.xlsx").content
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()
    certificate = json.loads(client.get(f"/releases/{release.pk}/certificate.json").content)
    assert certificate["kind"] == "talentshed disclosure certificate"
    assert certificate["releases"] == {"audited_with": [], "not_compared": []}
    assert client.get(f"/releases/{release.pk}/table-2.csv").status_code == 404


def test_overseers_read_the_record_of_a_release_for_members_but_not_its_tables(world: World, browse: Browse) -> None:
    release = made(world)
    page = browse("Frank").get(f"/releases/{release.pk}/")
    assert page.status_code == 200
    assert "for the members only" in page.content.decode()
    assert "<td" not in page.content.decode()
    assert browse("Frank").get(f"/releases/{release.pk}/table-1.csv").status_code == 404
    assert browse("Frank").get(f"/releases/{release.pk}/certificate.json").status_code == 200


def test_what_is_public_needs_no_sign_in_and_the_rest_asks_for_it(world: World) -> None:
    public, own = made(world, "public"), made(world, title="Again")
    client = Client()
    assert client.get(f"/releases/{public.pk}/").status_code == 200
    assert client.get(f"/releases/{public.pk}/table-1.csv").status_code == 200
    assert "All releases" not in client.get(f"/releases/{public.pk}/").content.decode()
    answers = [client.get(f"/releases/{pk}/") for pk in (own.pk, 99_999)]
    assert [each.status_code for each in answers] == [302, 302], "whether there is one isn't told"


def test_cells_of_a_refusal_are_for_those_who_can_mend_it(world: World, browse: Browse) -> None:
    made(world)
    release = refused(world)
    own = browse("Alice").get(f"/releases/{release.pk}/").content.decode()
    assert "geo C1" in own
    assert "What would make it pass" in own
    for name in ("Bob", "Frank"):
        text = browse(name).get(f"/releases/{release.pk}/").content.decode()
        assert "geo C1" not in text
        assert "somebody could work out what a few contributed" in text


def test_a_release_is_taken_back_on_its_page_and_its_tables_are_gone(world: World, browse: Browse) -> None:
    release = made(world, "public")
    address = f"/releases/{release.pk}/take-back/"
    assert browse("Bob").get(address).status_code == 403
    client = browse("Alice")
    assert "This field is required" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "A county was wrong"}).status_code == 302
    text = Client().get(f"/releases/{release.pk}/").content.decode()
    assert "A county was wrong" in text
    assert "<td" not in text
    assert browse("Bob").get(f"/releases/{release.pk}/table-1.csv").status_code == 404
    assert Client().get(f"/releases/{release.pk}/table-1.csv").status_code == 302
    assert "taken back by IL-2" in browse("Bob").get(f"/releases/?scope={world.machinery.scope}").content.decode()


def test_a_floor_is_asked_for_and_agreed_to_by_two_administrators(world: World, browse: Browse) -> None:
    import people

    world.by_name["Hank"] = people.administrator("Hank", world.illinois)
    asked = {
        "scope": world.machinery.scope,
        "policy": "employer-answers",
        "setting": "minimum_contributors",
        "to": "4",
        "reason": "Counsel agreed",
    }
    grace = browse("Grace")
    wrong = grace.post("/releases/floors/IL/", asked | {"to": "9"})
    assert "below the guard-rail" in wrong.content.decode()
    assert "Counsel agreed" in wrong.content.decode(), "what was typed is kept"
    assert grace.post("/releases/floors/IL/", asked).status_code == 302
    lowered = LoweredFloor.objects.get()
    assert "Another administrator has to agree" in grace.get("/releases/floors/IL/").content.decode()
    assert grace.post(f"/releases/floors/{lowered.pk}/agree/").status_code == 403
    assert browse("Hank").post(f"/releases/floors/{lowered.pk}/agree/").status_code == 302
    lowered.refresh_from_db()
    assert lowered.holds
    for name in ("Alice", "Frank", "Charlie", "Ines"):
        assert browse(name).get("/releases/floors/IL/").status_code == 404
        assert browse(name).post(f"/releases/floors/{lowered.pk}/end/").status_code == 404
    assert browse("Hank").post(f"/releases/floors/{lowered.pk}/end/").status_code == 302


def test_the_ledger_costs_few_questions(world: World, browse: Browse, django_assert_max_num_queries) -> None:
    first = made(world)
    for number in range(3):
        made(world, title=f"Again {number}")
    take_back(by=world["Alice"], release=first, reason="x")
    client = browse("Bob")
    for address in (f"/releases/?scope={world.machinery.scope}", f"/releases/{first.pk + 1}/"):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def test_what_somebody_published_is_told_to_them(world: World) -> None:
    from talentshed.web.releases.holdings import held_about

    made(world)
    assert [each["release"] for each in held_about(world["Alice"])] == ["Openings by county"]
    assert held_about(world["Bob"]) == []
