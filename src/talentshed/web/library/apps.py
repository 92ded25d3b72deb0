"""Registers the library with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Questions and answers, and resources."""

    name = "talentshed.web.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what is kept, what recurs, and what it adds to "My work" and to workspaces."""
        from talentshed.web.library import handlers

        handlers.register()
