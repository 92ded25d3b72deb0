"""How many seats are free, and who stands where in line?"""

from dataclasses import dataclass

from django.db.models import Count, Q

from talentshed.web.events.models import Event, Registration


@dataclass(frozen=True)
class Seats:
    """How full an event is."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Seats that are left; nothing where there is room for all."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether who comes now has to wait."""
        return self.free == 0


def free_seats(event: Event) -> int:
    """Return how many seats are free; of an event with a number of seats only."""
    taken = event.registrations.filter(place=Registration.Place.CONFIRMED).count()
    return max((event.capacity or 0) - taken, 0)


def seats_of(event: Event) -> Seats:
    """Return how full an event is. One query."""
    found = event.registrations.aggregate(
        taken=Count("pk", filter=Q(place=Registration.Place.CONFIRMED)),
        waiting=Count("pk", filter=Q(place=Registration.Place.WAITING)),
    )
    return Seats(event.capacity, found["taken"], found["waiting"])


def place_in_line(registration: Registration) -> int:
    """Return how many stand before somebody who waits, themself included: 1 is next."""
    before = Q(registered_at__lt=registration.registered_at) | Q(
        registered_at=registration.registered_at, pk__lt=registration.pk
    )
    waiting = Registration.objects.filter(event_id=registration.event_id, place=Registration.Place.WAITING)
    return waiting.filter(before).count() + 1
