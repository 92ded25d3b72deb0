"""What other capabilities ask of organizations: who speaks for whom, which are there, what were they asked?"""

from talentshed.web.organizations.queries.asks import (
    ask_allowed,
    asks_by_organization,
    asks_in_month,
    asks_per_month,
    recent_asks,
)
from talentshed.web.organizations.queries.finding import (
    bodies_serving,
    confirmable,
    contacts_at,
    employers_in,
    organization_by_id,
    organizations_of,
    speaks_for,
    visible_organization,
    visible_organizations,
    visible_states,
)

__all__ = [
    "ask_allowed",
    "asks_by_organization",
    "asks_in_month",
    "asks_per_month",
    "bodies_serving",
    "confirmable",
    "contacts_at",
    "employers_in",
    "organization_by_id",
    "organizations_of",
    "recent_asks",
    "speaks_for",
    "visible_organization",
    "visible_organizations",
    "visible_states",
]
