"""From which side does somebody rate who speaks for an organization of a kind?"""

_SIDES = {
    "employer": "industry",
    "education": "education",
    "workforce": "workforce",
    "economic_development": "economic_development",
    "association": "economic_development",
}


def kind_of_organization(kind: str) -> str:
    """Return the side of an organization's kind: chambers and associations count to economic development."""
    return _SIDES.get(kind, "community")
