"""Who may set priorities, run teams, post needs, offer, ask and keep the inventory, and what is said to the others?"""

from talentshed.web.priorities.policies.deciding import (
    may_commit,
    may_decide,
    may_edit_priority,
    may_open_team,
    may_propose,
    may_run_team,
)
from talentshed.web.priorities.policies.efforts import may_handle_list, may_keep_efforts, may_see_efforts
from talentshed.web.priorities.policies.offering import (
    may_accept_offer,
    may_close_need,
    may_offer,
    may_post_need,
    may_promise_change,
    may_record_service,
    may_settle_change,
    may_withdraw_offer,
)
from talentshed.web.priorities.policies.requesting import (
    may_answer_shared,
    may_close_request,
    may_propose_shared,
    may_read_request,
    may_request,
    may_see_shared,
    may_write_message,
)
from talentshed.web.priorities.policies.working import (
    may_add_item,
    may_be_reminded,
    may_renew_calendar,
    may_update_item,
)

__all__ = [
    "may_accept_offer",
    "may_add_item",
    "may_answer_shared",
    "may_be_reminded",
    "may_close_need",
    "may_close_request",
    "may_commit",
    "may_decide",
    "may_edit_priority",
    "may_handle_list",
    "may_keep_efforts",
    "may_offer",
    "may_open_team",
    "may_post_need",
    "may_promise_change",
    "may_propose",
    "may_propose_shared",
    "may_read_request",
    "may_record_service",
    "may_renew_calendar",
    "may_request",
    "may_run_team",
    "may_see_efforts",
    "may_see_shared",
    "may_settle_change",
    "may_update_item",
    "may_withdraw_offer",
    "may_write_message",
]
