"""Pages of priorities and the single table."""
