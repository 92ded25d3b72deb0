"""What can be done with priorities and at the single table? One function per intent."""

from talentshed.web.priorities.actions.priorities import propose_priority

__all__ = ["propose_priority"]
