"""What is written down of an organization, its sites, its counties and its people?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.models import Contact, Organization
from talentshed.web.organizations.models.organization import DecisionAuthority
from talentshed.web.organizations.queries import places
from talentshed.web.organizations.size_bands import SizeBand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from talentshed.web.access.models import State

_NAME = {"required": _("Write the name."), "max_length": _("At most 200 letters.")}


def industry_code(code: str) -> str:
    """Return a checked industry code.

    Raises:
        ValidationError: there is no such code.
    """
    if code and not places.is_industry(code):
        sentence = now("“{code}” is no industry code. Write two to six digits, for example 3336.")
        raise forms.ValidationError(sentence.format(code=code))
    return code


def county_choices(state: "State", held: "Iterable[str]" = ()) -> list[tuple[str, str]]:
    """Return the counties of a state to choose from, and those that are held already, wherever they are."""
    listed = {county.fips: county.name for county in places.counties_of(state.code)}
    further = {fips: places.county_name(fips) for fips in held if fips and fips not in listed}
    return [("", ""), *listed.items(), *further.items()]


class _WithIndustry(forms.Form):
    naics = forms.CharField(
        label=_("Industry code (NAICS)"),
        max_length=6,
        required=False,
        help_text=_("Two to six digits, if you know it."),
    )

    def clean_naics(self) -> str:
        """Refuse what is no industry code."""
        return industry_code(str(self.cleaned_data["naics"]).strip())


class OrganizationForm(_WithIndustry):
    """An organization."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages=_NAME)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", ""), *Organization.Kind.choices],
        error_messages={"required": _("Choose a kind.")},
    )
    size_band = forms.ChoiceField(
        label=_("Size of the whole organization"), choices=[("", ""), *SizeBand.choices], required=False
    )
    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a web address, for example https://example.org.")},
    )
    parent: Any = forms.ModelChoiceField(
        label=_("Holding company"),
        queryset=Organization.objects.none(),
        required=False,
        help_text=_("Only if it is in the list and this organization is part of it."),
    )
    field_order = ("name", "kind", "naics", "size_band", "website", "parent")

    def __init__(self, *args: Any, parents: "QuerySet[Organization]", may_set_kind: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        if not may_set_kind:
            del self.fields["kind"]


class SiteForm(_WithIndustry):
    """A place where an organization works."""

    name = forms.CharField(
        label=_("Name of the site"), max_length=200, required=False, help_text=_("For example Pekin plant.")
    )
    county_fips = forms.ChoiceField(label=_("County"), required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    size_band = forms.ChoiceField(label=_("Size of the site"), choices=[("", ""), *SizeBand.choices], required=False)
    is_headquarters = forms.BooleanField(label=_("This is the head office"), required=False)
    field_order = ("name", "county_fips", "city", "naics", "size_band", "is_headquarters")

    def __init__(self, *args: Any, state: "State", held: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county_fips"].choices = county_choices(state, [held])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for at least a name, a county or a city."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(field) for field in ("name", "county_fips", "city")):
            self.add_error("county_fips", now("Choose the county, or write the city or a name: a site is a place."))
        return given


class ContactForm(forms.Form):
    """Somebody to talk to."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages=_NAME)
    title = forms.CharField(label=_("Title"), max_length=120, required=False, help_text=_("For example plant manager."))
    decision_authority = forms.ChoiceField(
        label=_("What they can promise"), choices=DecisionAuthority.choices, required=False
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write an e-mail address, for example name@example.org.")},
    )
    email_consent = forms.BooleanField(
        label=_("They agreed that other partners and conveners see the e-mail"), required=False
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    phone_consent = forms.BooleanField(
        label=_("They agreed that other partners and conveners see the phone number"), required=False
    )

    def __init__(self, *args: Any, hidden: "frozenset[str]" = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who can't see an address can't change it either, nor say that its owner agreed.
        for name in hidden:
            del self.fields[name]
            del self.fields[f"{name}_consent"]

    @staticmethod
    def values_of(contact: Contact) -> dict[str, Any]:
        """Return what the fields begin with."""
        names = ("name", "title", "decision_authority", "email", "email_consent", "phone", "phone_consent")
        return {name: getattr(contact, name) for name in names}


class ServedForm(forms.Form):
    """Counties that a body is in charge of."""

    counties = forms.MultipleChoiceField(label=_("Counties"), required=False)

    def __init__(self, *args: Any, state: "State", held: "Iterable[str]" = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counties"].choices = county_choices(state, held)[1:]  # type: ignore[attr-defined]


class AssociationsForm(forms.Form):
    """Associations to which a firm belongs."""

    associations: Any = forms.ModelMultipleChoiceField(
        label=_("Associations and chambers"), queryset=Organization.objects.none(), required=False
    )

    def __init__(self, *args: Any, known: "QuerySet[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["associations"].queryset = known  # type: ignore[attr-defined]
