"""Which files does somebody choose: the .zip of a publishable folder, or all of its files at once?"""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from talentshed.web.flows.release_folder import MOST_BYTES, MOST_FILES


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files; too many, or too large together, are refused before they are read."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files in the order in which they came."""
        chosen = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not chosen:
            raise forms.ValidationError(now("Choose the .zip of the folder publishable, or all of its files."))
        if len(chosen) > MOST_FILES or sum(each.size for each in chosen) > MOST_BYTES:
            sentence = now("Choose at most {files} files with {most} MB together: the folder publishable alone.")
            raise forms.ValidationError(sentence.format(files=MOST_FILES, most=MOST_BYTES // 1024 // 1024))
        return [super(_FilesField, self).clean(each, initial) for each in chosen]


class ReleaseForm(forms.Form):
    """What is uploaded."""

    folder = _FilesField(
        label=_("The .zip of the folder publishable, or all of its files"),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )

    def uploads(self) -> list[tuple[str, bytes]]:
        """Return name and content of each file of a valid form."""
        return [(each.name, each.read()) for each in self.cleaned_data["folder"]]
