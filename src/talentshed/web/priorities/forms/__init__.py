"""What do people fill in about priorities, work, the single table, requests, changes and efforts?"""

from talentshed.web.priorities.forms.asking import AnswerForm, MessageForm, RequestForm
from talentshed.web.priorities.forms.efforts import EffortForm, ListForm, wanted
from talentshed.web.priorities.forms.priorities import (
    ChampionForm,
    PlanForm,
    PriorityForm,
    TeamForm,
    TeamMemberForm,
    VoteForm,
)
from talentshed.web.priorities.forms.table import ChangeForm, NeedForm, OfferForm, ServiceForm, SettleForm
from talentshed.web.priorities.forms.work import ItemForm, StatusForm, WaitingForm

__all__ = [
    "AnswerForm",
    "ChampionForm",
    "ChangeForm",
    "EffortForm",
    "ItemForm",
    "ListForm",
    "MessageForm",
    "NeedForm",
    "OfferForm",
    "PlanForm",
    "PriorityForm",
    "RequestForm",
    "ServiceForm",
    "SettleForm",
    "StatusForm",
    "TeamForm",
    "TeamMemberForm",
    "VoteForm",
    "WaitingForm",
    "wanted",
]
