"""Which address leads to which page of events?

Links that are as good as keys have /join/ in them: letters that were sent keep no working one (see `access.mail`).
"""

from django.urls import URLPattern, path, re_path

from talentshed.web.events.views import coming, helping, making, public, running

app_name = "events"
_ONE = "events/<int:pk>/"
_OWN = "events/join/<str:token>/"

urlpatterns: list[URLPattern] = [
    path("events/", public.events, name="list"),
    path("events/kit/", public.kit, name="kit"),
    path("events/kit/kit.docx", public.kit_file, name="kit_file"),
    re_path(r"^events/(?P<code>[A-Za-z]{2})\.ics$", public.feed, name="feed"),
    path("events/run/", making.run, name="run"),
    path("events/new/", making.new, name="new"),
    path("events/help/", helping.ask, name="ask"),
    path("events/help/sent/", helping.asked, name="asked"),
    path("events/help/requests/", helping.help_requests, name="help_requests"),
    path("events/help/requests/<int:pk>/", helping.help_request, name="help_request"),
    path("events/help/requests/<int:pk>/set/", helping.help_deed, name="help_deed"),
    path("events/peers/", helping.who_solved, name="peers"),
    path(_OWN, coming.own, name="own"),
    path(f"{_OWN}date.ics", coming.own_date, name="own_date"),
    path(f"{_OWN}give-back/", coming.give_back, name="give_back"),
    path("events/rate/<str:token>/", coming.rate, name="rate"),
    path(_ONE, public.event, name="event"),
    path(f"{_ONE}event.ics", public.date, name="date"),
    path(f"{_ONE}register/", coming.register, name="register"),
    path(f"{_ONE}thanks/", coming.thanks, name="thanks"),
    path(f"{_ONE}desk/", making.desk, name="desk"),
    path(f"{_ONE}edit/", making.edit, name="edit"),
    path(f"{_ONE}agenda/new/", making.session, name="add_session"),
    path(f"{_ONE}agenda/<int:session_pk>/", making.session, name="session"),
    path(f"{_ONE}agenda/<int:session_pk>/set/", making.session_deed, name="session_deed"),
    path(f"{_ONE}speakers/new/", making.speaker, name="add_speaker"),
    path(f"{_ONE}speakers/<int:speaker_pk>/remove/", making.remove_speaker, name="remove_speaker"),
    path(f"{_ONE}materials/new/", making.material, name="add_material"),
    path(f"{_ONE}materials/<int:material_pk>/remove/", making.remove_material, name="remove_material"),
    path(f"{_ONE}publish/", running.publish, name="publish"),
    path(f"{_ONE}call-off/", running.call_off, name="call_off"),
    path(f"{_ONE}hold/", running.hold, name="hold"),
    path(f"{_ONE}attendance/", running.attendance, name="attendance"),
    path(f"{_ONE}registrations.<str:kind>", running.registrations_file, name="registrations_file"),
    path(f"{_ONE}sheet/", running.sheet, name="sheet"),
    path("partnerships/<int:pk>/events/", helping.of_partnership, name="of_partnership"),
    path("partnerships/<int:pk>/peers/", helping.offer_peers, name="offer_peers"),
    path("partnerships/<int:pk>/peers/end/", helping.end_peers, name="end_peers"),
]
