"""What is typed to take a release back, or to ask for a lower floor?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.releases.queries import floors


class TakeBackForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        help_text=_("Readers see this in place of the tables. Whoever kept them still has them."),
        max_length=1000,
        widget=forms.Textarea,
    )


class LowerForm(forms.Form):
    """Which floor, for whom, how low, and why."""

    scope = forms.RegexField(
        r"^[a-z]+/[0-9]+$",
        label=_("For which group"),
        help_text=_("For example partnership/12: the number stands in the address of its workspace."),
        max_length=80,
        error_messages={"invalid": _("Write it as partnership/12.")},
    )
    policy = forms.ChoiceField(label=_("Policy"))
    setting = forms.ChoiceField(label=_("Setting"))
    to = forms.FloatField(label=_("New value"))
    reason = forms.CharField(
        label=_("Why is it needed?"),
        help_text=_("This stands in every certificate, with your name and that of the person who agrees."),
        max_length=1000,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policies, settings = floors.choices()
        for name, found in (("policy", policies), ("setting", settings)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
