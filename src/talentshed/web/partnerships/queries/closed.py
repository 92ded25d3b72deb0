"""Which pages stay closed to somebody in a partnership, so that no link leads them there?"""

from talentshed.web.organizations import policies as organizations
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.policies.insight import may_see_issues
from talentshed.web.partnerships.queries.joined import scope_in


def closed_to(held: Standing) -> frozenset[str]:
    """Return the keys of the pages, as the playbook names them, that somebody may not open; five queries."""
    scope = scope_in(held)
    reader = organizations.standing_of(held.person)
    asked = {
        "start_group": may_see_issues(held, held.partnership),
        "champions": organizations.may_see_champions(reader, scope),
        "peers": organizations.may_see_peers(reader, scope),
    }
    return frozenset(key for key, allowed in asked.items() if not allowed)
