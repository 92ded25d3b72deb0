"""Which address leads to which page of readiness self-assessments?"""

from django.urls import URLPattern, URLResolver

app_name = "readiness"

urlpatterns: list[URLPattern | URLResolver] = []
