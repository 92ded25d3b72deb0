"""How does a finding become a figure: its picture drawn beside the others, its files, its receipt?"""

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from talentshed.labor.charts.picture import Picture, register_fonts, svg
from talentshed.web.explore.queries.drawing import FONTS, addresses
from talentshed.web.explore.queries.wording import well_begun
from talentshed.web.ui.values import Figure

_DRAWING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="drawing")


@dataclass(frozen=True)
class Draft:
    """A figure with its picture on the way: drawing goes on beside the next questions to the tables."""

    figure: Figure
    picture: Picture | None = None
    drawing: "Future[str] | None" = None


def draft(figure: Figure, picture: Picture | None = None) -> Draft:
    """Send the picture to be drawn and return at once."""
    if picture is None:
        return Draft(figure)
    return Draft(figure, picture, _DRAWING.submit(_draw, picture, figure.key))


def _draw(picture: Picture, key: str) -> str:
    register_fonts(FONTS)
    return svg(picture, prefix=f"{key}-")


def finished(drafts: Sequence[Draft], *, page: str, key: str, query: str) -> tuple[Figure, ...]:
    """Return the figures with their drawings and the addresses of their files."""
    return tuple(_finish(each, page, key, query) for each in drafts)


def _finish(each: Draft, page: str, key: str, query: str) -> Figure:
    figure = well_begun(each.figure)
    if figure.grid is not None:
        files = addresses(page, key, figure.key, picture=each.picture is not None, query=query)
        figure = replace(figure, addresses=files)
    if each.picture is None or each.drawing is None:
        return figure
    return replace(figure, spec=json.dumps(each.picture.spec), svg=each.drawing.result())
