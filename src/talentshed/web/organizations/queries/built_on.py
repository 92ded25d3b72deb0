"""Was something built on what a file made: contacts, people who speak, members of a partnership?"""

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.access.models import AuditEntry
from talentshed.web.organizations.models import (
    Contact,
    DuplicatePair,
    ImportBatch,
    ImportRow,
    Organization,
    Site,
)
from talentshed.web.organizations.queries.hanging import relations_to

_CHANGES = (
    "ORGANIZATION_CHANGED",
    "SITE_CHANGED",
    "CONTACT_CHANGED",
    "CONTACT_ENDED",
    "SERVED_COUNTIES_SET",
    "ASSOCIATIONS_SET",
)


def made_by(batch: ImportBatch) -> dict[type[Model], QuerySet[Any]]:
    """Return the ids of the organizations, sites and people that an import made, as queries."""
    rows = batch.rows.order_by()
    organizations = rows.filter(made=ImportRow.Made.ORGANIZATION, organization__isnull=False)
    return {
        Organization: organizations.values_list("organization_id", flat=True),
        Site: rows.filter(site__isnull=False).values_list("site_id", flat=True),
        Contact: rows.filter(contact__isnull=False).values_list("contact_id", flat=True),
    }


def reasons(batch: ImportBatch) -> list[str]:
    """Return what hangs on the records that an import made, in sentences. Looks at every capability's records."""
    made = made_by(batch)
    found: list[str] = []
    for model, ids in made.items():
        for relation in relations_to(model):
            other: Any = relation.related_model
            if other in (ImportBatch, DuplicatePair):
                continue
            rows = other._default_manager.filter(**{f"{relation.field.name}__in": ids})
            if other is ImportRow:
                rows = rows.exclude(batch=batch).filter(batch__status=ImportBatch.Status.IMPORTED)
            elif other in made:
                rows = rows.exclude(pk__in=made[other])
            hanging = rows.count()
            if hanging:
                found.append(_in_words(hanging, other))
    changed = _changed(batch, made)
    if changed:
        sentence = ngettext("{count} record was changed since.", "{count} records were changed since.", changed)
        found.append(sentence.format(count=changed))
    return list(dict.fromkeys(found))


def _changed(batch: ImportBatch, made: dict[type[Model], QuerySet[Any]]) -> int:
    count = 0
    for model, ids in made.items():
        rows = AuditEntry.objects.filter(
            kind__in=_CHANGES, about_type=model._meta.label_lower, about_id__in=ids, at__gte=batch.imported_at
        )
        count += rows.values("about_id").distinct().count()
    return count


def _in_words(count: int, other: Any) -> str:
    name = other._meta.verbose_name if count == 1 else other._meta.verbose_name_plural
    return _("{count} × {what} hang on records that the file made.").format(count=count, what=name)
