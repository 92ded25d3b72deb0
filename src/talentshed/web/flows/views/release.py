"""Which request takes in a publishable folder: upload, preview, confirm, throw away, remove?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.flows import forms
from talentshed.web.flows.actions import releasing
from talentshed.web.flows.demo_release import simulated_release
from talentshed.web.flows.queries import releases as queries
from talentshed.web.flows.views.pages import both, deed
from talentshed.web.flows.views.regional_place import PlaceRequest, placed, show
from talentshed.web.partnerships.http import done


@both
@placed
def upload(request: PlaceRequest) -> HttpResponse:
    """Take in a folder, check it, and go to its preview."""
    place = request.place
    place.may_upload.require()
    form = forms.ReleaseForm(request.POST, request.FILES) if request.method == "POST" else forms.ReleaseForm()
    made: list[Any] = []
    if form.is_valid() and done(form, lambda: made.append(_uploaded(request, form))):
        return redirect(place.address("preview", made[0].pk))
    return show(request, "release_upload", form=form)


def _uploaded(request: PlaceRequest, form: forms.ReleaseForm) -> Any:
    place = request.place
    if place.partnership is None:
        return releasing.upload_state_release(by=request.user, state=place.state, uploads=form.uploads())
    return releasing.upload_release(by=request.user, partnership=place.partnership, uploads=form.uploads())


@require_safe
@placed
def preview(request: PlaceRequest, release_pk: int) -> HttpResponse:
    """Show what was uploaded, before anybody else sees it."""
    found = queries.preview_for(request.place, release_pk)
    return show(request, "release_preview", found.pk, preview=queries.preview(request.place, found))


@require_POST
@placed
def confirm(request: PlaceRequest, release_pk: int) -> HttpResponse:
    """Show the release to everybody here."""
    found = queries.preview_for(request.place, release_pk)
    deed(request, lambda: releasing.confirm_release(by=request.user, release=found), _("The release is shown now."))
    return redirect(request.place.address("regional"))


@require_POST
@placed
def discard(request: PlaceRequest, release_pk: int) -> HttpResponse:
    """Throw a preview away."""
    found = queries.preview_for(request.place, release_pk)
    deed(request, lambda: releasing.discard_preview(by=request.user, release=found), _("Nothing of it was kept."))
    return redirect(request.place.address("upload"))


@require_POST
@placed
def remove(request: PlaceRequest, release_pk: int) -> HttpResponse:
    """Remove a release; the one before it is shown again."""
    found = queries.shown_release(request.place, release_pk)
    if found is not None:
        before = releasing.remove_release(by=request.user, release=found)
        words = _("The release is removed.")
        if before is not None:
            words = _("The release is removed. “{title}” is shown again.").format(title=before)
        messages.success(request, words)
    return redirect(request.place.address("regional"))


@require_safe
@login_required
def simulated(request: HttpRequest) -> HttpResponse:
    """Hand out a small simulated release, to try the upload with."""
    response = HttpResponse(simulated_release(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="simulated-release.zip"'
    return response
