"""What is written down about an action item: who, by when, how far, and what it waits for?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.priorities.forms.fields import choice, day, from_list, one_of, radios, words
from talentshed.web.priorities.models import ActionItem

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Organization
    from talentshed.web.priorities.models import ActionTeam
    from talentshed.web.priorities.queries.choosing import Speaker


class ItemForm(forms.Form):
    """A task with its owner and its day."""

    title = words(_("What is to be done"))
    due_date = day(_("By when"))
    owner = choice(_("Who sees to it"), (), required=False, hint=_("A person, or below an organization, or both."))
    owner_organization = choice(_("Organization that sees to it"), (), required=False)
    team = one_of(_("Action team"), required=False)

    def __init__(
        self,
        *args: Any,
        people: "Sequence[Speaker]",
        members: "Sequence[Organization]",
        teams: "QuerySet[ActionTeam]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.person.pk): each.person for each in people}
        self.members = {str(each.pk): each for each in members}
        named: dict[str, str] = {}
        for each in people:
            named.setdefault(str(each.person.pk), str(each))
        self.fields["owner"].choices = [("", ""), *named.items()]  # type: ignore[attr-defined]
        self.fields["owner_organization"].choices = [("", ""), *from_list(members)]  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that somebody owns it."""
        super().clean()
        if not self.cleaned_data.get("owner") and not self.cleaned_data.get("owner_organization"):
            self.add_error("owner", now("An item has an owner: choose who sees to it."))
        return self.cleaned_data

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given["owner"] = self.people.get(given["owner"])
        given["owner_organization"] = self.members.get(given["owner_organization"])
        return given


class StatusForm(forms.Form):
    """How far an item is."""

    status = radios(_("How far is it?"), ActionItem.Status.choices)
    due_date = day(_("By when"))
    evidence = words(
        _("Evidence"), most=500, required=False, hint=_("Where the result can be seen. Needed once it is done.")
    )
    dropped_reason = words(_("Why it was dropped"), most=300, required=False)

    def clean(self) -> dict[str, Any]:
        """See that done has evidence, and dropped a reason."""
        super().clean()
        status = self.cleaned_data.get("status")
        if status == ActionItem.Status.DONE and not self.cleaned_data.get("evidence"):
            self.add_error("evidence", now("Say where the result can be seen: an address, minutes, a number."))
        if status == ActionItem.Status.DROPPED and not self.cleaned_data.get("dropped_reason"):
            self.add_error("dropped_reason", now("Say why it was dropped."))
        return self.cleaned_data


class WaitingForm(forms.Form):
    """What must be done first."""

    needs: Any = forms.ModelMultipleChoiceField(
        label=_("Which items must be done first?"), queryset=ActionItem.objects.none(), required=False
    )

    def __init__(self, *args: Any, items: "QuerySet[ActionItem]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = items  # type: ignore[attr-defined]
