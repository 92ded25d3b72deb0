"""What other capabilities ask of meetings: which are there, and when is the next one?"""

from talentshed.web.meetings.queries.finding import last_held, meetings_of, next_meeting, visible_meeting

__all__ = ["last_held", "meetings_of", "next_meeting", "visible_meeting"]
