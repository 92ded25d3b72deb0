"""Which address leads to which page on talent flows?"""

from django.urls import URLPattern, URLResolver, include, path

from talentshed.web.flows.views import hires, regional, release, telling, what_if

app_name = "flows"

_HERE = "partnerships/<int:pk>/flows/"

_regional: list[URLPattern | URLResolver] = [
    path("", regional.regional, name="regional"),
    path("upload/", release.upload, name="upload"),
    path("<int:release_pk>/", regional.regional, name="regional_of"),
    path("<int:release_pk>/preview/", release.preview, name="preview"),
    path("<int:release_pk>/confirm/", release.confirm, name="confirm"),
    path("<int:release_pk>/discard/", release.discard, name="discard"),
    path("<int:release_pk>/remove/", release.remove, name="remove"),
    path("<int:release_pk>/files/<path:name>", regional.file, name="file"),
    path("<int:release_pk>/figures/<slug:key>.<str:kind>", regional.figure_file, name="figure_file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_HERE}hires/", hires.hires, name="hires"),
    path(f"{_HERE}hires/publish/", hires.publish, name="publish"),
    path(f"{_HERE}hires/jobs/new/", hires.add_job, name="add_job"),
    path(f"{_HERE}hires/jobs/<int:job_pk>/close/", hires.close_job, name="close_job"),
    path(f"{_HERE}hires/template.<str:kind>", telling.template, name="hires_template"),
    path(f"{_HERE}hires/firms/<int:firm_pk>/", telling.tell, name="tell"),
    path(f"{_HERE}hires/firms/<int:firm_pk>/list/", telling.upload, name="upload"),
    path(f"{_HERE}hires/answers/<int:mapping_pk>/withdraw/", telling.withdraw, name="withdraw"),
    path(f"{_HERE}hires/<int:publication>/<slug:key>.<str:kind>", hires.hires_file, name="hires_file"),
    path(f"{_HERE}what-if/", what_if.what_if, name="what_if"),
    path(f"{_HERE}regional/", include((_regional, "of_partnership"))),
    path("oversee/<str:code>/flows/", include((_regional, "of_state"))),
    path("flows/simulated-release.zip", release.simulated, name="simulated"),
    path(f"{_HERE}what-if/table.<str:kind>", what_if.what_if_file, name="what_if_file"),
]
