"""What is written down about a need, an offer, a change for good and a service?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.priorities.forms.fields import choice, choose, day, from_list, one_of, radios, words
from talentshed.web.priorities.models import Offer, Service, SystemicChange

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Organization
    from talentshed.web.priorities.models import Priority


class NeedForm(forms.Form):
    """A row of the single table."""

    title = words(_("What is needed"), hint=_("For example: evening seats in welding."))
    priority = one_of(_("For which priority"), required=False)
    quantity = forms.IntegerField(label=_("How many"), min_value=1, required=False)
    unit = words(_("Of what"), most=60, required=False, hint=_("For example: seats a year."))
    county_fips = choice(_("Where"), (), required=False)
    detail = words(_("What a partner must know"), most=2000, required=False, long=True)

    def __init__(
        self, *args: Any, priorities: "QuerySet[Priority]", counties: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = priorities  # type: ignore[attr-defined]
        self.fields["county_fips"].choices = [("", ""), *counties]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that a number has its unit."""
        super().clean()
        if self.cleaned_data.get("quantity") and not self.cleaned_data.get("unit"):
            self.add_error("unit", now("Say of what: seats a year, trucks, hours."))
        return self.cleaned_data


class OfferForm(forms.Form):
    """What a support partner puts against a need."""

    organization = choice(_("In the name of"), ())
    kind = radios(_("What do you offer?"), Offer.Kind.choices)
    quantity = forms.DecimalField(label=_("How much"), min_value=0, max_digits=12, decimal_places=2, required=False)
    unit = words(_("Of what"), most=60, required=False, hint=_("For example: seats, dollars, hours a week."))
    period = words(_("When"), most=120, required=False, hint=_("For example: each fall, or January to June 2027."))
    conditions = words(_("Conditions"), most=2000, required=False, long=True)
    partners = forms.MultipleChoiceField(label=_("Jointly with"), required=False)

    def __init__(
        self, *args: Any, mine: "Sequence[Organization]", others: "Sequence[Organization]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in (*mine, *others)}
        choose(self, "organization", from_list(mine))
        self.fields["partners"].choices = from_list(others)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that a number is above zero and has its unit."""
        super().clean()
        quantity = self.cleaned_data.get("quantity")
        if quantity is not None and quantity <= 0:
            self.add_error("quantity", now("Write a number above zero, or leave it out."))
        elif quantity and not self.cleaned_data.get("unit"):
            self.add_error("unit", now("Say of what: seats, dollars, hours."))
        return self.cleaned_data

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given["organization"] = self.named[given["organization"]]
        given["partners"] = [self.named[key] for key in given["partners"]]
        return given


class ChangeForm(forms.Form):
    """A commitment to change for good."""

    organization = choice(_("Who changes something"), ())
    kind = radios(_("What is changed?"), SystemicChange.Kind.choices)
    before = words(_("How it is today"), most=2000, long=True)
    after = words(_("How it will be"), most=2000, long=True)
    due_date = day(_("By when"))
    priority = one_of(_("For which priority"), required=False)

    def __init__(
        self, *args: Any, partners: "Sequence[Organization]", priorities: "QuerySet[Priority]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in partners}
        self.fields["organization"].choices = [("", ""), *from_list(partners)]  # type: ignore[attr-defined]
        self.fields["priority"].queryset = priorities  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "organization": self.named[self.cleaned_data["organization"]]}


class SettleForm(forms.Form):
    """How far a change is."""

    status = radios(_("How far is it?"), SystemicChange.Status.choices)
    evidence = words(
        _("Evidence"), most=500, required=False, hint=_("Where the change can be seen. Needed once it is made.")
    )

    def clean(self) -> dict[str, Any]:
        """See that a change that was made has evidence."""
        super().clean()
        if self.cleaned_data.get("status") == SystemicChange.Status.DONE and not self.cleaned_data.get("evidence"):
            self.add_error("evidence", now("Say where the change can be seen: a catalog, a schedule, an agreement."))
        return self.cleaned_data


class ServiceForm(forms.Form):
    """A service with its three tags."""

    name = words(_("What was done"))
    organization = choice(_("Who did it"), ())
    on_date = day(_("When"))
    driver = radios(_("What drove it?"), Service.Driver.choices)
    priority = one_of(_("Which priority asked for it"), required=False, hint=_("Needed to count as priority-led."))
    manner = radios(_("How did partners act?"), Service.Manner.choices)
    scale = radios(_("Whose need was it?"), Service.Scale.choices)

    def __init__(
        self, *args: Any, partners: "Sequence[Organization]", priorities: "QuerySet[Priority]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in partners}
        self.fields["organization"].choices = [("", ""), *from_list(partners)]  # type: ignore[attr-defined]
        self.fields["priority"].queryset = priorities  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that priority-led names its priority."""
        super().clean()
        if self.cleaned_data.get("driver") == Service.Driver.PRIORITY_LED and not self.cleaned_data.get("priority"):
            self.add_error("priority", now("A service counts as priority-led once it names its priority. Choose it."))
        return self.cleaned_data

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "organization": self.named[self.cleaned_data["organization"]]}
