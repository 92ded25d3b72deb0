"""Tags for the pages of meetings."""
