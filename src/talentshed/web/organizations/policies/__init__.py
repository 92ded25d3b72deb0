"""Who may see, change and contact which organization, and what is said to those who may not?"""

from talentshed.web.organizations.policies.asking import (
    may_answer,
    may_invite_peer,
    may_record_interaction,
    may_set_ask_cap,
)
from talentshed.web.organizations.policies.changing import (
    may_add,
    may_appoint,
    may_dismiss,
    may_edit,
    may_import,
    may_invite_spokesperson,
    may_merge,
    may_settle_duplicates,
    may_undo_import,
)
from talentshed.web.organizations.policies.seeing import (
    may_count_interactions,
    may_read_interaction,
    may_read_interactions,
    may_see,
    may_see_champions,
    may_see_field,
    may_see_people,
    may_see_state,
)
from talentshed.web.organizations.policies.standing import (
    Reach,
    Scope,
    Standing,
    register_reader,
    register_scope,
    scope_of,
    standing_of,
)

__all__ = [
    "Reach",
    "Scope",
    "Standing",
    "may_add",
    "may_answer",
    "may_appoint",
    "may_count_interactions",
    "may_dismiss",
    "may_edit",
    "may_import",
    "may_invite_peer",
    "may_invite_spokesperson",
    "may_merge",
    "may_read_interaction",
    "may_read_interactions",
    "may_record_interaction",
    "may_see",
    "may_see_champions",
    "may_see_field",
    "may_see_people",
    "may_see_state",
    "may_set_ask_cap",
    "may_settle_duplicates",
    "may_undo_import",
    "register_reader",
    "register_scope",
    "scope_of",
    "standing_of",
]
