"""Who may ask, answer, check, publish, and keep resources and stories, and what is said to those who may not?"""

from talentshed.web.library.policies.questions import (
    may_answer,
    may_ask,
    may_publish,
    may_say_helpful,
    may_see_desk,
    may_settle,
    may_withdraw,
    states_of_desk,
)
from talentshed.web.library.policies.resources import (
    may_handle_list,
    may_keep_resources,
    may_keep_story,
    may_note_look,
    may_tell_story,
)

__all__ = [
    "may_answer",
    "may_ask",
    "may_handle_list",
    "may_keep_resources",
    "may_keep_story",
    "may_note_look",
    "may_publish",
    "may_say_helpful",
    "may_see_desk",
    "may_settle",
    "may_tell_story",
    "may_withdraw",
    "states_of_desk",
]
