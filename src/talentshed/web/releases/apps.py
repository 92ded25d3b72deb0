"""Registers the ledger of releases with Django, and what this capability adds to those below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    """The one door out for confidential answers, and the ledger of what went through it."""

    name = "talentshed.web.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our records known to the capability below."""
        from talentshed.web.access import queries as access
        from talentshed.web.releases import holdings
        from talentshed.web.releases.queries import work

        holdings.register()
        access.register_personal_data(_("releases"), holdings.held_about)
        access.register_work(work.section)
