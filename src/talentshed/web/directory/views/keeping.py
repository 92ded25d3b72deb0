"""Which request writes what the public reads of a partnership, and puts or takes away a champion's name?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.directory import actions, policies
from talentshed.web.directory.forms import NameForm, ProfileForm
from talentshed.web.directory.models import NamedChampion
from talentshed.web.directory.queries import public_page
from talentshed.web.partnerships.http import WorkspaceRequest, show_form, workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.forms import done
from talentshed.web.ui.values import Link

TAB = "public"


def _back(request: WorkspaceRequest) -> Link:
    return Link(reverse("directory:inside", args=[request.standing.partnership.pk]), _("Public page"))


@require_safe
@workspace
def inside(request: WorkspaceRequest) -> HttpResponse:
    """Show members what the public reads, who is named, and how to change it."""
    held, partnership = request.standing, request.standing.partnership
    named = public_page.named_of(partnership)
    context = {
        "frame": frame(held, TAB),
        "about": public_page.about(partnership),
        "is_written": bool(public_page.profile_of(partnership)),
        "named": [(each, bool(policies.may_end_naming(held, each))) for each in named],
        "may_write": bool(policies.may_write_profile(held, partnership)),
        "may_be_named": bool(policies.may_be_named(request.user, partnership)),
        "is_named": any(each.person_id == request.user.pk for each in named),
        "leaders": public_page.leaders_address(partnership),
    }
    return render(request, "directory/inside.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def write_profile(request: WorkspaceRequest) -> HttpResponse:
    """Write what the partnership says of itself."""
    partnership = request.standing.partnership
    policies.may_write_profile(request.standing, partnership).require()
    kept = public_page.profile_of(partnership)
    initial = {"about": kept.about, "about_es": kept.about_es} if kept else {}
    form = ProfileForm(request.POST or None, initial=initial)
    deed = lambda: actions.write_profile(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Saved. Everybody reads it as soon as the partnership is public."))
        return redirect("directory:inside", pk=partnership.pk)
    title = _("What the partnership says of itself")
    return show_form(request, form, tab=TAB, title=title, button=_("Save"), links=[_back(request)])


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def be_named(request: WorkspaceRequest) -> HttpResponse:
    """Let a champion agree to stand on the public page."""
    partnership = request.standing.partnership
    policies.may_be_named(request.user, partnership).require()
    mine = next((each for each in public_page.named_of(partnership) if each.person_id == request.user.pk), None)
    form = NameForm(request.POST or None, initial={"words": mine.words if mine else str(request.user)})
    deed = lambda: actions.agree_to_be_named(  # noqa: E731
        by=request.user, partnership=partnership, words=form.cleaned_data["words"]
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Your name stands on the public page. You can take it away at any time."))
        return redirect("directory:inside", pk=partnership.pk)
    return show_form(
        request,
        form,
        tab=TAB,
        title=_("Stand on the public page by name"),
        lede=_("Peers come when they see who is there already. Nobody but you can put your name here."),
        button=_("Put my name there"),
        links=[_back(request)],
    )


@require_POST
@workspace
def end_naming(request: WorkspaceRequest, named: int) -> HttpResponse:
    """Take a name away."""
    partnership = request.standing.partnership
    found = get_object_or_404(NamedChampion, pk=named, partnership=partnership)
    actions.end_naming(by=request.user, named=found)
    messages.success(request, _("The name is taken away."))
    return redirect("directory:inside", pk=partnership.pk)
