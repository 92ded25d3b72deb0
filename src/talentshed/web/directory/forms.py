"""What is filled in on and about the public page of a partnership?"""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 800


class ProfileForm(forms.Form):
    """What a partnership says of itself."""

    about = forms.CharField(
        label=_("What is it about?"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea,
        help_text=_("Two or three sentences for people who never heard of it. Name no firm without its consent."),
    )
    about_es = forms.CharField(
        label=_("The same in Spanish"), max_length=MOST_WORDS, required=False, widget=forms.Textarea
    )


class NameForm(forms.Form):
    """How a champion wants to be named."""

    words = forms.CharField(
        label=_("How you want to be named"),
        max_length=200,
        help_text=_("For example: Ann Lee, president, Acme Gears"),
        error_messages={"required": _("Write how you want to be named: name, title and company.")},
    )
    agree = forms.BooleanField(
        label=_("I agree that everybody can read this on the public page until I take it back"),
        error_messages={"required": _("Tick that you agree; without it your name is not shown.")},
    )


class MessageForm(forms.Form):
    """A few lines to those who convene."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name, so that they can answer.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The conveners see it to answer you. It is used for nothing else."),
        error_messages={
            "required": _("Write your e-mail address, so that they can answer."),
            "invalid": _("Write an e-mail address, for example name@example.org."),
        },
    )
    text = forms.CharField(
        label=_("What do you want to say or ask?"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Write a sentence or two.")},
    )
