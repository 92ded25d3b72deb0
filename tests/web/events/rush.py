"""Many people register in the same second, on whatever database the settings name. Prints who got what, as JSON.

Run as a program of its own, because the tests' SQLite lives in memory, where threads don't wait for each other.
"""

import json
import sys
import threading
from datetime import timedelta

import django

AT_ONCE = 8


def rush(seats: int) -> dict[str, int]:
    """Let eight people register at once for so many seats; return how many have which place, and what failed."""
    from django.utils import timezone

    from talentshed.web.access.models import State
    from talentshed.web.events.models import Event

    state = State.objects.get_or_create(code="IL", defaults={"name": "Illinois", "fips": "17"})[0]
    start = timezone.now() + timedelta(days=9)
    event = Event.objects.create(
        state=state,
        host="Us",
        title_en="One",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        capacity=seats,
        status="published",
        published_at=timezone.now(),
    )
    together, failed = threading.Barrier(AT_ONCE), []
    threads = [threading.Thread(target=_come, args=(event, number, together, failed)) for number in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    places = list(event.registrations.values_list("place", flat=True))
    return {place: places.count(place) for place in ("confirmed", "waiting")} | {"failed": len(failed)}


def _come(event: object, number: int, together: threading.Barrier, failed: list[str]) -> None:
    from django.db import connection

    from talentshed.web.events.actions import coming

    try:
        connection.ensure_connection()
        together.wait()
        coming.register(by=None, event=event, name=f"Guest {number}", email=f"guest{number}@example.org")  # type: ignore[arg-type]
    except Exception as problem:
        failed.append(repr(problem))
        print(problem, file=sys.stderr)
    finally:
        connection.close()


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps([rush(1), rush(3)]))
