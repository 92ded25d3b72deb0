"""Do public pages lead into a new partnership, and do the ways into a workspace stand in few groups?"""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from partnership_world import World
from talentshed.web.partnerships import start
from talentshed.web.partnerships.policies import standing
from talentshed.web.partnerships.queries import frame

Browse = Callable[[str], Client]
_STEP = re.compile(r'<a href="([^"]*/partnerships/new/[^"]*)">Start a partnership here')


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("/regions/metro-37900/", "?region=metro-37900"),
        ("/regions/17143-17179/sectors/manufacturing/", "?region=17143-17179&sector=manufacturing"),
        ("/regions/17143/sectors/naics-3331/", "?region=17143&naics=3331"),
        ("/regions/finder/?seed=17143&target=75&county=17143&county=17179&probability=1", "?region=17143-17179"),
    ],
)
def test_public_pages_lead_to_a_partnership_with_region_and_industry_filled_in(
    world: World, browse: Browse, page: str, asked: str
) -> None:
    found = _STEP.search(Client().get(page).content.decode())
    assert found is not None
    address = unescape(found[1])
    assert address.endswith(asked)
    form = browse("Alice").get(address).context["form"]
    given = {key: value for key, value in form.initial.items() if value}
    assert "?" + "&".join(f"{key}={given[key]}" for key in ("region", "sector", "naics") if key in given) == asked


def test_a_name_given_to_a_region_goes_along() -> None:
    assert start.address("17143~River towns", "").endswith("?region=17143~River+towns")


def test_the_first_row_has_seven_ways_in_and_every_page_is_in_just_one(world: World) -> None:
    held = standing(world["Alice"], world.machinery)
    first = frame(held, "home")
    ways = ["Overview", "Plan", "People", "Meetings", "Work", "Talent flows", "About"]
    assert [each.label for each in first.tabs] == ways
    assert [each.label for each in first.tabs if each.current] == ["Overview"]
    assert first.pages == ()
    trail = frame(held, "trail")
    assert [each.label for each in trail.tabs if each.current] == ["About"]
    assert [each.label for each in trail.pages if each.current] == ["Audit trail"]


def test_who_may_not_read_which_firm_named_what_is_not_sent_there(world: World) -> None:
    for name, shown in (("Alice", True), ("Bob", False)):
        pages = frame(standing(world[name], world.machinery), "phases").pages
        assert ("Start group" in [each.label for each in pages]) is shown


@pytest.mark.parametrize(
    ("path", "group", "page"),
    [("", "", "Overview"), ("neutrality/", "People", "Neutrality"), ("table/", "Work", "Single table")],
)
def test_the_current_page_and_its_group_are_marked(
    world: World, browse: Browse, path: str, group: str, page: str
) -> None:
    html = browse("Alice").get(f"/partnerships/{world.machinery.pk}/{path}").content.decode()
    nav = html[html.index('<nav class="ts-tabs') :].split("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)', nav) == [page]
    assert re.findall(r'aria-current="true">([^<]+)', nav) == ([group] if group else [])
