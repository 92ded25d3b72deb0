"""What is kept of organizations: who they are, whom they sent, what they were asked, what came from files."""

from talentshed.web.organizations.models.contacting import ChampionNote, Interaction, PeerInvitation
from talentshed.web.organizations.models.duplicates import DuplicatePair, Merge
from talentshed.web.organizations.models.importing import ImportBatch, ImportRow
from talentshed.web.organizations.models.organization import (
    AskCap,
    AssociationMember,
    Contact,
    Organization,
    ServedCounty,
    Site,
    Spokesperson,
)

__all__ = [
    "AskCap",
    "AssociationMember",
    "ChampionNote",
    "Contact",
    "DuplicatePair",
    "ImportBatch",
    "ImportRow",
    "Interaction",
    "Merge",
    "Organization",
    "PeerInvitation",
    "ServedCounty",
    "Site",
    "Spokesperson",
]
