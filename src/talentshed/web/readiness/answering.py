"""What is an answer to one item, and can it be kept as it is?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.values import NOT_APPLICABLE, Instrument
from talentshed.web.readiness.models.answers import LONGEST_WORDS

_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Answer:
    """What somebody says to one item."""

    value: str
    reason: str = ""
    evidence: str = ""
    comment: str = ""


def wrong_with(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return what has to be mended, by item; empty when all can be kept."""
    found = {item: _wrong(instrument, item, answer) for item, answer in answers.items()}
    return {item: sentence for item, sentence in found.items() if sentence}


def evidence_problem(evidence: str) -> str:
    """Return what is wrong with an evidence link; empty when nothing is."""
    if not evidence:
        return ""
    try:
        _is_address(evidence)
    except ValidationError:
        return _("The evidence is a link: copy the whole address, it begins with https://.")
    return _("The link is too long; use a shorter one.") if len(evidence) > 500 else ""


def _wrong(instrument: Instrument, item: str, answer: Answer) -> str:
    if not instrument.allows(item, answer.value):
        return _("Choose 0 to 4, don’t know, or not applicable.")
    if answer.value == NOT_APPLICABLE and not answer.reason.strip():
        return _("Say in a few words why it is not applicable.")
    if len(answer.reason) > LONGEST_WORDS or len(answer.comment) > LONGEST_WORDS:
        return _("Shorten your words to 600 characters.")
    return evidence_problem(answer.evidence.strip())
