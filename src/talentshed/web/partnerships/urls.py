"""Which address leads to which page of a partnership?"""

from django.urls import URLPattern, path, re_path

from talentshed.web.partnerships import urls_playbook
from talentshed.web.partnerships.views import home, inviting, neutrality, overseer, people, phases, shaping, starting

app_name = "partnerships"

urlpatterns: list[URLPattern] = [
    path("partnerships/new/", starting.start, name="start"),
    path("partnerships/new/confirm/", starting.confirm, name="confirm"),
    path("oversee/<str:code>/", overseer.state, name="oversee"),
    re_path(
        r"^oversee/(?P<code>[A-Za-z]{2})/partnerships\.(?P<kind>csv|xlsx)$", overseer.state_file, name="oversee_file"
    ),
    path("partnerships/<int:pk>/", home.home, name="home"),
    path("partnerships/<int:pk>/overview/", overseer.partnership, name="overview"),
    path("partnerships/<int:pk>/coverage/", home.coverage, name="coverage"),
    path("partnerships/<int:pk>/trail/", home.trail, name="trail"),
    path("partnerships/<int:pk>/phases/", phases.phases, name="phases"),
    path("partnerships/<int:pk>/phases/advance/", phases.advance, name="advance"),
    path("partnerships/<int:pk>/phases/back/", phases.back, name="back"),
    path("partnerships/<int:pk>/about/", shaping.scope, name="scope"),
    path("partnerships/<int:pk>/about/change/", shaping.change, name="change_scope"),
    path("partnerships/<int:pk>/about/settings/", shaping.settings, name="settings"),
    path("partnerships/<int:pk>/about/close/", shaping.close, name="close"),
    path("partnerships/<int:pk>/about/reopen/", shaping.reopen, name="reopen"),
    path("partnerships/<int:pk>/people/", people.people, name="people"),
    path("partnerships/<int:pk>/people/add/", people.add, name="add_member"),
    path("partnerships/<int:pk>/people/invite/", inviting.employer, name="invite_employer"),
    path("partnerships/<int:pk>/people/invite-partner/", inviting.partner, name="invite_partner"),
    path("partnerships/<int:pk>/people/invitations/<int:link_pk>/withdraw/", inviting.withdraw, name="withdraw"),
    path("partnerships/<int:pk>/people/roles/<int:role_pk>/end/", people.end_role, name="end_role"),
    path("partnerships/<int:pk>/people/<int:member_pk>/", people.member, name="member"),
    path("partnerships/<int:pk>/people/<int:member_pk>/core/", people.core, name="core"),
    path("partnerships/<int:pk>/people/<int:member_pk>/leave/", people.leave, name="leave"),
    path("partnerships/<int:pk>/people/<int:member_pk>/give/", people.give, name="give_role"),
    path("partnerships/<int:pk>/neutrality/", neutrality.neutrality, name="neutrality"),
    path("partnerships/<int:pk>/neutrality/declare/", neutrality.declare, name="declare"),
    path("partnerships/<int:pk>/neutrality/<int:organization_pk>/", neutrality.answer, name="answer"),
    *urls_playbook.urlpatterns,
]
