"""Where does "My work" lead those who agree to lower floors?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.releases.scopes import states_administered
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def section(person: "Person") -> tuple[str, tuple[Link, ...]] | None:
    """Return the ways to the ledger and the floors of each state that somebody administers."""
    states = states_administered(person)
    if not states:
        return None
    links = []
    for state in states:
        words = {"state": state.name}
        links.append(
            Link(f"{reverse('releases:ledger')}?scope=state/{state.pk}", _("Ledger of {state}").format(**words))
        )
        links.append(Link(reverse("releases:floors", args=[state.code]), _("Guard-rails of {state}").format(**words)))
    return _("What was published"), tuple(links)
