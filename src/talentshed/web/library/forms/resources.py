"""What do staff fill in about a resource, and how does a reader narrow the list?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.library.models import Resource
from talentshed.web.library.queries.resources import Shelf
from talentshed.web.library.resource_rows import video_problems
from talentshed.web.library.tags import COMPONENT_CODES, component_choices, phase_choices

_FILL = {"required": _("Fill this in.")}
_NARROW = 200


class ResourceForm(forms.Form):
    """One resource, in both languages."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Resource.Kind.choices, widget=forms.RadioSelect, error_messages=_FILL
    )
    title_en = forms.CharField(label=_("Title, in English"), max_length=200, error_messages=_FILL)
    title_es = forms.CharField(label=_("Title, in Spanish"), max_length=200, error_messages=_FILL)
    about_en = forms.CharField(
        label=_("What it is, in English"), max_length=1000, widget=forms.Textarea, error_messages=_FILL
    )
    about_es = forms.CharField(
        label=_("What it is, in Spanish"), max_length=1000, widget=forms.Textarea, error_messages=_FILL
    )
    address = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        error_messages={"required": _("Fill this in."), "invalid": _("Write a whole address, with https:// in front.")},
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    components = forms.MultipleChoiceField(label=_("Components that it helps with"), required=False)
    phases = forms.MultipleChoiceField(label=_("Phases that it helps with"), required=False)
    has_captions = forms.BooleanField(
        label=_("The video has captions"), required=False, help_text=_("Needed for a video.")
    )
    transcript = forms.CharField(
        label=_("Transcript"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Needed for a video: the words that are spoken, or the address where they can be read."),
    )
    is_public = forms.BooleanField(label=_("Show it on the site"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["components"].choices = component_choices()  # type: ignore[attr-defined]
        self.fields["phases"].choices = phase_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for captions and transcript of a video beside their fields."""
        given = super().clean() or {}
        lacks = video_problems(given.get("kind", ""), given.get("has_captions", False), given.get("transcript", ""))
        for field, sentence in lacks:
            self.add_error(field, sentence)
        given["phases"] = [int(each) for each in given.get("phases", ())]
        return given


class ListForm(forms.Form):
    """A list to upload."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
    )


def wanted(asked: Mapping[str, str]) -> Shelf:
    """Return how the list is narrowed; what makes no sense is left out."""
    kind, component, phase = (asked.get(key, "") for key in ("kind", "component", "phase"))
    return Shelf(
        asked=asked.get("q", "").strip()[:_NARROW],
        kind=kind if kind in Resource.Kind.values else "",
        component=component if component in COMPONENT_CODES else "",
        phase=phase if phase in [number for number, _name in phase_choices()] else "",
    )
