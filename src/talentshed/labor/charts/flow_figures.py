"""How is one picture of a talent flow release drawn as a file of its own, from plain values?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from talentshed.labor.charts.earnings_fan import earnings_fan
from talentshed.labor.charts.flow_matrix import flow_matrix
from talentshed.labor.charts.leakage_map import leakage_map
from talentshed.labor.charts.picture import Picture, register_fonts, svg
from talentshed.labor.charts.sankey import sankey
from talentshed.labor.charts.stand_alone import stand_alone_svg
from talentshed.labor.charts.survival import survival_chart

KINDS: dict[str, Callable[..., Picture]] = {
    "sankey": sankey,
    "matrix": flow_matrix,
    "survival": survival_chart,
    "fan": earnings_fan,
    "leakage": leakage_map,
}
Draw = Callable[..., tuple[str, str, str]]


def drawing(fonts: Path) -> Draw:
    """Return the function that `flows.publishing.publish` draws with; `fonts`: the folder of the fonts (TTF)."""
    register_fonts(fonts)
    return _draw


def _draw(kind: str, table: pa.Table, *, title: str, **options: Any) -> tuple[str, str, str]:
    """Return (SVG file, sentence, alternative text)."""
    picture = KINDS[kind](table, title=title, **options)
    drawn = stand_alone_svg(svg(picture), title=title, description=picture.description)
    return drawn, picture.sentence, picture.description
