"""What can't be done with a round as it stands, and what would do?"""


class RoundError(ValueError):
    """Something that was asked for can't be done as it stands; the message says why, and how to mend it."""
