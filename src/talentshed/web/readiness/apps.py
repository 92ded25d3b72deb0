"""Registers readiness self-assessments with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Readiness self-assessments of a partnership, a region or a state."""

    name = "talentshed.web.readiness"
    label = "readiness"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our tabs, gates and records known to the capabilities below."""
        from talentshed.web.readiness import handlers, pulse_handlers

        handlers.register()
        pulse_handlers.register()
