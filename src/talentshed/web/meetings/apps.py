"""Registers meetings with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and the launch room."""

    name = "talentshed.web.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our gates, panels and records known to the capabilities below."""
        from talentshed.web.meetings import handlers, holdings, room_forgetting, room_handlers

        handlers.register()
        holdings.register()
        room_handlers.register()
        assert room_forgetting  # its recurring work is registered by importing it
