"""What is kept of events and training: dates, agendas, who registered, what they thought, who asked for help."""

from talentshed.web.events.models.event import Event, Material, Session, Speaker
from talentshed.web.events.models.help import HelpRequest, PeerConsent
from talentshed.web.events.models.registration import Evaluation, Registration

__all__ = ["Evaluation", "Event", "HelpRequest", "Material", "PeerConsent", "Registration", "Session", "Speaker"]
