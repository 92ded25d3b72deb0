"""What belongs to a step of the playbook?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

COMPONENTS: dict[str, Words] = {
    "data": _("Data driven decision making"),
    "industry": _("Industry leadership and engagement"),
    "service": _("Sector-based service delivery based on business needs not program needs"),
    "investment": _("Sustainability through employer investment"),
    "capacity": _("Organizational capacity and alignment"),
}
"""The five components that Illinois publishes, by their names."""


@dataclass(frozen=True)
class Step:
    """One step: why, how, with what, for example, and when it is done."""

    key: str
    """Never changes: what was recorded is found by it. Those that open a gate are in `phases.GATE_STEPS`."""
    title: Words
    component: str
    """Key of COMPONENTS."""
    why: Words
    how: tuple[Words, ...]
    example: Words
    done: Words
    """The done-test: what anybody could check."""
    places: tuple[str, ...] = ()
    """Where it is worked on: documents and pages by key (queries.playbook_places)."""
    check: str = ""
    """Key of the check of the gate that finds out by itself whether it is done; then nobody ticks it off."""
