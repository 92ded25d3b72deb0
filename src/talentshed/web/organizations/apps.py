"""Registers organizations with Django, and what this capability adds to those below."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Employers and partners, their sites and people, contacts made, imports."""

    name = "talentshed.web.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our links and records known to the capability below."""
        from talentshed.web.organizations import handlers, holdings

        handlers.register()
        holdings.register()
