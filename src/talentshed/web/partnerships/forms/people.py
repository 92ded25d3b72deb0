"""Who is invited, put on the list, given a role?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import Person
from talentshed.web.partnerships.models import Member, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Contact, Organization

_NAME = {"required": _("Write the name of the person.")}
_EMAIL = {
    "required": _("Write the e-mail address of the person."),
    "invalid": _("Write an e-mail address, for example name@example.org."),
}


OWN_NAME = "me"


class ListForm(forms.Form):
    """An organization for the list of those to be asked."""

    organization: "forms.ModelChoiceField[Organization]" = forms.ModelChoiceField(
        label=_("Organization"), queryset=None, error_messages={"required": _("Choose an organization.")}
    )

    def __init__(self, *args: Any, organizations: "QuerySet[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class EmployerForm(forms.Form):
    """Whom to invite, and over whose name."""

    organization: "forms.ModelChoiceField[Organization]" = forms.ModelChoiceField(
        label=_("Employer"),
        queryset=None,
        required=False,
        help_text=_("Employers on your list, and those with a site in the region in your industry."),
    )
    new_name = forms.CharField(
        label=_("Or the name of an employer that is not in the list"), max_length=200, required=False
    )
    name = forms.CharField(label=_("Name of the person"), max_length=120, error_messages=_NAME)
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("Think of who decides: owner, plant manager, CEO."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, error_messages=_EMAIL)
    inviter = forms.ChoiceField(
        label=_("Over whose name"),
        help_text=_("A champion or another peer. The letter carries this name."),
        error_messages={"required": _("Choose over whose name the letter goes out.")},
    )
    message = forms.CharField(
        label=_("A few words of the inviter"), widget=forms.Textarea, max_length=2000, required=False
    )
    override_reason = forms.CharField(
        label=_("Reason, where a public body sends it or the limit of asks is reached"),
        max_length=300,
        required=False,
        help_text=_("An invitation comes from a peer. Without a reason, it goes out over an employer’s name only."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Person.Language.choices)

    def __init__(
        self, *args: Any, employers: "QuerySet[Organization]", inviters: "QuerySet[Contact]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = employers  # type: ignore[attr-defined]
        self.cards = {str(card.pk): card for card in inviters}
        named = [(pk, f"{card.name}, {card.organization}") for pk, card in self.cards.items()]
        self.fields["inviter"].choices = [("", ""), *named, (OWN_NAME, now("My own name"))]  # type: ignore[attr-defined]

    def clean_inviter(self) -> "Contact | None":
        """Return the card that was chosen; None for one's own name."""
        return self.cards.get(self.cleaned_data["inviter"])

    def clean(self) -> dict[str, Any]:
        """Ask for one employer, from the list or by name."""
        given = self.cleaned_data
        if not given.get("organization") and not given.get("new_name", "").strip():
            self.add_error("organization", now("Choose an employer, or write the name of a new one."))
        return given


class PartnerForm(forms.Form):
    """Who is invited to a role other than an employer's."""

    role = forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect, error_messages={"required": _("Choose a role.")}
    )
    organization: "forms.ModelChoiceField[Organization]" = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=None,
        required=False,
        help_text=_("For which the person does it. Outside facilitators and observers may have none."),
    )
    name = forms.CharField(label=_("Name of the person"), max_length=120, error_messages=_NAME)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, error_messages=_EMAIL)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Person.Language.choices)

    def __init__(
        self, *args: Any, roles: tuple[str, ...], organizations: "QuerySet[Organization]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role.Kind(role).label) for role in roles]  # type: ignore[attr-defined]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """How far an organization is."""

    stage = forms.ChoiceField(
        label=_("How far it is"),
        choices=[(key, label) for key, label in Member.Stage.choices if key != Member.Stage.LEFT],
        error_messages={"required": _("Choose how far the organization is.")},
    )


class RoleForm(forms.Form):
    """Which role a person of the organization gets."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label=_("Person"), queryset=None, error_messages={"required": _("Choose a person.")}
    )
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})

    def __init__(self, *args: Any, people: "QuerySet[Person]", roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", ""), *((role, Role.Kind(role).label) for role in roles)]  # type: ignore[attr-defined]
