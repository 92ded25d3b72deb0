"""Registers people, states and the audit trail with Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """People, states, sign-in and the audit trail."""

    name = "talentshed.web.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what is kept and what recurs."""
        from talentshed.web.access import holdings

        holdings.register()
