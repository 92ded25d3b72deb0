"""What does this installation hold, for how long, and what goes next?

Each capability registers its kinds of record when it starts:

    retention.register(Holding("meetings.post", _("Posts of the launch room"), 365, older_than, delete))
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise

from talentshed.web.access import audit
from talentshed.web.access.models import Person, RetentionTerm


class NoSuchHolding(KeyError):
    """No capability registered a kind of record of that name."""


@dataclass(frozen=True)
class Holding:
    """One kind of record, and the rule for its end."""

    kind: str
    """Capability and record, for example access.letter."""
    label: "str | Promise"
    """What it is, in words a records officer reads."""
    default_days: int
    records: "Callable[[], QuerySet[Any]]"
    """All records of the kind that the rule may delete one day."""
    since: str
    """Name of the datetime field from which the term counts."""
    delete: "Callable[[QuerySet[Any]], int] | None" = None
    """How to delete those that are due; without it they are simply deleted. Returns how many went."""


@dataclass(frozen=True)
class Held:
    """How one kind of record stands today."""

    holding: Holding
    count: int
    days: int
    due: int
    next_deletion: datetime | None


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Make a kind of record known; a second registration of the same kind replaces the first."""
    _holdings[holding.kind] = holding


def holdings() -> tuple[Holding, ...]:
    """Return every kind of record, by name."""
    return tuple(_holdings[kind] for kind in sorted(_holdings))


def holding(kind: str) -> Holding:
    """Return one kind of record.

    Raises:
        NoSuchHolding: nobody registered it.
    """
    if kind not in _holdings:
        raise NoSuchHolding(kind)
    return _holdings[kind]


def days(holding: Holding) -> int:
    """Return for how many days a kind is kept: as set here, else its default."""
    term = RetentionTerm.objects.filter(kind=holding.kind).first()
    return term.days if term else holding.default_days


class _CountOf(Subquery):
    """How many rows a query has, as one column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def report(*kinds: str) -> tuple[Held, ...]:
    """Return what is held of each kind, for how long, what is due and when the next one goes; of all, or of some kinds.

    Two queries, however many kinds there are: each count is a column of one row.
    """
    asked = [each for each in holdings() if not kinds or each.kind in kinds]
    terms = dict(RetentionTerm.objects.values_list("kind", "days"))
    kept = [(each, terms.get(each.kind, each.default_days)) for each in asked]
    columns: dict[str, Any] = {}
    for number, (each, kept_days) in enumerate(kept):
        dated = each.records().filter(**{f"{each.since}__isnull": False}).order_by(each.since)
        columns[f"count_{number}"] = _CountOf(each.records().order_by().values("pk"))
        columns[f"due_{number}"] = _CountOf(_due(each, kept_days).order_by().values("pk"))
        columns[f"oldest_{number}"] = Subquery(dated.values(each.since)[:1])
    row = _one_row(columns)
    return tuple(_held(each, kept_days, row, number) for number, (each, kept_days) in enumerate(kept))


def _one_row(columns: dict[str, Any]) -> dict[str, Any]:
    # Any row that is there carries the columns: who reads the report has an account.
    found: Any = Person.objects.order_by("pk").values(**columns).first()
    return dict(found or {})


def _held(each: Holding, kept_days: int, row: dict[str, Any], number: int) -> Held:
    oldest = row.get(f"oldest_{number}")
    return Held(
        holding=each,
        count=row.get(f"count_{number}", 0),
        days=kept_days,
        due=row.get(f"due_{number}", 0),
        next_deletion=oldest + timedelta(days=kept_days) if oldest else None,
    )


def _due(each: Holding, kept_days: int) -> "QuerySet[Any]":
    return each.records().filter(**{f"{each.since}__lt": timezone.now() - timedelta(days=kept_days)})


@transaction.atomic
def apply(each: Holding) -> int:
    """Delete what is past its term; return how many records went. The caller audits."""
    due = _due(each, days(each))
    if each.delete is not None:
        return each.delete(due)
    return due.delete()[0]


def apply_all() -> dict[str, int]:
    """Delete whatever is past its term, of every kind, each deletion in the audit trail.

    What can't be deleted of one kind doesn't keep the others; the first such problem is raised at the end.
    """
    gone: dict[str, int] = {}
    problems: list[Exception] = []
    for each in holdings():
        try:
            count = _apply_and_audit(each)
        except Exception as problem:
            problems.append(problem)
            continue
        if count:
            gone[each.kind] = count
    if problems:
        raise problems[0]
    return gone


@transaction.atomic
def _apply_and_audit(each: Holding) -> int:
    count = apply(each)
    if count:
        audit.record("RETENTION_DELETED", by=None, kind_of_record=each.kind, count=count)
    return count
