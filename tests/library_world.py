"""Who asks, who answers, who checks? Grace and Gwen administer Illinois, Frank oversees it, Charlie is a stranger."""

from dataclasses import dataclass

from django.core.cache import cache

import people
from talentshed.web.access.models import Person, State
from talentshed.web.library.actions import answering
from talentshed.web.library.models import Answer, Question


@dataclass
class Library:
    """A state and its people."""

    state: State
    other: State
    grace: Person
    gwen: Person
    frank: Person
    charlie: Person
    ines: Person

    def question(self, text: str = "Who brings the coffee to the table?", **more: object) -> Question:
        """Return a question that somebody asked."""
        return Question.objects.create(**{"state": self.state, "language": "en", "text": text, **more})

    def answer(self, question: Question, title: str = "Who brings the coffee?", **more: object) -> Answer:
        """Return a version that Grace wrote, in both languages."""
        fields = {
            "title_en": title,
            "title_es": "¿Quién trae el café?",
            "text_en": "The host brings it.",
            "text_es": "El anfitrión lo trae.",
            **more,
        }
        return answering.write_answer(by=self.grace, question=question, **fields)

    def published(self, text: str = "Who brings the coffee to the table?", **more: object) -> Question:
        """Return a question with a published answer."""
        made = self.question(text)
        answering.publish_answer(by=self.gwen, answer=self.answer(made, **more))
        made.refresh_from_db()
        return made


def build() -> Library:
    """Make an empty desk."""
    cache.clear()  # tries of open forms are counted in memory
    illinois, indiana = people.illinois(), people.indiana()
    return Library(
        illinois,
        indiana,
        people.administrator("Grace"),
        people.administrator("Gwen"),
        people.overseer("Frank"),
        people.person("Charlie"),
        people.overseer("Ines", indiana),
    )
