"""At which address do phones in the room find this machine?"""

import os
import socket


class NoNetwork(Exception):
    """This machine has no address that a phone could reach; the message says what to do."""


def open_to_the_room(port: int) -> str:
    """Set the addresses of the site to this machine's own in the room, and return the address to listen on.

    What was set in the environment stays: TALENTSHED_URL where a name leads here, TALENTSHED_HOSTS where more names do.

    Raises:
        NoNetwork: the machine is in no network.
    """
    address = address_in_the_room()
    os.environ.setdefault("TALENTSHED_URL", f"http://{address}:{port}")
    hosts = os.environ.get("TALENTSHED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ["TALENTSHED_HOSTS"] = f"{hosts},{address}"
    print(f"Phones in the same network find it at {os.environ['TALENTSHED_URL']}/", flush=True)
    return "0.0.0.0"


def open_here(host: str, port: int) -> str:
    """Let links in letters, codes to scan and calendar files lead to the port that answers; return where to listen.

    What was set in the environment stays.
    """
    named = "localhost" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host
    os.environ.setdefault("TALENTSHED_URL", f"http://{named}:{port}")
    return host


def address_in_the_room() -> str:
    """Return this machine's address in its network. Nothing is sent: the system only says which address it would use.

    Raises:
        NoNetwork: there is none but its own loopback.
    """
    for far in ("192.0.2.1", "10.255.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            try:
                asked.connect((far, 9))
            except OSError:
                continue
            found = str(asked.getsockname()[0])
            if not found.startswith("127."):
                return found
    raise NoNetwork(
        "This machine is in no network that phones could reach. "
        "Join the room's network (or open a hotspot), then start again."
    )
