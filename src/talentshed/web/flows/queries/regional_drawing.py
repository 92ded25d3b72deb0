"""How is a picture of a release drawn from its tables, in the reader's language?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.flows.queries import drawing

_WHOLE = ("people", "flows", "completers", "quarters", "offset")
_NUMBERS = ("share", "low", "high", "p25", "p50", "p75")


@dataclass(frozen=True)
class Drawing:
    """A picture and what it says; without SVG where there is nothing to draw."""

    svg: str
    spec: str
    sentence: str


def draw(kind: str, columns: Mapping[str, Sequence[Any]], *, title: str, source: str, **options: Any) -> Drawing:
    """Draw one kind of picture of the engine (sankey, matrix, survival, fan, leakage) from plain columns."""
    import pyarrow as pa

    from talentshed.labor.charts.flow_figures import KINDS
    from talentshed.labor.charts.rows import ChartError

    table = pa.table({name: _column(name, values) for name, values in columns.items()})
    try:
        made = KINDS[kind](table, title=title, source=source, locale=drawing.locale(), _=_, **options)
    except ChartError:
        return Drawing("", "", _("None of these figures can be shown without telling of few people or employers."))
    spec = json.dumps(made.spec)
    return Drawing(drawing._drawn(spec, made.sentence, made.description), spec, made.sentence)


def _column(name: str, values: Sequence[Any]) -> Any:
    import pyarrow as pa

    if name in _WHOLE:
        return pa.array([None if each is None else round(each) for each in values], pa.int64())
    return pa.array(list(values), pa.float64() if name in _NUMBERS else pa.string())
