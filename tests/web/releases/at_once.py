"""Several people publish in the same second, on whatever database the settings name. Prints what came of it, as JSON.

Run as a program of its own, because the tests' SQLite lives in memory, where threads don't wait for each other.
"""

import json
import sys
import threading
from pathlib import Path

import django

AT_ONCE = 4


def rush() -> dict[str, object]:
    """Let four people publish at once, each leaving out another firm; return the standings of the entries."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    import partnership_world
    from talentshed.web.releases import chain
    from talentshed.web.releases.models import Release

    world = partnership_world.build()
    together, failed = threading.Barrier(AT_ONCE), []
    threads = [threading.Thread(target=_publish, args=(world, number, together, failed)) for number in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    statuses = list(Release.objects.order_by("number").values_list("status", flat=True))
    return {"statuses": statuses, "failed": failed, "whole": chain.check(world.illinois).is_whole}


def _publish(world: object, number: int, together: threading.Barrier, failed: list[str]) -> None:
    from django.db import connection

    from answered import OPENINGS, openings
    from talentshed.web.releases.actions.publishing import publish

    firms = {key: n for key, n in OPENINGS.items() if key != ("C1", f"C1 firm {number}")}
    together.wait()
    try:
        publish(
            by=world["Alice"],  # type: ignore[index]
            scope=world.machinery.scope,  # type: ignore[attr-defined]
            title=f"Without firm {number}",
            period="2026-Q1",
            policy="employer-answers",
            tables=(openings(firms),),
        )
    except Exception as problem:
        failed.append(repr(problem))
    finally:
        connection.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    django.setup()
    print(json.dumps(rush()))
