"""What can't be done with an event, said in a sentence that tells how to mend it?"""


class NotPossible(ValueError):
    """Something that an event doesn't allow just now; the message says what to do instead."""
