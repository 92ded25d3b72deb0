"""Which address finds the labor market around a county? These stand before the addresses of single regions."""

from django.urls import URLPattern, path

from talentshed.web.explore.views import finder

urlpatterns: list[URLPattern] = [
    path("regions/finder/", finder.finder, name="finder"),
    path("regions/finder/use/", finder.use, name="finder-use"),
]
