"""Writing down what the room agreed, closing the consensus, deciding, and turning gaps into work."""

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.actions.playbook import mark_step
from talentshed.web.priorities.actions import items as work
from talentshed.web.readiness.answering import evidence_problem
from talentshed.web.readiness.models import Consensus, GapAction, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.queries.results import outcome
from talentshed.web.readiness.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization


@transaction.atomic
def settle_item(
    *, by: "Person", round: Round, item: str, value: str, rationale: str, dissent: str = "", evidence: str = ""
) -> Consensus:
    """Keep the value that the room agreed on for one item, why, and what others said. The last one counts.

    Raises:
        ValidationError: no such item or value, no rationale, or the evidence is no link.
    """
    policies.may_settle(by, round).require()
    if not round.instrument.allows(item, value):
        raise ValidationError({"value": _("Choose 0 to 4, don’t know, or not applicable.")})
    if not rationale.strip():
        raise ValidationError({"rationale": _("Say in a sentence why this value.")})
    if problem := evidence_problem(evidence.strip()):
        raise ValidationError({"evidence": problem})
    kept, _made = Consensus.objects.update_or_create(
        round=round,
        item=item,
        defaults={
            "value": value,
            "rationale": rationale.strip(),
            "dissent": dissent.strip(),
            "evidence": evidence.strip(),
            "by": by,
            "at": timezone.now(),
        },
    )
    audit.record("READINESS_ITEM_AGREED", by=by, about=round, **where(round), item=item, value=value)
    return kept


@transaction.atomic
def take_the_middle(*, by: "Person", round: Round) -> int:
    """Settle, at their median, the open items on which raters agree; return how many. The room said yes to this.

    Items on which they disagree, or whose median is between two values, are left for talk.
    """
    policies.may_settle(by, round).require()
    found = outcome(round)
    alike = [
        each
        for each in found.results.values()
        if each.key not in found.settled and not each.is_disagreed and each.median is not None
    ]
    made = Consensus.objects.bulk_create(
        Consensus(
            round=round,
            item=each.key,
            value=str(int(each.median)),
            rationale=_("All raters were within a point of each other; the room took the middle."),
            by=by,
        )
        for each in alike
        if each.median is not None and each.median == int(each.median)
    )
    audit.record("READINESS_MIDDLE_TAKEN", by=by, about=round, **where(round), count=len(made))
    return len(made)


@transaction.atomic
def close_consensus(*, by: "Person", round: Round) -> Round:
    """Close the consensus: each item has an agreed value. In a partnership, the playbook's step is ticked off.

    Raises:
        RoundError: items are missing.
    """
    policies.may_settle(by, round).require()
    agreed = set(round.agreed.values_list("item", flat=True))
    missing = [item.key for item in round.instrument.items if item.key not in agreed]
    if missing:
        sentence = _("Still without an agreed value: {items}.")
        raise RoundError(sentence.format(items=", ".join(missing[:8]) + (" …" if len(missing) > 8 else "")))
    round.status, round.settled_at = Round.Status.SETTLED, timezone.now()
    round.save(update_fields=["status", "settled_at"])
    _tick_off(
        by, round, "readiness_assessed", _("Rated by {count}, agreed on by the room.").format(count=round.raters_count)
    )
    audit.record("READINESS_AGREED", by=by, about=round, **where(round))
    return round


@transaction.atomic
def decide(*, by: "Person", round: Round, decision: str, reason: str) -> Round:
    """Record go, fix first or no-go, with the reason. The playbook's step is ticked off.

    Raises:
        ValidationError: no decision or no reason.
    """
    policies.may_decide(by, round).require()
    if decision not in Round.Decision.values:
        raise ValidationError({"decision": _("Choose go, fix first or no-go.")})
    if not reason.strip():
        raise ValidationError({"decision_reason": _("Say why.")})
    round.decision, round.decision_reason, round.decided_at = decision, reason.strip(), timezone.now()
    round.save(update_fields=["decision", "decision_reason", "decided_at"])
    _tick_off(by, round, "readiness_decided", f"{round.get_decision_display()}: {reason.strip()}")
    audit.record("READINESS_DECIDED", by=by, about=round, **where(round), decision=decision)
    return round


def _tick_off(by: "Person", round: Round, step: str, note: str) -> None:
    if round.partnership is None:
        return
    # Who has ticked it off by hand before has done so with words of their own, which stay.
    with suppress(ValidationError):
        mark_step(by=by, partnership=round.partnership, step=step, note=note[:500], evidence=round.get_absolute_url())


@transaction.atomic
def act_on_gap(
    *,
    by: "Person",
    round: Round,
    item: str,
    title: str,
    due_date: date,
    owner: "Person | None" = None,
    owner_organization: "Organization | None" = None,
    sought: str = "",
) -> GapAction:
    """Turn a gap into an action item with owner and day.

    Raises:
        RoundError: no such item in this round.
        NotPossible: nobody owns it (said by the action item).
    """
    policies.may_act_on_gap(by, round).require()
    if item not in round.instrument.by_key or round.partnership is None:
        raise RoundError(_("There is no such item in this round."))
    made = work.add_item(
        by=by,
        partnership=round.partnership,
        title=title,
        due_date=due_date,
        owner=owner,
        owner_organization=owner_organization,
    )
    gap = GapAction.objects.create(round=round, item=item, action_item=made, sought=sought.strip())
    audit.record("READINESS_GAP_TO_WORK", by=by, about=round, **where(round), item=item, action_item=made.pk)
    return gap
