"""Which request shows a partnership's way so far on one page, and tells its stories?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.library import forms, policies
from talentshed.web.library.actions import stories as acts
from talentshed.web.library.models import Story
from talentshed.web.library.queries import stories as queries
from talentshed.web.partnerships.http import WorkspaceRequest, show_form, workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.forms import done
from talentshed.web.ui.values import Link

both = require_http_methods(["GET", "HEAD", "POST"])
_FIELDS = tuple(forms.StoryForm.base_fields)


@require_safe
@workspace
def page(request: WorkspaceRequest) -> HttpResponse:
    """Show the history on one page, and the stories with their drafts."""
    held = request.standing
    context = {
        "frame": frame(held, "stories"),
        "history": queries.history(held.partnership),
        "stories": [(each, queries.told(each)) for each in queries.drafts_and_stories(held)],
        "may_tell": policies.may_tell_story(held, held.partnership),
    }
    return render(request, "library/stories.html", context)


@both
@workspace
def add(request: WorkspaceRequest) -> HttpResponse:
    """Write a story."""
    policies.may_tell_story(request.standing, request.standing.partnership).require()
    return _edited(request, None, {})


@both
@workspace
def edit(request: WorkspaceRequest, story_pk: int) -> HttpResponse:
    """Change a story; it is a draft again afterwards."""
    found = queries.story_for(request.standing, story_pk)
    return _edited(request, found, {key: getattr(found, key) for key in _FIELDS})


def _edited(request: WorkspaceRequest, story: Story | None, known: dict[str, Any]) -> HttpResponse:
    partnership = request.standing.partnership
    form = forms.StoryForm(request.POST or None, initial=known)
    if form.is_valid() and done(
        form, lambda: acts.save_story(by=request.user, partnership=partnership, story=story, **form.cleaned_data)
    ):
        messages.success(request, _("The story is kept as a draft. Publish it when its words are final."))
        return redirect("library:stories", partnership.pk)
    return show_form(
        request,
        form,
        tab="stories",
        title=str(story) if story else _("Write a story"),
        button=_("Save"),
        lede=_("A story needs a number, a proof and the consent of whom it is about."),
        links=[Link(reverse("library:stories", args=[partnership.pk]), _("Stories and history"))],
    )


@require_POST
@workspace
def handle(request: WorkspaceRequest, story_pk: int) -> HttpResponse:
    """Publish a story, take it off the public page, or remove it."""
    found = queries.story_for(request.standing, story_pk)
    wanted = request.POST.get("do", "")
    if wanted == "publish":
        acts.publish_story(by=request.user, story=found)
        messages.success(request, _("The story is published."))
    elif wanted == "take_off":
        acts.publish_story(by=request.user, story=found, published=False)
        messages.success(request, _("The story is a draft again."))
    elif wanted == "remove":
        acts.remove_story(by=request.user, story=found)
        messages.success(request, _("The story was removed."))
    return redirect("library:stories", request.standing.partnership.pk)
