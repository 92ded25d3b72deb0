"""What do people fill in about themselves, and what is wrong with it?"""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import Person, StateRole


class SignIn(RequestLoginCodeForm):  # type: ignore[misc]
    """One field: the address to which the code goes."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write an e-mail address, for example name@example.org."),
        },
    )


class Account(forms.Form):
    """How we call and write to somebody."""

    name = forms.CharField(max_length=120, error_messages={"required": _("Write your name, as colleagues know it.")})
    language = forms.ChoiceField(choices=Person.Language.choices)


class NewEmail(forms.Form):
    """The address to which an account moves."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write the new address."),
            "invalid": _("Write an e-mail address, for example name@example.org."),
        },
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Refuse the address that it already is; whether others have it is said only to who proves it."""
        address = str(self.cleaned_data["email"]).lower()
        if address == self.person.email:
            raise forms.ValidationError(_("This is your address already."))
        return address


class Code(forms.Form):
    """The six digits that were sent."""

    code = forms.CharField(max_length=20, error_messages={"required": _("Write the code from the e-mail.")})


class NewPassword(forms.Form):
    """A password, for those who want one."""

    password = forms.CharField(strip=False, error_messages={"required": _("Write the new password.")})

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse a weak one."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password


class Join(forms.Form):
    """Who accepts an invitation."""

    name = forms.CharField(max_length=120, error_messages={"required": _("Write your name, as colleagues know it.")})
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write an e-mail address, for example name@example.org."),
        },
    )


class GiveRole(forms.Form):
    """Who shall oversee or administer a state."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write the e-mail address of the person."),
            "invalid": _("Write an e-mail address, for example name@example.org."),
        },
    )
    name = forms.CharField(max_length=120, required=False)
    role = forms.ChoiceField(choices=StateRole.Role.choices, error_messages={"required": _("Choose a role.")})


class Term(forms.Form):
    """For how many days records are kept."""

    days = forms.IntegerField(
        min_value=1,
        max_value=36500,
        error_messages={
            "required": _("Write a number of days."),
            "invalid": _("Write a whole number of days."),
            "min_value": _("Write at least 1 day."),
        },
    )
