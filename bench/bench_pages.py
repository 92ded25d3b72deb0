"""How long does the server take for each public page, beside an empty page of the same stack?"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")
os.environ.setdefault("TALENTSHED_HOME", tempfile.mkdtemp(prefix="talentshed-bench-"))
PEORIA = "17057-17123-17143-17175-17179-17203"
PAGES = {
    "home": "/",
    "choose a region": "/regions/",
    "region": f"/regions/{PEORIA}/",
    "ranking": f"/regions/{PEORIA}/ranking/",
    "ranking, 6 digits": f"/regions/{PEORIA}/ranking/?level=6",
    "ranking, Illinois": "/regions/state-17/ranking/",
    "packet": f"/regions/{PEORIA}/sectors/manufacturing/",
    "packet in Spanish": f"/es/regions/{PEORIA}/sectors/manufacturing/",
    "packet, one industry": f"/regions/{PEORIA}/sectors/naics-3331/",
    "compare": f"/compare/?region={PEORIA}&region=metro-40420&sector=manufacturing",
    "occupation": f"/occupations/51-4041/?region={PEORIA}",
    "data": "/data/",
    "ranking, API": f"/api/regions/{PEORIA}/ranking",
}


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print for each page the first answer, the median of ten warm ones, and its ratio to the health page."""
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)
    client = Client(raise_request_exception=True, headers={"host": "localhost"})
    client.get("/healthz")
    floor = statistics.median(timed(lambda: client.get("/healthz")) for _ in range(10))
    print(f"an empty answer of the same stack takes {floor:.1f} ms (the floor)\n")
    print(f"{'page':24}{'status':>8}{'first ms':>10}{'warm ms':>10}{'x floor':>9}{'kB':>7}")
    for name, address in PAGES.items():
        first = timed(lambda address=address: client.get(address))  # type: ignore[misc]
        answer = client.get(address)
        warm = statistics.median(timed(lambda address=address: client.get(address)) for _ in range(10))  # type: ignore[misc]
        size = len(answer.content) / 1024
        print(f"{name:24}{answer.status_code:>8}{first:>10.0f}{warm:>10.1f}{warm / floor:>9.1f}{size:>7.0f}")
    print()
    for name, key in {"page made before": PEORIA, "new region": "17031-17043"}.items():
        packet = f"/export/packet/{key}/manufacturing/all.pdf"
        took = timed(lambda packet=packet: client.get(packet))  # type: ignore[misc]
        answer = client.get(packet)
        print(f"packet as PDF, {name}: {took:.0f} ms, status {answer.status_code}, {len(answer.content) / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
