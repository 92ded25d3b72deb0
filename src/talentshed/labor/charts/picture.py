"""What is a picture: its drawing, the sentence that says the same, and the words for who can't see it?"""

import hashlib
import json
import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts.theme import CAPTION, config
from talentshed.labor.charts.words import Locale

_ID = re.compile(r'\bid="([^"]+)"')
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_SOURCE_LETTERS = 104


@dataclass(frozen=True)
class Picture:
    """One picture with its words; page, report and notebook show the same three things."""

    spec: dict[str, Any]
    """Vega-Lite specification with the data inside: nothing has to be fetched to draw it."""
    sentence: str
    """What the picture shows, made from the same rows."""
    description: str
    """Alternative text: kind of picture, what it measures, and the sentence."""


def finish(
    chart: vl.Chart,
    *,
    title: str,
    sentence: str,
    description: str,
    subtitle: str = "",
    source: str = "",
    locale: Locale = "en",
) -> Picture:
    """Give a chart its title, the source line beneath, the theme and the words."""
    caption = textwrap.wrap(source, _SOURCE_LETTERS) if source else []
    head: dict[str, Any] = {"text": textwrap.wrap(title, 88)}
    if subtitle:
        head["subtitle"] = textwrap.wrap(subtitle, 100)
    spec = vl.framed(chart, title=head, caption=caption, caption_style=CAPTION)
    spec["config"] = config(locale)
    spec["description"] = description
    return Picture(spec, sentence, description)


@cache
def register_fonts(folder: Path) -> None:
    """Let the drawing use the fonts (TTF) of this folder; without it text is measured with another font."""
    import vl_convert

    vl_convert.register_font_directory(str(folder))


def svg(picture: Picture, *, prefix: str = "") -> str:
    """Return the picture as SVG text for a page: no address, no style, ids that differ from picture to picture.

    The whole drawing is one image with one alternative text; the table beside it has the single figures.
    """
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(json.dumps(picture.spec), allowed_base_urls=[])
    drawn = _ARIA.sub("", drawn)
    drawn = _own_ids(drawn, prefix or f"p{_digest(picture)}-")
    label = _attribute(picture.description)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def png(picture: Picture, *, scale: float = 2.0) -> bytes:
    """Return the picture as PNG; scale 2 suits slides, 3 suits print."""
    import vl_convert

    image: bytes = vl_convert.vegalite_to_png(json.dumps(picture.spec), scale=scale, allowed_base_urls=[])
    return image


def _own_ids(drawn: str, prefix: str) -> str:
    for name in sorted(set(_ID.findall(drawn)), key=len, reverse=True):
        drawn = drawn.replace(f'id="{name}"', f'id="{prefix}{name}"').replace(f"#{name})", f"#{prefix}{name})")
    return drawn


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _digest(picture: Picture) -> str:
    return hashlib.sha256(json.dumps(picture.spec, sort_keys=True).encode()).hexdigest()[:8]
