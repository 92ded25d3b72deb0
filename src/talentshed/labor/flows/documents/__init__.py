"""How are the two documents written that go with a release: a summary for the partnership, an abstract for analysts?"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from talentshed.labor.flows.documents.typesetting import DocumentError, typeset

if TYPE_CHECKING:
    from talentshed.labor.flows.publishing.asked import About, Asked
    from talentshed.labor.flows.publishing.figures import Drawn
    from talentshed.labor.flows.publishing.folder import Safe

SUMMARY, ABSTRACT = "summary.pdf", "technical-abstract.pdf"


def write_documents(
    safe: "Safe",
    drawn: "dict[str, Drawn]",
    asked: "Asked",
    about: "About",
    proof: Mapping[str, Any],
    *,
    fonts: Path,
    language: Literal["en", "es"] = "en",
    _: Callable[[str], str] = str,
) -> dict[str, bytes]:
    """Return both documents by file name, as tagged PDFs (PDF/UA-1). Raises DocumentError where one can't be set."""
    from talentshed.labor.flows.documents.abstract import technical_abstract
    from talentshed.labor.flows.documents.saying import Told
    from talentshed.labor.flows.documents.summary import summary

    told = Told(safe, drawn, asked, about, language, _)
    return {
        SUMMARY: typeset(summary(told, proof), fonts),
        ABSTRACT: typeset(technical_abstract(told, proof), fonts),
    }


__all__ = ["ABSTRACT", "SUMMARY", "DocumentError", "write_documents"]
