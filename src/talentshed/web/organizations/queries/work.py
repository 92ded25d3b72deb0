"""Where does "My work" lead those who have something to do with organizations?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.organizations import policies
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def section(person: "Person") -> tuple[str, tuple[Link, ...]] | None:
    """Return the way to the list: of a state, or of the organizations that somebody speaks for."""
    standing = policies.standing_of(person)
    if not standing.wide_states and not standing.own:
        return None
    words = _("Employers and partners, and who was asked what") if standing.wide_states else _("My organizations")
    return _("Organizations"), (Link(reverse("organizations:list"), words),)
