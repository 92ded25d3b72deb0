"""Registers the reports with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The reports."""

    name = "talentshed.web.reports"
    label = "reports"
