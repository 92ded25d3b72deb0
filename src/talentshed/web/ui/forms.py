"""How does a form look, each field as one of the shared components, and where does a mistake go?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError

from talentshed.web.ui.values import Choice


@dataclass(frozen=True)
class Shown:
    """One field as its component wants it."""

    component: Literal["field", "select", "radios", "checkboxes", "tick", "file", "hidden"]
    name: str
    label: str
    value: str
    hint: str
    error: str
    required: bool
    type: str = "text"
    choices: tuple[Choice, ...] = ()
    autocomplete: str = ""
    empty: str = ""
    """What stands in a menu before anything is chosen, where the form has words of its own for it."""


_TYPES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.EmailField, "email"),
    (forms.URLField, "url"),
    (forms.IntegerField, "number"),
    (forms.DateField, "date"),
)


def shown(form: forms.BaseForm) -> list[Shown]:
    """Return the fields of a form in their order."""
    return [_shown(form[name]) for name in form.fields]


def _shown(bound: Any) -> Shown:
    field, value = bound.field, bound.value()
    kind = _component(field)
    chosen = {str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each not in (None, "")}
    text = "" if kind in ("tick", "file", "checkboxes") or value is None else str(value)
    if kind == "tick":
        text = "on" if value else ""
    return Shown(
        component=kind,
        name=bound.html_name,
        label=str(bound.label),
        value=text,
        hint=str(bound.help_text),
        error=str(bound.errors[0]) if bound.errors else "",
        required=field.required,
        type=_type(field),
        choices=_choices(field, chosen),
        empty=_empty(field),
        autocomplete=field.widget.attrs.get("autocomplete", ""),
    )


def _component(field: forms.Field) -> Any:
    if isinstance(field.widget, forms.HiddenInput):
        return "hidden"
    if isinstance(field, forms.FileField):
        return "file"
    if isinstance(field, forms.BooleanField):
        return "tick"
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return "checkboxes"
    if isinstance(field.widget, forms.RadioSelect):
        return "radios"
    return "select" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "field"


def _type(field: forms.Field) -> str:
    if isinstance(field.widget, forms.Textarea):
        return "textarea"
    return next((name for kind, name in _TYPES if isinstance(field, kind)), "text")


def _empty(field: Any) -> str:
    options: Iterable[Any] = getattr(field, "choices", ())
    said = next((str(label) for value, label in options if not str(value)), "")
    return "" if said.startswith("---") else said


def _choices(field: Any, chosen: set[str]) -> tuple[Choice, ...]:
    options: Iterable[Any] = getattr(field, "choices", ())
    return tuple(Choice(str(value), str(label), chosen=str(value) in chosen) for value, label in options if str(value))


def done(form: forms.BaseForm, deed: Callable[[], Any]) -> bool:
    """Do what a valid form asks; say whether it was done. A mistake that only the deed finds goes beside its field.

    Refusals that actions word for their reader are ValidationError, or ValueError of a kind of their own.
    """
    try:
        deed()
    except ValidationError as error:
        _add(form, error)
        return False
    except ValueError as error:
        if type(error) is ValueError:
            raise
        form.add_error(None, str(error))
        return False
    return True


def _add(form: forms.BaseForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
