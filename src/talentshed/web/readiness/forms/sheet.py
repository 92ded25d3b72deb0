"""What does a rater, or who types in a paper form, answer to each item?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.readiness.answering import Answer, wrong_with
from talentshed.web.readiness.models import KindOfPartner
from talentshed.web.readiness.models.answers import LONGEST_WORDS
from talentshed.web.ui.values import Choice

if TYPE_CHECKING:
    from talentshed.web.readiness.instruments.values import Instrument, Item
    from talentshed.web.readiness.models import Rating

_WORDS = ("reason", "evidence", "comment")
_SHORTEN = {"max_length": _("Shorten your words to 600 characters.")}


@dataclass(frozen=True)
class Asked:
    """One item as the page shows it."""

    item: "Item"
    name: str
    choices: tuple[Choice, ...]
    error: str
    reason: str
    evidence: str
    comment: str

    @property
    def has_words(self) -> bool:
        """Whether the part for words stands open: something is in it, or has to be mended."""
        return bool(self.reason or self.evidence or self.comment or self.error)


def name_of(item: str) -> str:
    """Return under which name an item stands in the form: without a dot, so that style and script can find it."""
    return item.replace(".", "-")


class SheetForm(forms.Form):
    """Answers to some items, each with reason, evidence link and comment."""

    def __init__(self, *args: Any, instrument: "Instrument", items: "Sequence[Item]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument, self.items = instrument, tuple(items)
        scale = [(str(each.value), f"{each.value} {each.name}") for each in instrument.scale]
        values = [*scale, ("dk", now("Don’t know")), ("na", now("Not applicable"))]
        choose = {"invalid_choice": _("Choose 0 to 4, don’t know, or not applicable.")}
        for item in self.items:
            name = name_of(item.key)
            self.fields[name] = forms.ChoiceField(
                label=item.text, choices=values, required=False, widget=forms.RadioSelect, error_messages=choose
            )
            for part in _WORDS:
                most = 500 if part == "evidence" else LONGEST_WORDS
                self.fields[f"{name}-{part}"] = forms.CharField(
                    max_length=most, required=False, error_messages=_SHORTEN
                )

    @classmethod
    def known(cls, answers: "Mapping[str, Rating]") -> dict[str, str]:
        """Return what was answered before, as the form's initial values."""
        found: dict[str, str] = {}
        for key, each in answers.items():
            found[name_of(key)] = each.value
            found |= {f"{name_of(key)}-{part}": getattr(each, part) for part in _WORDS}
        return found

    def clean(self) -> dict[str, Any]:
        """See that each answer can be kept, and that no words stand without one."""
        super().clean()
        for key, sentence in wrong_with(self.instrument, self.answers).items():
            self.add_error(name_of(key), sentence)
        for item in self.items:
            name = name_of(item.key)
            if not self.cleaned_data.get(name) and name not in self.errors and any(self._words(name)):
                self.add_error(name, now("You wrote something here: choose a value too."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered, by item; what was left out is not in it."""
        found = {}
        for item in self.items:
            name = name_of(item.key)
            if value := self.cleaned_data.get(name):
                found[item.key] = Answer(value, *self._words(name))
        return found

    @property
    def asked(self) -> list[Asked]:
        """The items as the page shows them."""
        return [self._asked(item) for item in self.items]

    def _asked(self, item: "Item") -> Asked:
        name = name_of(item.key)
        bound = self[name]
        chosen = str(bound.value() or "")
        options = self.fields[name].choices  # type: ignore[attr-defined]
        parts = (name, *(f"{name}-{part}" for part in _WORDS))
        errors = [str(each) for part in parts for each in self.errors.get(part, [])] if self.is_bound else []
        return Asked(
            item,
            name,
            tuple(Choice(value, str(label), chosen=value == chosen) for value, label in options),
            errors[0] if errors else "",
            *(str(self[f"{name}-{part}"].value() or "") for part in _WORDS),
        )

    def _words(self, name: str) -> list[str]:
        return [self.cleaned_data.get(f"{name}-{part}", "").strip() for part in _WORDS]


class PaperForm(SheetForm):
    """A form that was filled in on paper."""

    kind = forms.ChoiceField(
        label=_("The form comes from the side of"),
        choices=KindOfPartner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class SideForm(forms.Form):
    """From which side somebody rates."""

    kind = forms.ChoiceField(
        label=_("I rate from the side of"),
        choices=KindOfPartner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
