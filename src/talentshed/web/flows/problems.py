"""What can't be done as it was asked, in one sentence for the person who asked?"""


class NotPossible(ValueError):
    """What was asked can't be done; nothing was saved. The message is for the reader."""
