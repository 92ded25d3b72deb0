"""The application: the pages on which people meet, on top of the engine."""
