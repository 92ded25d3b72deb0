"""What is on the board: posts, themes with how many firms stand behind them, requirements, proposed groups?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talentshed.web.meetings.models import Badge, Post, Requirement, Room, RoomFirm, Theme, ThemeChange
from talentshed.web.meetings.room_breadth import Breadth, Firm, breadth
from talentshed.web.meetings.room_grouping import Group, Said, propose

ISSUES = (Post.Kind.OPPORTUNITY, Post.Kind.OBSTACLE)


@dataclass(frozen=True)
class ThemeView:
    """A theme as the board shows it."""

    theme: Theme
    posts: tuple[Post, ...]
    firms: int
    """Firms that stand behind it; those of one holding count once."""
    of_firms: int
    classes: int
    of_classes: int
    requirements: tuple[Requirement, ...]
    suggestions: tuple[Post, ...]
    """What phones wrote as required for it."""

    @property
    def opportunities(self) -> tuple[Post, ...]:
        """Its opportunities."""
        return tuple(post for post in self.posts if post.kind == Post.Kind.OPPORTUNITY)

    @property
    def obstacles(self) -> tuple[Post, ...]:
        """Its obstacles."""
        return tuple(post for post in self.posts if post.kind == Post.Kind.OBSTACLE)


@dataclass(frozen=True)
class Board:
    """Everything on the board."""

    themes: tuple[ThemeView, ...]
    """More firms first."""
    ungrouped: tuple[Post, ...]
    """Newest first."""
    suggestions: tuple[Post, ...]
    """What is required for no theme in particular."""
    requirements: tuple[Requirement, ...]
    hidden: tuple[Post, ...]
    """Taken off the board."""
    count: int
    firms: int

    @property
    def posts(self) -> tuple[Post, ...]:
        """All opportunities and obstacles, newest first."""
        found = [*self.ungrouped, *(post for theme in self.themes for post in theme.posts)]
        return tuple(sorted(found, key=lambda post: -post.seq))


def firms_of(room: Room) -> tuple[Firm, ...]:
    """Return the firms in the room, without their names; those whose badge was taken back left out."""
    found = RoomFirm.objects.filter(room=room).exclude(badge__withdrawn_at__isnull=False)
    return tuple(Firm(str(each.token), str(each.house), each.size_class) for each in found)


def themes_of(room: Room) -> list[Theme]:
    """Return the themes on the board, in the order in which they were made."""
    return list(room.themes.filter(removed_at__isnull=True))


def requirements_of(room: Room) -> list[Requirement]:
    """Return what stands to the vote, with its themes, in the order in which it was written down."""
    found = room.requirements.filter(removed_at__isnull=True)
    return list(found.prefetch_related("themes"))


def live_themes(requirement: Requirement) -> list[Theme]:
    """Return the themes on the board that a requirement serves."""
    return [theme for theme in requirement.themes.all() if theme.removed_at is None]


def firms_with(badges: Iterable[Badge]) -> tuple[Firm, ...]:
    """Return the same from badges that were read already, while the room is open."""
    found = [each.firm for each in badges if each.firm is not None and each.withdrawn_at is None]
    return tuple(Firm(str(each.token), str(each.house), each.size_class) for each in found)


def board(room: Room, firms: Sequence[Firm] | None = None) -> Board:
    """Read the board, in four queries, and one more where the firms were not read before."""
    posts = list(room.posts.order_by("-seq"))
    shown = [post for post in posts if post.hidden_at is None]
    themes, requirements = themes_of(room), requirements_of(room)
    firms = firms_of(room) if firms is None else firms
    known = {theme.pk for theme in themes}
    by_theme: dict[int | None, list[Post]] = defaultdict(list)
    wanted: dict[int | None, list[Post]] = defaultdict(list)
    for post in shown:
        place = post.theme_id if post.theme_id in known else None
        (by_theme if post.kind in ISSUES else wanted)[place].append(post)
    wide = breadth(firms, {theme.pk: _tokens(by_theme[theme.pk]) for theme in themes})
    views = [_view(theme, by_theme, wanted, wide[theme.pk], requirements) for theme in themes]
    return Board(
        themes=tuple(sorted(views, key=lambda view: (-view.firms, -len(view.posts), view.theme.pk))),
        ungrouped=tuple(by_theme[None]),
        suggestions=tuple(wanted[None]),
        requirements=tuple(requirements),
        hidden=tuple(post for post in posts if post.hidden_at is not None),
        count=sum(post.kind in ISSUES for post in shown),
        firms=len({firm.house for firm in firms}),
    )


def _tokens(posts: Sequence[Post]) -> set[str]:
    return {str(post.firm_id) for post in posts if post.firm_id}


def _view(
    theme: Theme,
    by_theme: dict[int | None, list[Post]],
    wanted: dict[int | None, list[Post]],
    wide: Breadth,
    requirements: Sequence[Requirement],
) -> ThemeView:
    return ThemeView(
        theme=theme,
        posts=tuple(by_theme[theme.pk]),
        firms=wide.firms if theme.firms_at_close is None else theme.firms_at_close,
        of_firms=wide.of_firms,
        classes=wide.classes,
        of_classes=wide.of_classes,
        requirements=tuple(each for each in requirements if theme in live_themes(each)),
        suggestions=tuple(wanted[theme.pk]),
    )


def proposed_groups(on_board: Board) -> tuple[Group, ...]:
    """Propose groups of the posts that are in no theme yet: always the same for the same posts."""
    return propose(Said(str(post.pk), post.text, str(post.firm_id or post.pk)) for post in on_board.ungrouped)


def last_change(room: Room) -> ThemeChange | None:
    """Return the step of sorting that undo would take back."""
    return room.theme_changes.filter(undone_at__isnull=True).first()
