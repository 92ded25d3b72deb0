"""Registers the public pages with Django."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """The public pages."""

    name = "talentshed.web.explore"
    label = "explore"
