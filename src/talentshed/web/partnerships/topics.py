"""When do two firms name the same issue? When they are written alike: small letters, single spaces."""


def topic_key(text: str) -> str:
    """Return a topic as it is kept and compared."""
    return " ".join(text.casefold().split()).strip(" .,;:!")
