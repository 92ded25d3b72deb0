"""Where are the components shown? At /ui/, all of them, in every state."""

from django.urls import path

from talentshed.web.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
