"""Which rules hold for a release of this scope: the shipped policy, tightened as asked, lowered only as two agreed?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from talentshed.labor.disclosure.hierarchy import DisclosureError
from talentshed.labor.disclosure.policy import FOLDER, SHARE, load_policy, with_lower
from talentshed.web.releases.models import LoweredFloor
from talentshed.web.releases.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.labor.disclosure.policy import Lowered, Policy
    from talentshed.web.access.models import State


def policy_keys() -> tuple[str, ...]:
    """Return the keys of the shipped policies."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def shipped(key: str) -> "Policy":
    """Return a shipped policy.

    Raises:
        NotPossible: there is none of that key; a path to a file is none either.
    """
    if key not in policy_keys():
        sentence = _("There is no policy “{key}”: choose one of {known}.")
        raise NotPossible(sentence.format(key=key, known=", ".join(policy_keys())))
    return load_policy(key, _=_)


def lowered_for(state: "State", scope: str, policy: str) -> list[LoweredFloor]:
    """Return the floors that two administrators let go lower for a scope, and that still hold."""
    found = LoweredFloor.objects.filter(
        state=state, scope=scope, policy=policy, approved_at__isnull=False, ended_at__isnull=True
    )
    return list(found.select_related("asked_by", "approved_by").order_by("setting"))


def change_for(policy: "Policy", setting: str, to: float) -> dict[str, Any]:
    """Return the change of a policy's settings that a floor of another height means."""
    if setting == SHARE:
        return {"dominance": ((1, to), *(pair for pair in policy.dominance if pair[0] != 1))}
    return {setting: to if setting == "p_percent" else round(to)}


def rules_for(state: "State", scope: str, key: str, changes: Mapping[str, Any] | None = None) -> "Policy":
    """Return the policy of a release. changes: settings to tighten; below a floor only what was agreed to.

    Raises:
        NotPossible: a change goes below a floor, or isn't a setting.
    """
    policy = shipped(key)
    agreed = lowered_for(state, scope, key)
    try:
        base = with_lower(policy, dict(changes or {}), _=_)
        return _with_all(base, agreed)
    except DisclosureError as problem:
        raise NotPossible(str(problem)) from problem


def _with_all(policy: "Policy", agreed: Sequence[LoweredFloor]) -> "Policy":
    """Each floor with its own reason and its own two people, as it stands in the certificate."""
    result = policy
    notes: list[Lowered] = []
    for each in agreed:
        first, second = str(each.asked_by), str(each.approved_by)
        if first.casefold().strip() == second.casefold().strip():
            second = f"{second} (#{each.approved_by_id})"  # two people of one name
        change = change_for(result, each.setting, each.to)
        notes += with_lower(policy, change, reason=each.reason, approver=first, second_approver=second, _=_).lowered
        result = with_lower(result, change, reason=each.reason, approver=first, second_approver=second, _=_)
    return replace(result, lowered=tuple(notes))
