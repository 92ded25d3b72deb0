"""Which eight phases does a partnership go through, and which recorded steps open the gate of each?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST, LAST = 1, 8


@dataclass(frozen=True)
class Phase:
    """One stage of a partnership's life."""

    number: int
    name: "str | Promise"
    purpose: "str | Promise"
    """What is done in it, in one sentence."""


PHASES: tuple[Phase, ...] = (
    Phase(1, _("Gauge readiness"), _("Find out whether the region and the industry are ready, and decide to go on.")),
    Phase(2, _("Build the support team"), _("Bring the public partners together, with one convener and clear roles.")),
    Phase(
        3, _("Define sector and region"), _("Agree on the industry and the counties, with data and local knowledge.")
    ),
    Phase(4, _("Recruit champions"), _("Win two or more respected executives, who invite their peers.")),
    Phase(5, _("Launch"), _("Hold the first meeting, where the industry sets the agenda.")),
    Phase(6, _("Organize action"), _("Give each priority an industry lead, a support liaison and a plan.")),
    Phase(7, _("Operate and deliver"), _("Do what was promised, meet each quarter, and record results.")),
    Phase(8, _("Sustain and renew"), _("Secure money and successors, and set the priorities anew each year.")),
)

GATE_STEPS: dict[int, tuple[tuple[str, "str | Promise"], ...]] = {
    1: (
        ("readiness_assessed", _("The self-assessment is done and the group agreed on its answers")),
        ("readiness_decided", _("The decision is recorded: go, fix first, or no-go")),
    ),
    2: (("role_agreement_signed", _("The role agreement of the conveners is signed")),),
    3: (
        ("packet_approved", _("The group has discussed and approved the data packet")),
        ("initiatives_scanned", _("Existing efforts are listed, so that nothing is doubled")),
    ),
    8: (
        ("funding_planned", _("The funding mix for the next year is written down")),
        ("successors_named", _("Each champion has a named successor")),
        ("yearly_review_held", _("Priorities and readiness were looked at anew this year")),
    ),
}
"""Gates that a person ticks off in the playbook: phase -> key of the step and the words of its gate."""


def phase(number: int) -> Phase:
    """Return the phase of a number from 1 to 8."""
    return PHASES[number - 1]
