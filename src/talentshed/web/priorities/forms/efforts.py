"""What is written down about an existing effort, and how is the inventory narrowed?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.queries import places
from talentshed.web.priorities.forms.fields import choice, day, words
from talentshed.web.priorities.models import Priority
from talentshed.web.priorities.queries.efforts import Wanted


class EffortForm(forms.Form):
    """One effort of the inventory."""

    name = words(_("What it is called"))
    lead = words(_("Who runs it"))
    purpose = choice(_("Purpose"), Priority.Kind.choices)
    counties = forms.MultipleChoiceField(
        label=_("Counties"), error_messages={"required": _("Choose at least one county.")}
    )
    naics = words(_("Industry codes"), required=False, hint=_("NAICS codes with commas, for example 332, 333."))
    employers = words(
        _("Employers that take part"), most=4000, required=False, long=True, hint=_("One a line, by name.")
    )
    meets = words(_("How often it meets"), most=120, required=False)
    funding = words(_("Who pays"), required=False)
    ends_on = day(_("When it ends"), required=False)
    outputs = words(_("What it brings about"), most=2000, required=False, long=True)
    contact = words(_("Contact"), required=False, hint=_("An office or a public address, no private one."))

    def __init__(self, *args: Any, counties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counties"].choices = counties  # type: ignore[attr-defined]

    def clean_naics(self) -> str:
        """See that each code is one."""
        codes = [code.strip() for code in self.cleaned_data["naics"].replace(";", ",").split(",") if code.strip()]
        for code in codes:
            if not places.is_industry(code):
                raise forms.ValidationError(now("“{code}” is no industry code.").format(code=code))
        return ",".join(codes)

    def clean_employers(self) -> list[str]:
        """Return the names, each once."""
        lines = (line.strip()[:200] for line in self.cleaned_data["employers"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class ListForm(forms.Form):
    """A list to upload."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another one.")},
    )


def wanted(asked: Mapping[str, str]) -> Wanted:
    """Return how the list is narrowed; what makes no sense is left out."""
    naics, county, purpose = (asked.get(key, "").strip() for key in ("naics", "county", "purpose"))
    return Wanted(
        naics=naics if naics.isdigit() else "",
        county=county if county.isdigit() and len(county) == 5 else "",
        purpose=purpose if purpose in Priority.Kind.values else "",
    )
