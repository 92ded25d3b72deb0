"""Are all fifteen answered? The quick check's form, and the address to which the result goes by e-mail."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.instruments.values import DONT_KNOW, Item
from talentshed.web.ui.values import Choice


@dataclass(frozen=True)
class Asked:
    """One statement as the page asks it."""

    item: Item
    name: str
    choices: tuple[Choice, ...]
    error: str


@dataclass(frozen=True)
class Group:
    """One component with its statements."""

    code: str
    name: str
    asked: tuple[Asked, ...]


class QuickForm(forms.Form):
    """Fifteen statements, each with one answer: 0 to 4, or don't know. None is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = answers()
        for item in quick_check().items:
            missing = _("{item}: choose an answer. If you don’t know, say so.").format(item=item.key)
            errors = {"required": missing, "invalid_choice": missing}
            field = forms.ChoiceField(label=item.text, choices=choices, widget=forms.RadioSelect, error_messages=errors)
            self.fields[field_of(item.key)] = field

    @property
    def answers(self) -> dict[str, str]:
        """Item -> answer, of a valid form."""
        return {item.key: self.cleaned_data[field_of(item.key)] for item in quick_check().items}

    def groups(self) -> tuple[Group, ...]:
        """Return the statements by component, with what was chosen and what is missing."""
        check = quick_check()
        return tuple(
            Group(part.key, str(part.name), tuple(self._asked(item) for item in check.of_part(part.key)))
            for part in check.parts
        )

    def _asked(self, item: Item) -> Asked:
        bound: Any = self[field_of(item.key)]
        said = bound.value()
        choices = tuple(Choice(value, words, chosen=value == said) for value, words in answers())
        return Asked(item, field_of(item.key), choices, str(bound.errors[0]) if bound.errors else "")


class LetterForm(forms.Form):
    """Where the result goes, and that this is wanted."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the address to which the result should go."),
            "invalid": gettext_lazy("This is no e-mail address. It looks like name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=gettext_lazy("Yes, send this result to that address, once."),
        help_text=gettext_lazy("We use the address for this one letter and for nothing else."),
        error_messages={"required": gettext_lazy("Tick the box: without your yes we send nothing.")},
    )


def answers() -> list[tuple[str, str]]:
    """Return the answers to choose from: the scale with its names, then don't know."""
    scale = [(str(each.value), f"{each.value} {each.name}") for each in quick_check().scale]
    return [*scale, (DONT_KNOW, _("Don’t know"))]


def field_of(item: str) -> str:
    """Return the name of an item's field: C1.1 becomes c1-1."""
    return item.lower().replace(".", "-")
