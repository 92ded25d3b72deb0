"""What do staff fill in: what becomes of a question, an answer in both languages, what a reviewer wants changed?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.library.models import CATEGORIES, Question
from talentshed.web.library.resource_rows import is_address

_FILL = {"required": _("Fill this in.")}
MOST_CITATIONS = 20


class BeginForm(forms.Form):
    """A question that nobody asked yet."""

    text = forms.CharField(label=_("The question"), max_length=300, error_messages=_FILL)
    category = forms.ChoiceField(label=_("Category"), choices=[("", ""), *CATEGORIES], error_messages=_FILL)


class SettleForm(forms.Form):
    """What becomes of a question that isn't answered."""

    status = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (Question.Status.NEW, _("It is a real question: keep it among the new ones")),
            (Question.Status.DUPLICATE, _("A published answer says it already")),
            (Question.Status.DECLINED, _("Set it aside, with a reason")),
            (Question.Status.SPAM, _("It is spam")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    same_as = forms.ChoiceField(
        label=_("The answer that says it already"),
        required=False,
        help_text=_("Who asked and wanted to be told gets its address."),
    )
    reason = forms.CharField(label=_("Reason, if it is set aside"), max_length=300, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORIES, required=False)

    def __init__(self, *args: Any, answers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].choices = [("", ""), *answers]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer, English and Spanish side by side."""

    title_en = forms.CharField(label=_("Question, in English"), max_length=200, error_messages=_FILL)
    title_es = forms.CharField(label=_("Question, in Spanish"), max_length=200, required=False)
    text_en = forms.CharField(
        label=_("Answer, in English"),
        max_length=8000,
        widget=forms.Textarea,
        error_messages=_FILL,
        help_text=_("Short sentences. An empty line ends a paragraph; a line that begins with “- ” is a point."),
    )
    text_es = forms.CharField(
        label=_("Answer, in Spanish"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("You may save without it; it is needed before the answer is published."),
    )
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORIES)
    citations = forms.CharField(
        label=_("What it rests on"),
        required=False,
        widget=forms.Textarea,
        help_text=_("One a line: what it is, then, if it has one, a | and its address."),
    )

    def clean_citations(self) -> list[tuple[str, str]]:
        """Return each source as title and address.

        Raises:
            ValidationError: a line has no title, or its address doesn't open in a browser.
        """
        lines = [line.strip() for line in self.cleaned_data["citations"].splitlines() if line.strip()]
        if len(lines) > MOST_CITATIONS:
            raise forms.ValidationError(now("Keep it to {most} lines.").format(most=MOST_CITATIONS))
        found = []
        for number, line in enumerate(lines, 1):
            title, _bar, address = (part.strip() for part in line.partition("|"))
            if not title or len(title) > 300:
                sentence = now("Line {number}: write what it is in at most 300 letters, before the address.")
                raise forms.ValidationError(sentence.format(number=number))
            if address and not is_address(address):
                sentence = now("Line {number}: the address must begin with https:// or http://.")
                raise forms.ValidationError(sentence.format(number=number))
            found.append((title, address))
        return found


class ReturnForm(forms.Form):
    """What a reviewer wants changed."""

    note = forms.CharField(
        label=_("What should be changed"), max_length=500, widget=forms.Textarea, error_messages=_FILL
    )
