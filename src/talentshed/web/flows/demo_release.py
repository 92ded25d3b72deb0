"""Where is the small simulated release that a demo shows, and with which anybody may try the upload?"""

from importlib import resources

NAME = "simulated-release.zip"


def simulated_release() -> bytes:
    """Return the .zip of a publishable folder whose records are invented; about 300 kB."""
    return resources.files("talentshed.web.flows").joinpath("data", NAME).read_bytes()
