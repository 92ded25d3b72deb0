"""Registers the directory with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The public directory and the public page of each partnership."""

    name = "talentshed.web.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our way into the workspace, and what we hold about people, known to the capabilities below."""
        from talentshed.web.directory import handlers

        handlers.register()
