"""What was done, by whom, when, and who may read that? Called inside the transaction of the deed."""

from typing import Any

from django.db import models

from talentshed.web.access.models import AuditEntry, Person, State


def record(
    kind: str,
    *,
    by: Person | None,
    about: models.Model | None = None,
    scope: str = "",
    state: State | None = None,
    **detail: Any,
) -> AuditEntry:
    """Keep what was done, in the same transaction.

    kind: in capitals, for example STATE_ROLE_GIVEN. by: nobody where a recurring task did it. scope: whose trail it
    belongs to, for example "partnership/12". detail: what a reader needs besides: JSON, nothing confidential.
    """
    return AuditEntry.objects.create(
        kind=kind,
        by=by,
        by_name=(by.name or by.email) if by else "Talentshed",
        state=state,
        scope=scope,
        about_type=about._meta.label_lower if about is not None else "",
        about_id=about.pk if about is not None else None,
        about_words=str(about)[:300] if about is not None else "",
        detail=detail,
    )


def trail(scope: str) -> "models.QuerySet[AuditEntry]":
    """Return what was done in a scope, newest first. The caller asks its own policy who may read it."""
    return AuditEntry.objects.filter(scope=scope).select_related("by")
