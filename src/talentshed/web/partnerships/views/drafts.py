"""Which request shows a draft with the partnership's names, or gives it as a Word file?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from talentshed.web.partnerships.documents.word import as_docx
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.queries.documents import draft
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Choice, Link

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _signer(request: WorkspaceRequest) -> int:
    asked = request.GET.get("signer", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else 0


@require_safe
@workspace
def document(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Show a draft so that it prints well."""
    partnership = request.standing.partnership
    facts = facts_of(partnership)
    signer = _signer(request)
    champions = facts.held(Role.Kind.CHAMPION) if key == "invitation" else ()
    chosen = signer if signer < len(champions) else 0
    file = reverse("partnerships:document_file", args=[partnership.pk, key])
    context = {
        "frame": frame(request.standing, "playbook"),
        "document": draft(facts, key, signer),
        "file": f"{file}?signer={chosen}" if champions else file,
        "signers": tuple(
            Choice(str(place), f"{each.person}, {each.organization}", chosen=place == chosen)
            for place, each in enumerate(champions)
        ),
        "links": [Link(reverse("partnerships:playbook", args=[partnership.pk]), _("Playbook"))],
    }
    return render(request, "partnerships/document.html", context)


@require_safe
@workspace
def document_file(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Give a draft as a Word file."""
    partnership = request.standing.partnership
    made = draft(facts_of(partnership), key, _signer(request))
    name = slugify(f"{partnership.name} {made.key}") or made.key
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return HttpResponse(as_docx(made, partnership.name), content_type=DOCX, headers=headers)
