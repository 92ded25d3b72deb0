"""Registers events with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events and training."""

    name = "talentshed.web.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our records, pages and recurring work known to the capabilities below."""
        from talentshed.web.events import handlers, holdings, reminders

        handlers.register()
        holdings.register()
        assert reminders  # its recurring work is registered by importing it
