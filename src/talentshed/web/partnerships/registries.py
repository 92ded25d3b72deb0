"""What do the capabilities above add to a workspace: gates, panels, tabs, roles, figures, things to do?

Each registers in its AppConfig.ready, once. Words are lazy translations, addresses functions of the partnership.

    register_gate(5, "attended", _("The launch meeting was held"), was_held, link=lambda partnership: reverse(…))
    register_panel("overdue", 30, overdue_panel, "priorities/panels/overdue.html")
    register_tab("priorities", 30, _("Priorities"), lambda partnership: reverse(…))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from talentshed.web.ui.values import Kind

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

Words = str | Promise
Address = Callable[["Partnership"], str]


@dataclass(frozen=True)
class GateCheck:
    """One thing that must hold before a partnership leaves a phase."""

    phase: int
    key: str
    words: Words
    check: Callable[["Partnership"], bool]
    link: Address | None = None
    """Where it is brought about."""


@dataclass(frozen=True)
class Panel:
    """One block of the workspace's home: who owes what."""

    key: str
    order: int
    query: Callable[["Standing"], Mapping[str, Any] | None]
    """What the block shows to somebody, at most three queries; None hides it."""
    template: str
    """Drawn with the page's context and `panel`, what `query` returned."""


@dataclass(frozen=True)
class Tab:
    """One way into the workspace."""

    key: str
    order: int
    label: Words
    address: Address
    may: Callable[["Standing"], Any] | None = None
    """Whether somebody sees it: a Verdict or a plain yes or no. All members where it is left out."""
    group: str = ""
    """Key of the group in which it stands; alone in the first row where it is left out."""


@dataclass(frozen=True)
class TabGroup:
    """Ways in that stand together: one name in the first row, its pages in the second."""

    key: str
    order: int
    label: Words


@dataclass(frozen=True)
class StatePage:
    """One page about a whole state, for those who oversee it."""

    key: str
    order: int
    label: Words
    address: Callable[[str], str]
    """Takes the state's code, for example IL."""


@dataclass(frozen=True)
class LeadFigure:
    """One answer to "are we still business-led?"."""

    key: str
    label: str
    """What is counted, for example meetings chaired by industry."""
    sentence: str
    """The finding, with its numbers."""
    is_met: bool | None
    """Whether business leads by this figure; None where there is nothing to judge yet."""
    value: float | None = None
    kind: Kind = "percent"
    business: int = 0
    public: int = 0
    """The two sides of the picture: counts of business and of public partners, where it is about two sides."""


@dataclass(frozen=True)
class Asked:
    """One thing that is asked of a person, for "My work"."""

    words: str
    href: str
    due: date | None = None
    where: str = ""
    """Name of the partnership."""


LeadSource = Callable[["Partnership"], LeadFigure | Iterable[LeadFigure] | None]
AskedSource = Callable[["Person", Mapping[int, "Partnership"]], Iterable[Asked]]
RoleSource = Callable[["Person", "Partnership"], Iterable[str]]

_gates: dict[str, GateCheck] = {}
_panels: dict[str, Panel] = {}
_tabs: dict[str, Tab] = {}
_groups: dict[str, TabGroup] = {}
_lead_figures: dict[str, tuple[int, LeadSource]] = {}
_state_pages: dict[str, StatePage] = {}
_asked: dict[str, AskedSource] = {}
_roles: dict[str, RoleSource] = {}


def register_gate(
    phase: int, key: str, words: Words, check: Callable[["Partnership"], bool], link: Address | None = None
) -> None:
    """Add a check to the gate at the end of a phase (1 to 8)."""
    _gates[key] = GateCheck(phase, key, words, check, link)


def register_panel(
    key: str, order: int, query: Callable[["Standing"], Mapping[str, Any] | None], template: str
) -> None:
    """Add a block to the workspace's home. order: small numbers stand first; ours stop at 20."""
    _panels[key] = Panel(key, order, query, template)


def register_group(key: str, order: int, label: Words) -> None:
    """Add a group of ways in. Ours: plan 10, people 20, meetings 30, work 40, about 90."""
    _groups[key] = TabGroup(key, order, label)


def register_tab(
    key: str,
    order: int,
    label: Words,
    address: Address,
    may: Callable[["Standing"], Any] | None = None,
    group: str = "",
) -> None:
    """Add a way into the workspace, within a group if one is named. order: within its group, else in the first row."""
    _tabs[key] = Tab(key, order, label, address, may, group)


def register_lead_figure(key: str, order: int, source: LeadSource) -> None:
    """Add figures to "are we still business-led?", asked from the launch (phase 5) on.

    `source` returns one, several that rest on the same query, or None where it has nothing to say.
    """
    _lead_figures[key] = (order, source)


def register_state_page(key: str, order: int, label: Words, address: Callable[[str], str]) -> None:
    """Add a page about a whole state to the overview of its partnerships. It asks itself who may see it."""
    _state_pages[key] = StatePage(key, order, label, address)


def register_asked(key: str, source: AskedSource) -> None:
    """Add what is asked of a person: `source(person, partnerships by id)`, for all of them in few queries."""
    _asked[key] = source


def register_roles(key: str, source: RoleSource) -> None:
    """Add roles that follow from something else: lead and liaison of an action team."""
    _roles[key] = source


def gate_checks(phase: int) -> tuple[GateCheck, ...]:
    """Return the registered checks of a phase's gate, by key."""
    return tuple(_gates[key] for key in sorted(_gates) if _gates[key].phase == phase)


def panels() -> tuple[Panel, ...]:
    """Return the blocks of the home in their order."""
    return tuple(sorted(_panels.values(), key=lambda each: (each.order, each.key)))


def tabs() -> tuple[Tab, ...]:
    """Return the ways in, in their order."""
    return tuple(sorted(_tabs.values(), key=lambda each: (each.order, each.key)))


def groups() -> Mapping[str, TabGroup]:
    """Return the groups of ways in by key."""
    return _groups


def lead_figures(partnership: "Partnership") -> tuple[LeadFigure, ...]:
    """Return the registered figures that have something to say."""
    found: list[LeadFigure] = []
    for _order, source in sorted(_lead_figures.values(), key=lambda each: each[0]):
        said = source(partnership)
        found += [said] if isinstance(said, LeadFigure) else list(said or ())
    return tuple(found)


def state_pages() -> tuple[StatePage, ...]:
    """Return the pages about a whole state in their order."""
    return tuple(sorted(_state_pages.values(), key=lambda each: (each.order, each.key)))


def asked_of(person: "Person", partnerships: Mapping[int, "Partnership"]) -> tuple[Asked, ...]:
    """Return what is asked of a person, what is due first in front."""
    found = [each for key in sorted(_asked) for each in _asked[key](person, partnerships)]
    return tuple(sorted(found, key=lambda each: (each.due is None, each.due or date.max, each.where, each.words)))


def further_roles(person: "Person", partnership: "Partnership") -> frozenset[str]:
    """Return the roles that follow from something else."""
    return frozenset(role for source in _roles.values() for role in source(person, partnership))
