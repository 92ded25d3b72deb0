"""Sector partnerships: who sits at the table, how far they are, and what comes next."""
