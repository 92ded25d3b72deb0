"""Writing down which firm named which issue, and saving the firms with which to start."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.models import HeldIssue, Member, StartGroup
from talentshed.web.partnerships.policies.insight import may_record_issue, may_remove_issue, may_save_start_group
from talentshed.web.partnerships.queries.start_group import held_by, proposal, score_of
from talentshed.web.partnerships.topics import topic_key

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def record_issue(
    *, by: "Person", partnership: "Partnership", member: Member, kind: str, topic: str, text: str = ""
) -> HeldIssue:
    """Write down an opportunity or obstacle that a firm named; the same one again changes its words only."""
    may_record_issue(by, partnership, member).require()
    key = topic_key(topic)
    if not key:
        raise ValidationError({"topic": _("Name the issue in two or three words.")})
    made, is_new = HeldIssue.objects.update_or_create(
        member=member, kind=kind, topic=key, defaults={"text": text.strip(), "recorded_by": by}
    )
    # The trail is read by all members: it says that something was written down, not what a firm said.
    written = "ISSUE_RECORDED" if is_new else "ISSUE_CHANGED"
    audit.record(written, by=by, about=partnership, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def remove_issue(*, by: "Person", partnership: "Partnership", issue: HeldIssue) -> None:
    """Take an issue off a firm's list."""
    may_remove_issue(by, partnership, issue).require()
    issue.delete()
    audit.record("ISSUE_REMOVED", by=by, about=partnership, scope=partnership.scope, state=partnership.home_state)


@transaction.atomic
def save_start_group(
    *, by: "Person", partnership: "Partnership", members: Sequence[Member], least: int, most: int, note: str = ""
) -> StartGroup:
    """Save the firms with which to start, as proposed or changed.

    Raises:
        ValidationError: fewer than two firms, or one that is not on the list.
    """
    may_save_start_group(by, partnership).require()
    held = held_by(partnership)
    chosen = {each.pk for each in members}
    if len(chosen) < 2:
        raise ValidationError({"members": _("Choose at least two firms.")})
    if not chosen <= {each.pk for each in held.firms}:
        raise ValidationError({"members": _("Choose firms that are on the list.")})
    proposed = proposal(held, least, most)
    made = StartGroup.objects.create(
        partnership=partnership,
        least=least,
        most=most,
        score=max(0, score_of(held, chosen)),
        is_as_proposed=proposed is not None and {each.member.pk for each in proposed.firms} == chosen,
        note=note.strip(),
        by=by,
    )
    made.members.set(chosen)
    audit.record(
        "START_GROUP_SAVED", by=by, about=made, scope=partnership.scope, state=partnership.home_state, firms=len(chosen)
    )
    return made
