"""What does a phone scan? Draws a QR code as a picture that stands in the page itself."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)
def qr_svg(address: str, title: str, css_class: str = "") -> SafeString:
    """Return the QR code of an address as SVG; `title` says what it is for people who can't see it."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, svgclass=css_class or None, title=title, border=3)
    # segno escapes the title; everything else of the picture is its own.
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))
