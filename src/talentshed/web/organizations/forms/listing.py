"""What does somebody look for in the list?"""

from django.http import QueryDict

from talentshed.web.organizations.models import Organization
from talentshed.web.organizations.queries.listing import Wanted
from talentshed.web.organizations.size_bands import SizeBand


def wanted(asked: QueryDict) -> Wanted:
    """Return what an address asks for; what can't be meant is left out."""
    kind, size = asked.get("kind", ""), asked.get("size", "")
    naics, county = asked.get("naics", "").strip(), asked.get("county", "").strip()
    return Wanted(
        search=asked.get("search", "").replace("\x00", "").strip()[:100],
        kind=kind if kind in Organization.Kind.values else "",
        county=county if county.isascii() and county.isdigit() and len(county) == 5 else "",
        naics=naics if naics.isascii() and naics.isdigit() and len(naics) <= 6 else "",
        size=size if size in SizeBand.values else "",
    )
