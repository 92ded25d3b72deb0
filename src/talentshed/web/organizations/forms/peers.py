"""Who invites which peer, and what does a convener note about a possible champion?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import Person
from talentshed.web.organizations.models import ChampionNote, Contact

if TYPE_CHECKING:
    from django.db.models import QuerySet


class _People(forms.ModelChoiceField[Contact]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.organization}"


class PeerForm(forms.Form):
    """An invitation over a peer's name."""

    inviter: Any = _People(
        label=_("Who invites"), queryset=Contact.objects.none(), error_messages={"required": _("Choose who invites.")}
    )
    invited: Any = _People(
        label=_("Who is invited"),
        queryset=Contact.objects.none(),
        error_messages={"required": _("Choose who is invited.")},
    )
    message = forms.CharField(
        label=_("A personal line"),
        widget=forms.Textarea,
        required=False,
        max_length=1000,
        help_text=_("Stands in the letter."),
    )
    remind_on = forms.DateField(
        label=_("Remind on"), required=False, help_text=_("Empty: in a week. Nobody is reminded twice.")
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Person.Language.choices, initial="en")
    override_reason = forms.CharField(
        label=_("Reason to send it all the same"),
        max_length=300,
        required=False,
        help_text=_("Only where it was refused. A convener’s reason is kept in the audit trail."),
    )

    def __init__(
        self,
        *args: Any,
        inviters: "QuerySet[Contact]",
        invitable: "QuerySet[Contact]",
        may_override: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inviter"].queryset = inviters  # type: ignore[attr-defined]
        self.fields["invited"].queryset = invitable  # type: ignore[attr-defined]
        if not may_override:
            del self.fields["override_reason"]


_LEVELS = [("", _("not noted yet")), *ChampionNote.Level.choices]


class NoteForm(forms.Form):
    """What a convener notes."""

    standing = forms.TypedChoiceField(
        label=_("Standing among peers"), choices=_LEVELS, coerce=int, empty_value=None, required=False
    )
    passion = forms.TypedChoiceField(
        label=_("Passion for firm, industry and region"), choices=_LEVELS, coerce=int, empty_value=None, required=False
    )
    note = forms.CharField(
        label=_("Why you think so"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text=_(
            "What they said or did for the industry. Nothing about age, sex, origin, religion, health or family."
        ),
    )
