"""Writing down what is known of an industry, changing it, and taking it back."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.partnerships.models import KnowledgeNote
from talentshed.web.partnerships.policies.insight import may_add_knowledge, may_change_knowledge

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def add_knowledge(
    *,
    by: "Person",
    partnership: "Partnership",
    kind: str,
    title: str,
    text: str,
    source: str,
    on_date: date,
    is_shared_with_all: bool = False,
) -> KnowledgeNote:
    """Add a note on the partnership's industry, for the partnerships of its state or for all."""
    may_add_knowledge(by, partnership).require()
    made = KnowledgeNote.objects.create(
        state=partnership.home_state,
        partnership=partnership,
        sector_key=partnership.sector_key,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        source=source.strip(),
        on_date=on_date,
        is_shared_with_all=is_shared_with_all,
        by=by,
        is_demo=partnership.is_demo,
    )
    audit.record("KNOWLEDGE_ADDED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def change_knowledge(
    *,
    by: "Person",
    partnership: "Partnership",
    note: KnowledgeNote,
    kind: str,
    title: str,
    text: str,
    source: str,
    on_date: date,
    is_shared_with_all: bool = False,
) -> KnowledgeNote:
    """Change a note."""
    may_change_knowledge(by, partnership, note).require()
    note.kind, note.title, note.text = kind, title.strip(), text.strip()
    note.source, note.on_date, note.is_shared_with_all = source.strip(), on_date, is_shared_with_all
    note.save()
    audit.record("KNOWLEDGE_CHANGED", by=by, about=note, scope=partnership.scope, state=partnership.home_state)
    return note


@transaction.atomic
def remove_knowledge(*, by: "Person", partnership: "Partnership", note: KnowledgeNote) -> None:
    """Take a note off the library."""
    may_change_knowledge(by, partnership, note).require()
    audit.record("KNOWLEDGE_REMOVED", by=by, about=note, scope=partnership.scope, state=partnership.home_state)
    note.delete()
