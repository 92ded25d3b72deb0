"""Who shall speak for an organization?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import Person
from talentshed.web.organizations.models.organization import DecisionAuthority

_EMAIL = {
    "required": _("Write their e-mail address."),
    "invalid": _("Write an e-mail address, for example name@example.org."),
}


class SpeakForm(forms.Form):
    """Somebody who is invited to speak for an organization."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write their name.")})
    email = forms.EmailField(label=_("E-mail"), max_length=254, error_messages=_EMAIL)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    decision_authority = forms.ChoiceField(
        label=_("What they can promise"), choices=DecisionAuthority.choices, required=False
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Person.Language.choices, initial="en")


class AppointForm(forms.Form):
    """Somebody with an account who is confirmed without an invitation."""

    email = forms.EmailField(label=_("E-mail of their account"), max_length=254, error_messages=_EMAIL)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    decision_authority = forms.ChoiceField(
        label=_("What they can promise"), choices=DecisionAuthority.choices, required=False
    )
