"""Where is the labor market, and which industries matter there? Public pages on regions and sectors."""
