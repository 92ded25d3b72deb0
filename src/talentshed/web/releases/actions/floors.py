"""Letting a floor of a policy go lower for one group: one administrator asks, another agrees, both by name."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import SHARE, checked
from talentshed.web.access import audit
from talentshed.web.releases import policies, rules
from talentshed.web.releases.models import LoweredFloor
from talentshed.web.releases.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@transaction.atomic
def ask_to_lower(
    *, by: "Person", state: "State", scope: str, policy: str, setting: str, to: float, reason: str
) -> LoweredFloor:
    """Ask that releases of a scope go by a lower floor. Nothing changes before somebody else agrees.

    Raises:
        NotPossible: no reason, no such floor, not below it, or one of the kind is asked for or holds already.
    """
    policies.may_ask_to_lower(by, state).require()
    if not reason.strip():
        raise NotPossible(_("Write down why this group needs a lower floor: it stands in every certificate."))
    floor = _floor_of(policy, setting, to)
    open_ones = LoweredFloor.objects.filter(
        state=state, scope=scope, policy=policy, setting=setting, ended_at__isnull=True
    )
    if open_ones.exists():
        raise NotPossible(_("This floor is asked for, or lowered, already. End that first."))
    made = LoweredFloor.objects.create(
        state=state,
        scope=scope,
        policy=policy,
        setting=setting,
        floor=floor,
        to=to,
        reason=reason.strip(),
        asked_by=by,
    )
    audit.record("FLOOR_ASKED", by=by, about=made, scope=scope, state=state, to=to, floor=floor, reason=made.reason)
    return made


def _floor_of(key: str, setting: str, to: float) -> float:
    """Return what the policy asks for; a least value for all settings but the share, which is a greatest one."""
    policy = rules.shipped(key)
    floor = dict(policy.floors).get(setting)
    if floor is None:
        sentence = _("The policy has no floor “{setting}”; it has {known}.")
        raise NotPossible(sentence.format(setting=setting, known=", ".join(name for name, _least in policy.floors)))
    if (to <= floor) if setting == SHARE else (to >= floor):
        sentence = _("{to} isn’t below the guard-rail of {floor}: no second person is needed for it.")
        raise NotPossible(sentence.format(to=f"{to:g}", floor=f"{floor:g}"))
    if setting not in (SHARE, "p_percent") and to != round(to):
        raise NotPossible(_("This setting counts persons or employers, so it needs a whole number."))
    try:
        from dataclasses import replace

        checked(replace(policy, **rules.change_for(policy, setting, to)), _=_)
    except DisclosureError as problem:
        raise NotPossible(str(problem)) from problem
    return floor


@transaction.atomic
def agree_to_lower(*, by: "Person", lowered: LoweredFloor) -> LoweredFloor:
    """Agree to a floor that somebody else asked for: from now on releases go by it.

    Raises:
        NotPossible: it holds already, or was ended.
    """
    found = LoweredFloor.objects.select_for_update().select_related("state", "asked_by").get(pk=lowered.pk)
    policies.may_agree_to_lower(by, found).require()
    if found.approved_at is not None or found.ended_at is not None:
        raise NotPossible(_("This was agreed to, or ended, already."))
    found.approved_by, found.approved_at = by, timezone.now()
    found.save()
    audit.record(
        "FLOOR_LOWERED", by=by, about=found, scope=found.scope, state=found.state, asked_by=str(found.asked_by)
    )
    return found


@transaction.atomic
def end_lowering(*, by: "Person", lowered: LoweredFloor) -> LoweredFloor:
    """Bring a floor back up, or drop what was asked. What was published under it stays as it is.

    Raises:
        NotPossible: it was ended already.
    """
    found = LoweredFloor.objects.select_for_update().select_related("state").get(pk=lowered.pk)
    policies.may_end_lowering(by, found).require()
    if found.ended_at is not None:
        raise NotPossible(_("This was ended already."))
    found.ended_at = timezone.now()
    found.save()
    audit.record("FLOOR_ENDED", by=by, about=found, scope=found.scope, state=found.state)
    return found
