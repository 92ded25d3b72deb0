"""What does somebody fill in who asks?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.library.models.questions import MOST_LETTERS


class AskForm(forms.Form):
    """One question; name and address only from those who want to be told."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=MOST_LETTERS,
        min_length=8,
        widget=forms.Textarea,
        help_text=_("One question at a time. Leave out figures of your firm and names of people: answers are public."),
        error_messages={
            "required": _("Write your question."),
            "min_length": _("Write a little more, so that we know what you ask."),
            "max_length": _("Keep the question to 2,000 letters."),
        },
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Only if you want us to write to you when the answer is out."),
        error_messages={"invalid": _("Write an e-mail address, for example name@example.org.")},
    )
    may_tell = forms.BooleanField(
        label=_("You may keep my name and e-mail until the answer is out, and write to me once."),
        required=False,
        help_text=_("They are never published, and deleted when we have written to you, or after 180 days."),
    )

    def clean(self) -> dict[str, Any]:
        """Keep nobody's name or address without their consent."""
        given = super().clean() or {}
        if (given.get("email") or given.get("name")) and not given.get("may_tell"):
            sentence = now("Tick this if we may keep your name and e-mail. Or leave both empty.")
            self.add_error("may_tell", sentence)
        if given.get("may_tell") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", now("Write the address to which we shall write, or untick the line below it."))
        return given
