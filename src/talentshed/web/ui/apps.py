"""Registers the look with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base template, components, theme."""

    name = "talentshed.web.ui"
    label = "ui"
