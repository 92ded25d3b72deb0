"""What is stored of readiness: instruments, rounds, answers without names, what was agreed."""

from talentshed.web.readiness.models.answers import (
    Consensus,
    GapAction,
    KindOfPartner,
    Rater,
    Rating,
    TechnicalAssistance,
)
from talentshed.web.readiness.models.instrument import InstrumentVersion
from talentshed.web.readiness.models.pulse import Pulse, PulseAnswer, PulsePass, PulseValue, PulseWish
from talentshed.web.readiness.models.round import Invitation, Round

__all__ = [
    "Consensus",
    "GapAction",
    "InstrumentVersion",
    "Invitation",
    "KindOfPartner",
    "Pulse",
    "PulseAnswer",
    "PulsePass",
    "PulseValue",
    "PulseWish",
    "Rater",
    "Rating",
    "Round",
    "TechnicalAssistance",
]
