"""How do two sides of a table, and a share between two bounds, look as a small picture?"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

_MOST_DOTS = 40
_STEP = 14
_WIDTH = 280


@register.simple_tag
def seats(business: int, public: int) -> SafeString:
    """Draw a full dot for each business and a ring for each public partner; a bar where they are many."""
    words = _("{business} of business, {public} of public partners").format(business=business, public=public)
    if business + public > _MOST_DOTS:
        return _bar(business, public, words)
    dots = [("ts-seats__business", place) for place in range(business)]
    dots += [("ts-seats__public", place) for place in range(business, business + public)]
    per_row = _WIDTH // _STEP
    height = ((len(dots) - 1) // per_row + 1) * _STEP
    drawn = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="5"></circle>',
        ((kind, place % per_row * _STEP + 7, place // per_row * _STEP + 7) for kind, place in dots),
    )
    return _svg(height, words, drawn)


def _bar(business: int, public: int, words: str) -> SafeString:
    split = round(_WIDTH * business / (business + public))
    drawn = format_html(
        '<rect class="ts-seats__business" x="0" y="1" width="{}" height="12"></rect>'
        '<rect class="ts-seats__public" x="{}" y="2" width="{}" height="10"></rect>',
        split,
        split + 1,
        max(_WIDTH - split - 2, 1),
    )
    return _svg(_STEP, words, drawn)


@register.simple_tag
def span_picture(bounds: tuple[float, float]) -> SafeString:
    """Draw where between nothing and all a share lies, as a band on a line."""
    low, high = bounds
    drawn = format_html(
        '<rect class="ts-seats__whole" x="0" y="4" width="{}" height="6"></rect>'
        '<rect class="ts-seats__business" x="{}" y="1" width="{}" height="12"></rect>',
        _WIDTH,
        round(low * _WIDTH),
        max(round((high - low) * _WIDTH), 3),
    )
    return _svg(_STEP, _("A band on a line from nothing to all"), drawn)


def _svg(height: int, words: str, drawn: SafeString) -> SafeString:
    # The words beside the picture say the same, but a picture without a name would be a riddle to those who hear it.
    return format_html(
        '<svg class="ts-seats" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>',
        _WIDTH,
        height,
        _WIDTH,
        height,
        words,
        drawn,
    )
