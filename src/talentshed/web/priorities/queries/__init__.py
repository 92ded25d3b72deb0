"""What other capabilities ask of priorities: which are live, what is open, what is overdue, what is unclaimed?"""

from talentshed.web.priorities.queries.board import unclaimed_count
from talentshed.web.priorities.queries.calendars import register_events
from talentshed.web.priorities.queries.items import open_items, overdue
from talentshed.web.priorities.queries.listing import live_priorities, priorities_of

__all__ = ["live_priorities", "open_items", "overdue", "priorities_of", "register_events", "unclaimed_count"]
