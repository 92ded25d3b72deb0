"""Registers priorities and the single table with Django, and what they add to a partnership's workspace."""

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    """Priorities, teams, items, the single table, requests, changes, existing efforts."""

    name = "talentshed.web.priorities"
    label = "priorities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our gates, panels, tabs, records and recurring work known to the capabilities below."""
        from talentshed.web.priorities import holdings, reminders, workspace

        holdings.register()
        workspace.register()
        reminders.register()
