"""What does an employer fill in to ask once, and what is said in the thread?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talentshed.web.priorities.forms.fields import choice, choose, from_list, radios, words
from talentshed.web.priorities.models import ServiceRequest, SharedNeedRequest

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.queries.requests import Place


class RequestForm(forms.Form):
    """One form, about two minutes."""

    place = choice(_("For which site"), ())
    topic = choice(_("What is it about"), ServiceRequest.Topic.choices)
    text = words(_("What do you need?"), most=2000, long=True, hint=_("Two sentences are enough."))
    occupation = words(_("Job or skill, if it is about one"), most=120, required=False, hint=_("For example: welders."))
    partnership = choice(
        _("Count it toward shared needs of"),
        (),
        required=False,
        hint=_(
            "If three firms ask alike, you are asked whether it is one need. Your name is not shown without your yes."
        ),
    )

    def __init__(
        self, *args: Any, places: "Sequence[Place]", partnerships: "Sequence[Partnership]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        sites = [(each.key, each.label) for each in places]
        choose(self, "place", sites)
        self.fields["partnership"].choices = [("", ""), *from_list(partnerships)]  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    """One message of the thread."""

    organization = choice(_("In the name of"), ())
    text = words(_("Message"), most=4000, long=True)

    def __init__(self, *args: Any, voices: "Sequence[Organization]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {str(each.pk): each for each in voices}
        choose(self, "organization", from_list(voices))


class AnswerForm(forms.Form):
    """Whether a firm shares a need."""

    answer = radios(
        _("Does your firm share this need?"), [each for each in SharedNeedRequest.Answer.choices if each[0]]
    )
    shows_name = forms.BooleanField(
        label=_("Show the name of our firm beside the need"),
        required=False,
        help_text=_("Left empty, the need shows how many firms share it, and not that you are one."),
    )
