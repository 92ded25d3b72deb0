"""Which address leads to which page of a launch room?"""

from django.urls import path

from talentshed.web.meetings.views import room_desk, room_lead, room_phone, room_screen, room_sort

app_name = "room"
_ROOM = "partnerships/<int:pk>/meetings/<int:meeting_pk>/room/"
urlpatterns = [
    path("room/come-in/<str:token>/", room_phone.come_in, name="come_in"),
    path("room/<int:room_pk>/", room_phone.phone, name="phone"),
    path("room/<int:room_pk>/live", room_phone.live, name="live"),
    path("room/<int:room_pk>/post/", room_phone.post, name="post"),
    path("room/<int:room_pk>/vote/", room_phone.vote, name="vote"),
    path("room/<int:room_pk>/sign-up/", room_phone.sign_up, name="sign_up"),
    path("room/<int:room_pk>/heard/", room_phone.heard, name="heard"),
    path("room/<int:room_pk>/notice/", room_phone.acknowledge, name="acknowledge"),
    path("room/<int:room_pk>/share/", room_phone.share, name="share"),
    path(_ROOM, room_lead.lead, name="lead"),
    path(f"{_ROOM}open/", room_lead.open_room, name="open"),
    path(f"{_ROOM}live", room_screen.live, name="screen_live"),
    path(f"{_ROOM}screen/", room_screen.screen, name="screen"),
    path(f"{_ROOM}stage/", room_lead.stage, name="stage"),
    path(f"{_ROOM}vote/", room_lead.vote_settings, name="vote_settings"),
    path(f"{_ROOM}turn/", room_lead.turn, name="turn"),
    path(f"{_ROOM}keep/", room_lead.keep, name="keep"),
    path(f"{_ROOM}withdraw/", room_lead.withdraw_sign_up, name="withdraw_sign_up"),
    path(f"{_ROOM}close/", room_lead.close, name="close"),
    path(f"{_ROOM}heard/", room_lead.heard, name="heard_as"),
    path(f"{_ROOM}check-in/", room_desk.desk, name="desk"),
    path(f"{_ROOM}badges/", room_desk.sheet, name="sheet"),
    path(f"{_ROOM}badges/<int:badge_pk>/", room_desk.badge, name="badge"),
    path(f"{_ROOM}badges/<int:badge_pk>/withdraw/", room_desk.withdraw, name="withdraw_badge"),
    path(f"{_ROOM}write/", room_desk.write, name="write"),
    path(f"{_ROOM}sort/", room_sort.sort, name="sort"),
    path(f"{_ROOM}hide/", room_sort.hide, name="hide"),
    path(f"{_ROOM}requirement/", room_sort.requirement, name="requirement"),
    path(f"{_ROOM}requirement/remove/", room_sort.remove_requirement, name="remove_requirement"),
]
