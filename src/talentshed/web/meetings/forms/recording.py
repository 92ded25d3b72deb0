"""What is written into minutes, decision log and summary?"""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings.models import Decision, Meeting
from talentshed.web.meetings.queries.decisions import Wanted


class MinutesForm(forms.Form):
    """A version of the minutes."""

    text = forms.CharField(
        label=_("Meeting minutes"),
        max_length=60_000,
        widget=forms.Textarea,
        help_text=_("Topics and results. Quote nobody by name without their consent."),
        error_messages={"required": _("Write the minutes first.")},
    )
    note = forms.CharField(label=_("What changed in this version"), max_length=200, required=False)


class ApproveForm(forms.Form):
    """Approval of a version."""

    words_read = forms.BooleanField(label=_("I have looked at the words that the check found"), required=False)


class DecisionForm(forms.Form):
    """A decision for the log."""

    text = forms.CharField(
        label=_("Decision"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("One sentence: who does what by when."),
        error_messages={"required": _("Write what was decided.")},
    )
    kind = forms.ChoiceField(
        label=_("About"), choices=Decision.Kind.choices, error_messages={"required": _("Choose what it is about.")}
    )
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class SummaryForm(forms.Form):
    """The summary as a person wants it."""

    text = forms.CharField(
        label=_("Summary"),
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": _("Write the summary first.")},
    )


def wanted(asked: QueryDict) -> Wanted:
    """Return what somebody looks for in the log; what is not known is left out."""
    kind, chair = asked.get("kind", ""), asked.get("chair", "")
    meeting = asked.get("meeting", "")
    return Wanted(
        words=asked.get("q", "")[:100],
        kind=kind if kind in Decision.Kind.values else "",
        chair=chair if chair in Meeting.ChairKind.values else "",
        meeting=int(meeting) if meeting.isdecimal() and len(meeting) < 10 else None,
        in_force=asked.get("in_force") == "1",
    )
