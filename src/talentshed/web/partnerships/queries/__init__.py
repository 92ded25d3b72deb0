"""What other capabilities ask of partnerships: which one, who sits at the table, what is somebody there?"""

from talentshed.web.partnerships.policies import Standing, standing
from talentshed.web.partnerships.queries.facts import Facts, employer_members, facts_of, support_members
from talentshed.web.partnerships.queries.finding import (
    overseen_partnerships,
    overseen_standing,
    partnerships_of,
    roles_of,
    visible_partnership,
    visible_standing,
)
from talentshed.web.partnerships.queries.frame import Frame, frame
from talentshed.web.partnerships.queries.gates import Gate, gates

__all__ = [
    "Facts",
    "Frame",
    "Gate",
    "Standing",
    "employer_members",
    "facts_of",
    "frame",
    "gates",
    "overseen_partnerships",
    "overseen_standing",
    "partnerships_of",
    "roles_of",
    "standing",
    "support_members",
    "visible_partnership",
    "visible_standing",
]
