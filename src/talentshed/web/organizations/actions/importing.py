"""Uploading a file, choosing its columns, importing it all or not at all, and undoing it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import policies
from talentshed.web.organizations.importing.layouts import LAYOUTS, propose_mapping, recognize
from talentshed.web.organizations.importing.reading import Sheet
from talentshed.web.organizations.models import Contact, ImportBatch, ImportRow, Organization, Site
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.queries import built_on, imports

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State

_AT_ONCE = 500


class ImportRefused(ValueError):
    """A file that can't be imported, or an import that can't be undone, as it stands; the message says why."""


@transaction.atomic
def upload_file(
    *,
    by: "Person",
    state: "State",
    file_name: str,
    sheet: Sheet,
    by_organization: "Organization | None" = None,
) -> ImportBatch:
    """Keep a file's rows as a draft that only its uploader and conveners see; nothing enters the list."""
    policies.may_import(by, state.pk).require()
    layout = recognize(sheet.columns)
    made = ImportBatch.objects.create(
        state=state,
        by=by,
        by_organization=by_organization,
        file_name=file_name[-200:],
        layout=layout.key,
        mapping=propose_mapping(sheet.columns, layout),
        options={
            "kind": layout.kind,
            "one_firm_per_name": layout.one_firm_per_name,
            "skip_closures": layout.leaves_out_closures,
        },
        draft=imports.pack(sheet),
        row_count=len(sheet.rows),
    )
    audit.record("IMPORT_UPLOADED", by=by, about=made, state=state, rows=made.row_count)
    return made


@transaction.atomic
def choose_columns(
    *, by: "Person", batch: ImportBatch, mapping: Mapping[str, str], options: Mapping[str, object]
) -> ImportBatch:
    """Change which column holds what, and how rows are taken."""
    policies.may_undo_import(by, batch).require()
    _require_draft(batch)
    batch.mapping, batch.options = dict(mapping), dict(options)
    batch.save(update_fields=["mapping", "options"])
    audit.record("IMPORT_COLUMNS_CHOSEN", by=by, about=batch, state=batch.state)
    return batch


@transaction.atomic
def discard_file(*, by: "Person", batch: ImportBatch) -> None:
    """Drop a file that was not imported."""
    policies.may_undo_import(by, batch).require()
    _require_draft(batch)
    audit.record("IMPORT_DISCARDED", by=by, about=batch, state=batch.state)
    batch.delete()


@transaction.atomic
def import_file(*, by: "Person", batch: ImportBatch, leave_out_errors: bool = False) -> ImportBatch:
    """Make what the preview showed: all of it, or nothing.

    Raises:
        ImportRefused: it was imported already, no column holds the name, or rows have errors that nobody left out.
    """
    policies.may_import(by, batch.state_id).require()
    policies.may_undo_import(by, batch).require()
    # The row is locked, so that a button pressed twice imports once.
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("state", "by_organization").get(pk=batch.pk)
    )
    _require_draft(batch)
    plan = imports.plan(batch)
    errors = len({problem.line for problem in plan.understood.errors})
    if errors and not leave_out_errors:
        sentence = _("{count} rows can't be imported as they are. Mend the file, or choose to leave these rows out.")
        raise ImportRefused(sentence.format(count=errors))
    if not plan.planned:
        raise ImportRefused(_("No row of this file can be imported. Check which column holds the name."))
    made = _make(batch, plan, by)
    batch.status, batch.imported_at, batch.draft = ImportBatch.Status.IMPORTED, timezone.now(), None
    batch.save()
    audit.record("IMPORT_DONE", by=by, about=batch, state=batch.state, organizations=made, rows=len(plan.planned))
    return batch


def _require_draft(batch: ImportBatch) -> None:
    if batch.status != ImportBatch.Status.DRAFT or batch.draft is None:
        raise ImportRefused(_("This file was imported already."))


