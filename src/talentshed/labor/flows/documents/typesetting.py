"""How does a document become a PDF that a screen reader can read aloud, without any web around it?"""

import json
from dataclasses import asdict
from pathlib import Path

from talentshed.labor.flows.documents.parts import Document

_TEMPLATE = Path(__file__).parent / "flows.typ"


class DocumentError(Exception):
    """A document that can't be set; the message says what is wrong."""


def typeset(document: Document, fonts: Path) -> bytes:
    """Return the document as a tagged PDF (PDF/UA-1), letter size, the same bytes for the same words.

    `fonts`: the folder with the only fonts that are used. Raises DocumentError where it can't be set, or a font is
    missing.
    """
    import typst

    data = json.dumps(asdict(document), ensure_ascii=False).replace("`", "")  # marks of code are for screens
    try:
        made, warnings = typst.compile_with_warnings(
            str(_TEMPLATE),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as problem:
        raise DocumentError(f"The document {document.title} can't be set: {problem}") from problem
    if missing := [str(warning) for warning in warnings if "font" in str(warning)]:
        raise DocumentError(f"The document {document.title} can't be set, a font is missing: {missing[0]}")
    result: bytes = made
    return result
