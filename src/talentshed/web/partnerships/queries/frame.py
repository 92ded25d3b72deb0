"""What stands around every page of a workspace: its name, phase, ways in?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from talentshed.web.partnerships import registries
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.registries import Tab
from talentshed.web.ui.values import Link


@dataclass(frozen=True)
class Frame:
    """What `partnerships/frame.html` shows around a page."""

    partnership: Partnership
    standing: Standing
    tabs: tuple[Link, ...]
    """The first row: pages that stand alone, and groups, each of which leads to the first page in it."""
    pages: tuple[Link, ...]
    """The second row: the pages of the group in which the reader is; empty where there is just one."""
    phase_words: str
    roles: str
    """What the reader is here, in words."""


def frame(standing: Standing, tab: str = "") -> Frame:
    """Return the frame of a page for a reader, with one way in marked as current. It asks no query."""
    partnership = standing.partnership
    seen = [each for each in registries.tabs() if each.may is None or each.may(standing)]
    here = next((each.group for each in seen if each.key == tab), "")
    within = [each for each in seen if here and each.group == here]
    phase = partnership.current_phase
    words = _("Phase {number} of 8: {name}").format(number=phase.number, name=phase.name)
    return Frame(
        partnership,
        standing,
        tabs=_first_row(seen, partnership, tab, here),
        pages=_links(within, partnership, tab) if len(within) > 1 else (),
        phase_words=words,
        roles=_in_words(standing),
    )


def _links(tabs: list[Tab], partnership: Partnership, tab: str) -> tuple[Link, ...]:
    return tuple(Link(each.address(partnership), str(each.label), current=each.key == tab) for each in tabs)


def _first_row(tabs: list[Tab], partnership: Partnership, tab: str, here: str) -> tuple[Link, ...]:
    found: dict[str, tuple[int, Link]] = {}
    groups = registries.groups()
    for each in tabs:
        if each.group in groups:
            group = groups[each.group]
            link = Link(each.address(partnership), str(group.label), current=each.group == here)
            found.setdefault(f"group {group.key}", (group.order, link))
        else:
            found[each.key] = (each.order, _links([each], partnership, tab)[0])
    return tuple(link for _order, link in sorted(found.values(), key=lambda pair: pair[0]))


def _in_words(standing: Standing) -> str:
    """Return the given roles; lead and liaison of an action team are named where the team is."""
    named = [str(Role.Kind(role).label) for role in sorted(standing.given)]
    if not named and standing.is_employer:
        named = [str(Role.Kind.EMPLOYER_MEMBER.label)]
    if not named and standing.is_support:
        named = [str(Role.Kind.SUPPORT_PARTNER.label)]
    return ", ".join(named)
