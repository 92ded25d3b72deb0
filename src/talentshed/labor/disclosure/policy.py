"""Which rules hold for a release, since when, and who agreed to a softer one?

A policy is data: a YAML file with a key, a version, its settings and the floors below which nobody sets them without a
logged reason and a second approver.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from talentshed.labor.disclosure.hierarchy import DisclosureError

FOLDER = Path(__file__).parent / "policies"
WEIGHTS = ("value", "log", "one")
ATTACKERS = ("outsider", "contributor", "pair")
READER_KNOWS = ("zeros", "marks")
"""What a reader may take from what isn't a figure: that a hidden count isn't zero, because zeros are printed; and that
a count marked as hidden by rule is under the threshold."""
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LEAST_THRESHOLD = 2


@dataclass(frozen=True, slots=True)
class Lowered:
    """Who let a release go below a floor, and why."""

    setting: str
    floor: float
    to: float
    reason: str
    approver: str
    second_approver: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a release. A rule that is None (or empty) isn't applied."""

    key: str
    version: str
    title: str = ""
    minimum_persons: int | None = None
    minimum_contributors: int | None = None
    dominance: tuple[tuple[int, float], ...] = ()
    """(n, k): the n largest may not hold more than k % of a cell."""
    p_percent: float | None = None
    protection_percent: float = 10.0
    """How far, in percent of its value, a magnitude hidden for its few contributors must stay unsure on each side."""
    protects_zeros: bool = False
    weight: str = "value"
    """What hiding a cell costs: its value, the logarithm of it, or one."""
    attackers: tuple[str, ...] = ("outsider",)
    reader_knows: tuple[str, ...] = ()
    rounding_base: int = 5
    floors: tuple[tuple[str, float], ...] = ()
    """Least value of a setting (greatest, for a share); applies to releases from the application."""
    lowered: tuple[Lowered, ...] = ()


_LISTS = ("attackers", "reader_knows")
_NUMBERS = ("minimum_persons", "minimum_contributors", "p_percent", "protection_percent", "rounding_base")
_FIELDS = {*_NUMBERS, "key", "version", "title", "dominance", "protects_zeros", "weight", "floors", *_LISTS}
SHARE = "largest_share"
"""Floor for dominance of the single largest contributor: a share of k % above it would be softer."""


def load_policy(name: str | Path, *, _: Callable[[str], str] = str) -> Policy:
    """Return a shipped policy by its key, or the one in a YAML file; raises DisclosureError naming what is wrong."""
    import yaml

    path = Path(name) if Path(name).suffix in (".yaml", ".yml") else FOLDER / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.yaml")))
        message = _("There is no policy '{name}': name a YAML file, or one of {known}.")
        raise DisclosureError(message.format(name=name, known=known))
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        why = str(problem).splitlines()[0]
        raise DisclosureError(_("{file} can't be read as YAML ({why}).").format(file=path.name, why=why)) from problem
    try:
        return policy_from(content, _=_)
    except DisclosureError as problem:
        raise DisclosureError(f"{path.name}: {problem}") from None


def policy_from(content: Any, *, _: Callable[[str], str] = str) -> Policy:
    """Return the policy that a mapping describes; raises DisclosureError naming the field that is wrong."""
    if not isinstance(content, Mapping) or not {"key", "version"} <= content.keys():
        raise DisclosureError(_("A policy is a list of fields; key and version have to be among them."))
    if odd := sorted(str(field) for field in content if field not in _FIELDS):
        raise DisclosureError(_("There is no field '{field}' in a policy.").format(field=odd[0]))
    if not _KEY.fullmatch(str(content["key"])):
        raise DisclosureError(
            _("The key '{key}' must be lower-case words joined by hyphens.").format(key=content["key"])
        )
    fields = {name: content[name] for name in content if name not in ("dominance", "floors", *_LISTS)}
    for name in _NUMBERS:
        _check_number(name, content.get(name), _)
    return checked(
        Policy(
            **{**fields, "version": str(content["version"])},
            dominance=tuple((int(n), float(k)) for n, k in _pairs(content.get("dominance") or (), _)),
            attackers=tuple(content.get("attackers") or ("outsider",)),
            reader_knows=tuple(content.get("reader_knows") or ()),
            floors=tuple(sorted((str(name), float(least)) for name, least in (content.get("floors") or {}).items())),
        ),
        _=_,
    )


