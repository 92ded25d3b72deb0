"""What would an uploaded list of efforts make, and which lists were uploaded?"""

from typing import TYPE_CHECKING

from django.http import Http404

from talentshed.web.priorities import policies
from talentshed.web.priorities.effort_rows import Understood, understand
from talentshed.web.priorities.models import Initiative, InitiativeImport

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


def understood(batch: InitiativeImport) -> Understood:
    """Return what a draft would make, row by row, and what stands in the way."""
    listed = Initiative.objects.filter(state=batch.state).values_list("name", "lead", "purpose")
    known = frozenset((name.casefold(), lead.casefold(), purpose) for name, lead, purpose in listed)
    kept = batch.rows
    return understand(kept["columns"], kept["rows"], kept["lines"], batch.state.code, known)


def batch_of(person: "Person", pk: int) -> InitiativeImport:
    """Return an uploaded list to those who handle it; 404 to the others."""
    found = InitiativeImport.objects.select_related("state", "by").filter(pk=pk).first()
    if found is None or not policies.may_handle_list(person, found):
        raise Http404
    return found


def batches(person: "Person", state: "State") -> list[InitiativeImport]:
    """Return the lists of a state that somebody handles, newest first."""
    found = InitiativeImport.objects.filter(state=state).select_related("state", "by")
    return [each for each in found[:50] if policies.may_handle_list(person, each)]
