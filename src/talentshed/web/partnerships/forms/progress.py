"""Why a gate is passed unmet, why one goes back, what the convener declares, whether a firm accepts it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.phases import PHASES


class AdvanceForm(forms.Form):
    """A reason to go on although something is missing."""

    override_reason = forms.CharField(
        label=_("Reason to go on although something is missing"),
        max_length=500,
        required=False,
        help_text=_("The state and all members read it. Leave it empty if the gate is met."),
    )


class BackForm(forms.Form):
    """To which phase, and why."""

    to_phase = forms.TypedChoiceField(label=_("Phase"), coerce=int, error_messages={"required": _("Choose a phase.")})
    reason = forms.CharField(
        label=_("Why"), max_length=500, error_messages={"required": _("Say why you go back, in a sentence.")}
    )

    def __init__(self, *args: Any, before: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = [(str(each.number), f"{each.number} {each.name}") for each in PHASES if each.number < before]
        self.fields["to_phase"].choices = [("", ""), *earlier]  # type: ignore[attr-defined]


class NeutralityForm(forms.Form):
    """What the convener declares."""

    conflicts = forms.CharField(
        label=_("What could make us prefer one answer"),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text=_("Programs that we run, contracts, seats on boards. Write “none that we know of” if so."),
    )
    funders = forms.CharField(label=_("Who pays for our part"), widget=forms.Textarea, max_length=4000, required=False)
    statement = forms.CharField(
        label=_("What we promise the industry"), widget=forms.Textarea, max_length=4000, required=False
    )


class AnswerForm(forms.Form):
    """Whether a firm accepts the convener."""

    accepts = forms.TypedChoiceField(
        label=_("Do you accept this convener as neutral?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Choose yes or no.")},
    )
    comment = forms.CharField(
        label=_("What would have to change, or anything else"),
        widget=forms.Textarea,
        max_length=500,
        required=False,
        help_text=_("The conveners read it with the name of your firm. The others see the tally only."),
    )
