"""Registers organizations with Django, and what this capability adds to those below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Employers and partners, their sites and people, contacts made, imports."""

    name = "talentshed.web.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our links and records known to the capability below."""
        from talentshed.web.access import closing
        from talentshed.web.access import queries as access
        from talentshed.web.organizations import handlers, holdings, personal
        from talentshed.web.organizations.queries import work

        handlers.register()
        holdings.register()
        access.register_personal_data(_("organizations"), personal.held_about)
        access.register_work(work.section)
        closing.register(personal.end_for)
