"""What do people fill in around a launch room?"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings.models import Post, Requirement, Room, Theme
from talentshed.web.meetings.models.room_board import LONGEST_POST
from talentshed.web.meetings.room_tally import Mark


class PostForm(forms.Form):
    """One opportunity, obstacle or requirement."""

    id = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=Post.Kind.choices)
    text = forms.CharField(
        max_length=LONGEST_POST,
        error_messages={"required": _("Write something first."), "max_length": _("Keep it under 280 letters.")},
    )
    show_name = forms.BooleanField(required=False)
    theme = forms.IntegerField(required=False)


class NameForm(forms.Form):
    """Somebody's name."""

    id = forms.UUIDField(required=False)
    name = forms.CharField(max_length=120, error_messages={"required": _("Write your name.")})
    title = forms.CharField(max_length=120, required=False)
    requirement = forms.IntegerField(required=False)


class HeardForm(forms.Form):
    """What a support partner heard, and what it can do."""

    id = forms.UUIDField(required=False)
    heard = forms.CharField(max_length=2000, error_messages={"required": _("Write what you heard.")})
    can_do = forms.CharField(max_length=2000, required=False)
    name = forms.CharField(max_length=120, required=False)
    requirement = forms.IntegerField(required=False)


class VoteForm(forms.Form):
    """How the firms vote."""

    method = forms.ChoiceField(choices=Room.Method.choices)
    dots_each = forms.IntegerField(min_value=1, max_value=20)
    answer_days = forms.IntegerField(min_value=1, max_value=90)


class RequirementForm(forms.Form):
    """What is required, and for which themes."""

    text = forms.CharField(max_length=160, error_messages={"required": _("Write what is required.")})
    kind = forms.ChoiceField(choices=Requirement.Kind.choices)
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        error_messages={"required": _("Choose the opportunities or obstacles that it serves: at least one.")},
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = room.themes.filter(removed_at__isnull=True)  # type: ignore[attr-defined]


def id_of(form: forms.Form) -> uuid.UUID:
    """Return the id that a phone or a page made for what it sends; a new one where it made none."""
    held: uuid.UUID | None = form.cleaned_data.get("id")
    return held or uuid.uuid4()


def marks_of(data: Mapping[str, str], items: Iterable[int]) -> list[Mark]:
    """Read a ballot: fields such as dots-12, importance-12, rank-12. Items without any mark are left out.

    Raises:
        ValueError: a mark is not a number.
    """
    marks = [
        Mark(
            item,
            dots=_number(data.get(f"dots-{item}")),
            importance=_number(data.get(f"importance-{item}")),
            feasibility=_number(data.get(f"feasibility-{item}")),
            will_lead=_number(data.get(f"lead-{item}")),
            rank=_number(data.get(f"rank-{item}")),
        )
        for item in items
    ]
    return [mark for mark in marks if mark != Mark(mark.item)]


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.strip() else 0
