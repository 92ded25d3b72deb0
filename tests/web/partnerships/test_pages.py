"""Does every page of a workspace open, say what it should, and stay shut to strangers?"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from partnership_world import World

Browse = Callable[[str], Client]

PAGES = ("home", "coverage", "trail", "phases", "scope", "people", "neutrality")
CONVENER_PAGES = ("change_scope", "settings", "close", "add_member", "invite_employer", "invite_partner", "declare")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["Alice", "Bob", "Dan"])
def test_members_read_every_page(world: World, browse: Browse, page: str, name: str) -> None:
    answer = browse(name).get(reverse(f"partnerships:{page}", args=[world.machinery.pk]))
    assert answer.status_code == 200
    assert b"Machinery" in answer.content


@pytest.mark.parametrize("page", CONVENER_PAGES)
def test_conveners_open_what_they_keep_and_employers_are_told_why_not(world: World, browse: Browse, page: str) -> None:
    address = reverse(f"partnerships:{page}", args=[world.machinery.pk])
    assert browse("Alice").get(address).status_code == 200
    refused = browse("Bob").get(address)
    assert refused.status_code == 403
    assert b"onvener" in refused.content


def test_the_frame_names_roles_in_the_words_of_the_state(world: World, browse: Browse) -> None:
    client = browse("Alice")
    assert "You: convener" in client.get(world.machinery.get_absolute_url()).content.decode()
    state = world.illinois
    state.label_pack = "collaboratives"
    state.save()
    page = client.get(world.machinery.get_absolute_url()).content.decode()
    assert "You: backbone organization" in page
    role = world.machinery.roles.get(person=world["Alice"], role="convener")
    assert role.get_role_display() == "convener", "outside a page, the installation's own word"
