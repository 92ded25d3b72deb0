"""Which address shows a sector's packet, which an occupation, and which says what programs can ask?"""

from django.urls import URLPattern, path

from talentshed.web.explore.views import api_docs, occupations, packet

urlpatterns: list[URLPattern] = [
    path("regions/<str:region>/sectors/<str:sector>/", packet.packet, name="packet"),
    path("occupations/", occupations.search, name="occupations"),
    path("occupations/<str:soc>/", occupations.occupation, name="occupation"),
    path("api/docs", api_docs.docs, name="api-docs"),
]
