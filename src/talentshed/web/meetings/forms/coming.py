"""Who answers, who is here, who chaired, what was stopped?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings import terms
from talentshed.web.meetings.models import Meeting, Rsvp, Side
from talentshed.web.meetings.sitting import Who
from talentshed.web.organizations.models.organization import DecisionAuthority

_SIDES = [(Side.BUSINESS.value, _("a business of the industry")), (Side.PUBLIC.value, _("a public or support partner"))]


class _WhoForm(forms.Form):
    organization_name = forms.CharField(
        label=_("Organization"), max_length=200, error_messages={"required": _("Write the name of the organization.")}
    )
    side = forms.ChoiceField(
        label=_("It is"),
        choices=_SIDES,
        initial=Side.BUSINESS.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of organization it is.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write the name.")},
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    decision_authority = forms.ChoiceField(
        label=_("For the organization, this person"), choices=DecisionAuthority.choices, required=False
    )

    @property
    def who(self) -> Who:
        """Who was filled in."""
        given = self.cleaned_data
        return Who(
            organization_name=given["organization_name"].strip(),
            name=" ".join(given["name"].split()),
            side=given["side"],
            title=given["title"].strip(),
            decision_authority=given["decision_authority"],
        )


class AnswerForm(_WhoForm):
    """An answer to an invitation."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=Rsvp.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, no or maybe.")},
    )
    email = forms.EmailField(
        label=_("E-mail, if you want the summary and any change of date"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Used for this meeting only."),
        error_messages={"invalid": _("Write an e-mail address, for example name@example.org.")},
    )
    read_notice = forms.BooleanField(label=_("I have read the notice below and keep to it"), required=False)
    field_order = ("answer", "organization_name", "side", "name", "title", "decision_authority", "email")


class OwnAnswerForm(forms.Form):
    """An answer of somebody who is signed in."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=Rsvp.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, no or maybe.")},
    )


class RecordedAnswerForm(AnswerForm):
    """An answer that somebody gave by telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["read_notice"]


class AttendeeForm(_WhoForm):
    """Somebody who is here."""

    at_table = forms.BooleanField(
        label=_("Sits at the table"),
        required=False,
        help_text=_("At a launch, public partners sit outside."),
    )
    acknowledged = forms.BooleanField(label=_("Has acknowledged the notice"), required=False)


class HeldForm(forms.Form):
    """Who chaired."""

    chair_name = forms.CharField(
        label=_("Who chaired"), max_length=120, error_messages={"required": _("Write who chaired.")}
    )
    chair_kind = forms.ChoiceField(
        label=_("The chair was"),
        choices=[
            (Meeting.ChairKind.INDUSTRY.value, Meeting.ChairKind.INDUSTRY.label),
            (Meeting.ChairKind.PUBLIC.value, Meeting.ChairKind.PUBLIC.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether industry or a public partner chaired.")},
    )


class StopForm(forms.Form):
    """A topic that is stopped."""

    topic = forms.ChoiceField(label=_("Kind of topic"), required=False)
    asked_by = forms.CharField(label=_("Who asked"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", ""), *terms.topics()]  # type: ignore[attr-defined]
