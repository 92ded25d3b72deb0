"""As which file does a paper leave?"""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from talentshed.web.readiness.documents.book import XLSX_TYPE
from talentshed.web.readiness.documents.pdf import as_pdf
from talentshed.web.readiness.documents.values import Paper
from talentshed.web.readiness.documents.word import as_docx

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
"""Ending -> what people call it."""


def as_file(kind: str, paper: Callable[[], Paper], book: Callable[[], bytes], slug: str) -> HttpResponse:
    """Return a paper as PDF or Word, or its workbook; 404 for a kind that is none."""
    if kind == "pdf":
        return download(as_pdf(paper()), "application/pdf", slug, kind)
    if kind == "docx":
        return download(as_docx(paper()), DOCX_TYPE, slug, kind)
    if kind == "xlsx":
        return download(book(), XLSX_TYPE, slug, kind)
    raise Http404


def download(content: bytes, content_type: str, slug: str, kind: str) -> HttpResponse:
    """Return a file to take away."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(slug) or "readiness"}.{kind}"'
    return response
