"""How does a picture of the engine reach a page: drawn, in which language, and under which addresses?"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict

from django.urls import reverse
from django.utils.translation import get_language

import talentshed.web.ui
from talentshed.labor.charts.picture import Picture, register_fonts, svg

FONTS = Path(talentshed.web.ui.__file__).parent / "fonts"


class Drawn(TypedDict):
    """What a figure takes from a picture."""

    spec: str
    svg: str


def language() -> Literal["en", "es"]:
    """Return the active language as the engine's pictures name it."""
    return "es" if (get_language() or "en").startswith("es") else "en"


def drawn(picture: Picture, key: str) -> Drawn:
    """Return the picture's specification and its drawing, for `Figure(**drawn(…))`; `key` keeps its ids apart."""
    register_fonts(FONTS)
    return {"spec": json.dumps(picture.spec), "svg": svg(picture, prefix=f"{key}-")}


def addresses(page: str, key: str, figure: str, *, picture: bool, query: str) -> Mapping[str, str]:
    """Return where a figure's files are, by format. `query` repeats what the page was asked, with its edition."""
    formats: Sequence[str] = ("csv", "xlsx", "svg", "png") if picture else ("csv", "xlsx")
    return {kind: file_address(page, key, figure, kind, query) for kind in formats}


def file_address(page: str, key: str, figure: str, kind: str, query: str) -> str:
    """Return the address of one figure in one format."""
    path = reverse("reports:figure", kwargs={"page": page, "key": key, "figure": figure, "format": kind})
    return f"{path}?{query}"


def page_address(page: str, key: str, kind: str, query: str) -> str:
    """Return the address of a whole page as a file."""
    return f"{reverse('reports:page', kwargs={'page': page, 'key': key, 'format': kind})}?{query}"
