"""Sorting the board: proposed groups, merge, split, rename, undo; and what is required, linked to opportunities."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.access import audit
from talentshed.web.meetings.models import Post, Requirement, RequirementTheme, Room, Theme, ThemeChange
from talentshed.web.meetings.policies import room as policies
from talentshed.web.meetings.queries.room_board import board, last_change, proposed_groups
from talentshed.web.meetings.room_versions import count_up
from talentshed.web.meetings.trail import where

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@transaction.atomic
def apply_groups(*, by: "Person", room: Room, words: Iterable[str]) -> list[Theme]:
    """Make themes of the proposed groups that a person chose, named by their shared words.

    Raises:
        ValidationError: none of them is proposed any more.
    """
    policies.may_run_room(by, room).require()
    count_up(room.pk, shape=True)
    chosen = set(words)
    groups = [group for group in proposed_groups(board(room)) if group.word in chosen]
    if not groups:
        raise ValidationError(_("Choose at least one of the proposed groups."))
    made: list[Theme] = []
    held: dict[str, int | None] = {}
    for group in groups:
        reason = _("These posts share the word “{word}”.").format(word=" / ".join(group.spellings))
        theme = Theme.objects.create(room=room, name=group.word.capitalize(), reason=reason[:300])
        Post.objects.filter(room=room, pk__in=group.posts).update(theme=theme)
        held |= dict.fromkeys(group.posts)
        made.append(theme)
    said = ngettext("took over {count} proposed group", "took over {count} proposed groups", len(made))
    _note(by, room, ThemeChange.Kind.GROUPED, said.format(count=len(made)), posts=held, made=made)
    audit.record("ROOM_GROUPED", by=by, about=room.meeting, count=len(made), **where(room.meeting))
    return made


@transaction.atomic
def make_theme(*, by: "Person", room: Room, name: str, posts: Sequence[Post]) -> Theme:
    """Make a theme of some posts, wherever they stood: this also splits a theme.

    Raises:
        ValidationError: it has no name, or no post.
    """
    policies.may_run_room(by, room).require()
    if not name.strip():
        raise ValidationError({"name": _("Give the theme a name.")})
    if not posts:
        raise ValidationError(_("Choose the posts that belong to it."))
    count_up(room.pk, shape=True)
    theme = Theme.objects.create(room=room, name=name.strip()[:120])
    held = _themes_of(room, posts)
    Post.objects.filter(room=room, pk__in=[post.pk for post in posts]).update(theme=theme)
    words = _("made the theme “{name}”").format(name=theme.name)
    _note(by, room, ThemeChange.Kind.MADE, words, posts=held, made=[theme])
    audit.record("ROOM_THEME_MADE", by=by, about=room.meeting, theme=theme.name, **where(room.meeting))
    return theme


@transaction.atomic
def rename_theme(*, by: "Person", theme: Theme, name: str) -> Theme:
    """Give a theme another name.

    Raises:
        ValidationError: it is empty.
    """
    policies.may_run_room(by, theme.room).require()
    if not name.strip():
        raise ValidationError({"name": _("Give the theme a name.")})
    count_up(theme.room_id, shape=True)
    before, theme.name = theme.name, name.strip()[:120]
    words = _("renamed “{before}” to “{name}”").format(before=before, name=theme.name)
    _note(by, theme.room, ThemeChange.Kind.RENAMED, words, renamed={theme.pk: before})
    theme.save(update_fields=["name"])
    audit.record("ROOM_THEME_RENAMED", by=by, about=theme.room.meeting, theme=theme.name, **where(theme.room.meeting))
    return theme


@transaction.atomic
def merge_themes(*, by: "Person", room: Room, themes: Sequence[Theme], name: str = "") -> Theme:
    """Put themes together in the first of them; what is required for one is then required for all.

    Raises:
        ValidationError: fewer than two were chosen.
    """
    policies.may_run_room(by, room).require()
    if len(themes) < 2:
        raise ValidationError(_("Choose two themes or more to put together."))
    count_up(room.pk, shape=True)
    into, others = themes[0], list(themes[1:])
    moved = list(Post.objects.filter(room=room, theme__in=others))
    words = _("put “{others}” together with “{name}”").format(
        others="”, “".join(each.name for each in others), name=into.name
    )
    _note(
        by,
        room,
        ThemeChange.Kind.MERGED,
        words,
        posts=_themes_of(room, moved),
        gone=others,
        renamed={into.pk: into.name},
        links=themes,
    )
    Post.objects.filter(room=room, theme__in=others).update(theme=into)
    for link in RequirementTheme.objects.filter(theme__in=others):
        RequirementTheme.objects.get_or_create(requirement_id=link.requirement_id, theme=into)
    Theme.objects.filter(pk__in=[each.pk for each in others]).update(removed_at=timezone.now())
    into.name = name.strip()[:120] or into.name
    into.save(update_fields=["name"])
    audit.record("ROOM_THEMES_MERGED", by=by, about=room.meeting, theme=into.name, **where(room.meeting))
    return into


@transaction.atomic
def move_posts(*, by: "Person", room: Room, posts: Sequence[Post], theme: Theme | None) -> None:
    """Put posts into a theme, or out of any.

    Raises:
        ValidationError: none was chosen.
    """
    policies.may_run_room(by, room).require()
    if not posts:
        raise ValidationError(_("Choose the posts to move."))
    count_up(room.pk, shape=True)
    held = _themes_of(room, posts)
    Post.objects.filter(room=room, pk__in=[post.pk for post in posts]).update(theme=theme)
    into = theme.name if theme else _("no theme")
    said = ngettext("moved {count} post to “{name}”", "moved {count} posts to “{name}”", len(posts))
    _note(by, room, ThemeChange.Kind.MOVED, said.format(count=len(posts), name=into), posts=held)
    audit.record("ROOM_POSTS_MOVED", by=by, about=room.meeting, count=len(posts), **where(room.meeting))


@transaction.atomic
def undo(*, by: "Person", room: Room) -> ThemeChange:
    """Take back the last step of sorting that was not taken back yet: everything stands as before it."""
    count_up(room.pk, shape=True)
    last = last_change(room)
    policies.may_undo(by, room, last).require()
    assert last is not None
    for post, theme in last.before.get("posts", {}).items():
        Post.objects.filter(room=room, pk=post).update(theme=theme)
    Theme.objects.filter(room=room, pk__in=last.before.get("made", [])).update(removed_at=timezone.now())
    Theme.objects.filter(room=room, pk__in=last.before.get("gone", [])).update(removed_at=None)
    for theme, name in last.before.get("names", {}).items():
        Theme.objects.filter(room=room, pk=theme).update(name=name)
    if "links" in last.before:
        linked = RequirementTheme.objects.filter(theme__in=last.before["linked"], requirement__room=room)
        linked.delete()
        for requirement, theme in last.before["links"]:
            RequirementTheme.objects.get_or_create(requirement_id=requirement, theme_id=theme)
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    audit.record("ROOM_UNDONE", by=by, about=room.meeting, what=last.words, **where(room.meeting))
    return last


@transaction.atomic
def keep_requirement(
    *,
    by: "Person",
    room: Room,
    text: str,
    kind: str,
    themes: Sequence[Theme],
    requirement: Requirement | None = None,
) -> Requirement:
    """Write down what is required to seize one or more themes, or change it.

    Raises:
        ValidationError: the text or the themes are missing.
    """
    policies.may_run_room(by, room).require()
    if not text.strip():
        raise ValidationError({"text": _("Write what is required.")})
    if not themes:
        raise ValidationError({"themes": _("Choose the opportunities or obstacles that it serves: at least one.")})
    count_up(room.pk, shape=True)
    kept = requirement or Requirement(room=room)
    kept.text, kept.kind = text.strip()[:160], kind
    kept.save()
    kept.themes.set(themes)
    audit.record("ROOM_REQUIREMENT_KEPT", by=by, about=room.meeting, text=kept.text, **where(room.meeting))
    return kept


@transaction.atomic
def remove_requirement(*, by: "Person", requirement: Requirement) -> None:
    """Take a requirement off the list."""
    policies.may_run_room(by, requirement.room).require()
    count_up(requirement.room_id, shape=True)
    requirement.removed_at = timezone.now()
    requirement.save(update_fields=["removed_at"])
    room = requirement.room
    audit.record("ROOM_REQUIREMENT_REMOVED", by=by, about=room.meeting, text=requirement.text, **where(room.meeting))


def _themes_of(room: Room, posts: Sequence[Post]) -> dict[str, int | None]:
    held = Post.objects.filter(room=room, pk__in=[post.pk for post in posts])
    return {str(pk): theme for pk, theme in held.values_list("pk", "theme_id")}


def _note(
    by: "Person",
    room: Room,
    kind: str,
    words: str,
    *,
    posts: dict[str, int | None] | None = None,
    made: Sequence[Theme] = (),
    gone: Sequence[Theme] = (),
    renamed: dict[int, str] | None = None,
    links: Sequence[Theme] = (),
) -> None:
    before: dict[str, Any] = {
        "posts": posts or {},
        "made": [each.pk for each in made],
        "gone": [each.pk for each in gone],
        "names": {str(pk): name for pk, name in (renamed or {}).items()},
    }
    if links:
        before["linked"] = [each.pk for each in links]
        found = RequirementTheme.objects.filter(theme__in=links).values_list("requirement_id", "theme_id")
        before["links"] = [list(pair) for pair in found]
    ThemeChange.objects.create(room=room, kind=kind, words=words[:300], before=before, by=by)
