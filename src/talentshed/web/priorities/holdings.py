"""Which records of priorities does this installation keep, and for how long?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.queries import register_personal_data
from talentshed.web.access.retention import Holding
from talentshed.web.priorities.models import (
    ActionItem,
    ActionTeam,
    ActionTeamMember,
    ChampionCommitment,
    InitiativeImport,
    RequestMessage,
    ServiceRequest,
)

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_YEARS = 365


def register() -> None:
    """Make our records known, and what we hold about a person."""
    for each in (
        Holding(
            "priorities.request",
            _("Requests of employers to public bodies, with their threads, once closed"),
            3 * _YEARS,
            lambda: ServiceRequest.objects.filter(status=ServiceRequest.Status.CLOSED),
            "closed_at",
        ),
        Holding(
            "priorities.draft",
            _("Uploaded lists of efforts that were not imported"),
            7,
            lambda: InitiativeImport.objects.filter(status=InitiativeImport.Status.DRAFT),
            "uploaded_at",
        ),
        Holding(
            "priorities.item",
            _("Action items that are done: title, owner, evidence"),
            7 * _YEARS,
            lambda: ActionItem.objects.filter(done_on__isnull=False),
            "made_at",
        ),
    ):
        retention.register(each)
    register_personal_data("priorities", held_about)


def held_about(person: "Person") -> dict[str, Any]:
    """Return what is held about somebody, as JSON values."""
    return {
        "action_items": list(ActionItem.objects.filter(owner=person).values_list("title", flat=True)),
        "teams_led": list(ActionTeam.objects.filter(lead=person).values_list("name", flat=True)),
        "teams_accompanied": list(ActionTeam.objects.filter(liaison=person).values_list("name", flat=True)),
        "team_places": list(ActionTeamMember.objects.filter(person=person).values_list("team__name", flat=True)),
        "championed": list(ChampionCommitment.objects.filter(person=person).values_list("priority__title", flat=True)),
        "requests_made": list(ServiceRequest.objects.filter(by=person).values_list("text", flat=True)),
        "messages_written": list(RequestMessage.objects.filter(by=person).values_list("text", flat=True)),
    }
