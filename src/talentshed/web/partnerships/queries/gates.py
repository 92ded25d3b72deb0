"""What must hold before a partnership goes on to the next phase, and what of it is missing?"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.partnerships import registries
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.phases import FIRST, GATE_STEPS, LAST
from talentshed.web.partnerships.queries.facts import Facts, facts_of
from talentshed.web.partnerships.queries.neutrality import tally_words
from talentshed.web.partnerships.registries import Words

LEAST_CHAMPIONS = 2


@dataclass(frozen=True)
class Gate:
    """One check of a phase's gate, as it stands."""

    phase: int
    key: str
    words: str
    met: bool
    link: str = ""
    """Where it is brought about."""
    hint: str = ""
    """How it stands, in numbers, where there are any."""


@dataclass(frozen=True)
class _BuiltIn:
    phase: int
    key: str
    words: Words
    check: Callable[[Facts], bool]
    page: str
    """Name of the page where it is brought about."""
    hint: Callable[[Facts], str] | None = None


def _has_convener(facts: Facts) -> bool:
    return any(each.organization_id for each in facts.held(Role.Kind.CONVENER))


def _has_scope(facts: Facts) -> bool:
    return bool(facts.partnership.naics_codes)


def _champions(facts: Facts) -> int:
    seated = {each.organization_id for each in facts.employers}
    return len({each.person_id for each in facts.held(Role.Kind.CHAMPION) if each.organization_id in seated})


def _accepted(facts: Facts) -> bool:
    yes, answered = facts.accepted()
    return answered > 0 and 2 * yes > answered


_BUILT_IN: tuple[_BuiltIn, ...] = (
    _BuiltIn(
        2,
        "convener_named",
        gettext_lazy("A convener is named, with the body that convenes"),
        _has_convener,
        "people",
    ),
    _BuiltIn(
        2,
        "big_team_listed",
        gettext_lazy("The support team is listed: at least two partners said yes"),
        lambda facts: len(facts.supporters) >= 2,
        "people",
        lambda facts: _("So far {count}.").format(count=len(facts.supporters)),
    ),
    _BuiltIn(
        2,
        "core_team_named",
        gettext_lazy("The core team is named"),
        lambda facts: bool(facts.core_team),
        "people",
        lambda facts: _("So far {count}.").format(count=len(facts.core_team)),
    ),
    _BuiltIn(
        3,
        "industry_codes",
        gettext_lazy("The industry is written down as NAICS codes"),
        _has_scope,
        "scope",
    ),
    _BuiltIn(
        4,
        "two_champions",
        gettext_lazy("At least two people of firms at the table are champions"),
        lambda facts: _champions(facts) >= LEAST_CHAMPIONS,
        "people",
        lambda facts: _("So far {count}.").format(count=_champions(facts)),
    ),
    _BuiltIn(
        4,
        "handful",
        gettext_lazy("The handful of firms that you set said yes"),
        lambda facts: len(facts.employers) >= facts.partnership.start_size,
        "people",
        lambda facts: _("{count} of {size}.").format(count=len(facts.employers), size=facts.partnership.start_size),
    ),
    _BuiltIn(
        4,
        "convener_accepted",
        gettext_lazy("More than half of the employers who answered accept the convener"),
        _accepted,
        "neutrality",
        tally_words,
    ),
    _BuiltIn(
        5,
        "industry_chair",
        gettext_lazy("An employer chairs: the industry chair is named"),
        lambda facts: bool(facts.held(Role.Kind.INDUSTRY_CHAIR)),
        "people",
    ),
)


def gates(partnership: Partnership, phase: int | None = None, facts: Facts | None = None) -> tuple[Gate, ...]:
    """Return the checks of the gate at the end of a phase (the current one unless named), those to do first.

    facts: hand them in where they were read for the page already.
    """
    wanted = phase or partnership.phase
    known = facts or facts_of(partnership)
    found = [*_built_in(known, wanted), *_of_steps(known, wanted), *_registered(partnership, wanted)]
    return tuple(sorted(found, key=lambda each: each.met))


def missing(found: tuple[Gate, ...]) -> tuple[Gate, ...]:
    """Return the checks that don't hold."""
    return tuple(each for each in found if not each.met)


def built_in(facts: Facts) -> dict[str, Gate]:
    """Return the checks of all phases that the facts alone answer, by key."""
    found = [each for phase in range(FIRST, LAST + 1) for each in _built_in(facts, phase)]
    return {each.key: each for each in found}


def _built_in(facts: Facts, phase: int) -> list[Gate]:
    return [
        Gate(
            phase,
            each.key,
            str(each.words),
            each.check(facts),
            reverse(f"partnerships:{each.page}", args=[facts.partnership.pk]),
            each.hint(facts) if each.hint else "",
        )
        for each in _BUILT_IN
        if each.phase == phase
    ]


def _of_steps(facts: Facts, phase: int) -> list[Gate]:
    address = reverse("partnerships:phases", args=[facts.partnership.pk])
    return [
        Gate(phase, key, str(words), key in facts.steps, f"{address}#{key}") for key, words in GATE_STEPS.get(phase, ())
    ]


def _registered(partnership: Partnership, phase: int) -> list[Gate]:
    return [
        Gate(
            phase,
            each.key,
            str(each.words),
            each.check(partnership),
            each.link(partnership) if each.link else "",
        )
        for each in registries.gate_checks(phase)
    ]
