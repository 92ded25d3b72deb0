"""Everything that is written down of meetings: planning, the day itself, the records."""
