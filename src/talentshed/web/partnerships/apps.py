"""Registers partnerships with Django, and what this capability adds to those below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PartnershipsConfig(AppConfig):
    """Partnerships, their members and roles, phases with gates, the workspace."""

    name = "talentshed.web.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make our links, records and readers known to the capabilities below."""
        from talentshed.web.access import queries as access
        from talentshed.web.explore.next_steps import register_next_step
        from talentshed.web.partnerships import handlers, holdings, insight, releasing, start, tabs
        from talentshed.web.partnerships.queries import work

        register_next_step(gettext_lazy("Start a partnership here"), start.address)
        handlers.register()
        holdings.register()
        tabs.register()
        insight.register()
        releasing.register()
        for section in (work.asked_section, work.partnerships_section):
            access.register_work(section)
