"""Who may see, upload, confirm and remove an analysis? What is kept of it, and what stays when it goes?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import people
import truth_table
from partnership_world import World
from release_world import next_release, packed, whole
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry
from talentshed.web.flows import demo, policies
from talentshed.web.flows.actions.releasing import (
    confirm_release,
    discard_preview,
    remove_release,
    upload_release,
    upload_state_release,
)
from talentshed.web.flows.models import FlowFile, FlowRelease
from talentshed.web.flows.problems import NotPossible

WHO = ("Alice", "Bob", "Carol", "Hugo", "Dan", "Stu", "Fay", "Erin", "Frank", "Grace", "Ines", "Rosa", "Charlie")

MAY = """
                               Alice Bob Carol Hugo Dan Stu Fay Erin Frank Grace Ines Rosa Charlie
see those of Machinery           y    y    y    y    y   y   y   y    .     .     .    .     .
upload to Machinery              y    .    .    .    .   y   .   .    .     .     .    .     .
confirm what Stu uploaded        .    .    .    .    .   y   .   .    .     .     .    .     .
remove one of Machinery          y    .    .    .    .   y   .   .    .     .     .    .     .
see those of Illinois            .    .    .    .    .   .   .   .    y     y     .    .     .
upload to Illinois               .    .    .    .    .   .   .   .    y     y     .    .     .
confirm what Frank uploaded      .    .    .    .    .   .   .   .    y     .     .    .     .
remove one of Illinois           .    .    .    .    .   .   .   .    y     y     .    .     .
"""


def preview(world: World, name: str = "Stu") -> FlowRelease:
    """Upload the simulated release to Machinery."""
    return upload_release(by=world[name], partnership=world.machinery, uploads=packed(whole()))


def shown(world: World, name: str = "Stu") -> FlowRelease:
    """Upload it and show it."""
    return confirm_release(by=world[name], release=preview(world, name))


@pytest.mark.parametrize("name", WHO)
def test_who_may_do_what(world: World, name: str) -> None:
    own = preview(world)
    of_state = upload_state_release(by=world["Frank"], state=world.illinois, uploads=packed(whole()))
    who, here = world[name], world.machinery
    found = {
        "see those of Machinery": policies.may_see_regional(who, here),
        "upload to Machinery": policies.may_upload(who, here),
        "confirm what Stu uploaded": policies.may_confirm(who, own),
        "remove one of Machinery": policies.may_remove(who, own),
        "see those of Illinois": policies.may_see_of_state(who, world.illinois),
        "upload to Illinois": policies.may_upload_to_state(who, world.illinois),
        "confirm what Frank uploaded": policies.may_confirm(who, of_state),
        "remove one of Illinois": policies.may_remove(who, of_state),
    }
    wanted = {deed: row[name] for deed, row in truth_table.read(MAY, WHO).items()}
    assert {deed: bool(verdict) for deed, verdict in found.items()} == wanted


@pytest.mark.parametrize("name", ["Bob", "Fay", "Erin", "Frank", "Charlie"])
def test_others_keep_nothing_whatever_they_post(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        preview(world, name)
    with pytest.raises(PermissionDenied):
        upload_state_release(by=world["Alice"], state=world.illinois, uploads=packed(whole()))
    assert not FlowRelease.objects.exists()


def test_a_closed_partnership_takes_no_release_and_can_still_remove_one(world: World) -> None:
    made = shown(world)
    world.machinery.status, world.machinery.closed_on = "closed", date(2026, 9, 1)
    world.machinery.save()
    made.refresh_from_db()
    assert "closed" in policies.may_upload(world["Stu"], world.machinery).reason
    assert policies.may_remove(world["Stu"], made)
    assert policies.may_see_regional(world["Bob"], world.machinery)


def test_a_preview_is_kept_byte_for_byte_and_replaces_the_preview_before(world: World) -> None:
    first = preview(world)
    made = preview(world)
    assert not FlowRelease.objects.filter(pk=first.pk).exists()
    assert (made.is_shown, made.confirmed_at, made.is_demo) == (False, None, True)
    assert (made.title, made.sector_code) == ("Manufacturing, Ironbend region (simulated), 2018Q1 – 2021Q4", "31-33")
    assert {each.name: bytes(each.content) for each in made.flow_files.all()} == whole()
    assert AuditEntry.objects.filter(
        kind="FLOW_RELEASE_UPLOADED", scope="partnership/" + str(world.machinery.pk)
    ).exists()


def test_a_new_release_replaces_the_shown_one_which_stays_in_the_list(world: World) -> None:
    first = shown(world)
    with pytest.raises(NotPossible, match="in the list already"):
        preview(world)
    second = upload_release(by=world["Alice"], partnership=world.machinery, uploads=next_release())
    confirm_release(by=world["Alice"], release=second)
    first.refresh_from_db()
    assert (first.is_shown, second.is_shown) == (False, True)
    assert list(FlowRelease.objects.values_list("pk", flat=True)) == [second.pk, first.pk]
    with pytest.raises(PermissionDenied, match="confirmed already"):
        confirm_release(by=world["Alice"], release=second)
    assert remove_release(by=world["Stu"], release=second) == first
    first.refresh_from_db()
    assert first.is_shown
    assert remove_release(by=world["Stu"], release=first) is None
    assert not FlowFile.objects.exists()
    assert AuditEntry.objects.filter(kind="FLOW_RELEASE_REMOVED", by=world["Stu"]).count() == 2


def test_a_preview_that_is_thrown_away_leaves_a_trace_and_nothing_else(world: World) -> None:
    made = preview(world)
    with pytest.raises(PermissionDenied, match="Only who uploaded"):
        discard_preview(by=world["Alice"], release=made)
    discard_preview(by=world["Stu"], release=made)
    assert not FlowFile.objects.exists()
    assert AuditEntry.objects.get(kind="FLOW_RELEASE_DISCARDED").about_words.startswith("Manufacturing")


def test_a_partnership_and_its_state_each_show_one(world: World) -> None:
    own = shown(world)
    of_state = upload_state_release(by=world["Grace"], state=world.illinois, uploads=packed(whole()))
    confirm_release(by=world["Grace"], release=of_state)
    own.refresh_from_db()
    assert own.is_shown
    assert of_state.scope == "state/IL"
    with pytest.raises(IntegrityError), transaction.atomic():
        FlowRelease.objects.create(
            state=world.illinois, title="x", sector="x", region="x", digest="x", is_shown=True, confirmed_at=own.at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FlowRelease.objects.create(state=people.indiana(), title="x", sector="x", region="x", digest="x", is_shown=True)


def test_the_demo_shows_a_release_that_is_marked(world: World) -> None:
    made = demo.seed(world.machinery, by=world["Alice"])
    assert (made.is_shown, made.is_demo) == (True, True)


def test_previews_and_replaced_releases_have_a_term_and_the_shown_one_none(world: World) -> None:
    made = shown(world)
    assert retention.holding("flows.preview").default_days == 30
    assert made not in retention.holding("flows.release").records()
    assert made not in retention.holding("flows.preview").records()
