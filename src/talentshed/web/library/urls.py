"""Which address leads to which page of the library?"""

from django.urls import URLPattern, path

from talentshed.web.library.views import asking, desk, public, resources, stories

app_name = "library"

urlpatterns: list[URLPattern] = [
    path("faq/", public.index, name="faq"),
    path("faq/ask/", asking.ask, name="ask"),
    path("faq/asked/", asking.asked, name="asked"),
    path("faq/similar/", asking.similar, name="similar"),
    path("faq/desk/", desk.desk, name="desk"),
    path("faq/desk/begin/", desk.begin, name="begin"),
    path("faq/desk/<int:pk>/", desk.question, name="question"),
    path("faq/desk/<int:pk>/write/", desk.write, name="write"),
    path("faq/desk/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("faq/desk/<int:pk>/versions/<int:number>/", desk.check, name="check"),
    path("faq/desk/<int:pk>/versions/<int:number>/publish/", desk.publish, name="publish"),
    path("faq/<slug:slug>/", public.answer, name="answer"),
    path("faq/<slug:slug>/helpful/", asking.helpful, name="helpful"),
    path("resources/", public.shelf, name="resources"),
    path("resources/kept/", resources.kept, name="kept"),
    path("resources/new/", resources.add, name="add_resource"),
    path("resources/lists/new/", resources.upload, name="upload"),
    path("resources/lists/template.<str:kind>", resources.template, name="template"),
    path("resources/lists/<int:pk>/", resources.batch, name="batch"),
    path("resources/lists/<int:pk>/do/", resources.handle, name="handle"),
    path("resources/<int:pk>/", public.resource, name="resource"),
    path("resources/<int:pk>/edit/", resources.edit, name="edit_resource"),
    path("resources/<int:pk>/remove/", resources.remove, name="remove_resource"),
    path("partnerships/<int:pk>/stories/", stories.page, name="stories"),
    path("partnerships/<int:pk>/stories/new/", stories.add, name="add_story"),
    path("partnerships/<int:pk>/stories/<int:story_pk>/", stories.edit, name="edit_story"),
    path("partnerships/<int:pk>/stories/<int:story_pk>/do/", stories.handle, name="handle_story"),
]
