"""What does somebody write who comes to an event, was at one, or asks for help? No account, few fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import State
from talentshed.web.events.models import HelpRequest
from talentshed.web.events.models.registration import HIGHEST, LOWEST
from talentshed.web.ui.open_forms import Guard

REGISTERING = Guard("event", per_hour=40)
"""A whole office registers from one address of the network."""
RATING = Guard("event-rating", per_hour=120)
"""A whole room answers through one network."""
ASKING = Guard("help", per_hour=10)
_EMAIL = {
    "required": _("Write your e-mail address."),
    "invalid": _("Write an e-mail address, for example ann@example.org."),
}
_NAME = {"required": _("Write your name.")}


def _score(label: Any) -> forms.TypedChoiceField:
    names = {1: _("1: not at all"), HIGHEST: _("5: very much")}
    return forms.TypedChoiceField(
        label=label,
        choices=[(score, names.get(score, str(score))) for score in range(LOWEST, HIGHEST + 1)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 1 to 5.")},
    )


class RegisterForm(forms.Form):
    """A seat for one person."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        error_messages=_EMAIL,
        help_text=_("Your link, the date for your calendar and one reminder go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organization = forms.CharField(
        label=_("Organization"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    needs = forms.CharField(
        label=_("What you need to take part"),
        max_length=300,
        required=False,
        help_text=_("For example step-free access, an interpreter, large print. Deleted 30 days after the event."),
    )
    consent = forms.BooleanField(
        label=_("You may keep this so that I can come. The people who run the event read it, and nobody else."),
        error_messages={"required": _("Tick that we may keep this: without it we can’t hold a seat for you.")},
    )


class EvaluationForm(forms.Form):
    """Five questions, without a name."""

    useful = _score(_("I can use this in my work"))
    clear = _score(_("It was clear"))
    recommend = _score(_("I would tell a colleague to come"))
    best = forms.CharField(
        label=_("What will you use first?"),
        max_length=600,
        required=False,
        widget=forms.Textarea,
        help_text=_("Please name no persons or firms."),
    )
    change = forms.CharField(
        label=_("What should we do differently?"), max_length=600, required=False, widget=forms.Textarea
    )


class HelpForm(forms.Form):
    """A request to the people who administer a state."""

    state = forms.ModelChoiceField(
        State.objects.none(),
        label=_("State"),
        to_field_name="code",
        empty_label=None,
        error_messages={"required": _("Choose the state."), "invalid_choice": _("Choose a state from the list.")},
    )
    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=HelpRequest.Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    text = forms.CharField(
        label=_("What do you need?"),
        max_length=3000,
        widget=forms.Textarea,
        help_text=_("Two or three sentences are enough. Leave figures of single firms out."),
        error_messages={"required": _("Write what you need help with.")},
    )
    name = forms.CharField(label=_("Your name"), max_length=120, error_messages=_NAME)
    email = forms.EmailField(label=_("Your e-mail"), max_length=254, error_messages=_EMAIL)
    organization = forms.CharField(label=_("Organization or partnership"), max_length=160, required=False)
    consent = forms.BooleanField(
        label=_("You may keep this to answer me. Administrators of the state read it; it is deleted after two years."),
        error_messages={"required": _("Tick that we may keep this: without it we can’t answer you.")},
    )

    def __init__(self, *args: Any, states: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].queryset = states  # type: ignore[attr-defined]
