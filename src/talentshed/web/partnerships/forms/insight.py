"""What is filled in about steps, issues of firms, the team, figures and the industry?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.functions import FUNCTIONS
from talentshed.web.partnerships.models import GroundTruthNote, HeldIssue, KnowledgeNote, Member
from talentshed.web.partnerships.queries.start_group import LEAST, MOST, MOST_ALLOWED
from talentshed.web.ui.labels import label, packs

DAY = {"required": _("Choose the day."), "invalid": _("Write a date, for example 2026-03-14.")}


class StepForm(forms.Form):
    """That a step is done, and how one sees it."""

    done_on = forms.DateField(label=_("Done on"), error_messages=DAY)
    note = forms.CharField(
        label=_("What was done or decided"),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text=_("In a sentence or two, with the names of those who decided. All members read it."),
    )
    evidence = forms.CharField(
        label=_("Where the proof is"),
        max_length=500,
        required=False,
        help_text=_("An address, the name of a file, the date of the minutes."),
    )


class IssueForm(forms.Form):
    """What one firm named."""

    member: Any = forms.ModelChoiceField(
        label=_("Firm"), queryset=Member.objects.none(), error_messages={"required": _("Choose the firm.")}
    )
    known = forms.ChoiceField(
        label=_("An issue that another firm named"),
        required=False,
        help_text=_("Choose it here if it is the same: only issues that are written alike count as shared."),
    )
    topic = forms.CharField(label=_("Or a new one, in two or three words"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=_("The new one is an"),
        widget=forms.RadioSelect,
        choices=HeldIssue.Kind.choices,
        required=False,
        initial=HeldIssue.Kind.OPPORTUNITY,
    )
    text = forms.CharField(
        label=_("In the firm’s own words"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_("No figures of the firm, no wages, prices or plans. Only conveners and the facilitator read it."),
    )

    def __init__(self, *args: Any, firms: Sequence[Member], issues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [each.pk for each in firms]
        field: Any = self.fields["member"]
        field.queryset = Member.objects.filter(pk__in=ids).select_related("organization")
        words = dict(HeldIssue.Kind.choices)
        known: Any = self.fields["known"]
        known.choices = [("", ""), *((f"{kind}:{topic}", f"{topic} ({words[kind]})") for kind, topic in issues)]

    def clean(self) -> dict[str, Any]:
        """One issue: a known one or a new one, not both."""
        given = super().clean() or self.cleaned_data
        known, topic = given.pop("known", ""), str(given.get("topic", "")).strip()
        if known and topic:
            self.add_error("topic", now("Choose a known issue or write a new one, not both."))
        elif not known and not topic:
            self.add_error("topic", now("Choose a known issue, or name a new one in two or three words."))
        elif known:
            given["kind"], given["topic"] = known.split(":", 1)
        elif not given.get("kind"):
            self.add_error("kind", now("Say whether it is an opportunity or an obstacle."))
        return given


class SizeForm(forms.Form):
    """How many firms a start group may have."""

    least = forms.IntegerField(label=_("At least"), min_value=2, max_value=MOST_ALLOWED, initial=LEAST)
    most = forms.IntegerField(label=_("At most"), min_value=2, max_value=MOST_ALLOWED, initial=MOST)

    def clean(self) -> dict[str, Any]:
        """The smaller number stands first."""
        given = super().clean() or self.cleaned_data
        if "least" in given and "most" in given and given["least"] > given["most"]:
            self.add_error("most", now("The second number is at least as large as the first."))
        return given


class StartGroupForm(forms.Form):
    """The firms with which to start."""

    members: Any = forms.ModelMultipleChoiceField(
        label=_("Firms"), queryset=Member.objects.none(), error_messages={"required": _("Choose at least two firms.")}
    )
    note = forms.CharField(
        label=_("Why it looks as it does"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_("What you know beyond the list: who trusts whom, who would come together."),
    )

    def __init__(self, *args: Any, firms: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.queryset = Member.objects.filter(pk__in=[each.pk for each in firms]).select_related("organization")


class WordsForm(forms.Form):
    """In which words a state's partnerships are shown."""

    pack = forms.ChoiceField(label=_("Label pack"), error_messages={"required": _("Choose one of the label packs.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pack"]
        field.choices = [(pack, f"{pack}: {label('sector_partnership', pack=pack)}") for pack in packs()]


class FunctionsForm(forms.Form):
    """What a support partner covers."""

    functions = forms.MultipleChoiceField(
        label=_("Functions that it covers"), choices=list(FUNCTIONS.items()), required=False
    )


class FigureForm(forms.Form):
    """What somebody says of a figure."""

    verdict = forms.ChoiceField(
        label=_("How does it compare with what you see?"),
        widget=forms.RadioSelect,
        choices=GroundTruthNote.Verdict.choices,
        error_messages={"required": _("Choose one of the three.")},
    )
    comment = forms.CharField(
        label=_("What makes you say so"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_(
            "Needed where it is doubtful or misses something. No figures of single firms. The page shows which "
            "side of the table said it, not who."
        ),
    )


class KnowledgeForm(forms.Form):
    """One thing known of the industry."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", ""), *KnowledgeNote.Kind.choices],
        error_messages={"required": _("Choose the kind.")},
    )
    title = forms.CharField(
        label=_("Title, or the word that is explained"),
        max_length=160,
        error_messages={"required": _("Write a title.")},
    )
    text = forms.CharField(
        label=_("What is known"),
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": _("Write what is known, in a sentence at least.")},
        help_text=_("Nothing that a firm said in confidence."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Who said it or where it stands, so that others can trust it."),
        error_messages={"required": _("Name the source: a person’s role, a magazine, an address.")},
    )
    on_date = forms.DateField(label=_("As of"), error_messages=DAY)
    is_shared_with_all = forms.BooleanField(
        label=_("Share with partnerships of all states"),
        required=False,
        help_text=_("Otherwise the partnerships of your state read it."),
    )

    def clean_on_date(self) -> Any:
        """Knowledge is of today or earlier."""
        day = self.cleaned_data["on_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(now("Choose today or an earlier day."))
        return day
