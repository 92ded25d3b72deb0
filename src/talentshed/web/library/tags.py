"""With which words is a resource tagged: the five components and the eight phases?"""

from typing import TYPE_CHECKING

COMPONENT_CODES: dict[str, str] = {
    "C1": "data",
    "C2": "industry",
    "C3": "service",
    "C4": "investment",
    "C5": "capacity",
}
"""Code of each component -> its key in the playbook."""
PHASE_NUMBERS = tuple(range(1, 9))

if TYPE_CHECKING:
    from django.utils.functional import Promise


def component_choices() -> "list[tuple[str, str | Promise]]":
    """Return the components as choices: code and name as Illinois publishes it."""
    from talentshed.web.partnerships.playbook import COMPONENTS

    return [(code, COMPONENTS[key]) for code, key in COMPONENT_CODES.items()]


def phase_choices() -> "list[tuple[str, str | Promise]]":
    """Return the phases as choices."""
    from talentshed.web.partnerships.phases import PHASES

    return [(str(each.number), each.name) for each in PHASES]
