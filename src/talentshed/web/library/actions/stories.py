"""Conveners tell what their partnership brought about, and take it back."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.library import policies
from talentshed.web.library.models import Story
from talentshed.web.library.problems import NotPossible
from talentshed.web.library.resource_rows import is_address

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def save_story(*, by: "Person", partnership: "Partnership", story: Story | None, **fields: Any) -> Story:
    """Write a story, or change one; a changed one is a draft again, because its consent was for other words.

    Raises:
        NotPossible: the number, the proof or the consent is missing, or the consent is of a day to come.
    """
    policies.may_tell_story(by, partnership).require()
    if not fields.get("metric_name") or not fields.get("metric_after"):
        raise NotPossible(_("A story needs a number: say what was counted, and what came out."))
    if not is_address(fields.get("evidence", "")):
        raise NotPossible(_("A story needs a proof: write the address where it can be read."))
    if not fields.get("consent_by") or not fields.get("consent_on"):
        raise NotPossible(_("A story needs consent: write who agreed that it is told, and on which day."))
    if fields["consent_on"] > timezone.localdate():
        raise NotPossible(_("The day of the consent is still to come. Write the day on which it was given."))
    kept = story or Story(partnership=partnership, state=partnership.home_state, is_demo=partnership.is_demo)
    for name, value in fields.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    kept.by, kept.status, kept.published_at = by, Story.Status.DRAFT, None
    kept.save()
    audit.record(
        "STORY_CHANGED" if story else "STORY_WRITTEN",
        by=by,
        about=kept,
        state=partnership.home_state,
        scope=partnership.scope,
    )
    return kept


@transaction.atomic
def publish_story(*, by: "Person", story: Story, published: bool = True) -> Story:
    """Put a story on the partnership's public page, or take it off again."""
    policies.may_keep_story(by, story).require()
    story.status = Story.Status.PUBLISHED if published else Story.Status.DRAFT
    story.published_at = timezone.now() if published else None
    story.save(update_fields=["status", "published_at"])
    kind = "STORY_PUBLISHED" if published else "STORY_TAKEN_OFF"
    audit.record(kind, by=by, about=story, state=story.state, scope=story.partnership.scope)
    return story


@transaction.atomic
def remove_story(*, by: "Person", story: Story) -> None:
    """Delete a story, as whoever agreed to it may ask at any time."""
    policies.may_keep_story(by, story).require()
    audit.record("STORY_REMOVED", by=by, about=story, state=story.state, scope=story.partnership.scope)
    story.delete()
