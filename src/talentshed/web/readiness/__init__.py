"""Readiness self-assessments of a partnership, a region or a state."""
