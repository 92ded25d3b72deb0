"""Does a list of efforts come in whole or not at all, and go out whole?"""

import io

import pytest
from django.urls import reverse

from organization_world import PEORIA
from priority_world import World
from talentshed.web.priorities.actions import efforts as acts
from talentshed.web.priorities.effort_rows import COLUMNS, understand
from talentshed.web.priorities.models import Initiative, InitiativeImport
from talentshed.web.priorities.problems import NotPossible
from talentshed.web.priorities.queries import efforts

GOOD = """name,lead organization,purpose,counties,industry codes,employers,end date,color
Welding path,Prairie College,talent,Peoria; Tazewell,332;333,Acme Gears; Brown Bearings,2027-06-30,red
Supplier days,River Chamber,supply chain,17143,,,,blue
"""
BAD = """name,lead,purpose,counties,end date
Welding path,Prairie College,fun,Peoria,soon
,River Chamber,talent,Nowhere,
Welding path,Prairie College,talent,Peoria,
welding PATH,prairie college,Talent,Peoria,
"""


def upload(client, text: str) -> InitiativeImport:
    file = io.BytesIO(text.encode())
    file.name = "efforts.csv"
    assert client.post(reverse("priorities:upload_list") + "?state=IL", {"file": file}).status_code == 302
    return InitiativeImport.objects.latest("pk")


def handle(client, batch: InitiativeImport, deed: str) -> str:
    return client.post(reverse("priorities:handle_list", args=[batch.pk]), {"do": deed}, follow=True).content.decode()


def test_a_list_is_previewed_imported_whole_and_undone_whole(visit_as, world: World) -> None:
    dan = visit_as("Dan")
    batch = upload(dan, GOOD)
    preview = dan.get(reverse("priorities:list_upload", args=[batch.pk])).content.decode()
    assert "would add 2 efforts" in preview
    assert "Columns that are left out: color" in preview
    assert not Initiative.objects.exists()
    assert "imported" in handle(dan, batch, "import")
    made = Initiative.objects.get(name="Welding path")
    assert sorted(made.counties.values_list("county_fips", flat=True)) == ["17143", "17179"]
    assert made.employers.count() == 2
    assert made.naics_codes == ("332", "333")
    assert "imported or undone already" in handle(dan, batch, "import")
    assert "undone" in handle(dan, batch, "undo")
    assert not Initiative.objects.exists()


def test_a_list_with_a_mistake_changes_nothing_and_says_what_is_wrong_where(visit_as, world: World) -> None:
    dan = visit_as("Dan")
    batch = upload(dan, BAD)
    preview = dan.get(reverse("priorities:list_upload", args=[batch.pk])).content.decode()
    for words in (
        "Write one of:",
        "Write the day as 2027-06-30.",
        "This is empty.",
        "“Nowhere” is no county",
        "row 4 already",
    ):
        assert words in preview, words
    assert "nothing was saved" in handle(dan, batch, "import")
    assert not Initiative.objects.exists()
    handle(dan, batch, "drop")
    assert not InitiativeImport.objects.exists()


def test_an_import_is_not_undone_over_a_change_of_hand(visit_as, world: World) -> None:
    dan = visit_as("Dan")
    batch = upload(dan, GOOD)
    handle(dan, batch, "import")
    one = Initiative.objects.get(name="Supplier days")
    acts.save_effort(
        by=world["Dan"],
        state=one.state,
        effort=one,
        name=one.name,
        lead=one.lead,
        purpose=one.purpose,
        counties=[PEORIA],
    )
    assert "somebody changed Supplier days" in handle(dan, batch, "undo")
    assert Initiative.objects.count() == 2


def test_others_neither_see_a_draft_nor_import_it(visit_as, world: World) -> None:
    batch = upload(visit_as("Dan"), GOOD)
    for name in ("Edda", "Alice", "Bob", "Frank", "Charlie"):
        assert visit_as(name).get(reverse("priorities:list_upload", args=[batch.pk])).status_code == 404, name
        assert (
            visit_as(name).post(reverse("priorities:handle_list", args=[batch.pk]), {"do": "import"}).status_code == 404
        )
    assert visit_as("Grace").get(reverse("priorities:list_upload", args=[batch.pk])).status_code == 200


def test_the_list_is_narrowed_by_industry_county_and_purpose_and_drawn(visit_as, world: World) -> None:
    dan = visit_as("Dan")
    handle(dan, upload(dan, GOOD), "import")
    for asked, here, not_here in (
        ({"purpose": "talent"}, "Welding path", "Supplier days"),
        ({"county": "17179"}, "Welding path", "Supplier days"),
        ({"naics": "333"}, "Welding path", "Supplier days"),
        ({"purpose": "supply_chain"}, "Supplier days", "Welding path"),
    ):
        text = dan.get(reverse("priorities:efforts"), asked).content.decode().split("<h1")[1]
        assert here in text
        assert not_here not in text, asked
    text = dan.get(reverse("priorities:efforts")).content.decode()
    assert "2 efforts in 2 counties." in text
    assert "Peoria" in text
    assert "pr-county--some" in text
    assert (
        visit_as("Frank").post(reverse("priorities:remove_effort", args=[Initiative.objects.first().pk])).status_code
        == 403
    )


def test_a_partnership_sees_the_efforts_that_meet_its_counties_and_industry(world: World) -> None:
    state = world.partnership.home_state
    # the partnership: NAICS 333 in Peoria and Tazewell
    for name, codes, counties in (
        ("Same industry", "3332", ["17143"]),
        ("Any industry", "", ["17179"]),
        ("Another industry", "621", ["17143"]),
        ("Another place", "333", ["17031"]),
    ):
        acts.save_effort(
            by=world["Dan"],
            state=state,
            effort=None,
            name=name,
            lead="X",
            purpose="talent",
            counties=counties,
            naics=codes,
        )
    assert [each.name for each in efforts.around(world.partnership).efforts] == ["Any industry", "Same industry"]


def test_an_effort_is_in_the_inventory_once(world: World) -> None:
    given = {"lead": "X", "purpose": "talent", "counties": [PEORIA]}
    acts.save_effort(by=world["Dan"], state=world.partnership.home_state, effort=None, name="Path", **given)
    with pytest.raises(NotPossible, match="in the inventory already"):
        acts.save_effort(by=world["Dan"], state=world.partnership.home_state, effort=None, name="PATH", **given)


def test_the_template_s_own_example_can_be_imported() -> None:
    columns = [str(each.label) for each in COLUMNS]
    found = understand(columns, [[each.example for each in COLUMNS]], [2], "IL")
    assert found.problems == ()
    assert found.unknown == ()
    assert found.efforts[0].counties == ("17143", "17179")


def test_a_list_without_a_needed_column_says_which() -> None:
    found = understand(["name", "lead", "purpose"], [["a", "b", "talent"]], [2], "IL")
    assert [each.column for each in found.problems] == ["counties"]
