"""Which address shows which page on places: home, regions, ranking, comparison, data?"""

from django.urls import URLPattern, path

from talentshed.web.explore.views import about, places, ranking

urlpatterns: list[URLPattern] = [
    path("", places.home, name="home"),
    path("regions/", places.regions, name="regions"),
    path("regions/open/", places.open_region, name="open"),
    path("regions/<str:key>/", places.region, name="region"),
    path("regions/<str:key>/ranking/", ranking.ranking, name="ranking"),
    path("regions/<str:key>/ranking/decision/", ranking.decision, name="decision"),
    path("compare/", ranking.compare, name="compare"),
    path("data/", about.data, name="data"),
    path("about/", about.about, name="about"),
]
