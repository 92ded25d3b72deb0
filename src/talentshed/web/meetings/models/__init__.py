"""What is kept of meetings: dates, agendas, who came, what was decided."""

from talentshed.web.meetings.models.agenda import AgendaFinding, AgendaItem, Stop
from talentshed.web.meetings.models.coming import Acknowledgement, Attendance, Rsvp
from talentshed.web.meetings.models.meeting import FULL_TABLE, Meeting, Side
from talentshed.web.meetings.models.record import Decision, Minutes, Summary
from talentshed.web.meetings.models.room import Badge, Pass, Room, RoomFirm
from talentshed.web.meetings.models.room_board import Post, Requirement, RequirementTheme, Theme, ThemeChange
from talentshed.web.meetings.models.room_votes import Ballot, BallotLine, HeardResponse, SignUp

__all__ = [
    "FULL_TABLE",
    "Acknowledgement",
    "AgendaFinding",
    "AgendaItem",
    "Attendance",
    "Badge",
    "Ballot",
    "BallotLine",
    "Decision",
    "HeardResponse",
    "Meeting",
    "Minutes",
    "Pass",
    "Post",
    "Requirement",
    "RequirementTheme",
    "Room",
    "RoomFirm",
    "Rsvp",
    "Side",
    "SignUp",
    "Stop",
    "Summary",
    "Theme",
    "ThemeChange",
]
