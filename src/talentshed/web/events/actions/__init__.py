"""What people do with events: make and run them, come to them, and ask for help."""
