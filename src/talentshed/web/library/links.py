"""Does an address still open? The only module of the pages that asks other sites, and only from the worker's tick.

Off where TALENTSHED_OFFLINE is yes, and in the demo. It sends nothing but the address, follows no redirect (a move is
reported instead), reads no page, and never asks an address of this machine or of a private network.
"""

import ipaddress
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from talentshed.web.access import installation
from talentshed.web.library.models import Resource

SECONDS = 6.0
"""So long one question to a server may take."""
_AGENT = "Talentshed link check"
_ASK_AGAIN = frozenset((400, 403, 405, 406, 501))
"""Answers after which a server that refuses HEAD is asked with GET."""
_REFUSES = frozenset((401, 403, 405, 406, 429))


@dataclass(frozen=True)
class Look:
    """What one look at an address found."""

    standing: str
    words: str


def is_off() -> bool:
    """Say whether no other site may be asked: the installation is offline, or a demo."""
    return bool(settings.TALENTSHED_OFFLINE) or installation.is_demo()


def look(address: str) -> Look:
    """Return whether an address opens, in at most a few seconds."""
    try:
        status, moved_to = _ask("HEAD", address)
        if status in _ASK_AGAIN:
            status, moved_to = _ask("GET", address)
    except (OSError, HTTPException, ValueError) as error:
        return Look(Resource.Standing.DEAD, (str(error) or type(error).__name__)[:200])
    return judged(status, moved_to)


def judged(status: int, moved_to: str = "") -> Look:
    """Return what the status of an answer means."""
    if status < 300:
        return Look(Resource.Standing.OPENS, str(status))
    if status < 400:
        return Look(Resource.Standing.MOVED, moved_to[:200])
    if status in _REFUSES or status >= 500:
        return Look(Resource.Standing.REFUSES, str(status))
    return Look(Resource.Standing.DEAD, str(status))


def _ask(method: str, address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an address that opens in a browser")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    place = public_place(parts.hostname, port)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, port, timeout=SECONDS)
    # Connected to the very place that was judged: a name could lead elsewhere when it is looked up again.
    connection._create_connection = lambda _address, *more: socket.create_connection((place, port), SECONDS)  # type: ignore[attr-defined]
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": _AGENT, "Accept": "*/*", "Range": "bytes=0-0"})
        answer = connection.getresponse()
        to = answer.getheader("Location", "") or ""
        return answer.status, urljoin(address, to) if to else ""
    finally:
        connection.close()


def public_place(host: str, port: int) -> str:
    """Return where a host is on the open network.

    Raises:
        ValueError: it is this machine's, or of a private network: those are nobody's resources.
        OSError: the name leads nowhere.
    """
    places = [str(found[4][0]).split("%")[0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not places or not all(ipaddress.ip_address(place).is_global for place in places):
        raise ValueError("an address within a private network")
    return places[0]
