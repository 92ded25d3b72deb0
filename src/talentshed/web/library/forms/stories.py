"""What does a convener fill in to tell a story?"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

_FILL = {"required": _("Fill this in.")}


class StoryForm(forms.Form):
    """A result, with its number, its proof and the consent of whom it is about."""

    title_en = forms.CharField(label=_("Title, in English"), max_length=160, error_messages=_FILL)
    title_es = forms.CharField(label=_("Title, in Spanish"), max_length=160, error_messages=_FILL)
    text_en = forms.CharField(
        label=_("What happened, in English"), max_length=3000, widget=forms.Textarea, error_messages=_FILL
    )
    text_es = forms.CharField(
        label=_("What happened, in Spanish"), max_length=3000, widget=forms.Textarea, error_messages=_FILL
    )
    metric_name = forms.CharField(
        label=_("What was counted"),
        max_length=160,
        help_text=_("For example: welders hired."),
        error_messages={"required": _("A story needs a number: say what was counted.")},
    )
    metric_before = forms.CharField(label=_("Before"), max_length=60, required=False)
    metric_after = forms.CharField(
        label=_("After"),
        max_length=60,
        error_messages={"required": _("A story needs a number: write what came out.")},
    )
    metric_period = forms.CharField(
        label=_("Of which time"),
        max_length=80,
        help_text=_("For example: 2025, or the year after the course began."),
        error_messages=_FILL,
    )
    evidence = forms.URLField(
        label=_("Where the proof can be read"),
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": _("A story needs a proof: write the address where it can be read."),
            "invalid": _("Write a whole address, with https:// in front."),
        },
    )
    consent_by = forms.CharField(
        label=_("Who agreed that it is told"),
        max_length=160,
        help_text=_("Name and firm. It stays inside the workspace."),
        error_messages={"required": _("A story needs consent: write who agreed.")},
    )
    consent_on = forms.DateField(
        label=_("On which day"),
        error_messages={
            "required": _("Write the day on which they agreed."),
            "invalid": _("Write a date, for example 2026-03-14."),
        },
    )

    def clean_consent_on(self) -> object:
        """Refuse a day to come."""
        day = self.cleaned_data["consent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(now("This day is still to come. Write the day on which they agreed."))
        return day
