"""What do those who run an event write: date, words, agenda, speakers, materials, answers?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.events.models import Event, Session
from talentshed.web.events.models.event import MOST_SEATS

_TIMES = ["%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]
_TIME = {"required": _("Write a time, for example 9:00."), "invalid": _("Write a time, for example 9:00 or 1:30 pm.")}
_WHOLE = {
    "required": _("Write a whole number."),
    "invalid": _("Write a whole number."),
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("At most %(limit_value)s."),
}
_HREF = {
    "required": _("Write the address."),
    "invalid": _("Write a whole address, for example https://example.org/slides.pdf."),
}


class WhoseForm(forms.Form):
    """Whose event it will be, and with which agenda it begins."""

    whose = forms.ChoiceField(
        label=_("Whose event is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose event it is.")},
    )
    kit = forms.ChoiceField(
        label=_("Agenda to begin with"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an agenda, or an empty one.")},
    )

    def __init__(
        self, *args: Any, whose: Sequence[tuple[str, str]], kits: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = whose  # type: ignore[attr-defined]
        self.fields["kit"].choices = kits  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """An event to make or change."""

    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    title_es = forms.CharField(
        label=_("Title in Spanish"),
        max_length=160,
        required=False,
        help_text=_("At least one of the two. Readers of the other language see it, too."),
    )
    about_en = forms.CharField(
        label=_("What it is about, in English"), max_length=4000, required=False, widget=forms.Textarea
    )
    about_es = forms.CharField(
        label=_("What it is about, in Spanish"), max_length=4000, required=False, widget=forms.Textarea
    )
    host = forms.CharField(
        label=_("Who invites"),
        max_length=160,
        help_text=_("As people read it, for example River Workforce Office."),
        error_messages={"required": _("Write who invites.")},
    )
    on_date = forms.DateField(
        label=_("Date"),
        error_messages={"required": _("Choose the date."), "invalid": _("Write a date, for example 2026-09-15.")},
    )
    from_time = forms.TimeField(label=_("Begins"), input_formats=_TIMES, error_messages=_TIME)
    to_time = forms.TimeField(label=_("Ends"), input_formats=_TIMES, error_messages=_TIME)
    place = forms.CharField(
        label=_("Place"), max_length=240, required=False, help_text=_("Name and address of the house.")
    )
    is_online = forms.BooleanField(label=_("People can take part online"), required=False)
    online_href = forms.URLField(
        label=_("Address online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to people who have a seat."),
        error_messages=_HREF,
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=_("Leave it empty if there is room for all. Who comes later waits in line."),
        error_messages=_WHOLE,
    )

    def clean(self) -> dict[str, Any]:
        """Check what belongs together, and put date and times together."""
        given = super().clean() or self.cleaned_data
        if not given.get("title_en") and not given.get("title_es"):
            self.add_error("title_en", _("Write a title in English or in Spanish."))
        if not given.get("place") and not given.get("is_online"):
            self.add_error("place", _("Write the place, or tick that people can take part online."))
        if given.get("online_href") and not given.get("is_online"):
            self.add_error("is_online", _("Tick that people can take part online, or leave the address out."))
        if given.get("on_date") and given.get("from_time") and given.get("to_time"):
            given["starts_at"], given["ends_at"] = (
                timezone.make_aware(datetime.combine(given["on_date"], given[name]))
                for name in ("from_time", "to_time")
            )
            if given["ends_at"] <= given["starts_at"]:
                self.add_error("to_time", _("It ends before it begins. Write 2 pm for the afternoon."))
        return given

    def fields_of(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = self.cleaned_data
        names = ("title_en", "title_es", "about_en", "about_es", "host", "place", "is_online", "online_href")
        return {name: given[name] for name in (*names, "capacity", "starts_at", "ends_at")}

    @staticmethod
    def values_of(event: Event) -> dict[str, Any]:
        """Return what the fields begin with."""
        start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
        names = ("title_en", "title_es", "about_en", "about_es", "host", "place", "is_online", "online_href")
        return {name: getattr(event, name) for name in names} | {
            "on_date": start.date().isoformat(),
            "from_time": f"{start:%H:%M}",
            "to_time": f"{end:%H:%M}",
            "capacity": "" if event.capacity is None else event.capacity,
        }


class SessionForm(forms.Form):
    """One line of the agenda."""

    title_en = forms.CharField(label=_("Line in English"), max_length=200, required=False)
    title_es = forms.CharField(label=_("Line in Spanish"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, error_messages=_WHOLE)
    speaker = forms.ChoiceField(label=_("Who speaks"), required=False)
    notes = forms.CharField(
        label=_("Notes for who leads"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Not on the public page."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {str(each.pk): each for each in event.speakers.all()}
        self.fields["speaker"].choices = [("", ""), *((key, str(each)) for key, each in self.speakers.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a title in one of the two languages."""
        given = super().clean() or self.cleaned_data
        if not given.get("title_en") and not given.get("title_es"):
            self.add_error("title_en", _("Write the line in English or in Spanish."))
        return given

    def fields_of(self) -> dict[str, Any]:
        """Return what the action takes."""
        return self.cleaned_data | {"speaker": self.speakers.get(self.cleaned_data["speaker"])}

    @staticmethod
    def values_of(session: Session) -> dict[str, Any]:
        """Return what the fields begin with."""
        kept = {name: getattr(session, name) for name in ("title_en", "title_es", "minutes", "notes")}
        return kept | {"speaker": session.speaker_id or ""}


class SpeakerForm(forms.Form):
    """Somebody who speaks."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the speaker’s name.")})
    role = forms.CharField(label=_("Title and organization"), max_length=200, required=False)


class MaterialForm(forms.Form):
    """Something to read or see."""

    title = forms.CharField(
        label=_("What it is"), max_length=200, error_messages={"required": _("Write what it is, for example Slides.")}
    )
    href = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        error_messages=_HREF,
        help_text=_("Files stay where you keep them. Videos need captions and a transcript."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect, initial="en"
    )


class ReasonForm(forms.Form):
    """Why an event is called off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Say why in a sentence; people will read it.")}
    )


class AnswerForm(forms.Form):
    """An answer to a request for help."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=6000,
        widget=forms.Textarea,
        help_text=_("It goes by e-mail to the person who asked."),
        error_messages={"required": _("Write the answer.")},
    )


class PeerForm(forms.Form):
    """A partnership's word that others may find and ask it."""

    contact = forms.CharField(
        label=_("Who answers the call"), max_length=120, error_messages={"required": _("Write a name.")}
    )
    email = forms.EmailField(
        label=_("Their e-mail"),
        max_length=254,
        error_messages={"required": _("Write their e-mail."), "invalid": _("Write an e-mail, for example a@b.org.")},
    )
    lesson = forms.CharField(
        label=_("What you would tell others"),
        max_length=600,
        required=False,
        widget=forms.Textarea,
        help_text=_("What worked, what you would do differently. No names of firms."),
    )
    agreed = forms.BooleanField(
        label=_(
            "The partnership agrees: people who work in partnerships or for the state see its name, the titles of its "
            "chosen priorities and how far they are, and this contact."
        ),
        error_messages={"required": _("Tick that the partnership agrees, or leave this page.")},
    )
