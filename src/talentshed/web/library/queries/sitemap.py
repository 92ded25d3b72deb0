"""Which public pages does the library have, for search engines?"""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from talentshed.web.library.models import Resource
from talentshed.web.library.queries import faq


def sitemap() -> tuple[tuple[str, date | None], ...]:
    """Return each public address in the default language, with the day of its last change where it is known.

    The caller adds the other languages. Pages of the installation's first state carry no code of a state.
    """
    found: list[tuple[str, date | None]] = [(reverse(f"library:{name}"), None) for name in ("faq", "resources")]
    known = faq.states()
    for number, state in enumerate(known or (None,)):
        code = f"?{urlencode({'state': state.code})}" if number and state else ""
        for each in faq.entries(state):
            changed = each.published_at.date() if each.published_at else None
            found.append((reverse("library:answer", args=[each.slug]) + code, changed))
        if state is None:
            continue
        public = Resource.objects.filter(state=state, is_public=True).values_list("pk", "added_at", "changed_at")
        for pk, added, changed_at in public:
            found.append((reverse("library:resource", args=[pk]) + code, (changed_at or added).date()))
    return tuple(found)
