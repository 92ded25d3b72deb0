"""What do people fill in: a question, an answer, a resource, a story?"""

from talentshed.web.library.forms.asking import AskForm
from talentshed.web.library.forms.desk import AnswerForm, BeginForm, ReturnForm, SettleForm
from talentshed.web.library.forms.resources import ListForm, ResourceForm, wanted
from talentshed.web.library.forms.stories import StoryForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "ListForm",
    "ResourceForm",
    "ReturnForm",
    "SettleForm",
    "StoryForm",
    "wanted",
]
