"""Is this database a demo, or somebody's real one?"""

from talentshed.web.access.models import Installation

_shown = {"demo": False}


def is_demo() -> bool:
    """Ask the database whether it was marked as a demo."""
    return Installation.objects.filter(pk=1, is_demo=True).exists()


def show_as(demo: bool) -> None:
    """Tell this process once, when it starts, what the head of each page shall say."""
    _shown["demo"] = demo


def shown_as_demo() -> bool:
    """Say whether pages carry the demo mark; asks nothing of the database."""
    return _shown["demo"]
