"""Which kinds of field do the forms of this capability share?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REQUIRED = {"required": _("Fill this in.")}
CHOOSE = {"required": _("Choose one.")}


def words(label: Any, *, most: int = 200, required: bool = True, hint: Any = "", long: bool = False) -> forms.CharField:
    """Return a field for words."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea if long else forms.TextInput,
        error_messages=REQUIRED,
    )


def choice(label: Any, options: Iterable[Any], *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """Return a menu of fixed words."""
    return forms.ChoiceField(
        label=label, choices=[("", ""), *options], required=required, help_text=hint, error_messages=CHOOSE
    )


def radios(label: Any, options: Iterable[Any], *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """Return a few choices, all in sight."""
    return forms.ChoiceField(
        label=label,
        choices=list(options),
        required=required,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        error_messages={"required": _("Choose the day."), "invalid": _("Write a date, for example 2026-03-14.")},
    )


def one_of(label: Any, *, required: bool = True, hint: Any = "") -> Any:
    """Return a menu of records; the form sets which ones."""
    return forms.ModelChoiceField(label=label, queryset=None, required=required, help_text=hint, error_messages=CHOOSE)


def from_list(found: Iterable[Any], key: Any = lambda each: each.pk) -> list[tuple[str, str]]:
    """Return records as choices of a menu."""
    return [(str(key(each)), str(each)) for each in found]


def choose(form: forms.Form, name: str, options: list[tuple[str, str]]) -> None:
    """Give a menu its choices; where there is one only, it is chosen."""
    form.fields[name].choices = [("", ""), *options]  # type: ignore[attr-defined]
    if len(options) == 1:
        form.initial.setdefault(name, options[0][0])