def checked(policy: Policy, *, _: Callable[[str], str] = str) -> Policy:
    """Return the policy; raises DisclosureError for a setting that protects nothing or isn't known."""
    for name in ("minimum_persons", "minimum_contributors"):
        threshold = getattr(policy, name)
        if threshold is not None and threshold < _LEAST_THRESHOLD:
            message = _("{name} is {value}; below {least} it hides nothing: raise it, or leave it out.")
            raise DisclosureError(message.format(name=name, value=threshold, least=_LEAST_THRESHOLD))
    if any(n < 1 or not 0 < k < 100 for n, k in policy.dominance):
        raise DisclosureError(_("dominance needs pairs of a number of employers and a percentage below 100, as 1:80."))
    _check_percent("p_percent", policy.p_percent, _)
    _check_percent("protection_percent", policy.protection_percent, _)
    if policy.weight not in WEIGHTS:
        raise DisclosureError(_("weight must be one of {known}.").format(known=", ".join(WEIGHTS)))
    if not policy.attackers or not set(policy.attackers) <= set(ATTACKERS):
        raise DisclosureError(_("attackers must be among {known}.").format(known=", ".join(ATTACKERS)))
    if not set(policy.reader_knows) <= set(READER_KNOWS):
        raise DisclosureError(_("reader_knows must be among {known}.").format(known=", ".join(READER_KNOWS)))
    if not any((policy.minimum_persons, policy.minimum_contributors, policy.dominance, policy.p_percent)):
        raise DisclosureError(_("The policy has no rule: everything would be printed. Give it at least one."))
    return policy


def _check_percent(name: str, percent: float | None, _: Callable[[str], str]) -> None:
    if percent is not None and not 0 < percent <= 100:
        raise DisclosureError(_("{name} must be above 0 and at most 100.").format(name=name))


def below_floors(policy: Policy) -> tuple[tuple[str, float, float | None], ...]:
    """Return (setting, floor, what it is set to) of each setting below its floor; None where the rule is left out."""
    found: list[tuple[str, float, float | None]] = []
    for name, floor in policy.floors:
        if name == SHARE:
            share = min((k for n, k in policy.dominance if n == 1), default=None)
            if share is None or share > floor:
                found.append((name, floor, share))
        else:
            value = getattr(policy, name)
            if value is None or value < floor:
                found.append((name, floor, value))
    return tuple(found)


def with_lower(
    policy: Policy,
    changes: Mapping[str, Any],
    *,
    reason: str = "",
    approver: str = "",
    second_approver: str = "",
    _: Callable[[str], str] = str,
) -> Policy:
    """Return the policy with changed settings; below a floor only with a reason and two different approvers.

    The approval stands in `lowered` and goes into each certificate. Raises DisclosureError where it is missing.
    """
    if odd := sorted(set(changes) - (_FIELDS - {"key", "version", "floors"})):
        raise DisclosureError(_("There is no setting '{name}' that can be changed.").format(name=odd[0]))
    changed = checked(replace(policy, **dict(changes)), _=_)
    short = below_floors(changed)
    if not short:
        return changed
    people = {approver.strip().casefold(), second_approver.strip().casefold()}
    if not reason.strip() or len(people - {""}) < 2:
        name, floor, value = short[0]
        message = _(
            "{name} at {value} is beyond the floor {floor}: that needs a written reason and two different approvers."
        )
        shown = _("no limit") if value is None else f"{value:g}"
        raise DisclosureError(message.format(name=name, value=shown, floor=f"{floor:g}"))
    return replace(
        changed,
        lowered=tuple(
            Lowered(name, floor, -1.0 if value is None else value, reason, approver, second_approver)
            for name, floor, value in short
        ),
    )


def settings_of(policy: Policy) -> dict[str, Any]:
    """Return the policy as plain data, as it stands in certificates and in the ledger."""
    from dataclasses import asdict

    return {name: value for name, value in asdict(policy).items() if value not in (None, (), "")}


def _check_number(name: str, value: object, _: Callable[[str], str]) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise DisclosureError(_("{name} must be a number, not '{value}'.").format(name=name, value=value))


def _pairs(content: Any, _: Callable[[str], str]) -> list[tuple[int, float]]:
    try:
        return [(int(n), float(k)) for n, k in content]
    except (TypeError, ValueError):
        raise DisclosureError(
            _("dominance needs pairs of a number of employers and a percentage, as [1, 80].")
        ) from None
