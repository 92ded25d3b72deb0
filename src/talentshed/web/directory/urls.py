"""Which address leads to which page of the directory?"""

from django.urls import URLPattern, URLResolver, path

from talentshed.web.directory.views import keeping, leaders, public

app_name = "directory"

urlpatterns: list[URLPattern | URLResolver] = [
    path("directory/", public.directory, name="directory"),
    path("directory/partnerships.<slug:kind>", public.directory_file, name="file"),
    path("directory/<int:pk>/", public.partnership, name="partnership"),
    path("directory/<int:pk>/write/", public.write, name="write"),
    path("leaders/<str:region>/<str:sector>/", leaders.leaders, name="leaders"),
    path("leaders/<str:region>/<str:sector>/<slug:kind>.pdf", leaders.leaders_file, name="leaders_file"),
    path("partnerships/<int:pk>/public/", keeping.inside, name="inside"),
    path("partnerships/<int:pk>/public/write/", keeping.write_profile, name="write_profile"),
    path("partnerships/<int:pk>/public/name/", keeping.be_named, name="be_named"),
    path("partnerships/<int:pk>/public/name/<int:named>/end/", keeping.end_naming, name="end_naming"),
]
