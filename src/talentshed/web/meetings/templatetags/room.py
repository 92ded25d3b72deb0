"""How are size classes called, and how many phones are in?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from talentshed.web.meetings.models import Pass

register = template.Library()


@register.filter
def sizes(classes: Iterable[str]) -> str:
    """Write size classes, or several shown together, in words."""
    words = {
        "small": _("under 50 workers"),
        "medium": _("50 to 249 workers"),
        "large": _("250 workers or more"),
        "unknown": _("size not known"),
    }
    return _(" and ").join(words[each] for each in classes)


@register.filter
def phones(passes: "Iterable[Pass]") -> int:
    """Count the phones that came in by these codes."""
    return sum(each.phone is not None for each in passes)
