"""Which address leads to which page of priorities and the single table?"""

from django.urls import path

from talentshed.web.priorities.views import efforts, items, priorities, requests, systems, table, teams

app_name = "priorities"
_HERE = "partnerships/<int:pk>/"
_ONE = f"{_HERE}priorities/<int:priority_pk>/"
_TEAM = f"{_HERE}teams/<int:team_pk>/"
_NEED = f"{_HERE}table/<int:need_pk>/"

urlpatterns = [
    path(f"{_HERE}priorities/", priorities.index, name="list"),
    path(f"{_HERE}priorities/file.<str:kind>", priorities.index_file, name="list_file"),
    path(f"{_HERE}priorities/new/", priorities.propose, name="propose"),
    path(_ONE, priorities.one, name="priority"),
    path(f"{_ONE}edit/", priorities.edit, name="edit"),
    path(f"{_ONE}vote/", priorities.vote, name="vote"),
    path(f"{_ONE}decide/", priorities.decide, name="decide"),
    path(f"{_ONE}champions/new/", priorities.champion, name="champion"),
    path(f"{_ONE}champions/<int:champion_pk>/end/", priorities.end_champion, name="end_champion"),
    path(f"{_ONE}team/new/", teams.open_team, name="open_team"),
    path(f"{_TEAM}edit/", teams.change_team, name="change_team"),
    path(f"{_TEAM}plan/", teams.plan, name="plan"),
    path(f"{_TEAM}members/new/", teams.add_member, name="add_member"),
    path(f"{_TEAM}members/<int:member_pk>/remove/", teams.remove_member, name="remove_member"),
    path(f"{_TEAM}close/", teams.close_team, name="close_team"),
    path(f"{_HERE}items/", items.index, name="items"),
    path(f"{_HERE}items/file.<str:kind>", items.index_file, name="items_file"),
    path(f"{_HERE}items/new/", items.add, name="add_item"),
    path(f"{_HERE}items/<int:item_pk>/", items.one, name="item"),
    path(f"{_HERE}items/<int:item_pk>/waits/", items.waiting, name="waiting"),
    path(f"{_HERE}table/", table.index, name="table"),
    path(f"{_HERE}table/file.<str:kind>", table.index_file, name="table_file"),
    path(f"{_HERE}table/new/", table.post, name="post_need"),
    path(_NEED, table.need, name="need"),
    path(f"{_NEED}set/", table.set_need, name="set_need"),
    path(f"{_NEED}offers/new/", table.offer, name="offer"),
    path(f"{_NEED}offers/<int:offer_pk>/", table.set_offer, name="set_offer"),
    path(f"{_HERE}changes/", systems.changes, name="changes"),
    path(f"{_HERE}changes/new/", systems.promise, name="promise"),
    path(f"{_HERE}changes/<int:change_pk>/", systems.settle, name="settle"),
    path(f"{_HERE}services/", systems.services, name="services"),
    path(f"{_HERE}services/new/", systems.record, name="record_service"),
    path(f"{_HERE}services/<int:service_pk>/remove/", systems.remove_service, name="remove_service"),
    path(f"{_HERE}efforts/", systems.around, name="around"),
    path(f"{_HERE}tables/<slug:what>.<str:kind>", systems.as_table, name="systems_file"),
    path("requests/", requests.index, name="requests"),
    path("requests/new/", requests.ask, name="ask"),
    path("requests/<int:pk>/", requests.thread, name="thread"),
    path("requests/<int:pk>/close/", requests.close, name="close_request"),
    path("shared-needs/<int:pk>/", requests.shared, name="shared"),
    path("efforts/", efforts.index, name="efforts"),
    path("efforts/file.<str:kind>", efforts.index_file, name="efforts_file"),
    path("efforts/new/", efforts.add, name="add_effort"),
    path("efforts/<int:pk>/", efforts.one, name="effort"),
    path("efforts/<int:pk>/remove/", efforts.remove, name="remove_effort"),
    path("efforts/lists/new/", efforts.upload, name="upload_list"),
    path("efforts/lists/template.<str:kind>", efforts.template, name="efforts_template"),
    path("efforts/lists/<int:pk>/", efforts.batch, name="list_upload"),
    path("efforts/lists/<int:pk>/handle/", efforts.handle, name="handle_list"),
    path("my-calendar/", items.my_calendar, name="my_calendar"),
    path("calendar/<str:token>.ics", items.calendar, name="calendar"),
]
