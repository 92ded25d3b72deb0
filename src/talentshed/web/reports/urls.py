"""Which address downloads which report?"""

from django.urls import URLPattern, path

from talentshed.web.reports import views

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("export/<slug:page>/<path:key>/all.<slug:format>", views.whole, name="page"),
    path("export/<slug:page>/<path:key>/<slug:figure>.<slug:format>", views.one, name="figure"),
]
