"""When, what for and with which agenda does the partnership meet?"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings.models import AgendaFinding, AgendaItem, Meeting
from talentshed.web.meetings.models.meeting import LONGEST_MINUTES
from talentshed.web.meetings.run_sheets import run_sheets

NONE = "none"
_TIMES = ["%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]
_MINUTES = {
    "required": _("Write how many minutes."),
    "invalid": _("Write minutes as a whole number."),
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("At most %(limit_value)s."),
}


class MeetingForm(forms.Form):
    """A meeting to plan or change."""

    kind = forms.ChoiceField(
        label=_("What kind of meeting"),
        choices=[("", ""), *Meeting.Kind.choices],
        error_messages={"required": _("Choose what kind of meeting it is.")},
    )
    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Write a title, for example Launch meeting.")}
    )
    on_date = forms.DateField(
        label=_("Date"),
        error_messages={"required": _("Choose the date."), "invalid": _("Write a date, for example 2026-09-15.")},
    )
    at_time = forms.TimeField(
        label=_("Start"),
        input_formats=_TIMES,
        help_text=_("In the partnership’s time zone, for example 9:00 or 1:30 pm."),
        error_messages={"required": _("Write when it starts."), "invalid": _("Write a time, for example 9:00.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=LONGEST_MINUTES, initial=120, error_messages=_MINUTES
    )
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("A member’s plant is a good place for a launch.")
    )
    chair = forms.ChoiceField(
        label=_("Who chairs"), required=False, help_text=_("The chair belongs to industry at every full meeting.")
    )
    chair_name = forms.CharField(
        label=_("Name of the chair, if they are not in the list"), max_length=120, required=False
    )
    sheet = forms.ChoiceField(label=_("Agenda to begin with"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, chairs: list[tuple[str, str]], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = [("", ""), *chairs]  # type: ignore[attr-defined]
        sheets = [(each.key, f"{each.name}. {each.note}") for each in run_sheets()]
        self.fields["sheet"].choices = [*sheets, (NONE, now("None: begin with an empty one"))]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["sheet"]

    def clean(self) -> dict[str, Any]:
        """Put date and time together."""
        given = super().clean() or self.cleaned_data
        if given.get("on_date") and given.get("at_time"):
            naive = datetime.combine(given["on_date"], given["at_time"])
            given["starts_at"] = timezone.make_aware(naive, timezone.get_current_timezone())
        return given

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Return what the fields begin with."""
        start = timezone.localtime(meeting.starts_at)
        return {
            "kind": meeting.kind,
            "title": meeting.title,
            "on_date": start.date().isoformat(),
            "at_time": f"{start:%H:%M}",
            "minutes": meeting.minutes,
            "place": meeting.place,
            "chair": meeting.chaired_by_id or "",
            "chair_name": "" if meeting.chaired_by_id else meeting.chair_name,
        }


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Say why in a sentence.")}
    )


class ItemForm(forms.Form):
    """A step of the agenda."""

    title = forms.CharField(
        label=_("Step"), max_length=200, error_messages={"required": _("Write what this step is about.")}
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, error_messages=_MINUTES)
    speaker = forms.ChoiceField(
        label=_("Whose time is it"),
        choices=AgendaItem.Speaker.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who speaks.")},
    )
    who = forms.CharField(
        label=_("Who speaks, in words"),
        max_length=160,
        required=False,
        help_text=_("For example every business, once."),
    )
    script = forms.CharField(
        label=_("What the facilitator says"), max_length=4000, required=False, widget=forms.Textarea
    )
    captured = forms.CharField(label=_("What is written down"), max_length=200, required=False)

    @staticmethod
    def values_of(item: AgendaItem) -> dict[str, Any]:
        """Return what the fields begin with."""
        return {name: getattr(item, name) for name in ("title", "minutes", "speaker", "who", "script", "captured")}


class FindingForm(forms.Form):
    """What the chair decides on a word."""

    decision = forms.ChoiceField(
        label=_("Decision of the chair"),
        choices=[
            (AgendaFinding.Decision.TO_REWORD.value, _("Other words, please")),
            (AgendaFinding.Decision.KEPT.value, _("The words stay")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the words stay.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed where the words stay. It is kept with the meeting."),
    )
