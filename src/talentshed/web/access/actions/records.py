"""How long are records kept, and what is deleted before its time?"""

from django.db import transaction

from talentshed.web.access import audit, retention
from talentshed.web.access.models import Person, RetentionTerm
from talentshed.web.access.policies import may_keep_records


@transaction.atomic
def set_term(*, kind: str, days: int, by: Person) -> RetentionTerm:
    """Say for how many days a kind of record is kept."""
    may_keep_records(by).require()
    holding = retention.holding(kind)
    before = retention.days(holding)
    term, _made = RetentionTerm.objects.update_or_create(kind=kind, defaults={"days": days})
    audit.record("RETENTION_SET", by=by, about=term, kind_of_record=kind, before=before, after=days)
    return term


@transaction.atomic
def delete_now(*, kind: str, by: Person) -> int:
    """Delete at once what a kind of record holds past its term; return how many records went."""
    may_keep_records(by).require()
    count = retention.apply(retention.holding(kind))
    audit.record("RETENTION_DELETED", by=by, kind_of_record=kind, count=count)
    return count
