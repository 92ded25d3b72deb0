"""Which components may templates use? Loaded for every template; `ui` has the frame, the others data and forms."""
