"""What can go wrong before the application is even up?"""


class DemoError(Exception):
    """The database can't become a demo; the message says why, and what to do instead."""
