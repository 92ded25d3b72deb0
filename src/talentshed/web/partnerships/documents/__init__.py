"""Which drafts does the program write with a partnership's own names? People edit and send them."""

from collections.abc import Callable

from talentshed.web.partnerships.documents.agreement import role_agreement
from talentshed.web.partnerships.documents.case import case_statement, champion_one_pager
from talentshed.web.partnerships.documents.letter import invitation
from talentshed.web.partnerships.documents.meeting import launch_agenda
from talentshed.web.partnerships.documents.values import Document, Names

DOCUMENTS: dict[str, Callable[[Names], Document]] = {
    "role_agreement": role_agreement,
    "case_statement": case_statement,
    "champion_one_pager": champion_one_pager,
    "invitation": invitation,
    "launch_agenda": launch_agenda,
}
"""Key, as in the address -> what writes it. In the order of the phases."""

__all__ = ["DOCUMENTS", "Document", "Names"]
