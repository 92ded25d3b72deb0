"""What is written down about a contact that was made?"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.models import Contact, Interaction, Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet


class InteractionForm(forms.Form):
    """One contact with an organization."""

    on_date = forms.DateField(
        label=_("When"),
        error_messages={"required": _("Choose the day."), "invalid": _("Write a date, for example 2026-03-14.")},
    )
    kind = forms.ChoiceField(
        label=_("How"), choices=[("", ""), *Interaction.Kind.choices], error_messages={"required": _("Choose how.")}
    )
    by_organization: Any = forms.ModelChoiceField(
        label=_("In the name of"), queryset=Organization.objects.none(), required=False
    )
    contact: Any = forms.ModelChoiceField(label=_("With whom"), queryset=Contact.objects.none(), required=False)
    is_ask = forms.BooleanField(
        label=_("We asked them for something"),
        required=False,
        help_text=_("Time, an answer, a visit, money, jobs, seats: it counts toward the limit of the month."),
    )
    asked = forms.CharField(
        label=_("What was asked or talked about"), widget=forms.Textarea, required=False, max_length=2000
    )
    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea, required=False, max_length=2000)

    def __init__(
        self, *args: Any, mine: "QuerySet[Organization]", contacts: "QuerySet[Contact]", today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["by_organization"].queryset = mine  # type: ignore[attr-defined]
        self.fields["by_organization"].required = mine.exists()
        self.fields["by_organization"].error_messages["required"] = now("Choose for which organization you called.")
        self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An ask is in words, and a contact is not in the future."""
        given = super().clean() or self.cleaned_data
        if given.get("is_ask") and not str(given.get("asked", "")).strip():
            self.add_error("asked", now("Say what they were asked for, in a few words."))
        if given.get("on_date") and given["on_date"] > self.today:
            self.add_error("on_date", now("A contact is written down once it was made. Choose today or earlier."))
        return given


class AskCapForm(forms.Form):
    """How often an employer may be asked in a month."""

    asks_per_month = forms.IntegerField(
        label=_("Asks per employer and month"),
        min_value=0,
        max_value=31,
        help_text=_("All partnerships and partners together. 0 means that nothing may be asked."),
        error_messages={
            "required": _("Write a number from 0 to 31."),
            "invalid": _("Write a number from 0 to 31."),
            "min_value": _("Write a number from 0 to 31."),
            "max_value": _("Write a number from 0 to 31."),
        },
    )
