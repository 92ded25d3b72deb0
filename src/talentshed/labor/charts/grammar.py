"""How is a drawing put together: rows, marks and what each mark shows, as a Vega-Lite specification?

A few functions over plain mappings, because a page draws eight pictures within its tenth of a second: a general
chart library copies and validates every part of a layered drawing and takes a tenth of a second for each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Spec = Mapping[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""The language of the specification; a name, never fetched."""
EDGES: tuple[dict[str, Any], ...] = ({"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}, {})
"""Options of words that stand twice: a white edge beneath keeps them readable where a line or an area crosses."""
_TYPES = {"Q": "quantitative", "N": "nominal", "O": "ordinal"}


@dataclass(frozen=True)
class Chart:
    """One drawing, or several on top of each other. Each method returns a new one."""

    spec: Spec

    def mark(self, kind: str, **options: Any) -> "Chart":
        """Draw the rows with this mark: bar, line, area, point, circle, tick, rule, rect, text or geoshape."""
        return self._with(mark={"type": kind, **options})

    def encode(self, **channels: Any) -> "Chart":
        """Say what each channel shows: a field written as name:Q, or what `field` and `value` return."""
        shown = {name: _shorthand(name, channel) for name, channel in channels.items()}
        return self._with(encoding={**self.spec.get("encoding", {}), **shown})

    def filter(self, test: str) -> "Chart":
        """Keep the rows for which this Vega expression holds."""
        return self._with(transform=[*self.spec.get("transform", []), {"filter": test}])

    def properties(self, **values: Any) -> "Chart":
        """Set title, projection and other properties of the whole."""
        return self._with(**values)

    def _with(self, **parts: Any) -> "Chart":
        return replace(self, spec={**self.spec, **parts})


def chart(data: Spec, **size: float) -> Chart:
    """Begin a drawing of these rows (see `inline`), with its width and height in pixels."""
    return Chart({"data": data, **size})


def inline(values: Any, **form: Any) -> Spec:
    """Put the rows into the specification itself; `form` says how to read a map (type, feature)."""
    return {"values": values, **({"format": form} if form else {})}


def field(shorthand: str, **options: Any) -> dict[str, Any]:
    """Show a field: its name and type as name:Q (quantity), :N (name) or :O (order), and scale, axis, legend, title."""
    name, _colon, kind = shorthand.rpartition(":")
    return {"field": name, "type": _TYPES[kind], **options}


def value(constant: float | str) -> dict[str, Any]:
    """Show the same pixel, color or word everywhere."""
    return {"value": constant}


def tooltips(*fields: str) -> list[dict[str, Any]]:
    """Show these fields when pointing at a mark."""
    return [field(name, title=" ") for name in fields]


def _shorthand(channel: str, shown: Any) -> Any:
    if not isinstance(shown, str):
        return shown
    full = field(shown)
    # The second end of a bar takes the scale of the first one.
    return {"field": full["field"]} if channel in ("x2", "y2") else full


def layer(*parts: Chart | None) -> Chart:
    """Draw one on top of the other, the first beneath. Rows that most of them share stand only once."""
    charts = [part.spec for part in parts if part is not None]
    shared = _most_used(spec["data"] for spec in charts if "data" in spec)
    sizes = {name: spec[name] for spec in reversed(charts) for name in ("width", "height") if name in spec}
    layers = [
        {key: item for key, item in spec.items() if key not in ("width", "height") and item is not shared}
        for spec in charts
    ]
    return Chart({"data": shared, **sizes, "layer": layers})


def _most_used(found: Iterable[Spec]) -> Spec:
    data = list(found)
    best = Counter(id(item) for item in data).most_common(1)[0][0]
    return next(item for item in data if id(item) == best)


def framed(drawing: Chart, *, title: Spec, caption: Sequence[str], caption_style: Spec) -> dict[str, Any]:
    """Return the whole specification: title above, drawing with its own legends, caption beneath."""
    beneath = {"title": {"text": list(caption), "orient": "bottom", **caption_style}} if caption else {}
    return {
        "$schema": SCHEMA,
        "vconcat": [{**drawing.spec, "title": dict(title)}],
        "resolve": {"legend": {"color": "independent", "fill": "independent", "shape": "independent"}},
        **beneath,
    }
