"""Keeping the list of resources: one by one, or from a file that is imported whole and undone whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.library import policies
from talentshed.web.library.links import Look
from talentshed.web.library.models import Resource, ResourceComponent, ResourceImport, ResourcePhase
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.queries import resources as queries
from talentshed.web.library.resource_rows import Row, is_address, video_problems

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.importing.reading import Sheet


@transaction.atomic
def save_resource(
    *,
    by: "Person",
    state: "State",
    resource: Resource | None,
    components: Sequence[str] = (),
    phases: Sequence[int] = (),
    **fields: Any,
) -> Resource:
    """Add a resource, or change one. fields: kind, titles, texts, address and what else the model has.

    Raises:
        NotPossible: it is in the list already, its address doesn't open in a browser, or a video lacks captions or
            its transcript.
    """
    policies.may_keep_resources(by, state).require()
    lacks = video_problems(fields["kind"], bool(fields.get("has_captions")), fields.get("transcript", ""))
    if lacks:
        raise NotPossible(lacks[0][1])
    if not is_address(fields["address"]):
        raise NotPossible(_("Write a whole address that begins with https:// or http://."))
    twins = Resource.objects.filter(state=state, address=fields["address"])
    if (twins.exclude(pk=resource.pk) if resource else twins).exists():
        raise NotPossible(_("This address is in the list already. Change that one."))
    kept = resource or Resource(state=state, is_demo=by.is_demo)
    if kept.address != fields["address"]:
        kept.standing, kept.standing_words, kept.looked_at = Resource.Standing.UNCHECKED, "", None
    for name, value in fields.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    kept.changed_at = timezone.now() if resource else None
    kept.save()
    kept.components.all().delete()
    kept.phases.all().delete()
    _tag([(kept, components, phases)])
    audit.record("RESOURCE_CHANGED" if resource else "RESOURCE_ADDED", by=by, about=kept, state=state)
    return kept


@transaction.atomic
def remove_resource(*, by: "Person", resource: Resource) -> None:
    """Take a resource off the list."""
    policies.may_keep_resources(by, resource.state).require()
    audit.record("RESOURCE_REMOVED", by=by, about=resource, state=resource.state)
    resource.delete()


def _tag(kept: Sequence[tuple[Resource, Sequence[str], Sequence[int]]]) -> None:
    ResourceComponent.objects.bulk_create(
        ResourceComponent(resource=each, code=code) for each, codes, _numbers in kept for code in codes
    )
    ResourcePhase.objects.bulk_create(
        ResourcePhase(resource=each, number=number) for each, _codes, numbers in kept for number in numbers
    )


@transaction.atomic
def upload_list(*, by: "Person", state: "State", file_name: str, sheet: "Sheet") -> ResourceImport:
    """Keep an uploaded list as a draft; nothing enters the list of resources."""
    policies.may_keep_resources(by, state).require()
    made = ResourceImport.objects.create(
        state=state,
        by=by,
        file_name=file_name[-200:],
        rows={"columns": list(sheet.columns), "rows": [list(row) for row in sheet.rows], "lines": list(sheet.lines)},
        row_count=len(sheet.rows),
    )
    audit.record("RESOURCES_UPLOADED", by=by, about=made, state=state, rows=made.row_count)
    return made


@transaction.atomic
def import_list(*, by: "Person", batch: ResourceImport) -> ResourceImport:
    """Make what the preview showed: all rows, or none.

    Raises:
        NotPossible: it was imported already, or a row can't be understood.
    """
    policies.may_handle_list(by, batch).require()
    batch = _locked(batch, ResourceImport.Status.DRAFT)
    understood = queries.understood(batch)
    if understood.problems or not understood.rows:
        sentence = _(
            "{count} rows can't be imported as they are. Mend the list and upload it again; nothing was saved."
        )
        raise NotPossible(sentence.format(count=len({each.line for each in understood.problems})))
    made = [(_resource(batch, row, by), row.components, row.phases) for row in understood.rows]
    Resource.objects.bulk_create(each for each, _codes, _numbers in made)
    _tag(made)
    batch.status, batch.settled_at, batch.rows = ResourceImport.Status.IMPORTED, timezone.now(), {}
    batch.save()
    audit.record("RESOURCES_IMPORTED", by=by, about=batch, state=batch.state, resources=len(made))
    return batch


def _resource(batch: ResourceImport, row: Row, by: "Person") -> Resource:
    return Resource(state=batch.state, batch=batch, has_captions=row.has_captions, is_demo=by.is_demo, **row.fields)


def _locked(batch: ResourceImport, status: str) -> ResourceImport:
    found = ResourceImport.objects.select_for_update(of=("self",)).select_related("state").get(pk=batch.pk)
    if found.status != status:
        raise NotPossible(_("This list was imported or undone already."))
    return found


@transaction.atomic
def undo_list(*, by: "Person", batch: ResourceImport) -> ResourceImport:
    """Take a whole imported list back.

    Raises:
        NotPossible: somebody has changed one of its resources since.
    """
    policies.may_handle_list(by, batch).require()
    batch = _locked(batch, ResourceImport.Status.IMPORTED)
    changed = batch.made.filter(changed_at__isnull=False)
    if changed.exists():
        names = ", ".join(changed.values_list("title_en", flat=True)[:3])
        raise NotPossible(_("This list can't be undone: since then somebody changed {names}.").format(names=names))
    count = batch.made.count()
    batch.made.all().delete()
    batch.status, batch.settled_at = ResourceImport.Status.UNDONE, timezone.now()
    batch.save()
    audit.record("RESOURCES_UNDONE", by=by, about=batch, state=batch.state, resources=count)
    return batch


@transaction.atomic
def discard_list(*, by: "Person", batch: ResourceImport) -> None:
    """Drop an uploaded list that was not imported."""
    policies.may_handle_list(by, batch).require()
    _locked(batch, ResourceImport.Status.DRAFT)
    audit.record("RESOURCES_DISCARDED", by=by, about=batch, state=batch.state)
    batch.delete()


@transaction.atomic
def note_look(*, by: "Person | None", resource: Resource, look: Look) -> Resource:
    """Keep what a look at an address found; by: nobody where the recurring check looked."""
    policies.may_note_look(by, resource.state).require()
    changed = resource.standing != look.standing
    resource.standing, resource.standing_words, resource.looked_at = look.standing, look.words, timezone.now()
    resource.save(update_fields=["standing", "standing_words", "looked_at"])
    if changed:
        audit.record("RESOURCE_LOOKED_AT", by=by, about=resource, state=resource.state, standing=look.standing)
    return resource
