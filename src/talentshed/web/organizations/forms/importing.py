"""Which file is uploaded, and which of its columns holds what?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.importing.fields import FIELDS
from talentshed.web.organizations.importing.reading import MOST_BYTES
from talentshed.web.organizations.models import Organization

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


class UploadForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Its first row must name the columns."),
        },
    )
    by_organization: Any = forms.ModelChoiceField(
        label=_("In the name of"),
        queryset=Organization.objects.none(),
        required=False,
        help_text=_("Its people see the e-mail addresses and phone numbers in the file without further consent."),
    )

    def __init__(self, *args: Any, mine: "QuerySet[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by_organization"].queryset = mine  # type: ignore[attr-defined]
        if not mine.exists():
            del self.fields["by_organization"]

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            sentence = now(
                "The file has {size} MB, and at most {most} MB can be uploaded. Keep only your state’s rows."
            )
            most = MOST_BYTES // 1024 // 1024
            raise forms.ValidationError(sentence.format(size=round(file.size / 1024 / 1024), most=most))
        return file


class MappingForm(forms.Form):
    """Which column holds what, and how rows are taken."""

    def __init__(self, *args: Any, columns: "Sequence[str]", has_closures: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", now("not in the file")), *((column, column) for column in columns)]
        for each in FIELDS:
            self.fields[f"column_{each.key}"] = forms.ChoiceField(
                label=str(each.label), choices=choices, required=each.key == "name", help_text=str(each.help)
            )
        self.fields["column_name"].error_messages["required"] = now("Choose the column that holds the name.")
        self.fields["kind"] = forms.ChoiceField(
            label=_("Rows without a kind are"), choices=Organization.Kind.choices, required=True
        )
        self.fields["one_firm_per_name"] = forms.BooleanField(
            label=_("Rows with the same name are sites of one organization"), required=False
        )
        if has_closures:
            self.fields["skip_closures"] = forms.BooleanField(
                label=_("Leave out sites that were closed"), required=False
            )

    @property
    def mapping(self) -> dict[str, str]:
        """The chosen column by field."""
        chosen = {each.key: self.cleaned_data[f"column_{each.key}"] for each in FIELDS}
        return {key: column for key, column in chosen.items() if column}

    @property
    def options(self) -> dict[str, Any]:
        """How rows are taken."""
        return {
            "kind": self.cleaned_data["kind"],
            "one_firm_per_name": self.cleaned_data["one_firm_per_name"],
            "skip_closures": self.cleaned_data.get("skip_closures", False),
        }
