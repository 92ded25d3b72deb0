"""Until when is a pulse open, and what does a company answer on its phone?"""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.readiness.forms.quick import Asked
from talentshed.web.readiness.instruments.values import NO_OPINION, Instrument, Item
from talentshed.web.readiness.models.pulse import LONGEST_WISH
from talentshed.web.ui.values import Choice

MOST_DAYS = 90


class OpenPulseForm(forms.Form):
    """Until when companies may answer."""

    closes_on = forms.DateField(
        label=gettext_lazy("Open until"),
        help_text=gettext_lazy("Two weeks are enough: it takes a minute. Results are shown when it is closed."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Choose the last day on which companies may answer."),
            "invalid": gettext_lazy("This is no date. Write it as 2026-03-31."),
        },
    )

    def clean_closes_on(self) -> Any:
        """Keep it within the next three months."""
        day = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Choose a day from today on, at most 90 days ahead."))
        return day


class PulseForm(forms.Form):
    """Eight statements and one wish. Who leaves a statement out is asked once more: no opinion is an answer, too."""

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            missing = _("{item}: choose an answer, or “no opinion”.").format(item=item.key)
            errors = {"required": missing, "invalid_choice": missing}
            self.fields[item.key.lower()] = forms.ChoiceField(
                label=item.text, choices=answers(instrument, item), widget=forms.RadioSelect, error_messages=errors
            )
        self.fields["wish"] = forms.CharField(
            label=_("What one thing should we change? (if you like)"),
            help_text=_("Write no names. Your convener sees this sentence without knowing whose it is."),
            required=False,
            max_length=LONGEST_WISH,
            widget=forms.Textarea,
        )

    @property
    def values(self) -> dict[str, str]:
        """Item -> answer, of a valid form."""
        return {item.key: self.cleaned_data[item.key.lower()] for item in self.instrument.items}

    def asked(self) -> tuple[Asked, ...]:
        """Return the statements with what was chosen and what is missing."""
        return tuple(self._asked(item) for item in self.instrument.items)

    def _asked(self, item: Item) -> Asked:
        bound: Any = self[item.key.lower()]
        said = bound.value()
        listed = answers(self.instrument, item)
        choices = tuple(Choice(value, words, chosen=value == said) for value, words in listed)
        return Asked(item, item.key.lower(), choices, str(bound.errors[0]) if bound.errors else "")


def answers(instrument: Instrument, item: Item) -> list[tuple[str, str]]:
    """Return the answers to choose from: the scale with its names, or 0 to 10; then no opinion."""
    if item.highest == len(instrument.scale) - 1:
        listed = [(str(each.value), str(each.name)) for each in instrument.scale]
    else:
        listed = [(str(value), str(value)) for value in range(item.highest + 1)]
    return [*listed, (NO_OPINION, _("No opinion"))]
