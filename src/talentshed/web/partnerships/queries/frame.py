"""What stands around every page of a workspace: its name, phase, ways in?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from talentshed.web.partnerships import registries
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.policies import Standing
from talentshed.web.ui.values import Link


@dataclass(frozen=True)
class Frame:
    """What `partnerships/frame.html` shows around a page."""

    partnership: Partnership
    standing: Standing
    tabs: tuple[Link, ...]
    phase_words: str
    roles: str
    """What the reader is here, in words."""


def frame(standing: Standing, tab: str = "") -> Frame:
    """Return the frame of a page for a reader, with one way in marked as current. It asks no query."""
    partnership = standing.partnership
    tabs = tuple(
        Link(each.address(partnership), str(each.label), current=each.key == tab)
        for each in registries.tabs()
        if each.may is None or each.may(standing)
    )
    phase = partnership.current_phase
    words = _("Phase {number} of 8: {name}").format(number=phase.number, name=phase.name)
    return Frame(partnership, standing, tabs, words, _in_words(standing))


def _in_words(standing: Standing) -> str:
    """Return the given roles; lead and liaison of an action team are named where the team is."""
    named = [str(Role.Kind(role).label) for role in sorted(standing.given)]
    if not named and standing.is_employer:
        named = [str(Role.Kind.EMPLOYER_MEMBER.label)]
    if not named and standing.is_support:
        named = [str(Role.Kind.SUPPORT_PARTNER.label)]
    return ", ".join(named)
