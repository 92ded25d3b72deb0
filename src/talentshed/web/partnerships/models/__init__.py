"""What is kept of partnerships: scope, members and roles, progress, and what the table knows."""

from talentshed.web.partnerships.models.insight import GroundTruthNote, HeldIssue, KnowledgeNote, StartGroup
from talentshed.web.partnerships.models.membership import (
    AT_THE_TABLE,
    Member,
    NeutralityAnswer,
    NeutralityRecord,
    Role,
)
from talentshed.web.partnerships.models.partnership import ParticipatingState, Partnership, PartnershipCounty
from talentshed.web.partnerships.models.progress import PhaseChange, StepRecord

__all__ = [
    "AT_THE_TABLE",
    "GroundTruthNote",
    "HeldIssue",
    "KnowledgeNote",
    "Member",
    "NeutralityAnswer",
    "NeutralityRecord",
    "ParticipatingState",
    "Partnership",
    "PartnershipCounty",
    "PhaseChange",
    "Role",
    "StartGroup",
    "StepRecord",
]
