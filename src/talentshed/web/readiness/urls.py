"""Which address leads to which page of readiness self-assessments?"""

from django.urls import URLPattern, URLResolver, include, path, re_path

from talentshed.web.readiness import urls_more
from talentshed.web.readiness.views import rating, results, rounds, states

app_name = "readiness"

_round: list[URLPattern | URLResolver] = [
    path("", rounds.round, name="round"),
    path("invite/", rounds.invite, name="invite"),
    path("invite/members/", rounds.invite_members, name="invite_members"),
    path("invite/<int:invitation_pk>/again/", rounds.again, name="again"),
    path("invite/<int:invitation_pk>/withdraw/", rounds.withdraw, name="withdraw"),
    path("slips/", rounds.slips, name="slips"),
    path("remind/", rounds.remind, name="remind"),
    path("paper/", rating.paper, name="paper"),
    path("last-day/", rounds.last_day, name="last_day"),
    path("call-off/", rounds.call_off, name="call_off"),
    path("reveal/", rounds.reveal, name="reveal"),
    path("talk/", results.talk, name="talk"),
    path("talk/middle/", results.middle, name="middle"),
    path("talk/close/", results.close, name="close"),
    path("talk/<str:key>/", results.item, name="item"),
    path("screen/<str:key>/", results.screen, name="screen"),
    path("results/", results.results, name="results"),
    re_path(r"^results/(?P<name>[a-z]+)\.(?P<kind>csv|xlsx)$", results.table, name="table"),
    path("gaps/<str:key>/", results.gap, name="gap"),
    path("decide/", results.decide, name="decide"),
    *urls_more.round_urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("partnerships/<int:pk>/readiness/", rounds.index, name="rounds"),
    path("partnerships/<int:pk>/readiness/open/", rounds.open_round, name="open"),
    path("partnerships/<int:pk>/readiness/gate/", rounds.gate, name="gate"),
    path("partnerships/<int:pk>/readiness/<int:round_pk>/", include((_round, "of_partnership"))),
    path("oversee/<str:code>/readiness/", states.state, name="state"),
    re_path(
        r"^oversee/(?P<code>[A-Za-z]{2})/readiness/(?P<name>regions|partnerships)\.(?P<kind>csv|xlsx)$",
        states.state_file,
        name="state_file",
    ),
    path("oversee/<str:code>/readiness/open/", states.open_round, name="open_state"),
    path("oversee/<str:code>/readiness/instruments/add/", states.add_instrument, name="add_instrument"),
    path("oversee/<str:code>/readiness/help/add/", states.plan, name="plan_assistance"),
    path("oversee/<str:code>/readiness/help/<int:assistance_pk>/drop/", states.drop, name="drop_assistance"),
    path("oversee/<str:code>/readiness/<int:round_pk>/", include((_round, "of_state"))),
    path("readiness/five_components.yaml", states.example, name="example"),
    path("readiness/join/<str:token>/", rating.join, name="join"),
    path("readiness/join/<str:token>/through/", rating.through, name="through"),
    path("readiness/join/<str:token>/<str:part>/", rating.rate, name="rate"),
    *urls_more.urlpatterns,
]
