"""How does the pitch leave as one sheet of paper, and as slides?"""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.directory.queries.leader import Pitch
from talentshed.web.reports.pdf import typeset

_TEMPLATES = Path(__file__).parent / "templates_typst"


def sheet(pitch: Pitch, *, site: str) -> bytes:
    """Return the pitch on one letter page (tagged PDF). `site` goes in front of its address.

    Raises:
        ReportError: the PDF can't be made.
    """
    return typeset(_TEMPLATES / "sheet.typ", json.dumps(_data(pitch, site), ensure_ascii=False))


def slides(pitch: Pitch, *, site: str) -> bytes:
    """Return the pitch as slides of 16 to 9 with the words to speak beneath each (tagged PDF).

    Raises:
        ReportError: the PDF can't be made.
    """
    return typeset(_TEMPLATES / "slides.typ", json.dumps(_data(pitch, site), ensure_ascii=False))


def _data(pitch: Pitch, site: str) -> dict[str, Any]:
    picture = pitch.picture
    return {
        "lang": pitch.language,
        "title": pitch.title,
        "place": pitch.place,
        "industry": pitch.industry,
        "edition": _("Data edition {edition}").format(edition=pitch.edition),
        "permalink": f"{site}{pitch.permalink}",
        "parts": [
            {
                "heading": part.heading,
                "said": list(part.said),
                "shown": list(part.shown),
                "figures": [text for text, _href in part.links],
                "seconds": _("about {n} seconds").format(n=part.seconds),
            }
            for part in pitch.parts
        ],
        "svg": picture.svg if picture else "",
        "alt": picture.sentence if picture else "",
        "picture": picture.heading if picture else "",
        "cautions": list(pitch.cautions),
        "attributions": list(pitch.attributions),
        "words": {
            "minutes": _("Four minutes for business leaders"),
            "mind": _("What to keep in mind"),
            "here": _("With the source of each figure"),
            "say": _("To say"),
        },
    }
