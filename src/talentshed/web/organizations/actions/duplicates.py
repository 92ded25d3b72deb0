"""Looking for records of the same organization, merging two, undoing that, or saying that they are different."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import policies
from talentshed.web.organizations.models import DuplicatePair, Merge, Organization
from talentshed.web.organizations.once import hold, hold_state
from talentshed.web.organizations.queries import duplicates
from talentshed.web.organizations.queries.hanging import relation_name

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State

_FILLED = ("naics", "size_band", "website", "parent_id")
"""Fields that the survivor takes from the other where its own are blank."""


@transaction.atomic
def look_for_duplicates(*, by: "Person", state: "State", only: Iterable[int] | None = None) -> int:
    """Propose pairs of a state that look alike and were not decided; return how many are new."""
    policies.may_settle_duplicates(by, state.pk).require()
    found = duplicates.found_pairs(state.pk, only)
    hold_state(state)
    known = set(DuplicatePair.objects.filter(first__state=state).values_list("first_id", "second_id"))
    pairs = [
        DuplicatePair(first_id=first, second_id=second, score=how.score, reasons=list(how.reasons))
        for first, second, how in found
        if (first, second) not in known
    ]
    DuplicatePair.objects.bulk_create(pairs, batch_size=500)
    audit.record("DUPLICATES_LOOKED_FOR", by=by, state=state, found=len(pairs))
    return len(pairs)


@transaction.atomic
def mark_different(*, by: "Person", pair: DuplicatePair) -> None:
    """Say that two records are different organizations; they are not proposed again."""
    policies.may_settle_duplicates(by, pair.first.state_id).require()
    _require_open(pair)
    _settle(pair, DuplicatePair.Status.DIFFERENT, by)
    audit.record("DUPLICATE_DENIED", by=by, about=pair, state=pair.first.state)


@transaction.atomic
def merge_organizations(
    *, by: "Person", survivor: Organization, merged: Organization, pair: DuplicatePair | None = None
) -> Merge:
    """Make one record of two: all that hangs on the other moves to the survivor, of every capability.

    What the survivor has already (the same person speaks for both, both are members of one partnership) stays with the
    merged record, and is listed in the merge.
    """
    policies.may_merge(by, survivor.state_id).require()
    hold(survivor, merged)
    for each in (survivor, merged):
        each.refresh_from_db(fields=["merged_into", "parent", "kind", "naics", "size_band", "website"])
    _check(survivor, merged)
    kept = Merge.objects.create(survivor=survivor, merged=merged, pair=pair, by=by)
    moved: dict[str, list[int]] = {}
    stayed: dict[str, list[int]] = {}
    for relation in duplicates.relations():
        name = relation_name(relation)
        went, left = _move(relation, merged, survivor)
        moved |= {name: went} if went else {}
        stayed |= {name: left} if left else {}
    kept.moved, kept.stayed, kept.filled = moved, stayed, _fill(survivor, merged)
    kept.save()
    merged.merged_into = survivor
    merged.save(update_fields=["merged_into"])
    if pair is not None:
        _settle(pair, DuplicatePair.Status.MERGED, by)
    audit.record(
        "ORGANIZATIONS_MERGED", by=by, about=survivor, state=survivor.state, merged=merged.pk, merged_name=merged.name
    )
    return kept


def _check(survivor: Organization, merged: Organization) -> None:
    if survivor.pk == merged.pk:
        raise ValidationError(_("Choose two different records."))
    if survivor.state_id != merged.state_id or survivor.kind != merged.kind:
        raise ValidationError(_("Only records of the same state and kind are merged. Change the kind first."))
    if survivor.merged_into_id or merged.merged_into_id:
        raise ValidationError(_("One of the two records was merged already."))


def _move(relation: Any, source: Organization, target: Organization) -> tuple[list[int], list[int]]:
    """Move what hangs on one organization to another; return the ids that moved and those that could not."""
    model, field = relation.related_model, relation.field.name
    rows = model._default_manager.filter(**{field: source})
    if model is Organization:
        # The survivor may be a subsidiary of the merged one, or below such a one: it can't stand above itself.
        rows = rows.exclude(pk__in=_line_above(target.pk))
    ids = list(rows.values_list("pk", flat=True))
    went, left = [], []
    for pk in ids:
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=pk).update(**{field: target})
            went.append(pk)
        except IntegrityError:
            left.append(pk)
    return went, left


def _line_above(pk: int | None) -> set[int]:
    """Return an organization and all that stand above it, by id."""
    found: set[int] = set()
    while pk is not None and pk not in found:
        found.add(pk)
        pk = Organization.objects.filter(pk=pk).values_list("parent_id", flat=True).first()
    return found


def _fill(survivor: Organization, merged: Organization) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    if survivor.parent_id == merged.pk:
        survivor.parent_id = None
        filled["was_child"] = True
    for field in _FILLED:
        value = getattr(merged, field)
        makes_circle = field == "parent_id" and survivor.pk in _line_above(value)
        if not getattr(survivor, field) and value and not makes_circle:
            setattr(survivor, field, value)
            filled[field] = value
    survivor.save()
    return filled


@transaction.atomic
def undo_merge(*, by: "Person", merge: Merge) -> Organization:
    """Make two records of one again: what moved and still hangs on the survivor moves back. Return the one restored."""
    policies.may_merge(by, merge.survivor.state_id).require()
    hold(merge.survivor, merge.merged)
    merge.refresh_from_db(fields=["undone_at"])
    if merge.undone_at is not None:
        raise ValidationError(_("This merge was undone already."))
    survivor, merged = merge.survivor, merge.merged
    if survivor.merged_into_id:
        raise ValidationError(_("The survivor was merged into another record since. Undo that merge first."))
    for relation in duplicates.relations():
        ids = merge.moved.get(relation_name(relation), ())
        model, field = relation.related_model, relation.field.name
        model._default_manager.filter(pk__in=ids, **{field: survivor}).update(**{field: merged})
    _unfill(survivor, merged, merge.filled)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    DuplicatePair.objects.filter(pk=merge.pair_id or 0).update(
        status=DuplicatePair.Status.PROPOSED, decided_by=None, decided_at=None
    )
    audit.record("MERGE_UNDONE", by=by, about=survivor, state=survivor.state, restored=merged.pk)
    return merged


def _unfill(survivor: Organization, merged: Organization, filled: dict[str, Any]) -> None:
    survivor.refresh_from_db()
    for field in _FILLED:
        if field in filled and getattr(survivor, field) == filled[field]:
            setattr(survivor, field, None if field.endswith("_id") else "")
    if filled.get("was_child") and survivor.parent_id is None:
        survivor.parent_id = merged.pk
    survivor.save()


def _require_open(pair: DuplicatePair) -> None:
    pair.refresh_from_db(fields=["status"])
    if pair.status != DuplicatePair.Status.PROPOSED:
        raise ValidationError(_("This pair was decided already."))


def _settle(pair: DuplicatePair, status: str, by: "Person") -> None:
    pair.status, pair.decided_by, pair.decided_at = status, by, timezone.now()
    pair.save(update_fields=["status", "decided_by", "decided_at"])
