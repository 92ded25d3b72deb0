"""Registers talent flows with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Sources of recent hires, and what would bring more people."""

    name = "talentshed.web.flows"
    label = "flows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our tabs, words and records known to the capabilities below."""
        from talentshed.web.flows import handlers

        handlers.register()
