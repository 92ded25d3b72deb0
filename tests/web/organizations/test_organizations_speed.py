"""Do pages stay quick with 500 organizations and 5,000 contacts?"""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organization_world import PEORIA, TAZEWELL, World, organization
from talentshed.web.access.models import Person
from talentshed.web.organizations.models import (
    AssociationMember,
    Contact,
    DuplicatePair,
    ImportBatch,
    ImportRow,
    Interaction,
    Organization,
    PeerInvitation,
    Site,
)
from talentshed.web.organizations.names import name_key

FIRMS, CONTACTS = 500, 5000
MOST_QUERIES, MOST_SECONDS = 15, 0.1


@pytest.fixture
def crowd(world: World) -> World:
    """Make 500 firms with two sites and a person each, and 5,000 contacts in two years."""
    names = [f"Gear Firm {number} {'Tool' if number % 2 else 'Works'}" for number in range(FIRMS)]
    firms = Organization.objects.bulk_create(
        Organization(state=world.illinois, kind="employer", name=name, name_key=name_key(name), naics="333612")
        for name in names
    )
    Site.objects.bulk_create(
        Site(organization=firm, county_fips=fips, city="Pekin") for firm in firms for fips in (PEORIA, TAZEWELL)
    )
    people = Contact.objects.bulk_create(
        Contact(organization=firm, name=f"Person {firm.pk}", email=f"p{firm.pk}@firm.example") for firm in firms
    )
    today = timezone.localdate()
    Interaction.objects.bulk_create(
        Interaction(
            # The first firm has a tenth of all contacts.
            organization=firms[0] if number % 10 == 0 else firms[number % FIRMS],
            contact=people[number % FIRMS] if number % 10 else None,
            by=world["Dan"], by_organization=world.office, kind="event" if number % 7 == 0 else "call",
            on_date=today - timedelta(days=number % 700), is_ask=number % 5 == 0, asked="A tour of the plant",
        )
        for number in range(CONTACTS)
    )  # fmt: skip
    chamber = organization("Gear Chamber", "association")
    AssociationMember.objects.bulk_create(AssociationMember(association=chamber, member=firm) for firm in firms[:60])
    PeerInvitation.objects.bulk_create(
        PeerInvitation(scope="gears/7", inviter=people[number // 3], invited=people[number + 1]) for number in range(90)
    )
    DuplicatePair.objects.bulk_create(
        DuplicatePair(first=firms[number], second=firms[number + 1], score=0.9) for number in range(100)
    )
    batch = ImportBatch.objects.create(
        state=world.illinois,
        by=world["Dan"],
        file_name="x.csv",
        layout="own",
        status="imported",
        imported_at=timezone.now(),
    )
    ImportRow.objects.bulk_create(
        ImportRow(batch=batch, line=number, made="organization", organization=firm) for number, firm in enumerate(firms)
    )
    world.acme = firms[0]
    return world


def addresses(world: World) -> list[tuple[str, Person]]:
    one = world.acme.pk
    everybody = [world[name] for name in ("Alice", "Dan", "Frank")]
    listed = [
        (reverse("organizations:list") + query, who)
        for query in ("", "?search=firm+4&county=17143", "?page=9")
        for who in everybody
    ]
    single = [(reverse("organizations:organization", args=[one]), who) for who in everybody]
    rest = [
        (reverse("organizations:list") + "?scope=gears/7", world["Alice"]),
        (reverse("organizations:add_interaction", args=[one]), world["Dan"]),
        (reverse("organizations:edit", args=[one]), world["Dan"]),
        (reverse("organizations:duplicates"), world["Dan"]),
        (reverse("organizations:pair", args=[DuplicatePair.objects.first().pk]), world["Alice"]),
        (reverse("organizations:import", args=[ImportBatch.objects.get(status="imported").pk]), world["Dan"]),
        (reverse("organizations:champions", args=["gears", 7]), world["Alice"]),
        (reverse("organizations:peers", args=["gears", 7]), world["Alice"]),
        (reverse("organizations:upload"), world["Dan"]),
    ]
    return listed + single + rest


def test_every_page_takes_at_most_15_queries_and_100_milliseconds(
    crowd: World, visit_as: Callable[..., object], django_assert_max_num_queries: Callable[..., object]
) -> None:
    slow = []
    for address, who in addresses(crowd):
        client = visit_as(who)
        client.get(address)
        with django_assert_max_num_queries(MOST_QUERIES, info=address):
            assert client.get(address).status_code == 200, address
        taken = min(seconds(client, address) for _turn in range(5))
        if taken > MOST_SECONDS:
            slow.append((address, who.name, round(taken, 3)))
    assert slow == []


def seconds(client, address: str) -> float:
    begun = time.process_time()
    client.get(address)
    return time.process_time() - begun


def test_looking_for_duplicates_among_500_takes_under_two_seconds(crowd: World) -> None:
    from talentshed.web.organizations.queries import duplicates

    begun = time.process_time()
    duplicates.found_pairs(crowd.illinois.pk)
    assert time.process_time() - begun < 2
