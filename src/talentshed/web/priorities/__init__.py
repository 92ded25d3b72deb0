"""Priorities of the industry, and the single table where needs meet what partners offer."""
