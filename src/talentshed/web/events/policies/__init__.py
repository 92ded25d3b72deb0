"""Who may make, publish and read events, come to them, ask for help and answer, and what is said to the others?"""

from talentshed.web.events.policies.coming import may_answer_own, may_evaluate, may_give_back, may_register
from talentshed.web.events.policies.events import (
    may_call_off,
    may_change_event,
    may_hold,
    may_keep_materials,
    may_make_event,
    may_promote,
    may_publish,
    may_record_attendance,
    may_remind,
    may_run_event,
    may_see_evaluations,
    may_see_event,
    may_see_registrations,
)
from talentshed.web.events.policies.help import (
    may_ask_for_help,
    may_find_peers,
    may_offer_peers,
    may_read_help,
    may_settle_help,
)

__all__ = [
    "may_answer_own",
    "may_ask_for_help",
    "may_call_off",
    "may_change_event",
    "may_evaluate",
    "may_find_peers",
    "may_give_back",
    "may_hold",
    "may_keep_materials",
    "may_make_event",
    "may_offer_peers",
    "may_promote",
    "may_publish",
    "may_read_help",
    "may_record_attendance",
    "may_register",
    "may_remind",
    "may_run_event",
    "may_see_evaluations",
    "may_see_event",
    "may_see_registrations",
    "may_settle_help",
]
