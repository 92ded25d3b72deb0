"""Which address shows which public page?"""

from django.urls import URLPattern

from talentshed.web.explore import urls_finder, urls_packet, urls_places

app_name = "explore"
urlpatterns: list[URLPattern] = [*urls_finder.urlpatterns, *urls_places.urlpatterns, *urls_packet.urlpatterns]
