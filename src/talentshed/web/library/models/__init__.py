"""What does the library keep: questions, answers, resources, stories?"""

from talentshed.web.library.models.answers import Answer, Citation, Helpful
from talentshed.web.library.models.questions import CATEGORIES, Question, SpamReason
from talentshed.web.library.models.resources import Resource, ResourceComponent, ResourceImport, ResourcePhase
from talentshed.web.library.models.stories import Story

__all__ = [
    "CATEGORIES",
    "Answer",
    "Citation",
    "Helpful",
    "Question",
    "Resource",
    "ResourceComponent",
    "ResourceImport",
    "ResourcePhase",
    "SpamReason",
    "Story",
]
