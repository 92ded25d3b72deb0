"""Does any address give away that something of another partnership exists?"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from partnership_world import World, role
from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.partnerships import urls
from talentshed.web.partnerships.models import HeldIssue, KnowledgeNote

Browse = Callable[[str], Client]

HOME_ONLY = {"start", "confirm", "oversee", "oversee_file", "words"}
"""Addresses outside any one partnership; tested by themselves."""


def named(patterns: list[URLPattern]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each address and what stands in it, in order."""
    for pattern in patterns:
        yield str(pattern.name), tuple(pattern.pattern.converters)


INSIDE = [each for each in named(urls.urlpatterns) if each[0] not in HOME_ONLY and each[1][:1] == ("pk",)]
DEEPER = [each for each in INSIDE if any(key.endswith("_pk") for key in each[1])]
"""Addresses in which the id of a further record stands."""


def address(name: str, keys: tuple[str, ...], **known: object) -> str:
    """Return an address; ids that nothing is known of are 1, texts the first phase."""
    return reverse(f"partnerships:{name}", kwargs={key: known.get(key, 1) for key in keys})


def both(client: Client, path: str) -> set[int]:
    """Return the statuses of reading an address and of posting nothing there."""
    return {client.get(path).status_code, client.post(path).status_code}


@pytest.mark.parametrize(("name", "keys"), INSIDE, ids=[name for name, _keys in INSIDE])
@pytest.mark.parametrize("who", ["Charlie", "Rosa"])
def test_strangers_get_404_everywhere(world: World, browse: Browse, name: str, keys: tuple[str, ...], who: str) -> None:
    seen = both(browse(who), address(name, keys, pk=world.machinery.pk))
    assert 404 in seen
    assert seen <= {404, 405}


def plain(page: bytes, pk: int) -> str:
    """Return a page without its own address (it links to itself in the other language) and its form's secret."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
    return text.replace(f"/partnerships/{pk}/", "/partnerships//")


@pytest.mark.parametrize(("name", "keys"), INSIDE, ids=[name for name, _keys in INSIDE])
def test_a_partnership_that_does_not_exist_looks_like_one_that_is_not_theirs(
    world: World, browse: Browse, name: str, keys: tuple[str, ...]
) -> None:
    client = browse("Charlie")
    there = client.get(address(name, keys, pk=world.machinery.pk))
    nowhere = client.get(address(name, keys, pk=999999))
    assert there.status_code == nowhere.status_code
    assert plain(there.content, world.machinery.pk) == plain(nowhere.content, 999999)


@pytest.mark.parametrize(("name", "keys"), INSIDE, ids=[name for name, _keys in INSIDE])
def test_who_is_not_signed_in_is_asked_to_do_so(world: World, name: str, keys: tuple[str, ...]) -> None:
    answer = Client().post(address(name, keys, pk=world.machinery.pk))
    if answer.status_code != 405:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("name", "keys"), DEEPER, ids=[name for name, _keys in DEEPER])
def test_ids_of_another_partnership_lead_nowhere_in_ones_own(
    world: World, browse: Browse, name: str, keys: tuple[str, ...]
) -> None:
    path = address(name, keys, pk=world.machinery.pk, **ids_elsewhere(world))
    seen = both(browse("Alice"), path)
    assert 404 in seen
    assert seen <= {404, 405}


def ids_elsewhere(world: World) -> dict[str, int]:
    """Return the id of a record of Health for each name of an id that may stand in an address."""
    rosa: Person = world["Rosa"]
    other = world.health
    link = InvitationLink.objects.create(
        purpose="partnership_role",
        payload={"role": "observer", "partnership": other.pk},
        digest="f" * 64,
        scope=other.scope,
        made_by=rosa,
        expires_at="2099-01-01T00:00Z",
    )
    member = other.members.get(organization=world.clinic)
    issue = HeldIssue.objects.create(member=member, kind="obstacle", topic="night shifts")
    # Notes are shared within a state: only one of another state is none of theirs.
    note = KnowledgeNote.objects.create(
        state=world.indiana, sector_key="naics-62", kind="primer", title="Care", text="What it is.", source="A talk"
    )
    return {
        "issue_pk": issue.pk,
        "note_pk": note.pk,
        "member_pk": member.pk,
        "role_pk": role(other, rosa, "facilitator").pk,
        "link_pk": link.pk,
        "organization_pk": world.clinic.pk,
    }


def test_the_walk_covers_every_address_of_the_capability(world: World) -> None:
    known = {str(each.name) for each in urls.urlpatterns}
    assert known == {name for name, _keys in INSIDE} | HOME_ONLY
    further = {key for _name, keys in INSIDE for key in keys if key.endswith("_pk")}
    assert further <= set(ids_elsewhere(world)), "give the walk an id of another partnership for each"


def test_overseers_are_told_that_the_workspace_is_not_theirs(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    refused = browse("Frank").get(reverse("partnerships:home", args=[pk]))
    assert refused.status_code == 403
    assert b"belongs to the members" in refused.content
    assert browse("Frank").get(reverse("partnerships:overview", args=[pk])).status_code == 200
    assert browse("Ines").get(reverse("partnerships:overview", args=[pk])).status_code == 200


def test_a_state_sees_nothing_of_a_partnership_in_which_it_takes_no_part(world: World, browse: Browse) -> None:
    client = browse("Ines")
    assert client.get(reverse("partnerships:overview", args=[world.health.pk])).status_code == 404
    assert client.get(reverse("partnerships:oversee", args=["IL"])).status_code == 404
    own = client.get(reverse("partnerships:oversee", args=["IN"]))
    assert own.status_code == 200
    assert b"Machinery" in own.content
    assert b"Health" not in own.content


@pytest.mark.parametrize("page", ["oversee", "overview"])
def test_the_overview_names_no_employer(world: World, browse: Browse, page: str) -> None:
    where = ["IL"] if page == "oversee" else [world.machinery.pk]
    shown = browse("Frank").get(reverse(f"partnerships:{page}", args=where)).content.decode()
    for firm in (world.acme, world.brown, world.clinic):
        assert firm.name not in shown
    assert "Carol" not in shown
