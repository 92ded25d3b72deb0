"""Who may be checked in, and do the QR codes lead where phones can reach?"""

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from talentshed.web.meetings.models import Room

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization


def invited(room: Room) -> "list[Organization]":
    """Return the organizations on the partnership's list that have no badge yet, firms first."""
    listed = room.meeting.partnership.members.exclude(stage="left").filter(organization__merged_into__isnull=True)
    here = set(room.badges.filter(withdrawn_at__isnull=True).values_list("organization_id", flat=True))
    found = [each.organization for each in listed.select_related("organization") if each.organization_id not in here]
    return sorted(found, key=lambda each: (not each.is_employer, each.name, each.pk))


def address_reaches_phones() -> bool:
    """Say whether the site's address means something to a phone: localhost is the phone itself."""
    host = urlsplit(settings.TALENTSHED_URL).hostname or ""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")
