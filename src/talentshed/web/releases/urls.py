"""Which address leads to the ledger, a release, its files, the floors?"""

from django.urls import path, re_path

from talentshed.web.releases import views

app_name = "releases"

urlpatterns = [
    path("releases/", views.ledger, name="ledger"),
    path("releases/<int:pk>/", views.release, name="release"),
    path("releases/<int:pk>/certificate.json", views.certificate, name="certificate"),
    re_path(r"^releases/(?P<pk>\d{1,17})/table-(?P<number>\d{1,3})\.(?P<kind>csv|xlsx)$", views.table, name="table"),
    path("releases/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("releases/floors/<str:code>/", views.floors, name="floors"),
    path("releases/floors/<int:pk>/agree/", views.agree, name="agree"),
    path("releases/floors/<int:pk>/end/", views.end, name="end_floor"),
]
