"""How are bars and streams drawn for a page of this capability?"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from talentshed.labor.charts.marks import Bar
    from talentshed.labor.charts.words import Locale


def locale() -> "Locale":
    """Return the language of pictures."""
    return "es" if (get_language() or "en").startswith("es") else "en"


def bars(items: "Sequence[Bar]", *, title: str, sentence: str) -> tuple[str, str]:
    """Return a picture as SVG and as its specification; the sentence is its alternative text."""
    from talentshed.labor.charts.marks import bar_picture

    if not items:
        return "", ""
    made = bar_picture(items, title=title, sentences=(sentence,), locale=locale(), _=_)
    return _drawn(json.dumps(made.spec), made.sentence, made.description), json.dumps(made.spec)


def streams(rows: Sequence[tuple[str, float | None, str]], *, title: str, middle: str) -> tuple[str, str]:
    """Return a picture of streams into the middle: name, hires (None where hidden) and status of each."""
    import pyarrow as pa

    from talentshed.labor.charts.sankey import sankey

    if not rows:
        return "", ""
    table = pa.table(
        {
            "side": ["in"] * len(rows),
            "name": [name for name, _hires, _status in rows],
            "people": pa.array([None if n is None else int(n) for _name, n, _status in rows], pa.int64()),
            "status": [status for _name, _hires, status in rows],
        }
    )
    made = sankey(table, title=title, middle=middle, locale=locale(), _=_)
    return _drawn(json.dumps(made.spec), made.sentence, made.description), json.dumps(made.spec)


@lru_cache(maxsize=64)
def _drawn(spec: str, sentence: str, description: str) -> str:
    from talentshed.labor.charts.picture import Picture, svg

    return svg(Picture(json.loads(spec), sentence, description))
