"""Which request shows what the table says of each figure, and takes one's own word?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.partnerships.actions import ground_truth as actions
from talentshed.web.partnerships.forms.insight import FigureForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.policies.insight import may_note_figure
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.partnerships.queries.ground_truth import review
from talentshed.web.ui.values import Link


@require_safe
@workspace
def figures(request: WorkspaceRequest) -> HttpResponse:
    """Show the figures of the packet with the notes of both sides."""
    held = request.standing
    context = {
        "frame": frame(held, "figures"),
        "review": review(held.partnership, request.user),
        "may_note": bool(may_note_figure(held, held.partnership)),
    }
    return render(request, "partnerships/figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def note(request: WorkspaceRequest, figure: str) -> HttpResponse:
    """Say of one figure that it is real, doubtful, or misses something."""
    held, partnership = request.standing, request.standing.partnership
    may_note_figure(held, partnership).require()
    found = review(partnership, request.user)
    shown = next((each for each in found.figures if each.key == figure), None)
    if shown is None:
        raise Http404
    initial = {"verdict": shown.mine.verdict, "comment": shown.mine.comment} if shown.mine else {}
    form = FigureForm(request.POST or None, initial=initial)
    deed = lambda: actions.note_figure(  # noqa: E731
        by=request.user, partnership=partnership, figure=figure, edition=found.edition, **form.cleaned_data
    )
    address = reverse("partnerships:figures", args=[partnership.pk])
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Noted. If you change your mind, say so again; the older note is kept."))
        return redirect(f"{address}#{figure}")
    return show_form(
        request,
        form,
        tab="figures",
        title=shown.heading,
        lede=_("What do you see on the ground?"),
        button=_("Note it"),
        links=[Link(address, _("Notes on the figures"))],
    )
