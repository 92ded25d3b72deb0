"""What does a firm fill in on its recent hires, and what does a convener who types it in?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.flows import periods
from talentshed.web.flows.answers import Answer, Consent, Way, problem_with, together
from talentshed.web.flows.models import SourceCode
from talentshed.web.priorities.forms.fields import choice, choose, day, words
from talentshed.web.ui.forms import Shown, shown

FEWEST_ROWS, MOST_ROWS = 6, 40
_MOST_HIRES = 100_000
_PARTS = ("tier1", "name", "tier2", "hires")
_COUNT = {
    "required": _("Write a whole number, 0 or more."),
    "invalid": _("Write a whole number, 0 or more."),
    "min_value": _("Write a whole number, 0 or more."),
    "max_value": _("This is more than one firm hires. Check the number."),
}


def _count(label: Any, *, required: bool = True, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=_MOST_HIRES,
        help_text=hint,
        error_messages=_COUNT,
    )


class JobForm(forms.Form):
    """A critical job for the list."""

    name = words(_("Critical job"), most=80, hint=_("As firms call it, for example welder."))
    soc_code = forms.CharField(
        label=_("Occupation code"),
        required=False,
        max_length=7,
        help_text=_("For example 51-4121, if you know it."),
        validators=[RegexValidator(r"^\d\d-\d{4}$", _("Write the code as 51-4121."))],
    )


class _WithConsent(forms.Form):
    """A period, and the firm's consent where somebody else types."""

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if on_behalf:
            self.fields["consent_by"] = words(
                _("Who at the firm agreed that you type this in"), most=160, hint=_("Name and title. It is logged.")
            )
            self.fields["consent_on"] = day(_("On which day"))

    def clean_consent_on(self) -> object:
        """Refuse a day to come."""
        given = self.cleaned_data["consent_on"]
        if given > timezone.localdate():
            raise forms.ValidationError(now("This day is still to come. Write the day on which they agreed."))
        return given

    def consent(self) -> Consent | None:
        """Return the consent of a valid form; None where the firm's own people answer."""
        given = self.cleaned_data
        return Consent(given["consent_by"], given["consent_on"]) if "consent_by" in given else None


def _periods() -> list[tuple[str, str]]:
    return [(each, periods.in_words(each)) for each in periods.offered(timezone.localdate())]


@dataclass(frozen=True)
class SourceRow:
    """The fields of one source."""

    number: int
    fields: tuple[Shown, ...]


class HiresForm(_WithConsent):
    """A firm's hires for one job in one period, source by source."""

    critical_job = choice(_("Critical job"), [])
    period = choice(_("Hired in"), [])
    hires = _count(_("Hires in all"), hint=_("Everybody hired for this job in that time. No names."))

    def __init__(
        self, *args: Any, jobs: Iterable[Any], on_behalf: bool, rows: int = FEWEST_ROWS, **kwargs: Any
    ) -> None:
        super().__init__(*args, on_behalf=on_behalf, **kwargs)
        choose(self, "critical_job", [(str(each.pk), str(each)) for each in jobs])
        self.fields["period"].choices = [("", ""), *_periods()]  # type: ignore[attr-defined]
        asked = sum(1 for name in self.data if name.startswith("tier1_"))
        self.rows = min(max(rows, asked, FEWEST_ROWS), MOST_ROWS)
        for number in range(1, self.rows + 1):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        sources = [each for each in SourceCode.choices if each[0] != SourceCode.NOT_REPORTED]
        self.fields[f"tier1_{number}"] = choice(_("Direct source"), sources, required=False)
        self.fields[f"name_{number}"] = words(_("Which one (stays with you)"), most=120, required=False)
        self.fields[f"tier2_{number}"] = choice(_("Before that"), sources, required=False)
        self.fields[f"hires_{number}"] = _count(_("Hires"), required=False)

    def head(self) -> list[Shown]:
        """Return the fields above the sources."""
        return [each for each in shown(self) if not each.name.startswith(tuple(f"{part}_" for part in _PARTS))]

    def source_rows(self) -> list[SourceRow]:
        """Return the fields of the sources, row by row."""
        by_name = {each.name: each for each in shown(self)}
        return [
            SourceRow(number, tuple(by_name[f"{part}_{number}"] for part in _PARTS))
            for number in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """See that each row is whole, and that the sources don't add up to more than the hires."""
        given = super().clean() or {}
        ways = [way for number in range(1, self.rows + 1) if (way := self._way(number, given)) is not None]
        if not self.errors:
            answer = Answer(int(given["critical_job"]), given["hires"], together(ways))
            problem = problem_with(answer)
            if problem:
                self.add_error("hires", problem)
            given["answer"] = answer
        return given

    def _way(self, number: int, given: dict[str, Any]) -> Way | None:
        tier1, name, tier2, hires = (given.get(f"{part}_{number}") for part in _PARTS)
        if not (tier1 or name or tier2 or hires):
            return None
        if not tier1:
            self.add_error(f"tier1_{number}", now("Choose the direct source of these hires, or empty the row."))
        if not hires and f"hires_{number}" not in self.errors:
            self.add_error(f"hires_{number}", now("Write how many came this way, as a whole number above 0."))
        if not (tier1 and hires):
            return None
        return Way(tier1, hires, tier2 or SourceCode.NOT_REPORTED.value, " ".join((name or "").split()))


def initial_of(answer: Answer | None, job: int | None, period: str) -> dict[str, Any]:
    """Return what the form shows at first: an earlier answer, or the job and period that were asked for."""
    first: dict[str, Any] = {"period": period} | ({"critical_job": str(job)} if job else {})
    if answer is None:
        return first
    first |= {"critical_job": str(answer.job), "hires": answer.hires}
    for number, each in enumerate(answer.ways, 1):
        tier2 = "" if each.tier2 == SourceCode.NOT_REPORTED else each.tier2
        told = dict(zip(_PARTS, (each.tier1, each.tier1_name, tier2, each.hires), strict=True))
        first |= {f"{part}_{number}": value for part, value in told.items()}
    return first


class UploadForm(_WithConsent):
    """A list of hires to upload; the rows themselves once they were read."""

    period = choice(_("Hired in"), [])
    file = forms.FileField(
        label=_("CSV or XLSX file"),
        required=False,
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000, strip=False)

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, on_behalf=on_behalf, **kwargs)
        self.fields["period"].choices = [("", ""), *_periods()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that there is something to read."""
        given = super().clean() or {}
        if not given.get("file") and not given.get("rows") and "file" not in self.errors:
            self.add_error("file", now("Choose a file."))
        return given

    def carried(self, rows: str) -> Sequence[tuple[str, str]]:
        """Return what the preview carries on to the button that saves."""
        named = [name for name in self.fields if name not in ("file", "rows")]
        return [*((name, str(self[name].value() or "")) for name in named), ("rows", rows)]
