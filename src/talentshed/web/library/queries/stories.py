"""Which stories are told of a partnership, and how did it come this far, on one page?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.library import policies
from talentshed.web.library.models import Story
from talentshed.web.library.texts import Both
from talentshed.web.partnerships.phases import phase
from talentshed.web.priorities.queries import priorities_of

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Told:
    """One published story in the reader's language."""

    pk: int
    partnership: int
    title: str
    text: str
    metric: str
    """The number in a sentence, with what it was before."""
    evidence: str
    on: date
    is_demo: bool


@dataclass(frozen=True)
class Moment:
    """One day of a partnership's history."""

    on: date
    words: str
    kind: str
    """phase, priority or story."""


@dataclass(frozen=True)
class History:
    """A partnership's way so far."""

    moments: tuple[Moment, ...]
    stories: tuple[Told, ...]


def stories_of(partnership_ids: Iterable[int]) -> tuple[Told, ...]:
    """Return the published stories of some partnerships, newest first. One query."""
    found = Story.objects.filter(partnership__in=list(partnership_ids), status=Story.Status.PUBLISHED)
    return tuple(told(each) for each in found)


def told(story: Story) -> Told:
    """Return a story in the reader's language."""
    language = get_language()
    return Told(
        pk=story.pk,
        partnership=story.partnership_id,
        title=Both(story.title_en, story.title_es).within(language),
        text=Both(story.text_en, story.text_es).within(language),
        metric=metric_words(story),
        evidence=story.evidence,
        on=story.consent_on,
        is_demo=story.is_demo,
    )


def metric_words(story: Story) -> str:
    """Return the number of a story in a sentence."""
    known = {"what": story.metric_name, "after": story.metric_after, "period": story.metric_period}
    if story.metric_before:
        return _("{what}: {after} ({period}), before {before}").format(before=story.metric_before, **known)
    return _("{what}: {after} ({period})").format(**known)


def drafts_and_stories(held: "Standing") -> tuple[Story, ...]:
    """Return all stories of a partnership to those inside."""
    return tuple(Story.objects.filter(partnership=held.partnership))


def story_for(held: "Standing", pk: int) -> Story:
    """Return a story of this partnership to those who keep it; 404 for others'."""
    found = Story.objects.select_related("partnership", "state").filter(partnership=held.partnership, pk=pk).first()
    if found is None:
        raise Http404
    policies.may_keep_story(held, found).require()
    return found


def history(partnership: "Partnership") -> History:
    """Return the way of a partnership so far: beginning, phases, priorities that were done, stories. Three queries."""
    told_ones = stories_of([partnership.pk])
    moments = [Moment(partnership.started_on, _("The partnership was started."), "phase")]
    for change in partnership.phase_changes.order_by("at", "pk"):
        if change.to_phase > change.from_phase:
            words = _("Went on to phase {number}: {name}.")
            on = timezone.localtime(change.at).date()
            moments.append(Moment(on, words.format(number=change.to_phase, name=phase(change.to_phase).name), "phase"))
    moments += _of_priorities(partnership)
    moments += [Moment(each.on, f"{each.title}. {each.metric}", "story") for each in told_ones]
    order = {"phase": 0, "priority": 1, "story": 2}
    return History(tuple(sorted(moments, key=lambda each: (each.on, order[each.kind]))), told_ones)


def _of_priorities(partnership: "Partnership") -> list[Moment]:
    found = []
    for each in priorities_of(partnership):
        if each.status in ("voted", "active", "done"):
            words = _("The industry chose a priority: {title}.").format(title=each.title)
            found.append(Moment(timezone.localtime(each.voted_at or each.made_at).date(), words, "priority"))
    return found
