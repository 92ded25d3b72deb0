"""Do two records become one with all that hangs on them, and two again?"""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey
from django.urls import reverse

from organization_world import PEORIA, World, organization, speaks
from talentshed.web.access.models import AuditEntry
from talentshed.web.organizations.actions import duplicates as actions
from talentshed.web.organizations.actions import keeping
from talentshed.web.organizations.models import (
    Contact,
    DuplicatePair,
    Interaction,
    Organization,
    ServedCounty,
    Site,
    Spokesperson,
)
from talentshed.web.organizations.queries import duplicates, organizations_of, visible_organizations
from talentshed.web.organizations.queries.hanging import relation_name


@pytest.fixture
def twin(world: World) -> Organization:
    """A second record of Acme, on which something of every kind hangs."""
    made = organization("ACME Gears", naics="3336", website="https://acme.example")
    Site.objects.create(organization=made, county_fips=PEORIA, city="Peoria")
    Contact.objects.create(organization=made, name="Cleo", recorded_by_organization=made)
    Interaction.objects.create(organization=made, by_organization=world.office, kind="call")
    ServedCounty.objects.create(organization=made, county_fips=PEORIA)
    speaks("Bob", made)
    speaks("Carol", made)
    organization("Acme Springs", parent=made)
    return made


def snapshot() -> list[tuple[str, list[dict[str, object]]]]:
    """Everything that is stored about organizations, as plain values."""
    models = (Organization, Site, Contact, Interaction, ServedCounty, Spokesperson)
    return [(model.__name__, list(model.objects.order_by("pk").values())) for model in models]


def test_all_that_hangs_on_the_other_moves_to_the_survivor(world: World, twin: Organization) -> None:
    made = actions.merge_organizations(by=world["Alice"], survivor=world.acme, merged=twin)
    world.acme.refresh_from_db()
    assert world.acme.sites.count() == 2
    assert world.acme.contacts.count() == 2
    assert world.acme.interactions.count() == 2
    assert set(world.acme.spokespersons.values_list("person__name", flat=True)) == {"Bob", "Carol"}
    assert list(world.acme.subsidiaries.values_list("name", flat=True)) == ["Acme Springs"]
    assert Contact.objects.get(name="Cleo").recorded_by_organization == world.acme
    # Bob speaks for both: one of the two stays behind, and is listed.
    assert made.stayed == {"organizations.spokesperson.organization": [twin.spokespersons.get().pk]}
    # Blank fields are filled, others kept.
    assert (world.acme.website, world.acme.naics) == ("https://acme.example", "333612")
    assert twin not in visible_organizations(world["Alice"])
    assert list(organizations_of(world["Bob"])) == [world.acme]


def test_undo_restores_every_record(world: World, twin: Organization) -> None:
    before = snapshot()
    made = actions.merge_organizations(by=world["Alice"], survivor=world.acme, merged=twin)
    assert snapshot() != before
    actions.undo_merge(by=world["Grace"], merge=made)
    assert snapshot() == before
    with pytest.raises(ValidationError, match="undone already"):
        actions.undo_merge(by=world["Grace"], merge=made)
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert kinds == {"ORGANIZATIONS_MERGED", "MERGE_UNDONE"}


def test_what_came_after_the_merge_stays_with_the_survivor(world: World, twin: Organization) -> None:
    made = actions.merge_organizations(by=world["Alice"], survivor=world.acme, merged=twin)
    world.acme.refresh_from_db()
    keeping.keep_site(by=world["Alice"], organization=world.acme, city="Moline")
    actions.undo_merge(by=world["Alice"], merge=made)
    assert set(world.acme.sites.values_list("city", flat=True)) == {"Pekin", "Moline"}
    assert list(twin.sites.values_list("city", flat=True)) == ["Peoria"]


def test_a_subsidiary_can_swallow_its_parent_and_give_it_back(world: World, twin: Organization) -> None:
    keeping.edit_organization(by=world["Alice"], organization=world.acme, parent=twin)
    before = snapshot()
    made = actions.merge_organizations(by=world["Alice"], survivor=world.acme, merged=twin)
    world.acme.refresh_from_db()
    assert world.acme.parent is None
    actions.undo_merge(by=world["Alice"], merge=made)
    assert snapshot() == before


def test_records_of_two_kinds_states_or_one_and_the_same_are_not_merged(world: World) -> None:
    for other in (world.office, world.abroad, world.acme):
        with pytest.raises(ValidationError):
            actions.merge_organizations(by=world["Alice"], survivor=world.acme, merged=other)


def test_partners_say_that_two_are_different_but_do_not_merge(world: World, twin: Organization) -> None:
    with pytest.raises(PermissionDenied):
        actions.merge_organizations(by=world["Dan"], survivor=world.acme, merged=twin)
    assert actions.look_for_duplicates(by=world["Dan"], state=world.illinois) == 1
    pair = DuplicatePair.objects.get()
    actions.mark_different(by=world["Dan"], pair=pair)
    assert actions.look_for_duplicates(by=world["Dan"], state=world.illinois) == 0
    with pytest.raises(ValidationError, match="decided already"):
        actions.mark_different(by=world["Dan"], pair=pair)


def test_every_relation_to_an_organization_moves_also_those_of_other_capabilities() -> None:
    names = {relation_name(each) for each in duplicates.relations()}
    # Also those of which a foreign key takes no name back (related_name="+").
    pointing = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Organization
    }
    left_alone = {name for name in pointing if name.split(".")[1] in ("duplicatepair", "merge", "importrow")}
    assert names == pointing - left_alone - {"organizations.organization.merged_into"}
    assert {
        "organizations.site.organization",
        "organizations.contact.organization",
        "organizations.contact.recorded_by_organization",
        "organizations.interaction.organization",
        "organizations.interaction.by_organization",
        "organizations.spokesperson.organization",
        "organizations.servedcounty.organization",
        "organizations.associationmember.association",
        "organizations.associationmember.member",
        "organizations.organization.parent",
    } <= names


def test_a_pair_is_decided_on_its_page(world: World, twin: Organization, visit_as) -> None:
    alice = visit_as(world["Alice"])
    alice.post(reverse("organizations:look_for_duplicates") + "?state=IL")
    pair = DuplicatePair.objects.get()
    listed = alice.get(reverse("organizations:duplicates")).content.decode()
    assert "The names are the same without legal form and punctuation." in listed
    shown = alice.get(reverse("organizations:pair", args=[pair.pk])).content.decode()
    assert "Merge, and keep “ACME Gears”" in shown
    assert "2 × people who speak for it" in shown
    answer = alice.post(reverse("organizations:merge", args=[pair.pk]), {"survivor": twin.pk}, follow=True)
    assert "1 records that both had stay" in answer.content.decode()
    world.acme.refresh_from_db()
    assert world.acme.merged_into == twin
    # The old address leads to the survivor.
    assert alice.get(world.acme.get_absolute_url(), follow=True).redirect_chain[-1][0] == twin.get_absolute_url()
    merge = twin.merges_survived.get()
    alice.post(reverse("organizations:undo_merge", args=[merge.pk]))
    world.acme.refresh_from_db()
    assert world.acme.merged_into is None
    pair.refresh_from_db()
    assert pair.status == "proposed"
