"""Who may name critical jobs, tell of a firm's hires, read an answer again, and publish the picture?"""

from talentshed.web.flows.policies.back_mapping import (
    may_answer,
    may_answer_for_own,
    may_answer_on_behalf,
    may_name_jobs,
    may_publish,
    may_read_answer,
    may_see,
    may_withdraw,
)
from talentshed.web.flows.policies.release import (
    may_confirm,
    may_remove,
    may_see_of_state,
    may_see_regional,
    may_upload,
    may_upload_to_state,
)

__all__ = [
    "may_answer",
    "may_answer_for_own",
    "may_answer_on_behalf",
    "may_confirm",
    "may_name_jobs",
    "may_publish",
    "may_read_answer",
    "may_remove",
    "may_see",
    "may_see_of_state",
    "may_see_regional",
    "may_upload",
    "may_upload_to_state",
    "may_withdraw",
]
