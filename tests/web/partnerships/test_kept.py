"""What does the site hold of partnerships, and when does it go?"""

from datetime import date

from django.test import Client
from django.urls import reverse

from partnership_world import World
from talentshed.web.access import queries as access
from talentshed.web.access import retention
from talentshed.web.partnerships.models import Member, Partnership


def test_a_partnership_closed_for_longer_than_its_term_goes_with_all_its_records(world: World) -> None:
    world.health.status, world.health.closed_on = "closed", date(2001, 1, 1)
    world.health.closed_reason = "Done."
    world.health.save()
    assert retention.apply(retention.holding("partnerships.partnership")) >= 1
    assert list(Partnership.objects.all()) == [world.machinery]
    assert not Member.objects.filter(partnership_id=world.health.pk).exists()


def test_open_partnerships_and_those_closed_lately_stay(world: World) -> None:
    world.health.status, world.health.closed_on = "closed", date.today()
    world.health.save()
    retention.apply(retention.holding("partnerships.partnership"))
    assert Partnership.objects.count() == 2


def test_the_records_page_says_what_is_kept(world: World) -> None:
    client = Client()
    client.force_login(world["Grace"], backend="django.contrib.auth.backends.ModelBackend")
    assert b"Closed partnerships with all their records" in client.get(reverse("access:records")).content


def test_a_person_reads_the_roles_that_are_held_about_them(world: World) -> None:
    held = access.held_about(world["Carol"])["partnerships"]
    assert held[0]["role"] == "champion"
    assert held[0]["partnership"] == "Machinery"
