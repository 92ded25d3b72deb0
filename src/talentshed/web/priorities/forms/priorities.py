"""What is written down about a priority, its champions, its team and the team's plan?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.priorities.forms.fields import choice, from_list, radios, words
from talentshed.web.priorities.models import Priority

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization
    from talentshed.web.priorities.queries.choosing import Speaker

CAUSE_HINT = _("Ask why until the answer no longer changes. It is not always training.")


def _whole_cause(form: forms.Form) -> None:
    cause, kind = form.cleaned_data.get("cause"), form.cleaned_data.get("cause_kind")
    if cause and not kind:
        form.add_error("cause_kind", now("Choose which kind of cause this is."))
    if kind and not cause:
        form.add_error("cause", now("Say in a sentence what lies at the root."))


class PriorityForm(forms.Form):
    """A priority in the industry's words, with its root cause."""

    title = words(
        _("Priority"), most=160, hint=_("In the words of the industry, for example: Fill second-shift welding.")
    )
    kind = choice(_("Type"), Priority.Kind.choices, hint=_("Any of six. None is mandatory, training included."))
    statement = words(_("What it is about"), most=2000, required=False, long=True)
    cause = words(_("Root cause"), most=2000, required=False, long=True, hint=CAUSE_HINT)
    cause_kind = choice(_("Kind of cause"), Priority.CauseKind.choices, required=False)

    def clean(self) -> dict[str, Any]:
        """See that the cause is whole."""
        super().clean()
        _whole_cause(self)
        return self.cleaned_data


class VoteForm(forms.Form):
    """The result of the employers' vote."""

    rank = forms.IntegerField(label=_("Rank in the vote"), min_value=1, max_value=99, required=False)


class ChampionForm(forms.Form):
    """Who champions a priority."""

    organization = choice(_("Employer"), ())
    name = words(_("Name of the executive"), most=120)

    def __init__(self, *args: Any, firms: "Sequence[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = [("", ""), *from_list(firms)]  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A team: without a lead from industry it does not open."""

    name = words(_("Name of the team"), most=160)
    lead = choice(
        _("Lead, from industry"),
        (),
        hint=_("Somebody who speaks for an employer at the table. A team can’t open without."),
    )
    liaison = choice(_("Liaison, from a support partner"), (), required=False)

    def __init__(self, *args: Any, leads: "Sequence[Speaker]", liaisons: "Sequence[Speaker]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {each.key: each for each in leads}
        self.liaisons = {str(each.person.pk): each for each in liaisons}
        for name, found in (("lead", self.leads), ("liaison", self.liaisons)):
            self.fields[name].choices = [("", ""), *((key, str(each)) for key, each in found.items())]  # type: ignore[attr-defined]
        self.fields["lead"].error_messages["required"] = now(
            "A team opens with a lead from industry. Choose somebody of an employer at the table."
        )

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        lead = self.leads[self.cleaned_data["lead"]]
        liaison = self.liaisons.get(self.cleaned_data["liaison"])
        return {
            "name": self.cleaned_data["name"],
            "lead": lead.person,
            "lead_organization": lead.organization,
            "liaison": liaison.person if liaison else None,
        }


class PlanForm(forms.Form):
    """A team's plan. The root cause stands first."""

    cause = words(_("Root cause"), most=2000, long=True, hint=CAUSE_HINT)
    cause_kind = radios(_("What lies at the root?"), Priority.CauseKind.choices)
    plan = words(_("What the team will do"), most=4000, long=True)
    measure = words(_("What is counted"), hint=_("For example: welders hired who stay a year."))
    target = words(_("How much of it, by when"), hint=_("For example: 40 by December 2027."))


class TeamMemberForm(forms.Form):
    """Somebody who works in the team."""

    organization = choice(_("Organization"), ())
    name = words(_("Name"), most=120)

    def __init__(self, *args: Any, members: "Sequence[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = [("", ""), *from_list(members)]  # type: ignore[attr-defined]
