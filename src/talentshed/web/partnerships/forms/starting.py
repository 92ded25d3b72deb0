"""For which industry and region, under which name, by which body: the two steps of starting a partnership."""

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.queries import scope as scopes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import State
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.queries.scope import Area, Industry


class ScopeForm(forms.Form):
    """Industry and region."""

    sector = forms.ChoiceField(label=_("Sector"), required=False)
    naics = forms.CharField(
        label=_("NAICS codes"),
        max_length=300,
        required=False,
        help_text=_("Two to six digits each, with commas: 3323, 3327. They add to the sector, or stand alone."),
    )
    function = forms.CharField(
        label=_("Kind of work"),
        max_length=120,
        required=False,
        help_text=_("Where the partnership is about a kind of work that spans industries, for example welder."),
    )
    region = forms.CharField(
        label=_("Region"),
        max_length=2000,
        help_text=_("A county or area (Peoria County, IL), a region key (edr-IL-3), or the link of a region’s page."),
        error_messages={
            "required": _(
                "Say for which region: type a county or area, or paste the link of a region or of the region finder."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", ""), *scopes.sector_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Look industry and region up; each mistake stands beside its field."""
        given = self.cleaned_data
        industry = self._found(
            lambda: scopes.industry_of(given.get("sector", ""), given.get("naics", ""), given.get("function", ""))
        )
        area = self._found(lambda: scopes.area_of(given["region"])) if given.get("region") else None
        return {**given, "industry": industry, "area": area}

    def _found(self, look: Any) -> "Industry | Area | None":
        try:
            found: Industry | Area = look()
        except scopes.ScopeError as error:
            self.add_error(error.field, str(error))
            return None
        return found


class StartForm(forms.Form):
    """Name, states and convening body."""

    name = forms.CharField(
        label=_("Name"), max_length=160, error_messages={"required": _("Give the partnership a name.")}
    )
    home_state: "forms.ModelChoiceField[State]" = forms.ModelChoiceField(
        label=_("Home state"),
        queryset=None,
        error_messages={"required": _("Choose the state in which the convener works.")},
    )
    states: "forms.ModelMultipleChoiceField[State]" = forms.ModelMultipleChoiceField(
        label=_("Further states that take part"),
        queryset=None,
        required=False,
        help_text=_("Their overseers see the overview of this partnership, never its workspace."),
    )
    convener: "forms.ModelChoiceField[Organization]" = forms.ModelChoiceField(
        label=_("Body that convenes"),
        queryset=None,
        required=False,
        help_text=_("A neutral body for which you speak. You become its convener."),
    )

    def __init__(
        self,
        *args: Any,
        home_states: "QuerySet[State]",
        states: "QuerySet[State]",
        conveners: "QuerySet[Organization]",
        needs_convener: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_state"].queryset = home_states  # type: ignore[attr-defined]
        if states.exists():
            self.fields["states"].queryset = states  # type: ignore[attr-defined]
        else:
            del self.fields["states"]
        self.fields["convener"].queryset = conveners  # type: ignore[attr-defined]
        self.fields["convener"].required = needs_convener
        self.fields["convener"].error_messages["required"] = _("Choose the body for which you convene.")


class SettingsForm(forms.Form):
    """Name, time zone, handful, states."""

    name = forms.CharField(
        label=_("Name"), max_length=160, error_messages={"required": _("Give the partnership a name.")}
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    start_size = forms.IntegerField(
        label=_("How many firms make the handful that can launch"),
        min_value=2,
        max_value=50,
        help_text=_("A start needs a handful of like-minded firms, never a share of the market."),
        error_messages={"min_value": _("At least two firms."), "required": _("Write a number of firms.")},
    )
    states: "forms.ModelMultipleChoiceField[State]" = forms.ModelMultipleChoiceField(
        label=_("Further states that take part"),
        queryset=None,
        required=False,
        help_text=_("Their overseers see the overview of this partnership, never its workspace."),
    )

    def __init__(self, *args: Any, states: "QuerySet[State]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if zone.startswith(("America/", "Pacific/")))
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in zones]  # type: ignore[attr-defined]
        self.fields["states"].queryset = states  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why a partnership ends."""

    reason = forms.CharField(
        label=_("Why it ends"),
        max_length=300,
        help_text=_("One sentence. Members and the state read it."),
        error_messages={"required": _("Say why it ends, in a sentence.")},
    )
