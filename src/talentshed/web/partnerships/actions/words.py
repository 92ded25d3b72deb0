"""Choosing the words that a state uses for the same ideas."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.policies.insight import may_choose_words
from talentshed.web.ui.labels import packs

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@transaction.atomic
def choose_words(*, by: "Person", state: "State", pack: str) -> None:
    """Set the label pack in whose words the partnerships of a state are shown. It changes words, never data."""
    may_choose_words(by, state).require()
    if pack not in packs():
        raise ValidationError({"pack": _("Choose one of the label packs.")})
    before, state.label_pack = state.label_pack, pack
    state.save(update_fields=["label_pack"])
    audit.record("WORDS_CHOSEN", by=by, about=state, state=state, before=before, after=pack)