def _make(batch: ImportBatch, plan: imports.Plan, by: "Person") -> int:
    organizations = _make_organizations(batch, plan, by)
    sites: dict[int, Site] = {}
    contacts: dict[int, Contact] = {}
    for each in plan.planned:
        row, pk = each.candidate, each.existing or organizations[each.group].pk
        if each.made != ImportRow.Made.NOTHING and (row.county_fips or row.city or row.site_name):
            sites[row.line] = Site(
                organization_id=pk,
                name=row.site_name,
                county_fips=row.county_fips,
                city=row.city,
                naics=row.naics,
                size_band=row.size_band,
            )
        if row.contact:
            contacts[row.line] = Contact(
                organization_id=pk,
                recorded_by_organization=batch.by_organization,
                email_consent=row.email_consent,
                phone_consent=row.phone_consent,
                **row.contact,
            )
    Site.objects.bulk_create(sites.values(), batch_size=_AT_ONCE)
    _leave_out_known(contacts)
    Contact.objects.bulk_create(contacts.values(), batch_size=_AT_ONCE)
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                batch=batch,
                line=each.candidate.line,
                made=each.made,
                organization_id=each.existing or organizations[each.group].pk,
                site=sites.get(each.candidate.line),
                contact=contacts.get(each.candidate.line),
            )
            for each in plan.planned
        ),
        batch_size=_AT_ONCE,
    )
    return len(organizations)


def _leave_out_known(contacts: dict[int, Contact]) -> None:
    """Drop people who are on a card of the same organization already, in the list or earlier in the file."""
    ids = {each.organization_id for each in contacts.values()}
    seen = set(Contact.objects.filter(organization_id__in=ids).values_list("organization_id", "name")) if ids else set()
    for line, each in list(contacts.items()):
        if (each.organization_id, each.name) in seen:
            del contacts[line]
        seen.add((each.organization_id, each.name))


def _make_organizations(batch: ImportBatch, plan: imports.Plan, by: "Person") -> dict[int, Organization]:
    source = str(LAYOUTS[batch.layout].source)[:120]
    made: dict[int, Organization] = {}
    alone: dict[int, int] = {}
    for each in plan.planned:
        row = each.candidate
        alone[each.group] = alone.get(each.group, 0) + 1
        if each.existing is None and each.group not in made:
            made[each.group] = Organization(
                state=batch.state,
                kind=row.kind,
                name=row.name,
                name_key=row.name_key,
                naics=row.naics,
                size_band=row.size_band,
                website=row.website,
                source=source,
                is_demo=by.is_demo,
            )
    for group, organization in made.items():
        if alone[group] > 1:
            # Each site's size is known, the firm's is not: sizes of several sites don't add up by band.
            organization.size_band = ""
    Organization.objects.bulk_create(made.values(), batch_size=_AT_ONCE)
    _set_parents(batch, plan, made)
    return made


def _set_parents(batch: ImportBatch, plan: imports.Plan, made: dict[int, Organization]) -> None:
    wanted = {
        each.group: name_key(each.candidate.parent)
        for each in plan.planned
        if each.candidate.parent and each.group in made
    }
    if not wanted:
        return
    known = Organization.objects.filter(state=batch.state, merged_into__isnull=True).order_by("-pk")
    by_key = dict(known.values_list("name_key", "pk"))
    for group, key in wanted.items():
        if key in by_key and by_key[key] != made[group].pk:
            made[group].parent_id = by_key[key]
    Organization.objects.bulk_update([made[group] for group in wanted], ["parent"], batch_size=_AT_ONCE)


@transaction.atomic
def undo_import(*, by: "Person", batch: ImportBatch) -> ImportBatch:
    """Delete all that an import made.

    Raises:
        ImportRefused: something was built on it since; the message says what.
    """
    policies.may_undo_import(by, batch).require()
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("state").get(pk=batch.pk)
    reasons = imports.built_on_since(batch)
    if reasons:
        raise ImportRefused(_("This import can't be undone.") + " " + " ".join(reasons))
    # People and sites go first; their ids are read before any of them is gone.
    made = {model: sorted(ids) for model, ids in built_on.made_by(batch).items()}
    for model in (Contact, Site, Organization):
        ids = made[model]
        for start in range(0, len(ids), _AT_ONCE):
            model._default_manager.filter(pk__in=ids[start : start + _AT_ONCE]).delete()
    batch.status, batch.undone_at, batch.undone_by = ImportBatch.Status.UNDONE, timezone.now(), by
    batch.save()
    audit.record("IMPORT_UNDONE", by=by, about=batch, state=batch.state, organizations=len(made[Organization]))
    return batch
