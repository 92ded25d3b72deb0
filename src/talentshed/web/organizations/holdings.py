"""Which records on organizations and their people does this installation keep, and for how long?"""

from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.organizations.models import Contact, ImportBatch, Interaction, PeerInvitation

_YEARS = 365


def register() -> None:
    """Make the records of this capability known."""
    for each in (
        Holding(
            "organizations.interaction",
            _("Contacts with organizations: who asked whom for what, and what came of it"),
            5 * _YEARS,
            Interaction.objects.all,
            "recorded_at",
        ),
        Holding(
            "organizations.contact_left",
            _("People of organizations who have left: name and title"),
            2 * _YEARS,
            lambda: Contact.objects.filter(left_on__isnull=False),
            "left_on",
        ),
        Holding(
            "organizations.draft",
            _("Uploaded files that were not imported"),
            7,
            lambda: ImportBatch.objects.filter(status=ImportBatch.Status.DRAFT),
            "uploaded_at",
        ),
        Holding(
            "organizations.peer_invitation",
            _("Peer invitations: who invited whom, and the answer"),
            5 * _YEARS,
            PeerInvitation.objects.all,
            "sent_at",
        ),
    ):
        retention.register(each)
