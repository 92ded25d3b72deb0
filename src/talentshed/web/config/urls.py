"""Which address leads where? Pages carry the language in front (/es/…), machines' addresses don't."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from talentshed.web.config.health import healthz
from talentshed.web.directory.views import machines
from talentshed.web.explore.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/", api.urls),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    *i18n_patterns(
        path("ui/", include("talentshed.web.ui.urls")),
        path("", include("talentshed.web.access.urls_library")),
        path("", include("talentshed.web.access.urls")),
        path("", include("talentshed.web.releases.urls")),
        path("", include("talentshed.web.organizations.urls")),
        path("", include("talentshed.web.partnerships.urls")),
        path("", include("talentshed.web.priorities.urls")),
        path("", include("talentshed.web.meetings.urls")),
        path("", include("talentshed.web.meetings.room_urls")),
        path("", include("talentshed.web.readiness.urls")),
        path("", include("talentshed.web.library.urls")),
        path("", include("talentshed.web.events.urls")),
        path("", include("talentshed.web.flows.urls")),
        path("", include("talentshed.web.directory.urls")),
        path("", include("talentshed.web.explore.urls")),
        path("", include("talentshed.web.reports.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "talentshed.web.ui.errors.bad_request"
handler403 = "talentshed.web.ui.errors.forbidden"
handler404 = "talentshed.web.ui.errors.not_found"
handler500 = "talentshed.web.ui.errors.server_error"
