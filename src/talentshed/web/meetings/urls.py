"""Which address leads to which page of a meeting?"""

from django.urls import URLPattern, include, path, re_path
from django.urls.resolvers import URLResolver

from talentshed.web.meetings.views import agenda, coming, day, invited, planning, recording

app_name = "meetings"

_meeting: list[URLPattern | URLResolver] = [
    path("", planning.meeting, name="meeting"),
    path("change/", planning.change, name="change"),
    path("cancel/", planning.cancel, name="cancel"),
    path("meeting.ics", invited.date, name="date"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/add/", agenda.item, name="add_item"),
    path("agenda/run-sheet/", agenda.use_sheet, name="use_sheet"),
    path("agenda/<int:item_pk>/", agenda.item, name="item"),
    path("agenda/<int:item_pk>/move/", agenda.move, name="move_item"),
    path("agenda/<int:item_pk>/remove/", agenda.remove, name="remove_item"),
    path("agenda/words/<int:finding_pk>/", agenda.decide, name="decide"),
    path("script/", day.script, name="script"),
    path("timer/", day.timer, name="timer"),
    path("timer/end/", day.end, name="end_item"),
    path("timer/stop/", day.stop, name="stop"),
    path("timer/<int:item_pk>/start/", day.start, name="start_item"),
    path("seats/", day.seats, name="seats"),
    path("notice/", day.read_notice, name="notice"),
    path("held/", day.held, name="held"),
    path("answers/", coming.answers, name="answers"),
    path("answers/mine/", coming.own_answer, name="own_answer"),
    path("answers/add/", coming.record, name="record_answer"),
    path("answers/link/", coming.renew, name="renew_link"),
    path("attendance/", coming.door, name="door"),
    re_path(r"^attendance/list\.(?P<kind>csv|xlsx)$", coming.door_file, name="door_file"),
    path("attendance/add/", coming.walk_in, name="walk_in"),
    path("attendance/<int:attendance_pk>/remove/", coming.remove, name="remove_attendee"),
    path("minutes/", recording.minutes, name="minutes"),
    path("minutes/write/", recording.write, name="write_minutes"),
    path("minutes/<int:version>/", recording.minutes, name="minutes_version"),
    path("minutes/<int:version>/approve/", recording.approve, name="approve_minutes"),
    path("decisions/add/", recording.log, name="log_decision"),
    path("decisions/<int:decision_pk>/revoke/", recording.revoke, name="revoke_decision"),
    path("summary/", recording.show_summary, name="summary"),
    path("summary/draft/", recording.summarize, name="draft_summary"),
    path("summary/approve/", recording.approve_summary, name="approve_summary"),
    path("summary/send/", recording.send_summary, name="send_summary"),
]

_decisions: list[URLPattern | URLResolver] = [
    path("", recording.decision_log, name="decisions"),
    re_path(r"^list\.(?P<kind>csv|xlsx)$", recording.decisions_file, name="decisions_file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("partnerships/<int:pk>/meetings/", planning.meetings, name="list"),
    path("partnerships/<int:pk>/meetings/plan/", planning.plan, name="plan"),
    path("partnerships/<int:pk>/meetings/<int:meeting_pk>/", include(_meeting)),
    path("partnerships/<int:pk>/decisions/", include(_decisions)),
    path("meet/<str:token>/", invited.invited, name="invited"),
    path("meet/<str:token>/answered/", invited.answered, name="answered"),
    path("meet/<str:token>/meeting.ics", invited.date_by_link, name="date_by_link"),
]
