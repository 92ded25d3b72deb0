"""How do people answer? Fields with label, hint and error; lists to choose from; a map beside its list."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import template

from talentshed.web.ui.values import Choice, ShapeMap

register = template.Library()


@register.inclusion_tag("ui/components/field.html")
def field(
    name: str,
    label: str,
    value: str = "",
    hint: str = "",
    error: str = "",
    type: str = "text",
    required: bool = False,
    autocomplete: str = "",
    disabled: bool = False,
) -> dict[str, Any]:
    """One line to fill in. type: any of HTML's, for example text, search, email, number, date; or textarea."""
    return {
        "name": name,
        "label": label,
        "value": value,
        "hint": hint,
        "error": error,
        "type": type,
        "required": required,
        "autocomplete": autocomplete,
        "disabled": disabled,
        "described": _described(name, hint, error),
    }


@register.inclusion_tag("ui/components/select.html")
def select(
    name: str, label: str, choices: Iterable[Choice], hint: str = "", error: str = "", empty: str = ""
) -> dict[str, Any]:
    """A menu of which one is chosen. `empty` is what stands there before anything is."""
    return {
        "name": name,
        "label": label,
        "groups": _grouped(choices),
        "hint": hint,
        "error": error,
        "empty": empty,
        "described": _described(name, hint, error),
    }


@register.inclusion_tag("ui/components/radios.html")
def radios(name: str, legend: str, choices: Sequence[Choice], hint: str = "", error: str = "") -> dict[str, Any]:
    """A few things of which one is chosen, all in sight."""
    return {
        "name": name,
        "legend": legend,
        "choices": choices,
        "hint": hint,
        "error": error,
        "described": _described(name, hint, error),
    }


@register.inclusion_tag("ui/components/checkboxes.html")
def checkboxes(
    name: str, legend: str, choices: Iterable[Choice], hint: str = "", error: str = "", filter_label: str = ""
) -> dict[str, Any]:
    """Things of which any number is chosen, in groups. With `filter_label` a long list gets a box that narrows it."""
    return {
        "name": name,
        "legend": legend,
        "groups": _grouped(choices),
        "hint": hint,
        "error": error,
        "filter_label": filter_label,
        "described": _described(name, hint, error),
    }


@register.inclusion_tag("ui/components/slider.html")
def slider(
    name: str, label: str, value: float = 0, low: float = 0, high: float = 100, step: float = 1, hint: str = ""
) -> dict[str, Any]:
    """A number between two ends: a slider, and beside it the same number to type."""
    return {
        "name": name,
        "label": label,
        "value": f"{value:g}",
        "low": f"{low:g}",
        "high": f"{high:g}",
        "step": f"{step:g}",
        "hint": hint,
        "described": _described(name, hint, ""),
    }


@register.inclusion_tag("ui/components/map_picker.html")
def map_picker(
    name: str,
    legend: str,
    choices: Iterable[Choice],
    map: ShapeMap | None = None,
    hint: str = "",
    error: str = "",
    filter_label: str = "",
) -> dict[str, Any]:
    """Choose places from a list, or, with a pointer, on the map beside it. The list decides; the map follows."""
    listed = list(choices)
    chosen = {choice.value for choice in listed if choice.chosen}
    return {
        "name": name,
        "legend": legend,
        "choices": listed,
        "map": map,
        "hint": hint,
        "error": error,
        "filter_label": filter_label,
        "chosen": chosen,
        "selectable": {choice.value for choice in listed},
    }


def _grouped(choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    return [(group, list(members)) for group, members in groupby(choices, key=lambda choice: choice.group)]


def _described(name: str, hint: str, error: str) -> str:
    return " ".join(f"{name}-{part}" for part, text in (("hint", hint), ("error", error)) if text)
