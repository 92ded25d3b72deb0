"""What is kept of priorities: the priorities and their teams, work, the single table, requests, changes and efforts."""

from talentshed.web.priorities.models.efforts import Initiative, InitiativeCounty, InitiativeEmployer, InitiativeImport
from talentshed.web.priorities.models.priority import ActionTeam, ActionTeamMember, ChampionCommitment, Priority
from talentshed.web.priorities.models.requests import (
    RequestMessage,
    RequestRoute,
    ServiceRequest,
    SharedNeed,
    SharedNeedRequest,
)
from talentshed.web.priorities.models.systems import Service, SystemicChange
from talentshed.web.priorities.models.table import Need, Offer, OfferPartner
from talentshed.web.priorities.models.work import ActionItem, ActionItemDependency, CalendarFeed

__all__ = [
    "ActionItem",
    "ActionItemDependency",
    "ActionTeam",
    "ActionTeamMember",
    "CalendarFeed",
    "ChampionCommitment",
    "Initiative",
    "InitiativeCounty",
    "InitiativeEmployer",
    "InitiativeImport",
    "Need",
    "Offer",
    "OfferPartner",
    "Priority",
    "RequestMessage",
    "RequestRoute",
    "Service",
    "ServiceRequest",
    "SharedNeed",
    "SharedNeedRequest",
    "SystemicChange",
]
