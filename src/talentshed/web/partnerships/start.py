"""How does one come from a region or a sector packet to a new partnership with both filled in?"""

from django.urls import reverse
from django.utils.http import urlencode

_CODES = "naics-"
"""Keys of sectors that are just an industry code begin so; the form takes such codes in a field of their own."""


def address(region: str, sector: str = "") -> str:
    """Return the address of the first step, with region and sector filled in. Both are keys of the public pages."""
    industry = {"naics": sector.removeprefix(_CODES)} if sector.startswith(_CODES) else {"sector": sector}
    asked = {"region": region, **{key: value for key, value in industry.items() if value}}
    return f"{reverse('partnerships:start')}?{urlencode(asked)}"
