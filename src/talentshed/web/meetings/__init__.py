"""Meetings of a partnership: agenda, seats, who came, what was said and decided, and the launch room."""
