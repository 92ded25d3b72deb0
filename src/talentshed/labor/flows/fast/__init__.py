"""How is a whole state's analysis made in seconds? Rows are sorted by worker once, and one pass fills every table."""
