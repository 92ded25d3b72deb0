"""Has the board changed? One number that is counted up under the room's lock, so that nobody misses a change."""

from django.db.models import F

from talentshed.web.meetings.models import Room


def count_up(room_id: int, *, shape: bool = False) -> int:
    """Count the version of a board up and return it. Called first in a transaction: it takes the room's lock.

    shape: more than one more post changed, so that phones draw their page anew.
    """
    changes = {"version": F("version") + 1}
    if shape:
        changes["shape"] = F("version") + 1
    rooms = Room.objects.filter(pk=room_id)
    rooms.update(**changes)
    return rooms.values_list("version", flat=True).get()
