"""Registers events with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events and training."""

    name = "talentshed.web.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
