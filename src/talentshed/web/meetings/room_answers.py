"""How is what a support partner heard kept, once, whichever way it came?"""

import uuid
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.meetings.models import HeardResponse, Requirement, Room
from talentshed.web.meetings.room_versions import count_up

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization


class RoomError(ValueError):
    """Something that was sent to a room can't be taken; the message says why and what to do."""


def keep_answer(
    room: Room,
    organization: "Organization",
    id: uuid.UUID,
    heard: str,
    can_do: str,
    name: str,
    requirement: Requirement | None,
) -> HeardResponse:
    """Store an answer once. The caller's action asked its policy.

    Raises:
        RoomError: nothing was written, or it is about an item of another room.
    """
    if not heard.strip():
        raise RoomError(_("Write what you heard."))
    if requirement is not None and requirement.room_id != room.pk:
        raise RoomError(_("This is not one of the priorities of this table."))
    count_up(room.pk, shape=True)
    held = HeardResponse.objects.filter(pk=id).first()
    return held or HeardResponse.objects.create(
        id=id,
        room=room,
        organization=organization,
        requirement=requirement,
        heard=heard.strip(),
        can_do=can_do.strip(),
        name=" ".join(name.split())[:120],
    )
