"""What people write about events: dates, registrations, opinions, requests."""
