"""What is typed in around a round: its last day, who rates, what was agreed, what is to be done?"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.readiness.models import KindOfPartner, Round

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization
    from talentshed.web.priorities.queries.choosing import Speaker
    from talentshed.web.readiness.instruments.values import Instrument

FILL_IN = {"required": _("Fill this in.")}
CHOOSE = {"required": _("Choose one.")}
LANGUAGES = (("en", "English"), ("es", "Español"))


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        error_messages={"required": _("Choose the day."), "invalid": _("Write a date, for example 2026-03-14.")},
    )


def _kind(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=KindOfPartner.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )


def _long(label: Any, hint: Any = "", *, required: bool = True, most: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea,
        error_messages=FILL_IN,
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day, in the time that the page is shown in."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class LastDayForm(forms.Form):
    """Until when raters answer."""

    closes_on = _day(_("Last day to answer"), _("Seven to ten days give everybody time."))

    @property
    def closes_at(self) -> datetime:
        """The last moment of the day."""
        return end_of(self.cleaned_data["closes_on"])


class RoundForm(LastDayForm):
    """A new round."""

    title = forms.CharField(label=_("Title"), max_length=120, error_messages=FILL_IN)
    instrument = forms.ChoiceField(label=_("Questions"), error_messages=CHOOSE)
    with_optional = forms.BooleanField(
        label=_("Ask the optional part too, where the questions have one"),
        required=False,
        help_text=_("Worker voice and job quality: four more items, never in the launch gate."),
    )
    field_order = ("title", "instrument", "with_optional", "closes_on")

    def __init__(self, *args: Any, instruments: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].choices = list(instruments)  # type: ignore[attr-defined]


class StateRoundForm(RoundForm):
    """A new round of a state's bodies."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["with_optional"]


class InviteForm(forms.Form):
    """Somebody who is asked to rate."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages=FILL_IN)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        error_messages={**FILL_IN, "invalid": _("Write an e-mail address, for example name@example.org.")},
    )
    kind = _kind(_("Rates from the side of"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES, error_messages=CHOOSE)


class MembersForm(forms.Form):
    """Members of the partnership who are asked to rate."""

    people = forms.MultipleChoiceField(
        label=_("People who speak for members"), error_messages={"required": _("Choose at least one.")}
    )

    def __init__(self, *args: Any, speakers: "Sequence[Speaker]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {str(each.person.pk): each for each in speakers}
        choices = [(key, str(each)) for key, each in self.speakers.items()]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "list[Speaker]":
        """Who was chosen."""
        return [self.speakers[key] for key in self.cleaned_data["people"]]


class SlipsForm(forms.Form):
    """Links to hand out in a room."""

    kind = _kind(_("For people from the side of"))
    count = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=60,
        error_messages={
            **FILL_IN,
            "invalid": _("Write a number, for example 6."),
            "min_value": _("Write a number between 1 and 60."),
            "max_value": _("Write a number between 1 and 60."),
        },
    )


class SettleForm(forms.Form):
    """What the room agreed on for one item."""

    value = forms.ChoiceField(label=_("Agreed value"), widget=forms.RadioSelect, error_messages=CHOOSE)
    rationale = _long(_("Why this value"), _("A sentence. For “not applicable”, why it does not apply."))
    dissent = _long(_("What others think"), _("Keep what was said against it; no names needed."), required=False)
    evidence = forms.CharField(
        label=_("Evidence link"),
        max_length=500,
        required=False,
        help_text=_("Where it can be seen. A value of 3 or 4 should have one."),
    )

    def __init__(self, *args: Any, instrument: "Instrument", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = values_of(instrument)  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Go, fix first or no-go."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=Round.Decision.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    decision_reason = _long(_("Why"))


class GapForm(forms.Form):
    """A gap that becomes work."""

    title = forms.CharField(label=_("What is to be done"), max_length=200, error_messages=FILL_IN)
    due_date = _day(_("By when"))
    owner = forms.ChoiceField(
        label=_("Who sees to it"), required=False, help_text=_("A person, an organization, or both.")
    )
    owner_organization = forms.ChoiceField(label=_("Organization that sees to it"), required=False)
    sought = forms.CharField(
        label=_("How you will know that the gap is closed"),
        max_length=300,
        required=False,
        help_text=_("The evidence that you look for."),
    )

    def __init__(
        self, *args: Any, people: "Sequence[Speaker]", members: "Sequence[Organization]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person.pk): each.person for each in reversed(people)}
        self.members = {str(each.pk): each for each in members}
        named = {str(each.person.pk): str(each) for each in reversed(people)}
        self.fields["owner"].choices = [("", ""), *reversed(named.items())]  # type: ignore[attr-defined]
        listed = [("", ""), *((key, str(each)) for key, each in self.members.items())]
        self.fields["owner_organization"].choices = listed  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given["owner"] = self.people.get(given["owner"])
        given["owner_organization"] = self.members.get(given["owner_organization"])
        return given


class InstrumentForm(forms.Form):
    """An instrument of a state's own."""

    text = _long(
        _("The file’s content"),
        _("YAML, in English and Spanish. Begin with a copy of the five components."),
        most=200_000,
    )


class AssistanceForm(forms.Form):
    """A date in the calendar of help."""

    title = forms.CharField(label=_("What is planned"), max_length=160, error_messages=FILL_IN)
    on_date = _day(_("When"))
    item = forms.ChoiceField(label=_("About which item"), required=False)
    about = _long(_("For whom, where, with what"), required=False)

    def __init__(self, *args: Any, instrument: "Instrument", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = [(item.key, f"{item.key} {item.text}") for item in instrument.items]
        self.fields["item"].choices = [("", ""), *items]  # type: ignore[attr-defined]


def values_of(instrument: "Instrument") -> list[tuple[str, str]]:
    """Return the answers of an instrument as choices, each with its behavior."""
    named = {"dk": _("Don’t know"), "na": _("Not applicable")}
    scale = [(str(each.value), f"{each.value} {each.name}: {each.anchor}") for each in instrument.scale]
    return [*scale, *((other, str(named[other])) for other in instrument.others if other in named)]
