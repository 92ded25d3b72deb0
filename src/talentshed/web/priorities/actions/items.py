"""Giving out work, saying how far it is, what waits for what, and the secret address of a calendar."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.priorities import policies, reckoning, tokens
from talentshed.web.priorities.models import ActionItem, ActionItemDependency, CalendarFeed
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import ActionTeam, Priority


@transaction.atomic
def add_item(
    *,
    by: "Person",
    partnership: "Partnership",
    title: str,
    due_date: date,
    owner: "Person | None" = None,
    owner_organization: "Organization | None" = None,
    team: "ActionTeam | None" = None,
    priority: "Priority | None" = None,
) -> ActionItem:
    """Write down who does what by when.

    Raises:
        NotPossible: nobody owns it, or the team works on another priority.
    """
    policies.may_add_item(by, partnership, team).require()
    if owner is None and owner_organization is None:
        raise NotPossible(_("An item has an owner: choose who sees to it."))
    if team is not None and priority is not None and team.priority_id != priority.pk:
        raise NotPossible(_("This team works on another priority."))
    made = ActionItem.objects.create(
        partnership=partnership,
        team=team,
        priority=priority or (team.priority if team is not None else None),
        title=title.strip(),
        owner=owner,
        owner_organization=owner_organization,
        due_date=due_date,
    )
    audit.record(
        "ITEM_ADDED", by=by, about=made, scope=partnership.scope, state=partnership.home_state, due=due_date.isoformat()
    )
    return made


@transaction.atomic
def set_item(
    *,
    by: "Person",
    item: ActionItem,
    status: str,
    due_date: date | None = None,
    evidence: str = "",
    dropped_reason: str = "",
    done_on: date | None = None,
) -> ActionItem:
    """Say how far an item is, or move its day. Done needs evidence, dropped a reason.

    Raises:
        NotPossible: evidence or reason is missing, or something that it waits for is not done.
    """
    partnership = item.partnership
    policies.may_update_item(by, partnership, item).require()
    if status == ActionItem.Status.DONE:
        _check_done(item, evidence, done_on)
    if status == ActionItem.Status.DROPPED and not dropped_reason.strip():
        raise NotPossible(_("Say why it was dropped."))
    before = {"status": item.status, "due": item.due_date.isoformat()}
    item.status, item.due_date = status, due_date or item.due_date
    item.evidence, item.dropped_reason = evidence.strip(), dropped_reason.strip()
    item.done_on = (done_on or timezone.localdate()) if status == ActionItem.Status.DONE else None
    item.save()
    audit.record(
        "ITEM_SET",
        by=by,
        about=item,
        scope=partnership.scope,
        state=partnership.home_state,
        before=before,
        after={"status": status, "due": item.due_date.isoformat()},
    )
    return item


def _check_done(item: ActionItem, evidence: str, done_on: date | None) -> None:
    if not evidence.strip():
        raise NotPossible(_("Say where the result can be seen: an address, minutes, a number."))
    if done_on is not None and done_on > timezone.localdate():
        raise NotPossible(_("An item is done once it is done. Choose today or earlier."))
    waiting = ActionItem.objects.filter(awaited_by__item=item).exclude(
        status__in=[ActionItem.Status.DONE, ActionItem.Status.DROPPED]
    )
    first = waiting.first()
    if first is not None:
        raise NotPossible(_("This waits for “{title}”, which is not done.").format(title=first))


@transaction.atomic
def set_waiting(*, by: "Person", item: ActionItem, needs: "Iterable[ActionItem]") -> None:
    """Say which items of the same partnership must be done first.

    Raises:
        NotPossible: the work would wait in a circle.
    """
    partnership = item.partnership
    policies.may_update_item(by, partnership, item).require()
    wanted = {each.pk: each for each in needs}
    waits: dict[int, set[int]] = defaultdict(set)
    # All rows of the partnership are locked: two people could else close a circle in the same moment.
    list(ActionItem.objects.select_for_update().filter(partnership=partnership).values_list("pk", flat=True))
    edges = ActionItemDependency.objects.filter(item__partnership=partnership).exclude(item=item)
    for waiting, needed in edges.values_list("item_id", "needs_id"):
        waits[waiting].add(needed)
    for each in wanted.values():
        if each.partnership_id != partnership.pk:
            raise NotPossible(_("This is not of this partnership."))
        if reckoning.makes_a_circle(waits, item.pk, each.pk):
            sentence = _(
                "“{needs}” waits for “{item}” already, directly or through others: the work would never begin."
            )
            raise NotPossible(sentence.format(needs=each, item=item))
    item.waits_for.exclude(needs_id__in=wanted).delete()
    held = set(item.waits_for.values_list("needs_id", flat=True))
    ActionItemDependency.objects.bulk_create(
        ActionItemDependency(item=item, needs=each) for pk, each in wanted.items() if pk not in held
    )
    audit.record(
        "ITEM_WAITS",
        by=by,
        about=item,
        scope=partnership.scope,
        state=partnership.home_state,
        needs=sorted(wanted),
    )


@transaction.atomic
def renew_calendar(*, by: "Person", owner: "Person") -> str:
    """Make a new secret token for somebody's calendar and return it; the old address ends. It is shown this once."""
    policies.may_renew_calendar(by, owner).require()
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=owner, defaults={"digest": tokens.digest_of(token), "made_at": timezone.now()}
    )
    audit.record("CALENDAR_RENEWED", by=by, about=owner)
    return token


@transaction.atomic
def end_calendar(*, by: "Person", owner: "Person") -> None:
    """End the address of somebody's calendar."""
    policies.may_renew_calendar(by, owner).require()
    CalendarFeed.objects.filter(person=owner).delete()
    audit.record("CALENDAR_ENDED", by=by, about=owner)
