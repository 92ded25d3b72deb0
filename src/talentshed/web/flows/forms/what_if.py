"""Which numbers does the what-if page ask for?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_MOST = 1_000_000
_WHOLE = {
    "required": _("Write a whole number, 0 or more."),
    "invalid": _("Write a whole number, 0 or more."),
    "min_value": _("Write a whole number, 0 or more."),
    "max_value": _("This number is too large."),
}
_PERCENT = {
    "required": _("Write a percent above 0, at most 100."),
    "invalid": _("Write a percent above 0, at most 100."),
    "min_value": _("Write a percent above 0, at most 100."),
    "max_value": _("Write a percent above 0, at most 100."),
}


def _whole(label: Any, hint: Any = "", *, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=_MOST, error_messages=_WHOLE)


def _percent(label: Any, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=0.01,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        error_messages=_PERCENT,
    )


class WhatIfForm(forms.Form):
    """Openings, completers, and how many of them come and stay."""

    openings = _whole(_("Openings a year"), _("People whom the firms want to hire for this job."))
    completers = _whole(_("Completers a year"), _("People who finish the programs that lead to it."))
    captured = _whole(_("Of them, hired and kept"), _("By the firms, or by the sector: use the same for all numbers."))
    share_from_training = _percent(_("Percent of openings to be filled from programs"))
    elsewhere = _whole(_("Hires a year from other programs"), _("Those who come anyway."))
    share_to_job = _percent(_("Percent of completers who look for this job"))
    completion = _percent(_("Percent of those who take a seat who complete"))

    DEFAULTS = {"share_from_training": 100, "elsewhere": 0, "share_to_job": 100, "completion": 100}  # noqa: RUF012
