"""What is known of an industry: primer, words, trends, notes of talks, each with source and date?"""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404

from talentshed.web.partnerships.models import KnowledgeNote

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.partnerships.models import Partnership

MOST_WORDS = 8


def library(
    partnership: "Partnership", *, words: str = "", kind: str = "", all_sectors: bool = False
) -> "QuerySet[KnowledgeNote]":
    """Return the notes that a partnership's members may read: those of its state, and those shared with all.

    words: each must be found in title, text or source. kind: one of KnowledgeNote.Kind. all_sectors: not only the
    partnership's own industry.
    """
    found = visible(partnership).select_related("by", "state", "partnership")
    if not all_sectors:
        found = found.filter(sector_key=partnership.sector_key)
    if kind in KnowledgeNote.Kind.values:
        found = found.filter(kind=kind)
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(source__icontains=word))
    return found.order_by("kind", "title", "-on_date", "pk") if kind else found.order_by("-on_date", "-pk")


def visible(partnership: "Partnership") -> "QuerySet[KnowledgeNote]":
    """Return all notes that a partnership's members may read."""
    return KnowledgeNote.objects.filter(Q(state_id=partnership.home_state_id) | Q(is_shared_with_all=True))


def counts(partnership: "Partnership") -> dict[str, int]:
    """Return how many notes of each kind there are on the partnership's industry."""
    kinds = visible(partnership).filter(sector_key=partnership.sector_key).values_list("kind", flat=True)
    found = list(kinds.order_by("kind"))
    return {kind: found.count(kind) for kind in KnowledgeNote.Kind.values}


def note_of(partnership: "Partnership", note_id: int) -> KnowledgeNote:
    """Return a note that was written in a partnership; 404 for those of others, which are changed there."""
    found = KnowledgeNote.objects.filter(partnership=partnership, pk=note_id).select_related("by").first()
    if found is None:
        raise Http404
    return found
